"""The words inside a phrase that stand for a value: ``thứ sáu`` for FR, ``cuối`` for last. They are lists of the rules.

A list named ``deadline.weekday.FR`` holds the words for the value FR of the family weekday.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from pipeline.language.spelling import fold, level

_PREFIX = "deadline."


class Vocabulary:
    """Looks words up without regard to case, diacritics and spelling variants."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self._lists = lists

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, str]]:
        families: dict[str, dict[str, str]] = {}
        for name, words in self._lists.items():
            if name.startswith(_PREFIX) and name.count(".") > 1:
                family, value = name.removeprefix(_PREFIX).split(".", 1)
                families.setdefault(family, {}).update((plain(word), value) for word in words)
        return families

    def value(self, family: str, word: str | None) -> str | None:
        """The value of a word, None where it is unknown or absent."""
        return self._values.get(family, {}).get(plain(word)) if word else None

    def number(self, word: str) -> int | None:
        """A number in figures or in words."""
        word = word.strip()
        if word.isdecimal():
            return int(word)
        known = self.value("number", word)
        return int(known) if known else None


def plain(text: str) -> str:
    return fold(level(text)).strip().casefold()
