"""Plain text: each physical line a line, a form feed begins a page; aligned columns make a table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.models import Page
from pipeline.reading.formats.aligned import find_aligned
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
    page = _flow(text.split("\n")).page(number, whole=False)
    found = shares("\n".join(line.text for line in page.lines))
    poor = found.words >= _FEW and found.marked < _MARKED
    return replace(page, health="garbage") if poor else page


def _flow(rows: list[str]) -> Flow:
    flow = Flow()
    position = 0
    for table in find_aligned(rows):
        flow.paras += _paras(rows[position : table.start])
        index = flow.add_table([cell for cell, _ in table.cells])
        for n, (_, lines) in enumerate(table.cells):
            if lines:
                flow.paras.append(Para([Span("\n".join(lines))], cell=(index, n)))
        position = table.end
    flow.paras += _paras(rows[position:])
    return flow


def _paras(rows: list[str]) -> list[Para]:
    return [Para([Span(row)]) for row in rows if row.strip()]
