"""Which function reads which ``shape`` that a rule may yield."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipeline.extraction.deadlines import days, longer, undated
from pipeline.extraction.deadlines.limits import Reading, from_issue
from pipeline.extraction.deadlines.phrase import Phrase

SHAPES: Mapping[str, Callable[[Phrase], Iterable[Reading]]] = {
    "day": days.day,
    "range": days.day_range,
    "week": days.week,
    "month": longer.month,
    "quarter": longer.quarter,
    "half_year": longer.half_year,
    "months": longer.months_of_year,
    "year": longer.year,
    "event": undated.event,
    "recurring": undated.recurring,
    "relative": undated.relative,
}


def read(phrase: Phrase) -> list[Reading]:
    """The deadlines that a phrase names, mostly one. A date that no calendar holds gives null dates, so marked."""
    readings = SHAPES[str(phrase.match.rule.yields["shape"])](phrase)
    if phrase.yields("since") == "issue":
        return [from_issue(phrase, reading) for reading in readings]
    return list(readings)
