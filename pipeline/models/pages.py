"""What reading gives: pages of words with their boxes.

Lengths are PDF points (1/72 inch) from the top left corner of the page, pages count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

TextSource = Literal["text_layer", "ocr", "mixed", "docx", "doc", "rtf", "xlsx", "html", "plain"]
ReadAs = Literal["text_layer", "ocr", "mixed", "format"]
Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page; ``x0 <= x1`` and ``top <= bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )

    def scaled(self, scale: float) -> Box:
        """The same rectangle in other units: ``scale`` of them to one of these."""
        return Box(self.x0 * scale, self.top * scale, self.x1 * scale, self.bottom * scale)

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without white space.

    ``confidence`` is 0 to 1 for a word that was recognised, None for one that the file itself holds. ``raw`` keeps
    what was read where a repair changed ``text``.
    """

    text: str
    box: Box | None = None
    confidence: float | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline within one column (two cells of a letterhead are two lines).

    ``whole`` marks a line that is a whole paragraph: formats without lines (DOCX, HTML) give only such. ``cell`` is
    (index into ``Page.tables``, index into that table's ``cells``) for a line inside a table.
    """

    words: tuple[Word, ...]
    box: Box | None = None
    whole: bool = False
    align: Align | None = None
    indent: float | None = None
    cell: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled table: its place in the grid, from 0, and how many rows and columns it spans."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The geometry of a ruled table; its words are those lines of the page whose ``cell`` points here."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class View:
    """How coordinates of the straightened, upright page map to the page as a viewer shows it.

    ``x' = a*x + b*y + c`` and ``y' = d*x + e*y + f``.
    """

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def box(self, box: Box) -> Box:
        """The upright rectangle around ``box`` as the viewer shows it."""
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs = [self.a * x + self.b * y + self.c for x, y in corners]
        ys = [self.d * x + self.e * y + self.f for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read.

    ``lines`` stand in reading order: the letterhead row by row with its left cell before the right one, tables cell
    by cell, Nơi nhận before the signature. Boxes are those of the straightened page; ``view`` maps them to what a
    viewer shows. ``width`` and ``height`` are the viewer's. ``health`` says what was found of the text layer.
    """

    number: int
    lines: tuple[Line, ...]
    tables: tuple[Grid, ...] = ()
    width: float = 0.0
    height: float = 0.0
    turned: int = 0
    read_as: ReadAs = "text_layer"
    health: str = "healthy"
    confidence: float | None = None
    view: View = field(default_factory=View)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as it was read."""

    media_type: str
    text_source: TextSource
    pages: tuple[Page, ...]

    @property
    def confidence(self) -> float | None:
        """Mean word confidence over the pages that were recognised, None where none was."""
        marks = [
            word.confidence
            for page in self.pages
            for line in page.lines
            for word in line.words
            if word.confidence is not None
        ]
        return sum(marks) / len(marks) if marks else None
