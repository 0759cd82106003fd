import cv2
import numpy as np
import pytest

from pipeline.reading.scan.grid import ScanTable, tables_of
from pipeline.reading.scan.rules import rules_of
from tests.reading.scan.draw import Grey, grid, line, paper

XS, YS = [100, 250, 500, 900], [100, 180, 300, 400]


def only(page: Grey) -> ScanTable:
    (table,) = tables_of(rules_of(page, 150), 150)
    return table


def spans(table: ScanTable) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


def test_cells_row_by_row_with_their_boxes() -> None:
    page = paper()
    grid(page, XS, YS)
    table = only(page)
    assert spans(table) == [(row, column, 1, 1) for row in range(3) for column in range(3)]
    assert table.cells[4].box == pytest.approx((250.5, 180.5, 500.5, 300.5), abs=2)
    assert table.cell_at(300, 200) == 4
    assert table.cell_at(50, 200) == -1


def test_merged_cells() -> None:
    page = paper()
    grid(page, XS, YS)
    page[103:178, 249:254] = 255  # the heading spans two columns
    page[298:303, 503:898] = 255  # the last column spans two rows
    assert spans(only(page)) == [
        (0, 0, 1, 2),
        (0, 2, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
        (1, 2, 2, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
    ]


def test_a_section_row_as_low_as_its_letters_stays_one_cell() -> None:
    page = paper()
    grid(page, XS, [100, 200, 228, 330])
    page[203:227, 248:256] = page[203:227, 498:506] = 255
    line(page, 110, 222, words=8)
    assert (1, 0, 1, 3) in spans(only(page))


def test_a_leaning_table_keeps_its_cells() -> None:
    page = paper()
    grid(page, XS, YS)
    shear = np.array([[1, 0.02, 0], [0.005, 1, 0]], np.float64)
    page = cv2.warpAffine(page, shear, (1000, 800), borderValue=(255,)).astype(np.uint8)
    table = only(page)
    assert len(table.cells) == 9
    assert table.cell_at(510 + 0.02 * 390, 390) == 8


def test_a_fold_through_the_page_makes_no_row() -> None:
    page = paper()
    grid(page, XS, YS)
    page[240:243, 0:1000] = 0
    assert only(page).owner.shape == (3, 3)


def test_a_single_low_row() -> None:
    page = paper()
    grid(page, XS, [100, 132])
    assert spans(only(page)) == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)]


def test_a_frame_is_no_table() -> None:
    page = paper()
    grid(page, [100, 400], [100, 300])
    assert tables_of(rules_of(page, 150), 150) == []
