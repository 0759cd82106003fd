"""What layout gives: paragraphs, tables, the outline and the zones of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pipeline.models.pages import Page, Word


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
