"""What finding deadlines needs to know of the document, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipeline.extraction.calendar import WorkingCalendar
from pipeline.extraction.deadlines.periods import Period
from pipeline.models import Deadline


@dataclass(frozen=True, slots=True)
class DateContext:
    """The dates that phrases without a year or without a date are counted from.

    ``plan_year`` is the one year that the document's title names, ``plan_until`` the last of several, ``season`` a time
    from autumn to summer that it names instead, ``plan_month`` (1 to 12) the one month that it names; ``newest_cited``
    is the date of the newest document that it cites. ``received_on`` is known only to the office that received the
    document.
    """

    issued_on: date | None = None
    plan_year: int | None = None
    newest_cited: date | None = None
    plan_month: int | None = None
    received_on: date | None = None
    plan_until: int | None = None
    season: Period | None = None
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)

    @property
    def reference(self) -> date | None:
        """A date near the document's own."""
        plan = date(self.plan_year, 1, 1) if self.plan_year is not None else None
        return self.issued_on or self.newest_cited or plan or (self.season.first if self.season else None)


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline and where it stands: ``text[start:end]`` is its ``raw``. ``time`` is where its time begins, behind the
    verb that may open it (``hoàn thành``).

    ``inferred`` says what the words themselves do not: ``year_from_plan``, ``year_from_issue``, ``year_after_issue``
    (the next year), ``year_from_cited``, ``no_year`` (nothing to infer it from: the dates are null), ``before_issue``
    (over before the document's own date), ``date_from_issue`` (today, this month, from now), ``receipt_as_issue``
    (counted as if received on the day of issue), ``impossible_date`` (31/2: the dates are null).
    """

    deadline: Deadline
    start: int
    end: int
    rule: str
    inferred: tuple[str, ...] = ()
    confidence: float = 1.0
    time: int = 0
