"""A table for reportlab, ruled or not, whose rows may be cut by the end of a page, also inside merged cells.

(reportlab's own table does not cut a row that a merged cell crosses.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.platypus import Flowable, Paragraph

PAD = 3.0  # points between a cell's edge and its text
LEAST = 26.0  # points: a row is cut only where so much of it fits


@dataclass(frozen=True)
class Placed:
    """A paragraph (or nothing) in its place in the grid."""

    row: int
    column: int
    rows: int
    columns: int
    content: Paragraph | None


class RuledTable(Flowable):
    """``widths`` are shares of the available width; the first ``header_rows`` are repeated on each page."""

    def __init__(
        self, cells: list[Placed], widths: tuple[float, ...], header_rows: int = 0, *, ruled: bool = True
    ) -> None:
        super().__init__()
        self.cells, self.shares, self.header_rows, self.ruled = cells, widths, header_rows, ruled
        self.rows = max(cell.row + cell.rows for cell in cells)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.widths = [share * width / sum(self.shares) for share in self.shares]
        self.heights = self._heights()
        return width, sum(self.heights)

    def _inner(self, cell: Placed) -> float:
        return sum(self.widths[cell.column : cell.column + cell.columns]) - 2 * PAD

    def _need(self, cell: Placed) -> float:
        if cell.content is None:
            return 2 * PAD
        return float(cell.content.wrap(self._inner(cell), 10_000)[1]) + 2 * PAD + 2

    def _heights(self) -> list[float]:
        heights = [2 * PAD] * self.rows
        for cell in sorted(self.cells, key=lambda cell: cell.rows):
            last = cell.row + cell.rows - 1
            missing = self._need(cell) - sum(heights[cell.row : last + 1])
            heights[last] += max(0.0, missing)
        return heights

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        used, row = 0.0, 0
        while row < self.rows and used + self.heights[row] <= height:
            used += self.heights[row]
            row += 1
        if row <= self.header_rows:
            return []
        room = height - used
        cut = room >= LEAST and self.heights[row] - room >= LEAST / 2
        top, rest = self._cut(row, room if cut else 0.0)
        head = [cell for cell in self.cells if cell.row < self.header_rows]
        rest = head + [replace(cell, row=cell.row + self.header_rows) for cell in rest]
        return [
            RuledTable(top, self.shares, self.header_rows, ruled=self.ruled),
            RuledTable(rest, self.shares, self.header_rows, ruled=self.ruled),
        ]

    def _cut(self, row: int, room: float) -> tuple[list[Placed], list[Placed]]:
        """The cells before and after a cut ``room`` points below the top of ``row`` (0: at its top)."""
        top: list[Placed] = []
        rest: list[Placed] = []
        end = row + (1 if room else 0)
        for cell in self.cells:
            if cell.row + cell.rows <= row:
                top.append(cell)
            elif cell.row >= end:
                rest.append(replace(cell, row=cell.row - row))
            else:
                upper, lower = self._halves(cell, sum(self.heights[cell.row : row]) + room)
                top.append(replace(cell, rows=end - cell.row, content=upper))
                rest.append(replace(cell, row=0, rows=cell.row + cell.rows - row, content=lower))
        return top, rest

    def _halves(self, cell: Placed, height: float) -> tuple[Paragraph | None, Paragraph | None]:
        if cell.content is None:
            return None, None
        parts = cell.content.split(self._inner(cell), height - 2 * PAD)
        if not parts:
            return None, cell.content
        return parts[0], parts[1] if len(parts) > 1 else None

    def draw(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.6)
        total = sum(self.heights)
        for cell in self.cells:
            left = sum(self.widths[: cell.column])
            top = total - sum(self.heights[: cell.row])
            height = sum(self.heights[cell.row : cell.row + cell.rows])
            if self.ruled:
                canvas.rect(left, top - height, self._inner(cell) + 2 * PAD, height)
            if cell.content is not None:
                _, need = cell.content.wrap(self._inner(cell), height)
                cell.content.drawOn(canvas, left + PAD, top - PAD - need)
