"""Words of names that were misread, put right by the words beside them; only for text without diacritics.

A word is changed where it is like one that stands beside its neighbour in some name (``ban nhin`` is ``ban nhan``).
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

_VOWELS = re.compile(r"[aeiouyw]+")


_ACCENTED = 0.15  # share of letters with diacritics; in ordinary text it is a quarter


def has_diacritics(text: str) -> bool:
    """Whether a text was read with its diacritics."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(ord(letter) > 127 for letter in letters) > _ACCENTED * len(letters)


class Misread:
    """``pairs`` are words that stand side by side; ``signs`` the letters for which other signs stand."""

    def __init__(self, phrases: Iterable[Sequence[str]], signs: Mapping[str, str]) -> None:
        self._after: defaultdict[str, set[str]] = defaultdict(set)
        self._before: defaultdict[str, set[str]] = defaultdict(set)
        for phrase in phrases:
            for first, second in itertools.pairwise(key for key in phrase if key != ","):
                self._after[first].add(second)
                self._before[second].add(first)
        self._signs = str.maketrans(dict(signs))
        marks = "".join(map(re.escape, signs))
        self._mixed = re.compile(rf"(?<!\w)(?=[\w{marks}]*[A-Za-z])[A-Za-z{marks}]{{2,}}(?!\w)")

    def letters(self, surface: str) -> str:
        """The folded text with letters for the signs inside its words; same length."""
        return self._mixed.sub(lambda hit: self._word(hit[0]), surface)

    def words(self, keys: Sequence[str]) -> list[str]:
        """The words put right."""
        result = list(keys)
        for _ in range(2):  # a word put right may tell of the one before it
            for index in range(len(result)):
                result[index] = self._right(result, index)
        return result

    def _word(self, word: str) -> str:
        """``S6`` and ``v&i`` are words; ``KSTTHC3`` and ``CCHC&PC`` are not."""
        symbol = sum(letter.isupper() for letter in word) > 1 and len(word) > 2
        return word if symbol else word.translate(self._signs)

    def _right(self, keys: Sequence[str], index: int) -> str:
        word = keys[index]
        before = self._after.get(beside(keys, index, -1), set())
        after = self._before.get(beside(keys, index, 1), set())
        if not word.isalpha() or word in before or word in after:
            return word
        for known in (before & after, before, after):
            like = sorted(other for other in known if other[0] == word[0] and alike(word, other))
            if len(like) == 1 or (like and known is not after):
                return like[0]
        return word


def beside(keys: Sequence[str], index: int, step: int) -> str:
    """The word before or behind, past a comma."""
    index += step
    if 0 <= index < len(keys) and keys[index] == ",":
        index += step
    return keys[index] if 0 <= index < len(keys) else ""


def alike(first: str, second: str) -> bool:
    """Whether two syllables differ by their vowels alone, or by one letter."""
    if _VOWELS.sub("*", first) == _VOWELS.sub("*", second):
        return True
    if abs(len(first) - len(second)) > 1 or max(len(first), len(second)) < 3:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return max(len(first), len(second)) - start - end <= 1
