"""Glyphs -> words -> lines. Lines are split at cell walls and at the gaps between columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.models import Box, Line, Word
from pipeline.reading.encodings import Decoder, level_capitals
from pipeline.reading.pdfium import Glyph, Style

CellOf = Callable[[float, float], tuple[int, int] | None]
_BREAK = 0.22  # of the size: a wider gap between two glyphs parts two words
_APART = 0.14  # the same between two text objects
_HINTED = 0.1  # the same where pdfium sees a space
_SPACED = 6  # single letters in a row that make a word set apart
_SAME_LINE = 0.5  # of the lower height
_TIGHT = 0.8  # of the size: a narrower one never does
_COLUMN = 1.2  # of the size: a wider empty gap may part two columns
_STRIP = 0.5  # of the size: white space common to a gap and the one below it
_REACH = 5.0  # of the size: how far up or down it is followed
_RIVER = 5.0  # of the size: a wider empty gap always does


@dataclass(slots=True)
class Piece:
    """A word being put together.

    ``reach`` is where the spaces behind it end; ``run`` and ``last`` are the text objects that it begins and ends in.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style
    run: int
    cell: tuple[int, int] | None
    reach: float
    glued: bool = False
    confidence: float | None = None
    last: int = 0

    def word(self, text: str) -> Word:
        return Word(
            text,
            Box(round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2)),
            self.confidence,
            self.style.bold,
            self.style.italic,
            self.style.size,
        )


@dataclass(slots=True)
class Row:
    """Pieces on one baseline, from left to right."""

    pieces: list[Piece]
    cell: tuple[int, int] | None
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0
    reach: float = 0.0
    size: float = field(default=10.0)

    def measure(self) -> None:
        self.x0 = min(p.x0 for p in self.pieces)
        self.x1 = max(p.x1 for p in self.pieces)
        self.top = median(p.top for p in self.pieces)
        self.bottom = median(p.bottom for p in self.pieces)
        self.reach = max(p.reach for p in self.pieces)
        self.size = median(p.style.size for p in self.pieces)

    def line(self, decode: Decoder) -> Line:
        """The row with its text as meant."""
        texts = [decode(piece.text, piece.style.font) for piece in self.pieces]
        if decode.fonts:
            texts = level_capitals(texts)
        words = tuple(piece.word(text) for piece, text in zip(self.pieces, texts, strict=True))
        box = words[0].box
        assert box is not None
        for word in words[1:]:
            assert word.box is not None
            box = box.union(word.box)
        return Line(words, box, cell=self.cell)


def make_rows(glyphs: Iterable[Glyph], cell_of: CellOf) -> list[Row]:
    """Rows of pieces in no particular order, split at cell walls and column gaps."""
    rows = _joined(_first_rows(_pieces(glyphs, cell_of)))
    for row in rows:
        _close_up(row)
    return rows


def _pieces(glyphs: Iterable[Glyph], cell_of: CellOf) -> list[Piece]:
    """Words in the order in which the file draws them."""
    found: list[Piece] = []
    now: Piece | None = None
    for glyph in glyphs:
        text = glyph.text
        if text.isspace() or text in "\x00\ufeff\u200b":
            if now and _level(now, glyph) and -1 <= glyph.x0 - now.reach < 2 * glyph.style.size:
                now.reach = max(now.reach, glyph.x1)
            if now:
                now.glued = False
            continue
        cell = cell_of((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        if now and now.glued and cell == now.cell and _follows(now, glyph):
            now.text += text
            now.x0, now.x1 = min(now.x0, glyph.x0), max(now.x1, glyph.x1)
            now.reach, now.last = max(now.reach, glyph.x1), glyph.run
            now.confidence = glyph.confidence if now.confidence is None else now.confidence
            now.top, now.bottom = min(now.top, glyph.top), max(now.bottom, glyph.bottom)
            continue
        now = Piece(
            text,
            glyph.x0,
            glyph.top,
            glyph.x1,
            glyph.bottom,
            glyph.style,
            glyph.run,
            cell,
            glyph.x1,
            True,
            glyph.confidence,
            glyph.run,
        )
        found.append(now)
    return found


def _level(piece: Piece, glyph: Glyph) -> bool:
    shared = min(piece.bottom, glyph.bottom) - max(piece.top, glyph.top)
    return shared >= _SAME_LINE * min(piece.bottom - piece.top, glyph.bottom - glyph.top)


def _follows(piece: Piece, glyph: Glyph) -> bool:
    if unicodedata.combining(glyph.text):
        return glyph.x0 < piece.x1 + 2 and glyph.x1 > piece.x0 - 2
    size = max(piece.style.size, 1)
    gap = glyph.x0 - piece.x1
    limit = _HINTED if glyph.apart else _BREAK if glyph.run == piece.last else _APART
    return _level(piece, glyph) and -0.5 * size < gap < limit * size and glyph.x1 > piece.x0 + 0.1


def _first_rows(pieces: Sequence[Piece]) -> list[Row]:
    """Neighbours in drawing order that stand close on one baseline."""
    rows: list[Row] = []
    for piece in pieces:
        last = rows[-1].pieces[-1] if rows else None
        if last and last.cell == piece.cell and _near(last, piece):
            rows[-1].pieces.append(piece)
        else:
            rows.append(Row([piece], piece.cell))
    for row in rows:
        row.measure()
    return rows


def _near(a: Piece, b: Piece) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    if shared < _SAME_LINE * min(a.bottom - a.top, b.bottom - b.top):
        return False
    size = max(a.style.size, b.style.size)
    return -0.3 * size < b.x0 - a.x1 and b.x0 - a.reach < _COLUMN * size


def _joined(rows: list[Row]) -> list[Row]:
    """Parts of one line that were drawn apart, or with a blank between, put together."""
    rows.sort(key=lambda row: row.x0)
    changed = True
    while changed:
        changed = False
        rows.sort(key=lambda row: (row.x0, row.top))
        for n, left in enumerate(rows):
            right = _next(left, rows)
            if right is not None and _one_line(left, right, rows):
                left.pieces = sorted(left.pieces + right.pieces, key=lambda piece: piece.x0)
                left.measure()
                rows.remove(right)
                changed = True
                break
            del n
    return rows


def _close_up(row: Row) -> None:
    """Letters set apart for emphasis become words: the wider gaps are the spaces."""
    pieces = row.pieces
    if len(pieces) < _SPACED or sum(len(p.text) == 1 and p.text.isalpha() for p in pieces) < 0.7 * len(pieces):
        return
    gaps = [b.x0 - a.x1 for a, b in pairwise(pieces)]
    usual = median(gaps)
    if not 0 < usual < row.size:
        return
    merged = [pieces[0]]
    for piece, gap in zip(pieces[1:], gaps, strict=True):
        if gap > 1.7 * usual:
            merged.append(piece)
        else:
            last = merged[-1]
            last.text += piece.text
            last.x1, last.reach = piece.x1, piece.reach
            last.top, last.bottom = min(last.top, piece.top), max(last.bottom, piece.bottom)
    row.pieces = merged


def _next(left: Row, rows: list[Row]) -> Row | None:
    """The nearest row to the right on the same baseline, in the same cell."""
    best = None
    for row in rows:
        if row is left or row.cell != left.cell or row.x0 < left.x0:
            continue
        if _fills_blank(left, row):
            return row
        if _side_by_side(left, row) and (best is None or row.x0 < best.x0):
            best = row
    return best


def _side_by_side(a: Row, b: Row) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared >= _SAME_LINE * min(a.bottom - a.top, b.bottom - b.top) and b.x0 > a.x1 - 0.5 * a.size


def _fills_blank(line: Row, row: Row) -> bool:
    """Does ``row`` stand in a blank of ``line``, as a number that was entered later does?"""
    if row.x1 > line.x1 or min(line.bottom, row.bottom) - max(line.top, row.top) < _SAME_LINE * (row.bottom - row.top):
        return False
    return all(piece.x1 <= row.x0 + 1 or piece.x0 >= row.x1 - 1 for piece in line.pieces)


def _one_line(left: Row, right: Row, rows: list[Row]) -> bool:
    size = max(left.size, right.size)
    gap = right.x0 - left.reach
    if gap < _TIGHT * size:
        return True
    if left.cell is not None:
        return gap < 2 * _COLUMN * size
    if left.pieces[-1].last == right.pieces[0].run and gap < 2 * _RIVER * size:
        return True
    if len(left.pieces) == 1 and len(left.pieces[0].text) <= 5 and gap < _RIVER * size:
        return True  # a label and what it labels
    return gap < _RIVER * size and not _is_river(left, right, rows)


def _is_river(left: Row, right: Row, rows: list[Row]) -> bool:
    """Is the gap part of white space that runs on above or below, with text on both of its sides?"""
    for down in (True, False):
        near = []
        for row in rows:
            step = row.top - left.top if down else left.top - row.top
            if row is not left and row is not right and 0.5 * left.size < step < _REACH * left.size:
                near.append((step, row))
        x0, x1 = left.reach, right.x0
        west = east = False
        for _, row in sorted(near, key=lambda pair: pair[0]):
            if row.x0 < (left.reach + right.x0) / 2:
                x0, west = max(x0, row.x1), True
            else:
                x1, east = min(x1, row.x0), True
            if x1 - x0 <= _STRIP * left.size:
                break
            if west and east:
                return True
    return False
