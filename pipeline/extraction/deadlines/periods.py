"""First and last days of months, quarters, halves and years, and of their parts. Pure calendar arithmetic."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.models import Boundary

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Period(NamedTuple):
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date


def day(year: int, month: int, number: int) -> Period:
    when = date(year, month, number)
    return Period(when, when)


def months(year: int, first: int, last: int, years_on: int = 0) -> Period:
    """From the first month of ``year`` to the last month ``years_on`` years later."""
    end = year + years_on
    return Period(date(year, first, 1), date(end, last, monthrange(end, last)[1]))


def quarters(year: int, first: int, last: int, years_on: int = 0) -> Period:
    return months(year, 3 * first - 2, 3 * last, years_on)


def years(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31))


def month_after(when: date, offset: int) -> tuple[int, int]:
    """(year, month) of the month ``offset`` months after that of ``when``."""
    index = when.year * 12 + when.month - 1 + offset
    return index // 12, index % 12 + 1


def whole_month(when: date, offset: int = 0) -> Period:
    """The month that ``when`` lies in, or one ``offset`` months later."""
    year, month = month_after(when, offset)
    return months(year, month, month)


def whole_quarter(when: date, offset: int = 0) -> Period:
    """The quarter that ``when`` lies in, or one ``offset`` quarters later."""
    year, month = month_after(when, 3 * offset)
    return quarters(year, (month + 2) // 3, (month + 2) // 3)


def whole_year(when: date, offset: int = 0) -> Period:
    return years(when.year + offset, when.year + offset)


def week_of(when: date, offset: int = 0) -> Period:
    """The week, Monday to Sunday, that ``when`` lies in, or one ``offset`` weeks later."""
    monday = when - timedelta(days=when.weekday()) + timedelta(weeks=offset)
    return Period(monday, monday + timedelta(days=6))


def weekday_of(when: date, offset: int, *, weekday: str) -> Period:
    """A day (MO to SU) of the week that ``when`` lies in, or of one ``offset`` weeks later."""
    day = week_of(when, offset).first + timedelta(days=_WEEKDAYS.index(weekday))
    return Period(day, day)


def week_of_month(year: int, month: int, number: int) -> Period:
    """Days 1-7, 8-14, 15-21, 22-28 of a month; number -1 is its last seven days. No law defines such weeks."""
    if number < 0:
        last = months(year, month, month).last
        return Period(last - timedelta(days=6), last)
    return Period(date(year, month, 7 * number - 6), date(year, month, 7 * number))


def weeks_of_month(year: int, month: int, numbers: Sequence[int]) -> Period:
    """From the first to the last of these weeks of a month."""
    weeks = [week_of_month(year, month, number) for number in numbers]
    return Period(weeks[0].first, weeks[-1].last)


def month_part(year: int, month: int, part: str) -> Period:
    """The thirds of a month as offices use them (1-10, 11-20, 21 to the end), or its halves."""
    whole = months(year, month, month)
    bounds = {"first": (1, 10), "middle": (11, 20), "first_half": (1, 15)}.get(part)
    if bounds:
        return Period(whole.first.replace(day=bounds[0]), whole.first.replace(day=bounds[1]))
    return Period(whole.first.replace(day={"last": 21, "last_half": 16}[part]), whole.last)


def quarter_part(year: int, quarter: int, part: str) -> Period:
    """The first, middle or last month of a quarter."""
    month = 3 * quarter - 2 + {"first": 0, "middle": 1, "last": 2}[part]
    return months(year, month, month)


def year_part(year: int, part: str) -> Period:
    """The first, middle or last day of a year (BLDS 2015, Điều 146 khoản 2)."""
    if part in ("first_half", "last_half"):
        return months(year, 1, 6) if part == "first_half" else months(year, 7, 12)
    return day(year, *{"first": (1, 1), "middle": (6, 30), "last": (12, 31)}[part])


def bounded(period: Period, boundary: Boundary | None) -> tuple[date | None, date | None]:
    """``start_on`` and ``due_on`` of a limit: a single day keeps its own date whatever the boundary.

    ``before`` a longer period ends on the day before it; ``by`` ends with it and has no start.
    """
    if boundary == "before":
        single = period.first == period.last
        return None, period.last if single else period.first - timedelta(days=1)
    return (None if boundary == "by" else period.first), period.last
