"""From a period to the limit that a phrase sets: in its year, or told from the present."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pipeline.extraction.deadlines.inference import in_year
from pipeline.extraction.deadlines.periods import Period, bounded
from pipeline.extraction.deadlines.phrase import Phrase
from pipeline.models import Deadline, DeadlineKind

IMPOSSIBLE = "impossible_date"


class Reading(NamedTuple):
    """What a phrase means, and what of it was inferred."""

    deadline: Deadline
    inferred: tuple[str, ...] = ()


def empty(phrase: Phrase, kind: DeadlineKind) -> Deadline:
    """The phrase as a deadline without dates."""
    return Deadline(phrase.match.phrase, kind, boundary=phrase.boundary)


def limit(
    phrase: Phrase, kind: DeadlineKind, year: int | None, make: Callable[[int], Period], *, keep: bool = False
) -> Reading:
    """The limit of a period in its year. ``keep``: its last day is the date named, whatever the boundary."""
    try:
        period, inferred = in_year(year, make, phrase.context)
    except ValueError:
        return Reading(empty(phrase, kind), (IMPOSSIBLE,))
    if period is None:
        return Reading(empty(phrase, kind), inferred)
    start, due = bounded(Period(period.last, period.last) if keep else period, phrase.boundary)
    return Reading(replace(empty(phrase, kind), start_on=start, due_on=due), inferred)


def present(phrase: Phrase, kind: DeadlineKind, make: Callable[[date, int], Period]) -> Reading:
    """A limit that is told from the present: ``make`` gets the day of issue and the phrase's ``offset``."""
    issued = phrase.context.issued_on
    if issued is None:
        return Reading(empty(phrase, kind), ("no_year",))
    try:
        start, due = bounded(make(issued, phrase.offset or 0), phrase.boundary)
    except ValueError:
        return Reading(empty(phrase, kind), (IMPOSSIBLE,))
    return Reading(replace(empty(phrase, kind), start_on=start, due_on=due), ("date_from_issue",))


def from_issue(phrase: Phrase, reading: Reading) -> Reading:
    """``từ nay đến ...``: the same end, as a span that begins on the day of issue."""
    issued = phrase.context.issued_on
    inferred = (*reading.inferred, "date_from_issue") if issued else reading.inferred
    return Reading(replace(reading.deadline, kind="range", start_on=issued, boundary="within"), inferred)
