"""Paragraphs and tables of a format without pages, on their way to lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.models import Align, Cell, Grid, Line, Page, Word

CellPlace = tuple[int, int]


@dataclass(slots=True)
class Span:
    """A run of text in one typeface. A line feed in ``text`` ends the line but not the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float | None = None
    font: str | None = None


@dataclass(slots=True)
class Para:
    """``indent`` is that of the first line in points; ``cell`` as in :class:`pipeline.models.Line`."""

    spans: list[Span]
    align: Align | None = None
    indent: float | None = None
    cell: CellPlace | None = None


@dataclass(slots=True)
class Flow:
    """What a file holds, from top to bottom."""

    paras: list[Para] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)

    def add_table(self, cells: Sequence[Cell]) -> int:
        """The index of a new table."""
        rows = max((cell.row + cell.row_span for cell in cells), default=0)
        columns = max((cell.column + cell.column_span for cell in cells), default=0)
        self.tables.append(Grid(rows, columns, tuple(cells)))
        return len(self.tables) - 1

    def page(self, number: int = 1) -> Page:
        lines = [line for para in self.paras for line in _lines(para)]
        return Page(number, tuple(lines), tuple(self.tables), read_as="format")


def _lines(para: Para) -> list[Line]:
    lines: list[list[Word]] = [[]]
    parts: list[tuple[str, Span]] = []

    def close() -> None:
        if parts:
            first = parts[0][1]
            text = unicodedata.normalize("NFC", "".join(text for text, _ in parts))
            if text:
                lines[-1].append(Word(text, None, None, first.bold, first.italic, first.size))
            parts.clear()

    for span in para.spans:
        run = ""
        for letter in span.text:
            if not letter.isspace():
                if letter not in "\u200b\ufeff\xad":
                    run += letter
                continue
            if run:
                parts.append((run, span))
                run = ""
            close()
            if letter == "\n":
                lines.append([])
        if run:
            parts.append((run, span))
    close()
    return [Line(tuple(words), None, True, para.align, para.indent, para.cell) for words in lines if words]
