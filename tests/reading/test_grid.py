from itertools import pairwise

import pytest

from pipeline.reading.grid import Table, find_tables
from pipeline.reading.pdfium import Stroke


def grid_of(
    xs: list[float], ys: list[float], missing: set[tuple[float, float, float, float]] = frozenset()
) -> list[Stroke]:  # type: ignore[assignment]
    """Every side of every square on its own, as LibreOffice draws them."""
    level = [(x0, y, x1, y) for y in ys for x0, x1 in pairwise(xs)]
    upright = [(x, y0, x, y1) for x in xs for y0, y1 in pairwise(ys)]
    return [Stroke(*side) for side in level + upright if side not in missing]


def only(strokes: list[Stroke]) -> Table:
    (table,) = find_tables(strokes)
    return table


def spans(table: Table) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.grid.cells]


def test_cells_row_by_row() -> None:
    table = only(grid_of([0, 50, 200], [0, 20, 60]))
    assert spans(table) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert table.grid.cells[3].box is not None
    assert table.grid.cells[3].box.width == 150


def test_a_missing_wall_merges_a_row() -> None:
    table = only(grid_of([0, 50, 100, 150], [0, 20, 40], {(50, 20, 50, 40), (100, 20, 100, 40)}))
    assert spans(table)[3:] == [(1, 0, 1, 3)]


def test_a_missing_wall_merges_a_column() -> None:
    table = only(grid_of([0, 50, 100], [0, 20, 40, 60], {(0, 20, 50, 20), (0, 40, 50, 40)}))
    assert (0, 0, 3, 1) in spans(table)
    assert table.cell_at(25, 50) == table.cell_at(25, 5)
    assert table.cell_at(75, 50) != table.cell_at(75, 5)


@pytest.mark.parametrize(
    "strokes",
    [
        [Stroke(100, 50, 200, 50)],
        [Stroke(0, 0, 80, 0), Stroke(0, 20, 80, 20), Stroke(0, 0, 0, 20), Stroke(80, 0, 80, 20)],
        [Stroke(0, 0, 80, 0), Stroke(0, 30, 80, 30)],
        [],
    ],
    ids=["underline", "box", "two rules", "nothing"],
)
def test_rules_and_boxes_are_no_tables(strokes: list[Stroke]) -> None:
    assert find_tables(strokes) == ()


def test_dashed_and_uneven_lines_still_meet() -> None:
    dashes = [Stroke(x, 20, x + 6, 20) for x in range(0, 200, 10)]
    frame = [stroke for stroke in grid_of([0, 100, 200], [0, 40]) if True]
    shifted = [Stroke(s.x0 + 0.8, s.top, s.x1 - 0.7, s.bottom) if s.level else s for s in frame]
    assert len(only(dashes + shifted).grid.cells) == 4


def test_a_table_without_outer_sides() -> None:
    level = [Stroke(0, y, 300, y) for y in (0, 20, 40)]
    table = only([*level, Stroke(100, 0, 100, 40)])
    assert (table.grid.rows, table.grid.columns) == (2, 2)


def test_two_tables_from_top_to_bottom() -> None:
    low, high = grid_of([0, 50, 100], [300, 320, 340]), grid_of([0, 50, 100], [100, 120, 140])
    assert [table.ys[0] for table in find_tables(low + high)] == [100, 300]
