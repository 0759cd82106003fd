"""Paragraphs and tables of a format without pages, on their way to lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.models import Align, Cell, Grid, Line, Page, Word
from pipeline.reading.encodings import Decoder, level_capitals

CellPlace = tuple[int, int]
_WIDE = 5  # spaces that set two texts side by side
_TAB = 4  # spaces that a tab counts for
_SHORT = 8  # letters that a text on the right must have
_INVISIBLE = "\u200b\ufeff\xad"


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

    def page(self, number: int = 1, whole: bool = True) -> Page:
        """The page, with text in legacy encodings put into Unicode; ``whole`` as in :class:`Line`."""
        decoder = Decoder()
        decoder.learn((span.font or "", span.text) for para in self.paras for span in para.spans)
        if decoder.fonts:
            for para in self.paras:
                for span in para.spans:
                    span.text = decoder(span.text, span.font or "")
        lines = [line for para in self.paras for line in _lines(para, whole, bool(decoder.fonts))]
        health = "legacy_encoding" if decoder.fonts else "healthy"
        return Page(number, tuple(lines), tuple(self.tables), read_as="format", health=health)


@dataclass(slots=True)
class _Token:
    """A word and the width of the white space before it; ``first`` begins a line."""

    text: str
    look: Span
    space: int
    first: bool


def _tokens(spans: Sequence[Span]) -> list[_Token]:
    """Words; one may go over several spans and looks as where it begins."""
    found: list[_Token] = []
    space, first, open_ = 0, True, False
    for span in spans:
        for letter in span.text:
            if letter.isspace():
                open_ = False
                space += _TAB if letter == "\t" else 1
                if letter == "\n":
                    first, space = True, 0
            elif letter in _INVISIBLE:
                continue
            elif open_:
                found[-1].text += letter
            else:
                found.append(_Token(letter, span, space, first))
                space, first, open_ = 0, False, True
    return found


def _lines(para: Para, whole: bool, decoded: bool) -> list[Line]:
    rows: list[list[_Token]] = []
    for token in _tokens(para.spans):
        if token.first or not rows:
            rows.append([])
        rows[-1].append(token)
    for row in rows if decoded else ():
        for token, text in zip(row, level_capitals([token.text for token in row]), strict=True):
            token.text = text
    parts = [part for row in rows for part in (_parted(row) if para.cell is None else [row])]
    return [Line(tuple(map(_word, part)), None, whole, para.align, para.indent, para.cell) for part in parts]


def _parted(row: list[_Token]) -> list[list[_Token]]:
    """Two texts that spaces set side by side, as in a letterhead without a table; blanks to fill in stay inside."""
    for n in range(1, len(row)):
        if row[n].space < _WIDE:
            continue
        right = " ".join(token.text for token in row[n:])
        left = " ".join(token.text for token in row[:n])
        if right[0].isupper() and len(right) >= _SHORT and len(left) >= _SHORT // 2:
            return [row[:n], *_parted(row[n:])]
    return [row]


def _word(token: _Token) -> Word:
    return Word(
        unicodedata.normalize("NFC", token.text), None, None, token.look.bold, token.look.italic, token.look.size
    )
