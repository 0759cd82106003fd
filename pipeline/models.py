"""The values that the stages hand to each other. All are frozen; none does any work.

Lengths are PDF points (1/72 inch) from the top left corner of the page, pages count from 1, dates are
``datetime.date``. Text is Unicode NFC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

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


# ------------------------------------------------------------------------------------------------ what is laid out


@dataclass(frozen=True, slots=True)
class Piece:
    """A word in its paragraph: ``text[start:end]`` of the paragraph is its text; ``line`` counts its lines from 0."""

    start: int
    end: int
    word: Word
    page: int
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, as one text with single spaces.

    Words broken at a line's end after ``-`` or ``/`` of a symbol are joined (``128/KH-`` + ``UBND``). ``label`` is the
    outline label as printed without its punctuation, ``kind`` its kind (``roman``, ``decimal``, ``letter`` ...);
    ``text[body:]`` is the text without the label. ``bold`` and ``centred`` tell of the whole paragraph.
    """

    text: str
    pieces: tuple[Piece, ...]
    page: int
    label: str | None = None
    kind: str | None = None
    body: int = 0
    bold: bool = False
    italic: bool = False
    centred: bool = False

    @property
    def content(self) -> str:
        return self.text[self.body :]

    def pieces_of(self, start: int, end: int) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.start < end and start < piece.end)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table in reading terms; a merged cell stands once, at its first row and column."""

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        return " ".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table, joined over the pages that it runs over. ``page`` is the page of the file where it begins."""

    rows: int
    columns: int
    cells: tuple[TableCell, ...]
    page: int

    def at(self, row: int, column: int) -> TableCell | None:
        """The cell that covers this place of the grid."""
        return next(
            (
                cell
                for cell in self.cells
                if cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class Node:
    """A paragraph or a table in its place in the outline (đề mục), with what stands below it."""

    paragraph: Paragraph | None = None
    table: Table | None = None
    children: tuple[Node, ...] = ()

    @property
    def label(self) -> str | None:
        return self.paragraph.label if self.paragraph else None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (phụ lục): its title lines and what stands in it."""

    titles: tuple[Paragraph, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One document taken apart, its zones in the order of Nghị định 30/2020/NĐ-CP, Phụ lục I.

    ``issuer_lines`` are ô 2, ``number_line`` ô 3, ``date_line`` ô 4, ``title`` the name of the type and ``subject``
    the trích yếu (ô 5a, 5b), ``addressees`` ô 9a, ``recipients`` ô 9b, ``signature`` ô 7. ``other`` keeps lines of
    the letterhead that are none of these (stamps of urgency, of secrecy, notes).
    """

    part: int
    first_page: int
    pages: tuple[Page, ...]
    issuer_lines: tuple[Paragraph, ...] = ()
    number_line: Paragraph | None = None
    date_line: Paragraph | None = None
    title: Paragraph | None = None
    subject: Paragraph | None = None
    addressees: tuple[Paragraph, ...] = ()
    body: tuple[Node, ...] = ()
    recipients: tuple[Paragraph, ...] = ()
    signature: tuple[Paragraph, ...] = ()
    annexes: tuple[Annex, ...] = ()
    other: tuple[Paragraph, ...] = ()
    doubtful: tuple[int, ...] = ()  # pages on which another document may begin


class Hit(Protocol):
    """What a rule found in a text; offsets are into that text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def yields(self) -> Mapping[str, object]: ...
    def get(self, name: str) -> str | None: ...


class Finder(Protocol):
    """How a stage that stands before the rules asks what a text says; the rulebook's matcher answers."""

    def first(self, kind: str, text: str, where: str | None = None) -> Hit | None: ...


# ---------------------------------------------------------------------------------------------- what is extracted

AgencyKind = Literal["body", "group", "person", "unknown"]
AgencyRole = Literal["lead", "coordinate"]
DeadlineKind = Literal["day", "month", "quarter", "half_year", "year", "range", "recurring", "relative", "event"]
Boundary = Literal["before", "by", "within", "on", "after"]
Modality = Literal["required", "proposed"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a stored value was read: one row for each line of its phrase.

    ``field`` is a column's name, or ``lead``, ``coordinate``, ``deadline``, ``citation``, ``addressee``,
    ``recipient``; ``item`` the position of the value among its like, from 1, None for a single value. ``box`` is in
    the viewer's coordinates, None where the format has no pages. ``words`` is what was read there before any repair.
    """

    field: str
    item: int | None
    page: int
    box: Box | None
    words: str
    rule: str | None


@dataclass(frozen=True, slots=True)
class Agency:
    """A body (cơ quan, đơn vị) in its role for a task."""

    role: AgencyRole
    name: str
    canonical: str | None = None
    kind: AgencyKind = "unknown"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as an interval with a kind. ``due_on`` is the last day that the words themselves name."""

    raw: str
    kind: DeadlineKind
    start_on: date | None = None
    due_on: date | None = None
    boundary: Boundary | None = None
    computed_on: date | None = None
    counted_from: str | None = None
    recurrence: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a numbered document; ``symbol`` is number and symbol joined (``128/KH-UBND``)."""

    symbol: str
    type: str | None = None
    issued_on: date | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Anomaly:
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Task:
    """One assigned piece of work (nhiệm vụ)."""

    path: str
    text: str
    page: int
    stem: str | None = None
    details: str | None = None
    modality: Modality = "required"
    deliverable: str | None = None
    confidence: float = 0.0
    agencies: tuple[Agency, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    citations: tuple[Citation, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    role: Literal["addressee", "recipient"]
    name: str


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """The fields of the letterhead and the signature; null where blank, absent or written by hand."""

    type: str | None = None
    code: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    subject: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    authority: str | None = None
    urgency: str | None = None
    secrecy: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph that holds an order or a deadline and became no task, and why."""

    path: str
    text: str
    page: int
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gives; ``citations`` are those outside tasks (a task holds its own)."""

    part: int
    first_page: int
    fields: DocumentFields
    parties: tuple[Party, ...] = ()
    tasks: tuple[Task, ...] = ()
    citations: tuple[Citation, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    pages: tuple[Page, ...] = ()
