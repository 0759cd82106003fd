"""Working days in Viet Nam: the maintained ``holidays`` library, corrected by lists that clerks edit.

The lists stand in ``rules/calendar/holidays.toml`` under ``calendar.days_off`` and ``calendar.working_days`` (also
``calendar.days_off.2026`` and so on). An entry is a date or ``first..last``, then a colon and what it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from pipeline.errors import RuleError

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days offices work. ``days_off`` and ``working_days`` overrule the library and the weekend."""

    days_off: frozenset[date] = field(default_factory=frozenset)
    working_days: frozenset[date] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        if day in self.working_days:
            return True
        if day in self.days_off:
            return False
        off, made_up = _library(day.year)
        return day in made_up or (day.weekday() < _SATURDAY and day not in off)

    def next_working_day(self, day: date) -> date:
        """``day`` itself where offices work on it, else the first one after it (BLDS 2015, Điều 148 khoản 5)."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def add_working_days(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start``; the first day is not counted (Điều 147 khoản 2)."""
        day = start
        for _ in range(count):
            day = self.next_working_day(day + _DAY)
        return day


@lru_cache(maxsize=64)
def _library(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off and the made-up working days of a year, as the library knows them."""
    import holidays  # loads slowly, and most documents count no days

    known = holidays.country_holidays("VN", years=year)
    return frozenset(known), frozenset(known.weekend_workdays)


def calendar_from(lists: Mapping[str, tuple[str, ...]]) -> WorkingCalendar:
    """The calendar that the word lists of a rulebook hold; raises RuleError for an entry that is no date."""
    return WorkingCalendar(
        frozenset(_days(lists, "calendar.days_off")), frozenset(_days(lists, "calendar.working_days"))
    )


def _days(lists: Mapping[str, tuple[str, ...]], name: str) -> Iterator[date]:
    for key, entries in lists.items():
        if key == name or key.startswith(name + "."):
            yield from _entries(key, entries)


def _entries(key: str, entries: Iterable[str]) -> Iterator[date]:
    for entry in entries:
        first, _, last = entry.partition(":")[0].strip().partition("..")
        try:
            day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError as error:
            raise RuleError(
                "list {key}: {entry} does not begin with a date such as 2026-01-02: write the date first",
                key=key,
                entry=repr(entry),
            ) from error
        while day <= end:
            yield day
            day += _DAY
