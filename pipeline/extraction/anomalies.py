"""What a careful clerk would ask back about. Every message is one sentence in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.extraction.calendar import WorkingCalendar
from pipeline.extraction.candidates import Candidate
from pipeline.extraction.citations import date_conflict
from pipeline.extraction.fields import Fields
from pipeline.i18n import N_
from pipeline.models import Anomaly, Citation

Say = Callable[[str], str]


def of_document(fields: Fields, citations: Sequence[Citation], say: Say) -> Iterator[Anomaly]:
    """Number and date blank or written by hand, citations that contradict themselves or each other."""
    if "number" in fields.blank:
        yield Anomaly("blank_number", say("The document's number is left blank."))
    if "date" in fields.blank:
        yield Anomaly("blank_date", say("The document's date is left blank."))
    if "number" in fields.handwritten:
        yield Anomaly("handwritten", say("The number is written by hand: enter it."))
    if "date" in fields.handwritten:
        yield Anomaly("handwritten", say("The date is written by hand: enter it."))
    for citation in dict.fromkeys(citation for citation in citations if date_conflict(citation)):
        text = say("{symbol} is cited with the date {date}, but its number names another year.")
        yield Anomaly("reference_date_conflict", text.format(symbol=citation.symbol, date=shown(citation.issued_on)))
    yield from _two_dates(citations, say)


def _two_dates(citations: Sequence[Citation], say: Say) -> Iterator[Anomaly]:
    """One document cited with different dates. Numbers recur every year, so only dates of one year contradict."""
    seen: dict[tuple[str, int], date] = {}
    for citation in citations:
        if citation.issued_on is None:
            continue
        first = seen.setdefault((citation.symbol, citation.issued_on.year), citation.issued_on)
        if first != citation.issued_on:
            text = say("{symbol} is cited with two dates, {first} and {second}.")
            yield Anomaly(
                "reference_two_dates",
                text.format(symbol=citation.symbol, first=shown(first), second=shown(citation.issued_on)),
            )


@dataclass(frozen=True, slots=True)
class TaskChecks:
    """The checks of one document's tasks. ``known_after``: the document's own date, or the newest that it cites."""

    known_after: date | None
    issued_on: date | None
    calendar: WorkingCalendar
    say: Say

    def of(self, candidate: Candidate) -> tuple[Anomaly, ...]:
        return (*self._deadlines(candidate), *self._bodies(candidate))

    def _deadlines(self, candidate: Candidate) -> Iterator[Anomaly]:
        for timed in candidate.deadlines:
            deadline, inferred = timed.found.deadline, timed.found.inferred
            if "impossible_date" in inferred:
                yield self._anomaly("impossible_date", N_("There is no such day: “{raw}”."), raw=deadline.raw)
            due = deadline.due_on
            if due is None:
                continue
            if self.known_after and due < self.known_after:
                text = N_("The deadline “{raw}” is over before {date}, the earliest the document can be from.")
                yield self._anomaly("deadline_before_issue", text, raw=deadline.raw, date=shown(self.known_after))
            if any(mark.startswith("year_") for mark in inferred):
                text = N_("“{raw}” names no year; {year} was taken.")
                yield self._anomaly("year_inferred", text, raw=deadline.raw, year=due.year)
            if deadline.kind == "day" and not self.calendar.is_working_day(due):
                text = N_("The deadline “{raw}” falls on a day off, {date}.")
                yield self._anomaly("deadline_on_day_off", text, raw=deadline.raw, date=shown(due))

    def _bodies(self, candidate: Candidate) -> Iterator[Anomaly]:
        if not candidate.leads:
            yield self._anomaly("no_lead", N_("The document names nobody who answers for this task."))
        coordinating = {named.agency.name.casefold() for named in candidate.coordinates}
        for named in candidate.leads:
            if named.agency.name.casefold() in coordinating:
                yield self._anomaly(
                    "lead_is_coordinating", N_("{name} is to lead and to coordinate."), name=named.agency.name
                )
        for named in (*candidate.leads, *candidate.coordinates):
            if self.issued_on and not named.agency.valid_on(self.issued_on):
                text = N_("{name} did not exist under this name on {date}.")
                yield self._anomaly("agency_not_valid", text, name=named.agency.name, date=shown(self.issued_on))

    def _anomaly(self, kind: str, message: str, **values: object) -> Anomaly:
        return Anomaly(kind, self.say(message).format(**values))


def shown(day: date | None) -> str:
    """A date as Vietnamese offices write it."""
    return day.strftime("%d/%m/%Y") if day else ""
