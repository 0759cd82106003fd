"""Phrases that name months, quarters, halves and years."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.extraction.deadlines import periods
from pipeline.extraction.deadlines.limits import Reading, empty, limit, present
from pipeline.extraction.deadlines.periods import Period
from pipeline.extraction.deadlines.phrase import Item, Phrase
from pipeline.models import DeadlineKind


def month(phrase: Phrase) -> Iterable[Reading]:
    if phrase.offset is not None:
        return [present(phrase, "month", periods.whole_month)]
    if phrase.text("list") is None and phrase.number("month") is None:
        return [_plan_month(phrase)]
    return _items(phrase, "month", phrase.items(), periods.months, periods.month_part)


def _plan_month(phrase: Phrase) -> Reading:
    """The month of the schedule that the phrase stands in; no dates where its title names none."""
    named = phrase.context.plan_month
    if named is None:
        return Reading(empty(phrase, "month"), ("no_year",))
    return limit(phrase, "month", None, lambda year: periods.months(year, named, named))


def quarter(phrase: Phrase) -> Iterable[Reading]:
    if phrase.offset is not None:
        return [present(phrase, "quarter", periods.whole_quarter)]
    return _items(phrase, "quarter", phrase.items(roman=True), periods.quarters, periods.quarter_part)


def _items(
    phrase: Phrase,
    kind: DeadlineKind,
    items: Iterable[Item],
    whole: Callable[[int, int, int, int], Period],
    part_of: Callable[[int, int, str], Period],
) -> Iterable[Reading]:
    """A limit for each month or quarter, or for the part of it that the phrase names."""
    part = phrase.word("part")
    for item in items:
        if part is None:
            yield limit(
                phrase,
                "range" if item.is_span else kind,
                item.year,
                lambda year, item=item: whole(year, item.first, item.last, item.years_on),  # type: ignore[misc]
            )
        else:
            yield limit(
                phrase,
                kind,
                item.year,
                lambda year, item=item: part_of(year, item.first, part),  # type: ignore[misc]
                keep=part.startswith("last") and phrase.boundary == "before",
            )


def half_year(phrase: Phrase) -> Iterable[Reading]:
    half = "first_half" if (phrase.word("part") or "").startswith("first") else "last_half"
    return [limit(phrase, "half_year", phrase.number("year"), lambda year: periods.year_part(year, half))]


def months_of_year(phrase: Phrase) -> Iterable[Reading]:
    """The first ``count`` months of a year."""
    count = phrase.number("count")
    if count is None:
        return []
    return [limit(phrase, "range", phrase.number("year"), lambda year: periods.months(year, 1, count))]


def year(phrase: Phrase) -> Iterable[Reading]:
    """A year, its first, middle or last day, or a span of years."""
    if phrase.offset is not None:
        return [present(phrase, "year", periods.whole_year)]
    first, last, part = phrase.number("year"), phrase.number("year2"), phrase.word("part")
    if part is not None:
        return [limit(phrase, "year", first, lambda year: periods.year_part(year, part), keep=True)]
    if last is not None:
        return [limit(phrase, "range", first, lambda year: periods.years(year, last))]
    return [limit(phrase, "year", first, lambda year: periods.years(year, year))]
