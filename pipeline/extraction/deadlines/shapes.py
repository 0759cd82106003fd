"""From a phrase to its deadlines: one function for each ``shape`` that a rule may yield."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.extraction.deadlines import periods
from pipeline.extraction.deadlines.counting import counted
from pipeline.extraction.deadlines.inference import in_year
from pipeline.extraction.deadlines.periods import Period
from pipeline.extraction.deadlines.phrase import Phrase
from pipeline.extraction.deadlines.recurring import recurrence
from pipeline.models import Deadline, DeadlineKind


class Reading(NamedTuple):
    """What a phrase means, and what of it was inferred."""

    deadline: Deadline
    inferred: tuple[str, ...] = ()


IMPOSSIBLE = "impossible_date"


def read(phrase: Phrase) -> list[Reading]:
    """The deadlines that a phrase names, mostly one. A date that no calendar holds gives null dates, so marked."""
    shape = str(phrase.match.rule.yields["shape"])
    readings = list(_SHAPES[shape](phrase))
    if phrase.yields("since") == "issue":
        return [_from_issue(phrase, reading) for reading in readings]
    return readings


def _limit(
    phrase: Phrase, kind: DeadlineKind, year: int | None, make: Callable[[int], Period], *, keep: bool = False
) -> Reading:
    """The limit of a period in its year. ``keep``: the period's last day is the date named, also after ``trước``."""
    empty = Deadline(phrase.match.phrase, kind, boundary=phrase.boundary)
    try:
        period, inferred = in_year(year, make, phrase.context)
    except ValueError:
        return Reading(empty, (IMPOSSIBLE,))
    if period is None:
        return Reading(empty, inferred)
    start, due = periods.bounded(Period(period.last, period.last) if keep else period, phrase.boundary)
    return Reading(replace(empty, start_on=start, due_on=due), inferred)


def _present(phrase: Phrase, kind: DeadlineKind, make: Callable[[date], Period]) -> Reading:
    """A limit that is told from the present: this week, next month."""
    issued = phrase.context.issued_on
    empty = Deadline(phrase.match.phrase, kind, boundary=phrase.boundary)
    if issued is None:
        return Reading(empty, ("no_year",))
    try:
        start, due = periods.bounded(make(issued), phrase.boundary)
    except ValueError:
        return Reading(empty, (IMPOSSIBLE,))
    return Reading(replace(empty, start_on=start, due_on=due), ("date_from_issue",))


def _from_issue(phrase: Phrase, reading: Reading) -> Reading:
    """``từ nay đến ...``: the span begins on the day of issue."""
    issued = phrase.context.issued_on
    inferred = (*reading.inferred, "date_from_issue") if issued else reading.inferred
    return Reading(replace(reading.deadline, kind="range", start_on=issued, boundary="within"), inferred)


def _month_after(when: date, offset: int) -> tuple[int, int]:
    """(year, month) of the month ``offset`` months after that of ``when``."""
    index = when.year * 12 + when.month - 1 + offset
    return index // 12, index % 12 + 1


# ------------------------------------------------------------------------------------------------------ days


def _day(phrase: Phrase) -> Iterable[Reading]:
    """A day: numbered, one of a list, or in this or the next month (``offset``)."""
    if phrase.text("list"):
        return [_one_day(phrase, *item) for item in phrase.days()]
    number, month, year = phrase.number("day"), phrase.number("month"), phrase.number("year")
    if number is None:
        return [_present(phrase, "day", lambda issued: _shifted(issued, phrase.offset or 0))]
    if month is None:
        return [
            _present(
                phrase, "day", lambda issued: periods.day(*_month_after(issued, phrase.offset or 0), number)
            )
        ]
    if year is None and phrase.offset and phrase.context.issued_on:
        year = phrase.context.issued_on.year + phrase.offset
    return [_one_day(phrase, number, month, year)]


def _shifted(issued: date, days: int) -> Period:
    when = issued + timedelta(days=days)
    return Period(when, when)


def _one_day(phrase: Phrase, number: int, month: int | None, year: int | None) -> Reading:
    if month is None:
        return Reading(Deadline(phrase.match.phrase, "day", boundary=phrase.boundary), ("no_year",))
    return _limit(phrase, "day", year, lambda year: periods.day(year, month, number))


def _range(phrase: Phrase) -> Iterable[Reading]:
    """From a day to a day; the first takes month and year from the second, a list its first and last date."""
    if phrase.text("list"):
        days = phrase.days()
        first, last = days[0], days[-1]
    else:
        first = (phrase.number("day") or 0, phrase.number("month"), phrase.number("year"))
        last = (phrase.number("day2") or 0, phrase.number("month2"), phrase.number("year2"))
    if last[1] is None:
        return []
    month = last[1]
    reading = _limit(phrase, "range", last[2], lambda year: periods.day(year, month, last[0]))
    due = reading.deadline.due_on
    if due is None:
        return [reading]
    begins = first[1] or month
    year = first[2] or due.year - (begins > due.month)
    try:
        return [Reading(replace(reading.deadline, start_on=date(year, begins, first[0])), reading.inferred)]
    except ValueError:
        return [Reading(replace(reading.deadline, start_on=None, due_on=None), (IMPOSSIBLE,))]


def _week(phrase: Phrase) -> Iterable[Reading]:
    """This or the next week, or a numbered week of a month."""
    if phrase.offset is not None:
        offset = phrase.offset
        return [_present(phrase, "range", lambda issued: periods.week_of(issued, offset))]
    month, ordinal = phrase.number("month"), phrase.word("ordinal")
    if ordinal is None:
        return []
    if month is None:
        return [_present(phrase, "range", lambda issued: periods.week_of_month(issued.year, issued.month, int(ordinal)))]
    return [
        _limit(
            phrase, "range", phrase.number("year"), lambda year: periods.week_of_month(year, month, int(ordinal))
        )
    ]


# --------------------------------------------------------------------------------------------------- periods


def _month(phrase: Phrase) -> Iterable[Reading]:
    if phrase.offset is not None:
        offset = phrase.offset
        return [_present(phrase, "month", lambda issued: _whole_month(*_month_after(issued, offset)))]
    part = phrase.word("part")
    if part is not None and (month := phrase.number("month")):
        return [
            _limit(
                phrase,
                "month",
                phrase.number("year"),
                lambda year: periods.month_part(year, month, part),
                keep=part.startswith("last") and phrase.boundary == "before",
            )
        ]
    return [
        _limit(
            phrase,
            "month" if item.first == item.last else "range",
            item.year,
            lambda year, item=item: periods.months(year, item.first, item.last),  # type: ignore[misc]
        )
        for item in phrase.items()
    ]


def _whole_month(year: int, month: int) -> Period:
    return periods.months(year, month, month)


def _quarter(phrase: Phrase) -> Iterable[Reading]:
    if phrase.offset is not None:
        offset = phrase.offset
        return [_present(phrase, "quarter", lambda issued: _whole_quarter(*_month_after(issued, 3 * offset)))]
    part = phrase.word("part")
    if part is not None:
        return [
            _limit(
                phrase,
                "quarter",
                item.year,
                lambda year, item=item: periods.quarter_part(year, item.first, part),  # type: ignore[misc]
                keep=part == "last" and phrase.boundary == "before",
            )
            for item in phrase.items(roman=True)
        ]
    return [
        _limit(
            phrase,
            "quarter" if item.first == item.last else "range",
            item.year,
            lambda year, item=item: periods.quarters(year, item.first, item.last),  # type: ignore[misc]
        )
        for item in phrase.items(roman=True)
    ]


def _whole_quarter(year: int, month: int) -> Period:
    quarter = (month + 2) // 3
    return periods.quarters(year, quarter, quarter)


def _half_year(phrase: Phrase) -> Iterable[Reading]:
    part = phrase.word("part")
    half = "first_half" if part in ("first", "first_half") else "last_half"
    return [_limit(phrase, "half_year", phrase.number("year"), lambda year: periods.year_part(year, half))]


def _months_of_year(phrase: Phrase) -> Iterable[Reading]:
    """The first ``count`` months of a year."""
    count = phrase.number("count")
    if count is None or not 1 <= count <= 12:
        return []
    return [_limit(phrase, "range", phrase.number("year"), lambda year: periods.months(year, 1, count))]


def _year(phrase: Phrase) -> Iterable[Reading]:
    if phrase.offset is not None:
        offset = phrase.offset
        return [_present(phrase, "year", lambda issued: _year_after(issued, offset, phrase.word("part")))]
    part, last = phrase.word("part"), phrase.number("year2")
    year = phrase.number("year")
    if part is not None:
        return [_limit(phrase, "year", year, lambda year: periods.year_part(year, part), keep=True)]
    if last is not None:
        return [_limit(phrase, "range", year, lambda year: periods.years(year, last))]
    return [_limit(phrase, "year", year, lambda year: periods.years(year, year))]


def _year_after(issued: date, offset: int, part: str | None) -> Period:
    year = issued.year + offset
    return periods.year_part(year, part) if part else periods.years(year, year)


# ------------------------------------------------------------------------------------------- without a date


def _event(phrase: Phrase) -> Iterable[Reading]:
    return [Reading(Deadline(phrase.match.phrase, "event", boundary=phrase.boundary))]


def _recurring(phrase: Phrase) -> Iterable[Reading]:
    template = phrase.yields("recurrence") or ""
    fields = {name: str(value) for name in ("day", "month", "day2", "count") if (value := phrase.number(name))}
    if weekday := phrase.word("weekday"):
        fields["weekday"] = weekday
    if every := phrase.word("every"):
        fields["every"] = every
    items = [fields]
    if "{quarter_end}" in template:
        items = [{"quarter_end": str(3 * item.last)} for item in phrase.items(roman=True)]
    elif phrase.text("list"):
        items = [fields | {"day": str(day), "month": str(month)} for day, month, _ in phrase.days()]
    return [_repeated(phrase, template, item) for item in items]


def _repeated(phrase: Phrase, template: str, fields: dict[str, str]) -> Reading:
    empty = Deadline(phrase.match.phrase, "recurring", boundary=phrase.boundary)
    try:
        return Reading(replace(empty, recurrence=recurrence(template, fields)))
    except (KeyError, ValueError):
        return Reading(empty, (IMPOSSIBLE,))


def _relative(phrase: Phrase) -> Iterable[Reading]:
    """A count from an event. It is worked out where the event is the issue, the receipt or a printed date."""
    counted_from, anchor = phrase.yields("counted_from"), phrase.text("anchor")
    empty = Deadline(phrase.match.phrase, "relative", boundary=phrase.boundary, counted_from=anchor)
    count, unit = phrase.number("count"), phrase.word("unit")
    try:
        start, inferred = _anchor(phrase, counted_from)
    except ValueError:
        return [Reading(empty, (IMPOSSIBLE,))]
    if start is None or count is None or unit is None:
        return [Reading(empty)]
    return [Reading(replace(empty, computed_on=counted(start, count, unit, phrase.context.calendar)), inferred)]


def _anchor(phrase: Phrase, counted_from: str | None) -> tuple[date | None, tuple[str, ...]]:
    context, number = phrase.context, phrase.number("day")
    month = phrase.number("month")
    if number is not None and month is not None:
        period, inferred = in_year(phrase.number("year"), lambda year: periods.day(year, month, number), context)
        return (period.first if period else None), inferred
    if counted_from == "receipt" and context.received_on is None and context.issued_on is not None:
        return context.issued_on, ("receipt_as_issue",)
    known = {"issue": context.issued_on, "signing": context.issued_on, "receipt": context.received_on}
    return known.get(counted_from or ""), ()


_SHAPES: Mapping[str, Callable[[Phrase], Iterable[Reading]]] = {
    "day": _day,
    "range": _range,
    "week": _week,
    "month": _month,
    "quarter": _quarter,
    "half_year": _half_year,
    "months": _months_of_year,
    "year": _year,
    "event": _event,
    "recurring": _recurring,
    "relative": _relative,
}
