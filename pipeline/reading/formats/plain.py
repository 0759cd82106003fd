"""Plain text: each physical line a line, a form feed begins a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.models import Page
from pipeline.reading.formats.bytes import decoded
from pipeline.reading.formats.flow import Flow, Para, Span
from pipeline.reading.health import shares

_FEW, _MARKED = 30, 0.4


def read_plain(data: bytes, path: Path) -> list[Page]:
    """The pages of a text file in whatever encoding it is."""
    del path
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    return [_page(part, number) for number, part in enumerate(text.rstrip("\f\n ").split("\f"), 1)]


def _page(text: str, number: int) -> Page:
    page = Flow([Para([Span(row)]) for row in text.split("\n") if row.strip()]).page(number, whole=False)
    found = shares("\n".join(line.text for line in page.lines))
    poor = found.words >= _FEW and found.marked < _MARKED
    return replace(page, health="garbage") if poor else page
