"""A rule's hit seen as a phrase about time: its named groups as numbers, its rule's yields as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from pipeline.extraction.deadlines.context import DateContext
from pipeline.extraction.deadlines.vocabulary import Vocabulary
from pipeline.models import Boundary
from pipeline.rulebook import Match

_CENTURY = 2000
_LONG_YEAR = 100
_ITEM = re.compile(r"\d+(?: ?[/.] ?\d+){0,2}")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_NUMERAL = re.compile(r"(?:19|20)\d\d|[IVl|]+|\d{1,2}|-", re.IGNORECASE)


class Item(NamedTuple):
    """A month or quarter with its year. ``last`` differs from ``first`` for a span (``8-9/2022``).

    A span ends ``years_on`` years after the one in which it begins.
    """

    first: int
    last: int
    year: int | None
    years_on: int = 0

    @property
    def is_span(self) -> bool:
        return self.first != self.last or self.years_on > 0


@dataclass(frozen=True)
class Phrase:
    """``match`` with the words and dates that it is read by."""

    match: Match
    words: Vocabulary
    context: DateContext

    def text(self, group: str) -> str | None:
        return self.match.get(group)

    def number(self, group: str) -> int | None:
        """The group as a number, None where the phrase lacks it; a year of two figures is of this century."""
        text = self.match.get(group)
        if not text:
            return None
        value = self.words.number(text)
        if value is not None and group.startswith("year") and value < _LONG_YEAR:
            return value + _CENTURY
        return value

    def yields(self, key: str) -> str | None:
        value = self.match.rule.yields.get(key)
        return None if value is None else str(value)

    def word(self, family: str) -> str | None:
        """The value that the rule fixes for this family, else that of the word in the group of its name."""
        return self.yields(family) or self.words.value(family, self.match.get(family))

    @property
    def boundary(self) -> Boundary | None:
        return cast(Boundary | None, self.yields("boundary"))

    @property
    def offset(self) -> int | None:
        """0 for this month or week, 1 for the next, None where the phrase is not told from the present."""
        value = self.yields("offset")
        return None if value is None else int(value)

    def days(self) -> list[tuple[int, int | None, int | None]]:
        """(day, month, year) of each date of the group ``list``; an item takes what it lacks from the next one."""
        month, year = self.number("month"), self.number("year")
        found: list[tuple[int, int | None, int | None]] = []
        for item in reversed(_ITEM.findall(self.text("list") or "")):
            numbers = [int(number) for number in re.findall(r"\d+", item)]
            month = numbers[1] if len(numbers) > 1 else month
            year = numbers[2] if len(numbers) > 2 else year
            found.insert(0, (numbers[0], month, year))
        return found

    def items(self, *, roman: bool = False) -> list[Item]:
        """The months or quarters of the group ``list``; neighbours are joined: ``8, 9`` is a span, ``6, 12`` is not."""
        if self.text("list") is None and (month := self.number("month")):
            return [Item(month, month, self.number("year"))]
        joined = self.yields("span") is not None
        year = self.number("year")
        items: list[Item] = []
        dash = joined
        for token in reversed(list(_tokens(self.text("list") or "", roman))):
            if token is None:
                dash = bool(items)
            elif token > _LONG_YEAR:
                year, dash = token, joined
            elif items and (dash or (token + 1 == items[0].first and year == items[0].year)):
                items[0] = _span(token, year, items[0])
                dash = joined
            else:
                items.insert(0, Item(token, token, year))
                dash = joined
        return items


def _span(first: int, year: int | None, later: Item) -> Item:
    """From ``first`` to the later item; a year that only the later one names is that of the end."""
    if year is None or later.year is None or year == later.year:
        years_on = later.years_on + (first > later.first)
        return Item(first, later.last, None if year is None else year - (first > later.first), years_on)
    return Item(first, later.last, year, later.year + later.years_on - year)


def _tokens(text: str, roman: bool) -> Iterator[int | None]:
    """The numbers of a list, None for a hyphen between them."""
    for token in _NUMERAL.findall(text.replace("\u2013", "-")):
        if token == "-":
            yield None
        elif token.isdecimal():
            yield int(token)
        elif roman:
            value = _ROMAN.get(token.replace("l", "I").replace("|", "I").upper())
            if value:
                yield value
