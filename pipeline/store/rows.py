"""Turns what was extracted into rows. Pure: no database is touched here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from statistics import fmean

from pipeline.models import Anomaly, Citation, Evidence, Extraction, Page, Task

Row = dict[str, object]


def symbol_key(symbol: str | None) -> str | None:
    """The form in which a citation meets the document it names."""
    return re.sub(r"\s+", "", symbol).upper().replace("Ð", "Đ") if symbol else None


def document(extraction: Extraction, media_type: str | None, text_source: str | None) -> Row:
    """The columns of ``documents`` that the extraction decides."""
    fields = extraction.fields
    return {
        "part": extraction.part,
        "first_page": extraction.first_page,
        "media_type": media_type,
        "pages": len(extraction.pages),
        "text_source": _text_source(extraction.pages, text_source),
        "ocr_confidence": _confidence(extraction.pages),
        **asdict(fields),
        "issued_on": _iso(fields.issued_on),
        "code_key": symbol_key(fields.code),
        "status": "done",
        "error": None,
    }


def _text_source(pages: Sequence[Page], of_file: str | None) -> str | None:
    ways = {page.read_as for page in pages}
    if not ways or "format" in ways:
        return of_file
    return ways.pop() if len(ways) == 1 else "mixed"


def _confidence(pages: Sequence[Page]) -> float | None:
    marks = [
        word.confidence for page in pages for line in page.lines for word in line.words if word.confidence is not None
    ]
    return round(fmean(marks), 4) if marks else None


def pages(extraction: Extraction) -> list[Row]:
    return [
        {
            "page": page.number,
            "width": page.width,
            "height": page.height,
            "turned": page.turned,
            "read_as": page.read_as,
            "health": page.health,
            "confidence": page.confidence,
        }
        for page in extraction.pages
    ]


def parties(extraction: Extraction) -> Iterator[Row]:
    counts = {"addressee": 0, "recipient": 0}
    for party in extraction.parties:
        counts[party.role] += 1
        yield {"role": party.role, "name": party.name, "position": counts[party.role]}


def task(task: Task, position: int) -> Row:
    """The row of ``tasks`` without its keys."""
    return {
        "position": position,
        "path": task.path,
        "stem": task.stem,
        "text": task.text,
        "details": task.details,
        "modality": task.modality,
        "deliverable": task.deliverable,
        "page": task.page,
        "confidence": task.confidence,
        "extracted": values(task),
    }


def values(task: Task) -> str:
    """What the program says of a task, as JSON: two extractions agree where these are equal."""
    said = {
        "text": task.text,
        "stem": task.stem,
        "details": task.details,
        "modality": task.modality,
        "deliverable": task.deliverable,
        "lead": [agency.name for agency in task.agencies if agency.role == "lead"],
        "coordinate": [agency.name for agency in task.agencies if agency.role == "coordinate"],
        "deadlines": [[deadline.raw, deadline.kind, _iso(deadline.due_on)] for deadline in task.deadlines],
    }
    return json.dumps(said, ensure_ascii=False)


def agencies(task: Task) -> Iterator[Row]:
    counts = {"lead": 0, "coordinate": 0}
    for agency in task.agencies:
        counts[agency.role] += 1
        yield {**asdict(agency), "position": counts[agency.role]}


def deadlines(task: Task) -> list[Row]:
    return [
        {
            **asdict(deadline),
            "position": position,
            "start_on": _iso(deadline.start_on),
            "due_on": _iso(deadline.due_on),
            "computed_on": _iso(deadline.computed_on),
        }
        for position, deadline in enumerate(task.deadlines, 1)
    ]


def citations(found: Sequence[Citation]) -> list[Row]:
    return [
        {
            **asdict(citation),
            "position": position,
            "issued_on": _iso(citation.issued_on),
            "symbol_key": symbol_key(citation.symbol),
        }
        for position, citation in enumerate(found, 1)
    ]


def anomalies(found: Sequence[Anomaly]) -> list[Row]:
    return [{**asdict(anomaly), "position": position} for position, anomaly in enumerate(found, 1)]


def evidence(found: Sequence[Evidence]) -> list[Row]:
    return [
        {
            "field": one.field,
            "item": one.item,
            "page": one.page,
            "x0": one.box.x0 if one.box else None,
            "top": one.box.top if one.box else None,
            "x1": one.box.x1 if one.box else None,
            "bottom": one.box.bottom if one.box else None,
            "words": one.words,
            "rule": one.rule,
        }
        for one in found
    ]


def left_out(extraction: Extraction) -> list[Row]:
    return [{**asdict(one), "position": position} for position, one in enumerate(extraction.left_out, 1)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
