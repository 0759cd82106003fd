"""Phrases that name days and weeks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from pipeline.extraction.deadlines import periods
from pipeline.extraction.deadlines.limits import IMPOSSIBLE, Reading, empty, limit, present
from pipeline.extraction.deadlines.periods import Period
from pipeline.extraction.deadlines.phrase import Phrase


def day(phrase: Phrase) -> Iterable[Reading]:
    """A day with its month, one of a list, or one of this or the next week or month (``offset``)."""
    if phrase.text("list"):
        return [_day(phrase, *item) for item in phrase.days()]
    number, month, year = phrase.number("day"), phrase.number("month"), phrase.number("year")
    if number is None:
        weekday = phrase.word("weekday")
        return [present(phrase, "day", partial(periods.weekday_of, weekday=weekday) if weekday else _days_after)]
    if month is None:
        return [
            present(phrase, "day", lambda issued, offset: periods.day(*periods.month_after(issued, offset), number))
        ]
    if year is None and phrase.offset and phrase.context.issued_on:
        year = (phrase.context.plan_year or phrase.context.issued_on.year) + phrase.offset
    return [_day(phrase, number, month, year)]


def _day(phrase: Phrase, number: int, month: int | None, year: int | None) -> Reading:
    if month is None:
        return Reading(empty(phrase, "day"), ("no_year",))
    return limit(phrase, "day", year, lambda year: periods.day(year, month, number))


def _days_after(issued: date, offset: int) -> Period:
    when = issued + timedelta(days=offset)
    return Period(when, when)


def day_range(phrase: Phrase) -> Iterable[Reading]:
    """From a day to a day; the first takes month and year from the second, a list gives its first and last date."""
    if phrase.text("list"):
        dates = phrase.days()
        first, last = dates[0], dates[-1]
    else:
        first = phrase.number("day") or 0, phrase.number("month"), phrase.number("year")
        last = phrase.number("day2") or 0, phrase.number("month2"), phrase.number("year2")
    month = last[1]
    if month is None:
        return []
    reading = limit(phrase, "range", last[2], lambda year: periods.day(year, month, last[0]))
    due = reading.deadline.due_on
    if due is None:
        return [reading]
    begins = first[1] or month
    year = first[2] or due.year - (begins > due.month)
    try:
        return [Reading(replace(reading.deadline, start_on=date(year, begins, first[0])), reading.inferred)]
    except ValueError:
        return [Reading(empty(phrase, "range"), (IMPOSSIBLE,))]


def week(phrase: Phrase) -> Iterable[Reading]:
    """This or the next week, or a numbered week of a month, or the first to the last of a list of such."""
    if phrase.offset is not None:
        return [present(phrase, "range", periods.week_of)]
    month, ordinal = phrase.number("month"), phrase.word("ordinal")
    numbers = [number for number, _, _ in phrase.days()] or ([int(ordinal)] if ordinal else [])
    if month is None or not numbers:
        return []
    return [limit(phrase, "range", phrase.number("year"), lambda year: periods.weeks_of_month(year, month, numbers))]
