"""The rows of an assignment table as candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.extraction.agencies import find_agencies, is_agency_text
from pipeline.extraction.annotate import Annotated, Tools, annotate
from pipeline.extraction.candidates import Candidate, Product, Timed, Verdict
from pipeline.extraction.columns import Columns, columns_of
from pipeline.extraction.context import Context
from pipeline.extraction.guess import completed, is_agenda
from pipeline.extraction.labelled import bodies, in_roles, is_labelled, labels_of
from pipeline.extraction.roles import Named, roles_in
from pipeline.layout.tables import concatenated
from pipeline.models import Node, Paragraph, Table, TableCell

_NUMBER = regex.compile(r"^[\dIVXa-zđA-Z]{1,5}(?:\.\d{1,2}){0,4}[.)]?$")
_SAYS = regex.compile(r"\w")
_WORD = regex.compile(r"\p{L}{2}")
_TOLD = ("number", "lead", "coordinate", "time", "start", "product")  # columns whose cells fill fields of their own


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its cells by role, and its number."""

    table: Table
    columns: Columns
    index: int

    def cells(self, role: str) -> tuple[TableCell, ...]:
        found = (self.table.at(self.index, column) for column in self.columns.of(role))
        unique: list[TableCell] = []
        for cell in found:
            if cell is not None and cell not in unique and _SAYS.search(cell.text):
                unique.append(cell)
        return tuple(unique)

    @property
    def number(self) -> str | None:
        cell = next(iter(self.cells("number")), None)
        text = cell.text.strip() if cell and cell.row == self.index else ""
        return text.rstrip(".)") if _NUMBER.match(text) else None

    @property
    def main(self) -> TableCell | None:
        """The first cell of words of the content columns that begins in this row."""
        cells = (cell for cell in self.cells("content") if _WORD.search(cell.text))
        return next((cell for cell in cells if cell.row == self.index), None)


def candidates_of_table(table: Table, context: Context, tools: Tools, *, assigns: bool = False) -> Iterator[Candidate]:
    """One candidate for each row that names a body or a time; nothing where the table assigns no work.

    ``assigns`` tells that work is assigned where the table stands: then columns may be known by their cells.
    """
    columns = columns_of(table, tools.matcher)
    if columns is not None and assigns:
        columns = completed(columns, table, tools)
    if columns is None or not columns.assign or is_agenda(columns, table, tools):
        return
    label, group = None, context
    for index in range(columns.body, table.rows):
        row = _Row(table, columns, index)
        main = row.main
        if main is None:
            continue
        label = row.number or label
        if _heads_group(row, main):
            group = _group(main, context, tools)
        else:
            candidate = _candidate(row, main, group.below(label), tools)
            if candidate is not None:
                yield candidate


def _heads_group(row: _Row, main: TableCell) -> bool:
    """Whether the row only heads a group: nothing but its number and main cell, or that cell over all columns."""
    if main.column_span > max(2, row.table.columns // 2):
        return True
    others = [cell for role in ("lead", "coordinate", "time", "product") for cell in row.cells(role)]
    return not others


def _group(main: TableCell, context: Context, tools: Tools) -> Context:
    paragraph = _joined(main.paragraphs)
    if paragraph is None or not is_agency_text(paragraph.content, tools.names, tools.home):
        return context
    named = bodies(paragraph, paragraph.body, len(paragraph.text), "table.group", tools)
    return replace(context, leads=named)


def _joined(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    whole: Paragraph | None = None
    for part in paragraphs:
        whole = part if whole is None else concatenated(whole, part)
    return whole


def _candidate(row: _Row, main: TableCell, context: Context, tools: Tools) -> Candidate | None:
    paragraph = _joined(main.paragraphs)
    leads, cell_coordinates = _bodies(row, tools)
    deadlines = _deadlines(row, tools)
    if paragraph is None or not (leads or deadlines or context.leads):
        return None
    annotated = annotate(paragraph, tools)
    roles = roles_in(annotated, tools.matcher, "cell")
    source = "cell"
    if not leads and not row.columns.of("lead"):
        leads, source = (roles.leads, "sentence") if roles.leads else (context.leads, "heading")
    if not row.columns.of("time"):
        deadlines = tuple(Timed(found, paragraph) for found in annotated.deadlines)
    return Candidate(
        annotated,
        paragraph.body if not _is_word(paragraph) else 0,
        context,
        roles,
        leads,
        (*cell_coordinates, *_new(roles.coordinates, cell_coordinates)),
        deadlines,
        Verdict(True, None, "table.row", context.modality),
        source if leads else "none",
        _product(row),
        _details(row, main),
        tuple(_all_cells(row, annotated, main, tools)),
    )


def _is_word(paragraph: Paragraph) -> bool:
    return paragraph.label is None


def _new(named: Sequence[Named], known: Sequence[Named]) -> tuple[Named, ...]:
    names = {other.agency.name.casefold() for other in known}
    return tuple(one for one in named if one.agency.name.casefold() not in names)


def _bodies(row: _Row, tools: Tools) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    leads: list[Named] = []
    coordinates: list[Named] = []
    for role in ("lead", "coordinate"):
        for cell in row.cells(role):
            for paragraph in _texts(cell, tools):
                if is_labelled(paragraph, tools):
                    labels = labels_of([Node(paragraph)], tools)
                    leads += labels.leads
                    coordinates += labels.coordinates
                    continue
                rule = next(row.columns.roles[column][1] for column in row.columns.of(role) if _covers(cell, column))
                if role == "lead":
                    found = in_roles(paragraph, rule, tools)
                    leads += found[0]
                    coordinates += found[1]
                else:
                    coordinates += bodies(paragraph, paragraph.body, len(paragraph.text), rule, tools)
    return tuple(leads), tuple(coordinates)


def _texts(cell: TableCell, tools: Tools) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell of bodies: its items where it is a list, else all as one text."""
    if any(paragraph.label for paragraph in cell.paragraphs) and not _wrapped(cell, tools):
        return cell.paragraphs
    whole = _joined(cell.paragraphs)
    return (whole,) if whole else ()


def _wrapped(cell: TableCell, tools: Tools) -> bool:
    """Whether a name with a dash inside (``Phòng Hành chính - Tổng hợp``) was broken before the dash."""
    first, *others = cell.paragraphs
    marked = [paragraph for paragraph in others if paragraph.label]
    if first.label or len(marked) != 1 or (marked[0].label or "").strip() not in ("-", "–"):
        return False
    return not find_agencies(marked[0].content, tools.names, tools.home)


def _covers(cell: TableCell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.column_span


def _deadlines(row: _Row, tools: Tools) -> tuple[Timed, ...]:
    """Those of the cells of time; with a column of its own for when the work begins, the one that ends it ranges."""
    ends, starts = _timed(row, "time", tools), _timed(row, "start", tools)
    if len(starts) != 1 or len(ends) != 1:
        return ends
    begin, (end,) = starts[0].found.deadline, ends
    first, last = begin.start_on or begin.due_on, end.found.deadline.due_on
    if first is None or last is None or first > last:
        return ends
    whole = replace(end.found.deadline, kind="range", start_on=first)
    return (Timed(replace(end.found, deadline=whole), end.paragraph),)


def _timed(row: _Row, role: str, tools: Tools) -> tuple[Timed, ...]:
    return tuple(
        Timed(found, paragraph)
        for cell in row.cells(role)
        for paragraph in cell.paragraphs
        for found in annotate(paragraph, tools, cell=True).deadlines
    )


def _product(row: _Row) -> Product | None:
    for cell in row.cells("product"):
        whole = _joined(cell.paragraphs)
        if whole is not None:
            column = next(column for column in row.columns.of("product") if _covers(cell, column))
            return Product(whole.text, whole, (0, len(whole.text)), row.columns.roles[column][1])
    return None


def _details(row: _Row, main: TableCell) -> str | None:
    """What the cells say that fill no other column, a line each with the column's title."""
    lines = []
    for column, title in row.columns.titles.items():
        role = row.columns.roles.get(column, ("", ""))[0]
        cell = row.table.at(row.index, column)
        shown = cell is not None and cell is not main and cell.column == column and _SAYS.search(cell.text)
        if cell is not None and shown and role not in _TOLD:
            lines.append(f"{title}: {cell.text}" if title else cell.text)
    return "\n".join(lines) or None


def _all_cells(row: _Row, annotated: Annotated, main: TableCell, tools: Tools) -> Iterator[Annotated]:
    """Every cell of the row, for the documents that it cites."""
    yield annotated
    seen = [main]
    for column in range(row.table.columns):
        cell = row.table.at(row.index, column)
        if cell is not None and cell not in seen and cell.row == row.index:
            seen.append(cell)
            whole = _joined(cell.paragraphs)
            if whole is not None:
                yield annotate(whole, tools)
