"""Vietnamese words, of one syllable or more, with their parts of speech, by underthesea.

The models come with the underthesea package; nothing is fetched. underthesea writes words anew (``Uỷ`` becomes
``Ủy``, white space is lost), so its words are laid back onto the letters that were given and only offsets are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.spelling import compose, fold, level

_RUN = re.compile(r"\w+|[^\w\s]+")
_REACH = 80  # letters within which a word is looked for where the tokeniser's letters and the text's part


@dataclass(frozen=True, slots=True)
class Token:
    """A word at ``text[start:end]``; ``tag`` is its part of speech as underthesea names it, empty where it has none.

    Tags that matter here: ``V`` verb, ``N`` noun, ``Np`` proper name, ``A`` adjective, ``R`` adverb, ``M`` number,
    ``CH`` punctuation.
    """

    start: int
    end: int
    tag: str = ""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Token, ...]:
    """The words of a text in NFC, in order. Every letter that is no white space is in one of them."""
    if not text.strip():
        return ()
    from underthesea import pos_tag

    return tuple(aligned(text, ((str(word), str(tag)) for word, tag in pos_tag(text))))


def aligned(text: str, tagged: Iterable[tuple[str, str]]) -> Iterator[Token]:
    """Words and tags of a tokeniser laid onto ``text``. A word that is not found is left out, and letters that no
    word covers are tokens without a tag."""
    plain = _plain(text)
    done = 0
    for word, tag in tagged:
        span = _find(plain, _plain(compose(word)), done)
        if span is not None:
            yield from _uncovered(text, done, span[0])
            yield Token(*span, tag)
            done = span[1]
    yield from _uncovered(text, done, len(text))


def _plain(text: str) -> str:
    """One letter for each letter, without what a tokeniser may spell anew: diacritics, case, kind of dash."""
    return "".join(one if len(one) == 1 else letter for letter in fold(level(text)) for one in (letter.lower(),))


def _find(text: str, word: str, start: int) -> tuple[int, int] | None:
    """Where ``word`` stands next from ``start`` on, white space between its letters aside."""
    letters = [re.escape(letter) for letter in word if not letter.isspace()]
    if not letters:
        return None
    hit = re.compile(r"\s*".join(letters)).search(text, start)
    return hit.span() if hit and hit.start() - start <= _REACH else None


def _uncovered(text: str, start: int, end: int) -> Iterator[Token]:
    return (Token(*hit.span()) for hit in _RUN.finditer(text, start, end))
