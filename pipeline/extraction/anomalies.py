"""What a careful clerk would ask back about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from pipeline.extraction.citations import date_conflict
from pipeline.extraction.fields import Fields
from pipeline.models import Anomaly, Citation, Task

Say = Callable[[str], str]


def of_document(fields: Fields, citations: Sequence[Citation], blanks: Sequence[str], say: Say) -> Iterator[Anomaly]:
    """Blank number and date, and citations whose number and date name different years."""
    if "number" in fields.blank or "blank_number" in blanks:
        yield Anomaly("blank_number", say("The document's number is left blank."))
    if "date" in fields.blank or "blank_date" in blanks:
        yield Anomaly("blank_date", say("The document's date is left blank."))
    for field in fields.handwritten:
        text = (
            say("The number is written by hand: enter it.")
            if field == "number"
            else say("The date is written by hand: enter it.")
        )
        yield Anomaly("handwritten", text)
    for citation in dict.fromkeys(citation for citation in citations if date_conflict(citation)):
        text = say("{symbol} is cited with the date {date}, but its number names another year.")
        yield Anomaly("reference_date_conflict", text.format(symbol=citation.symbol, date=_shown(citation.issued_on)))


def of_task(task: Task, known_after: date | None, impossible: Sequence[str], say: Say) -> Iterator[Anomaly]:
    """Deadlines over before ``known_after`` (the document's date, or the newest date that it cites), days that no
    month has (``impossible``, as written), no lead."""
    for raw in impossible:
        yield Anomaly("impossible_date", say("There is no such day: “{raw}”.").format(raw=raw))
    for deadline in task.deadlines:
        if known_after and deadline.due_on and deadline.due_on < known_after:
            text = say("The deadline “{raw}” is over before {date}, the earliest the document can be from.")
            yield Anomaly("deadline_before_issue", text.format(raw=deadline.raw, date=_shown(known_after)))
    if not any(agency.role == "lead" for agency in task.agencies):
        yield Anomaly("no_lead", say("The document names nobody who answers for this task."))


def _shown(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
