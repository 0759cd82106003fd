"""A paragraph as a spaCy document: underthesea's words, and mentions that were found on its letters laid onto them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.language.words import Token, words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Mention = tuple[int, int, str]


def annotate(text: str, mentions: Sequence[Mention] = ()) -> Doc:
    """The document of a text in NFC; ``doc.text`` is that text, letter for letter.

    ``mentions`` are (start, end, label) in letters of ``text``. A word within which one begins or ends is split.
    ``doc.spans["mentions"]`` holds all of them, by start; ``doc.ents`` those that stand when none may overlap, the
    longest first, for displaCy. White space at a mention's edges and a mention without letters fall off. ``tag_`` is
    underthesea's part of speech. Raises ValueError for a mention that is not within the text.
    """
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    kept = sorted(_trimmed(text, mentions))
    edges = {edge for start, end, _ in kept for edge in (start, end)}
    tokens = list(_spaced(text, split(text, words(text), edges)))
    doc = Doc(
        _vocab(),
        words=[text[token.start : token.end] for token, _ in tokens],
        spaces=[space for _, space in tokens],
        tags=[token.tag for token, _ in tokens],
    )
    found = (doc.char_span(start, end, label=label) for start, end, label in kept)
    spans = [span for span in found if span is not None]  # each is there: the words were cut at its edges
    doc.spans["mentions"] = spans
    doc.ents = filter_spans(spans)
    return doc


def split(text: str, tokens: Iterable[Token], edges: Iterable[int]) -> Iterator[Token]:
    """The tokens, those with an edge inside cut there; each part keeps the tag, white space at the cut falls off."""
    cuts = sorted(edges)
    for token in tokens:
        inside = [edge for edge in cuts if token.start < edge < token.end]
        for start, end in zip([token.start, *inside], [*inside, token.end], strict=True):
            if text[start:end].strip():
                yield Token(*_trim(text, start, end), token.tag)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its edges; empty where it holds nothing else."""
    start = end - len(text[start:end].lstrip())
    return start, start + len(text[start:end].rstrip())


def _trimmed(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    for start, end, label in mentions:
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"mention {label} at {start}-{end} is not within a text of {len(text)} letters")
        start, end = _trim(text, start, end)
        if start < end:
            yield start, end, label


def _spaced(text: str, tokens: Iterable[Token]) -> Iterator[tuple[Token, bool]]:
    """Each token with whether one space follows it; other white space is a token of its own, as spaCy has it."""
    pending: Token | None = None
    done = 0
    for token in (*tokens, Token(len(text), len(text))):
        space = pending is not None and text[done : done + 1] == " "
        if pending is not None:
            yield pending, space
        if done + space < token.start:
            yield Token(done + space, token.start), False
        pending, done = token, token.end


@lru_cache(maxsize=1)
def _vocab() -> Vocab:
    from spacy.vocab import Vocab

    return Vocab()
