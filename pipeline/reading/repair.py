"""Mending what the recogniser takes for another letter, where a dictionary or the grammar of figures proves it.

The confusions stand in ``confusions.toml``. What was read stays in ``Word.raw``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise, product
from pathlib import Path

from pipeline.language.spelling import compose, level
from pipeline.language.syllables import is_syllable
from pipeline.models import Line, Word

_DATA = Path(__file__).with_name("confusions.toml")
_DICTIONARY = Path("corpus", "data", "Viet74K.txt")  # of underthesea, by Hồ Ngọc Đức
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)

Pair = tuple[str, str]


@dataclass(frozen=True)
class _Pattern:
    find: re.Pattern[str]
    replace: str
    first: bool


@dataclass(frozen=True)
class Confusions:
    """``swaps`` maps a letter to those it may stand for; ``pairs`` are neighbours within known compounds.

    ``sure`` are the pairs of the program's own compounds: they weigh more than a compound with the other neighbour.
    """

    swaps: dict[str, str]
    pairs: frozenset[Pair]
    sure: frozenset[Pair]
    keep: frozenset[str]
    lone: dict[str, str]
    letters: dict[int, str]
    patterns: tuple[_Pattern, ...]


@lru_cache(maxsize=1)
def confusions() -> Confusions:
    """The program's own; reading the dictionary takes a tenth of a second once."""
    data = tomllib.loads(_DATA.read_text("utf-8"))
    swaps: dict[str, str] = {}
    for first, second in data["swaps"]:
        swaps[first] = swaps.get(first, "") + second
    patterns = tuple(
        _Pattern(re.compile(item["find"]), item["replace"], item.get("first", False)) for item in data["pattern"]
    )
    sure = frozenset(pair for entry in data["compounds"] for pair in _neighbours(entry))
    pairs = sure.union(pair for entry in _entries() for pair in _neighbours(entry))
    return Confusions(
        swaps, pairs, sure, frozenset(data["keep"]), data["lone"], str.maketrans(data["letters"]), patterns
    )


def _entries() -> Iterator[str]:
    """The compounds of the dictionary that comes with underthesea; none where it is missing."""
    package = find_spec("underthesea")
    for folder in package.submodule_search_locations or () if package else ():
        path = Path(folder) / _DICTIONARY
        if path.is_file():
            yield from (line for line in path.read_text("utf-8").splitlines() if " " in line)


def _neighbours(entry: str) -> Iterator[Pair]:
    syllables = level(compose(entry.lower())).split()
    yield from pairwise(syllables)


def repaired(lines: Sequence[Line]) -> list[Line]:
    """The lines with their words mended; a word at the end of a line is seen with the first one of the next."""
    known = confusions()
    words = [_mended(word, known, first=number == 0) for line in lines for number, word in enumerate(line.words)]
    words = _compounds(words, known)
    done, at = [], 0
    for line in lines:
        done.append(replace(line, words=tuple(words[at : at + len(line.words)])))
        at += len(line.words)
    return done


def _mended(word: Word, known: Confusions, first: bool) -> Word:
    text = word.text
    for pattern in known.patterns:
        if first or not pattern.first:
            text = pattern.find.sub(pattern.replace, text)
    return _with(word, text.translate(known.letters))


def _with(word: Word, text: str) -> Word:
    return word if text == word.text else replace(word, text=text, raw=word.raw or word.text)


def _compounds(words: list[Word], known: Confusions) -> list[Word]:
    """Words that make no compound with their neighbours, and would by a swap of confusable letters."""
    parts = [_split(word.text) for word in words]
    cores = [core for _, core, _ in parts]
    joined = [not a[2] and not b[0] for a, b in pairwise(parts)]

    def paired(n: int) -> bool:
        return 0 <= n < len(joined) and joined[n] and _is_pair(cores[n], cores[n + 1], known.pairs)

    for n in range(len(joined)):
        if joined[n] and not paired(n):
            found = _respelt(cores[n], cores[n + 1], known, paired(n - 1), paired(n + 1))
            cores[n], cores[n + 1] = found or (cores[n], cores[n + 1])
    for n, core in enumerate(cores):
        if (other := _lone(core, known)) and not paired(n - 1) and not paired(n):
            cores[n] = other
    return [
        _with(word, before + core + after) for word, (before, _, after), core in zip(words, parts, cores, strict=True)
    ]


def _split(text: str) -> tuple[str, str, str]:
    """Punctuation before, the word, punctuation after."""
    found = _EDGES.match(text)
    assert found is not None
    return found.group(1), found.group(2), found.group(3)


def _lone(core: str, known: Confusions) -> str | None:
    other = known.lone.get(core.lower())
    if other is None or core.islower():
        return other
    return other.upper() if core.isupper() else other.capitalize()


def _is_pair(first: str, second: str, pairs: frozenset[Pair]) -> bool:
    return (level(first.lower()), level(second.lower())) in pairs


def _respelt(first: str, second: str, known: Confusions, left: bool, right: bool) -> Pair | None:
    """The one way to spell the two words as neighbours of a compound.

    One that makes a compound with its other neighbour (``left``, ``right``) is kept. A common word is kept too, unless
    the program's own list knows the compound.
    """
    found = list(product(_spellings(first, known), _spellings(second, known)))
    sure = [pair for pair in found if _is_pair(*pair, known.sure)]
    if len(sure) == 1 and not _breaks(sure[0], first, second, left, right):
        return sure[0]
    if first.istitle() and second.istitle():
        return None  # the names of people and places are in no dictionary
    left, right = left or first.lower() in known.keep, right or second.lower() in known.keep
    free = [pair for pair in found if (pair[0] == first or not left) and (pair[1] == second or not right)]
    fits = [pair for pair in free if _is_pair(*pair, known.pairs)]
    best = [pair for pair in fits if pair[0] == first or pair[1] == second] or fits
    return best[0] if len(best) == 1 else None


def _breaks(pair: Pair, first: str, second: str, left: bool, right: bool) -> bool:
    """Would a word be changed alone that fits its other neighbour as it is, or both, that both do?"""
    other, kept = pair[0] != first, pair[1] == second
    return (kept and left) or (not other and right) or (other and not kept and left and right)


def _spellings(word: str, known: Confusions) -> list[str]:
    """The word itself, and the syllables that one swap makes of it."""
    found = [word]
    if not 2 <= len(word) <= 7:
        return found
    for n, letter in enumerate(word):
        low = letter.lower()
        for other in known.swaps.get(low, ""):
            spelt = word[:n] + (other if letter == low else other.upper()) + word[n + 1 :]
            if is_syllable(spelt):
                found.append(spelt)
    return found
