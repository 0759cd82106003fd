"""Tables of an old Word document: rows come one after the other, each with its own cell edges."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from pipeline.models import Cell
from pipeline.reading.formats.doc_stream import Sprms
from pipeline.reading.formats.flow import Flow, Para

_SHAPE, _BORDERS, _BORDERS_80 = 0xD608, 0xD613, 0xD605
_NEAR = 60  # twips by which edges of one column may differ


@dataclass(frozen=True, slots=True)
class RowShape:
    """``edges`` in twips, one more than cells; ``merged`` 1 for a cell that goes on from above; ``ruled``."""

    edges: tuple[int, ...]
    merged: tuple[bool, ...]
    ruled: bool


def row_shape(changes: Sprms) -> RowShape:
    """From the properties of the mark that ends a row."""
    data = changes.get(_SHAPE, b"")
    if len(data) < 3:
        return RowShape((), (), False)
    count = data[2]
    edges = struct.unpack_from(f"<{count + 1}h", data, 3) if len(data) >= 5 + 2 * count else ()
    merged: list[bool] = []
    ruled = _has_lines(changes.get(_BORDERS_80, b"")[1:], 4) or _has_lines(changes.get(_BORDERS, b"")[1:], 8)
    for n in range(count):
        cell = data[5 + 2 * count + 20 * n : 25 + 2 * count + 20 * n]
        flags = struct.unpack_from("<H", cell)[0] if len(cell) >= 2 else 0
        merged.append(flags >> 5 & 3 == 1)
        ruled = ruled or _has_lines(cell[4:20], 4)
    return RowShape(tuple(edges), tuple(merged), ruled)


def _has_lines(data: bytes, size: int) -> bool:
    """Is one of the borders drawn? The second byte (of 4) or sixth (of 8) is its kind."""
    kind = 1 if size == 4 else 5
    borders = [data[n : n + size] for n in range(0, len(data) - size + 1, size)]
    return any(border[kind] not in (0, 255) for border in borders)


@dataclass(slots=True)
class RowBuilder:
    """Collects rows until the table ends, then lays them out on one grid."""

    flow: Flow
    cells: list[list[Para]] = field(default_factory=list)
    open: list[Para] = field(default_factory=list)
    rows: list[tuple[RowShape, list[list[Para]]]] = field(default_factory=list)

    def add(self, para: Para, ends_cell: bool) -> None:
        self.open.append(para)
        if ends_cell:
            self.cells.append(self.open)
            self.open = []

    def end_row(self, shape: RowShape) -> None:
        self.rows.append((shape, self.cells))
        self.cells, self.open = [], []

    def close(self) -> None:
        """The table is over."""
        rows, self.rows = self.rows, []
        loose = [para for cell in self.cells for para in cell] + self.open
        self.cells, self.open = [], []
        if rows:
            place_rows(self.flow, rows)
        self.flow.paras += loose


def place_rows(flow: Flow, rows: list[tuple[RowShape, list[list[Para]]]]) -> None:
    """Adds a table: as a grid where it has lines or many cells, else as paragraphs one after the other."""
    columns = max(len(cells) for _, cells in rows)
    ruled = any(shape.ruled for shape, _ in rows) or (len(rows) >= 3 and columns >= 3)
    if not ruled or sum(len(cells) for _, cells in rows) < 2:
        flow.paras += [para for _, cells in rows for cell in cells for para in cell]
        return
    edges = _all_edges([shape for shape, _ in rows])
    grid: list[Cell] = []
    placed: list[tuple[int, list[Para]]] = []
    above: dict[int, int] = {}
    for number, (shape, cells) in enumerate(rows):
        now: dict[int, int] = {}
        for n, paras in enumerate(cells):
            first, span = _columns(shape, n, edges)
            goes_on = n < len(shape.merged) and shape.merged[n] and first in above
            if goes_on:
                index = above[first]
                old = grid[index]
                grid[index] = Cell(old.row, old.column, number - old.row + 1, old.column_span)
            else:
                index = len(grid)
                grid.append(Cell(number, first, 1, span))
            now[first] = index
            placed.append((index, paras))
        above = now
    table = flow.add_table(grid)
    for index, paras in sorted(placed, key=lambda pair: (grid[pair[0]].row, grid[pair[0]].column)):
        for para in paras:
            para.cell = (table, index)
            flow.paras.append(para)


def _all_edges(shapes: list[RowShape]) -> list[int]:
    found: list[int] = []
    for edge in sorted({edge for shape in shapes for edge in shape.edges}):
        if not found or edge - found[-1] > _NEAR:
            found.append(edge)
    return found


def _columns(shape: RowShape, n: int, edges: list[int]) -> tuple[int, int]:
    """(first column, span) of a row's cell on the common grid."""
    if n + 1 >= len(shape.edges):
        return n, 1
    first = _nearest(edges, shape.edges[n])
    return first, max(1, _nearest(edges, shape.edges[n + 1]) - first)


def _nearest(edges: list[int], value: int) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - value))
