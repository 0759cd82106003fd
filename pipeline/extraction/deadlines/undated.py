"""Phrases that name no date of their own: events, periods counted from them, and what recurs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pipeline.extraction.deadlines import periods
from pipeline.extraction.deadlines.counting import counted
from pipeline.extraction.deadlines.inference import in_year
from pipeline.extraction.deadlines.limits import IMPOSSIBLE, Reading, empty
from pipeline.extraction.deadlines.phrase import Phrase
from pipeline.extraction.deadlines.recurring import recurrence


def event(phrase: Phrase) -> Iterable[Reading]:
    return [Reading(empty(phrase, "event"))]


def recurring(phrase: Phrase) -> Iterable[Reading]:
    """A rule of repetition from the template of the phrase's rule; a list of dates gives one for each."""
    template = phrase.yields("recurrence") or ""
    fields = {name: str(number) for name in ("day", "month", "count") if (number := phrase.number(name))}
    fields |= {name: word for name in ("weekday", "every") if (word := phrase.word(name))}
    if not phrase.text("list"):
        return [_repeated(phrase, template, fields)]
    if "{quarter_end}" in template:
        ends = [str(3 * item.last) for item in phrase.items(roman=True)]
        return [_repeated(phrase, template, {"quarter_end": end}) for end in ends]
    dates = phrase.days()
    if "{days}" in template:
        return [_repeated(phrase, template, fields | {"days": ",".join(str(day) for day, _, _ in dates)})]
    return [_repeated(phrase, template, {"day": str(day), "month": str(month)}) for day, month, _ in dates]


def _repeated(phrase: Phrase, template: str, fields: dict[str, str]) -> Reading:
    try:
        return Reading(replace(empty(phrase, "recurring"), recurrence=recurrence(template, fields)))
    except (KeyError, ValueError):
        return Reading(empty(phrase, "recurring"), (IMPOSSIBLE,))


def relative(phrase: Phrase) -> Iterable[Reading]:
    """A count from an event. It is worked out where the event is the issue, the receipt or a printed date."""
    deadline = replace(empty(phrase, "relative"), counted_from=phrase.text("anchor"))
    count, unit = phrase.number("count"), phrase.word("unit")
    try:
        start, inferred = _anchor(phrase)
    except ValueError:
        return [Reading(deadline, (IMPOSSIBLE,))]
    if start is None or count is None or unit is None:
        return [Reading(deadline)]
    return [Reading(replace(deadline, computed_on=counted(start, count, unit, phrase.context.calendar)), inferred)]


def _anchor(phrase: Phrase) -> tuple[date | None, tuple[str, ...]]:
    """The day that is counted from, None where it is not known."""
    context, number, month = phrase.context, phrase.number("day"), phrase.number("month")
    if number is not None and month is not None:
        period, inferred = in_year(phrase.number("year"), lambda year: periods.day(year, month, number), context)
        return (period.first if period else None), inferred
    counted_from = phrase.yields("counted_from")
    if counted_from == "receipt" and context.received_on is None and context.issued_on is not None:
        return context.issued_on, ("receipt_as_issue",)
    known = {"issue": context.issued_on, "receipt": context.received_on}
    return known.get(counted_from or ""), ()
