"""Ruled tables: lines to the paragraphs of cells, and a table that runs over pages to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.flow import Ruled
from pipeline.layout.text import Placed, ends_sentence, paragraph
from pipeline.models import Cell, Finder, Line, Paragraph, Table, TableCell

_FOLDED = str.casefold


def table_of(parts: Sequence[Ruled], finder: Finder) -> Table:
    """One table of the parts that it was cut into, a repeated header dropped and a cut row put together."""
    joined = _single(parts[0], finder)
    for part in parts[1:]:
        joined = _append(joined, _single(part, finder))
    return joined


def continues(first: Ruled, second: Ruled) -> bool:
    """Whether a table on the next page goes on with this one: as many columns, at about the same places."""
    if second.page - first.page > 1 or second.grid.columns != first.grid.columns:
        return False
    if not (first.grid.box and second.grid.box):
        return second.page != first.page
    return abs(first.grid.box.width - second.grid.box.width) < 0.1 * first.grid.box.width


def _single(part: Ruled, finder: Finder) -> Table:
    by_cell: dict[int, list[Line]] = {}
    for line in part.lines:
        if line.cell:
            by_cell.setdefault(line.cell[1], []).append(line)
    cells = tuple(_cell(cell, by_cell.get(index, []), part.page, finder) for index, cell in enumerate(part.grid.cells))
    return Table(part.grid.rows, part.grid.columns, cells, part.page)


def _cell(cell: Cell, lines: Sequence[Line], page: int, finder: Finder) -> TableCell:
    groups: list[list[Placed]] = []
    for line in lines:
        placed = Placed(line, page)
        if groups and not _begins(groups[-1][-1], placed, finder):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    texts = tuple(paragraph(group, finder) for group in groups)
    return TableCell(cell.row, cell.column, cell.row_span, cell.column_span, texts)


def _begins(last: Placed, new: Placed, finder: Finder) -> bool:
    """Whether a line begins a new paragraph within its cell: an item with a dash, a letter or a number."""
    if last.line.whole:
        return True
    hit = finder.first("label", new.line.text)
    return hit is not None and hit.yields["level"] != "bracketed" and len(new.line.text) > hit.end


def _append(table: Table, part: Table) -> Table:
    skipped = _repeated(table, part)
    rest = [cell for cell in part.cells if cell.row >= skipped]
    cut = _cuts_row(table, part, skipped)
    offset = table.rows - skipped - (1 if cut else 0)
    cells = list(table.cells)
    for cell in rest:
        if cut and cell.row == skipped:
            _extend(cells, table, cell)
        else:
            cells.append(replace(cell, row=cell.row + offset))
    return Table(part.rows + offset, table.columns, tuple(cells), table.page)


def _repeated(table: Table, part: Table) -> int:
    """How many rows at the head of ``part`` repeat the head of ``table``."""
    count = 0
    while count < min(part.rows - 1, table.rows) and _row(table, count) == _row(part, count) != []:
        count += 1
    return count


def _row(table: Table, row: int) -> list[tuple[int, str]]:
    return [(cell.column, _FOLDED(cell.text)) for cell in table.cells if cell.row == row and cell.text]


def _cuts_row(table: Table, part: Table, row: int) -> bool:
    """Whether the first row of ``part`` is the rest of the last row: no number, few cells, texts in mid-sentence."""
    new = [cell for cell in part.cells if cell.row == row and cell.text]
    if not new or any(cell.column == 0 or cell.column_span > 2 for cell in new):
        return False
    before = {cell.column: cell for cell in _last_row(table) if cell.text}
    if not all(cell.column in before for cell in new):
        return False
    small = sum(cell.text.lstrip()[:1].islower() for cell in new)
    begins = not min(new, key=lambda cell: cell.column).text.lstrip()[:1].islower()
    if begins and len(new) > (len(before) + 1) // 2 and 2 * small < len(new):
        return False
    return any(not ends_sentence(before[cell.column].text) for cell in new)


def _last_row(table: Table) -> list[TableCell]:
    return [cell for cell in table.cells if cell.row + cell.row_span == table.rows]


def _extend(cells: list[TableCell], table: Table, rest: TableCell) -> None:
    for position, cell in enumerate(cells):
        if cell.row + cell.row_span == table.rows and cell.column == rest.column and cell.text:
            cells[position] = replace(cell, paragraphs=_joined(cell.paragraphs, rest.paragraphs))


def _joined(first: tuple[Paragraph, ...], second: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs of both, the last of the one and the first of the other as one where the latter has no label."""
    if not first or not second or second[0].label:
        return first + second
    return (*first[:-1], concatenated(first[-1], second[0]), *second[1:])


def concatenated(first: Paragraph, second: Paragraph) -> Paragraph:
    """One paragraph of two, with a space between."""
    shift = len(first.text) + 1
    lines = 1 + max((piece.line for piece in first.pieces), default=-1)
    moved = tuple(
        replace(piece, start=piece.start + shift, end=piece.end + shift, line=piece.line + lines)
        for piece in second.pieces
    )
    return replace(first, text=f"{first.text} {second.text}", pieces=first.pieces + moved)
