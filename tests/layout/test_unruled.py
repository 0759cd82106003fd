"""Tables without ruling lines: found by their header, kept apart from all else that stands in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.layout.unruled import with_tables
from pipeline.models import Box, Cell, Grid, Page
from tests.layout.make import LEFT, Sheet, finder, plain_lines, wide

HEAD = ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn")
AT = (LEFT, 125.0, 300.0, 450.0)
FIRST = ("1", "Nạo vét kênh Nậm Rốm", "Phòng Kinh tế", "Quý II/2024")
SECOND = ("2", "Tu sửa đập Hồng Sạt", "UBND xã Sam Mứn", "30/9/2024")


def row(
    sheet: Sheet, cells: Sequence[str], at: Sequence[float] = AT, *, down: float = 24.0, bold: bool = False
) -> Sheet:
    """Cells side by side; a line feed begins a line within its cell."""
    top, height = sheet.y, max(cell.count("\n") for cell in cells)
    for cell, x in zip(cells, at, strict=True):
        for line, text in enumerate(cell.split("\n")):
            sheet.y = top + 16 * line
            if text:
                sheet.line(text, x, bold=bold, down=0)
    sheet.y = top + 16 * height + down
    return sheet


def sheet_of(*rows: Sequence[str], number: int = 1, down: float = 24.0) -> Sheet:
    sheet = Sheet(number)
    for cells in rows:
        row(sheet, cells, down=down)
    return sheet


def shown(page: Page) -> list[list[str]]:
    """The texts of the page's only table at each place of its grid."""
    (grid,) = (
        grid for n, grid in enumerate(page.tables) if any(line.cell and line.cell[0] == n for line in page.lines)
    )
    table = page.tables.index(grid)
    texts = [["?"] * grid.columns for _ in range(grid.rows)]
    for index, cell in enumerate(grid.cells):
        text = " ".join(line.text for line in page.lines if line.cell == (table, index))
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                texts[r][c] = text
    return texts


def found(*sheets: Sheet) -> list[Page]:
    return list(with_tables([sheet.page() for sheet in sheets], finder()))


def test_a_table_is_found_and_the_text_around_it_kept_in_order() -> None:
    sheet = Sheet().prose("Phân công cụ thể như sau:").filler()
    for cells in (HEAD, FIRST, SECOND):
        row(sheet, cells)
    (page,) = found(sheet.filler())
    assert shown(page) == [list(HEAD), list(FIRST), list(SECOND)]
    free = [line.text for line in page.lines if line.cell is None]
    assert free == [line.text for line in sheet.lines if line.text in free]
    inside = [n for n, line in enumerate(page.lines) if line.cell]
    assert inside == list(range(inside[0], inside[0] + 12))


def test_cells_run_from_wall_to_wall() -> None:
    (page,) = found(sheet_of(HEAD, FIRST, SECOND))
    (grid,) = page.tables
    boxes = [cell.box for cell in grid.cells if cell.row == 1 and cell.box]
    assert [box.x0 for box in boxes[1:]] == [box.x1 for box in boxes[:-1]]
    assert all(box.x0 <= x < box.x1 for box, x in zip(boxes, AT, strict=True))


def test_lines_of_one_cell_are_joined_where_numbers_part_the_rows() -> None:
    first = ("1", "Nạo vét kênh\nNậm Rốm", "Phòng Kinh tế\nvà Hạ tầng", "Quý II/2024")
    sheet = sheet_of(HEAD, first, SECOND, down=16)
    assert shown(found(sheet)[0])[1:] == [
        ["1", "Nạo vét kênh Nậm Rốm", "Phòng Kinh tế và Hạ tầng", "Quý II/2024"],
        list(SECOND),
    ]


def test_numbers_half_way_down_their_rows() -> None:
    sheet = row(Sheet(), HEAD, down=16)
    for number, cells in (("1", FIRST), ("2", SECOND)):
        top = sheet.y
        for line in ("Rà soát hồ sơ,", "lập danh sách,", "gửi về huyện"):
            sheet.line(line, AT[1], down=16)
        sheet.y = top + 16
        row(sheet, (number, "", cells[2], cells[3]), down=32)
    work = "Rà soát hồ sơ, lập danh sách, gửi về huyện"
    assert shown(found(sheet)[0])[1:] == [["1", work, *FIRST[2:]], ["2", work, *SECOND[2:]]]


@pytest.mark.parametrize("down", [16.0, 30.0])
def test_rows_without_numbers_begin_where_every_text_does_or_below_white_space(down: float) -> None:
    sheet = Sheet()
    rows = (HEAD[1:], ("Nạo vét kênh\nchính", "Phòng Kinh tế\nhuyện", "Quý II/2024"), SECOND[1:])
    for cells in rows:
        row(sheet, cells, AT[1:], down=down)
    assert shown(found(sheet)[0])[1:] == [
        ["Nạo vét kênh chính", "Phòng Kinh tế huyện", "Quý II/2024"],
        list(SECOND[1:]),
    ]


def test_a_title_over_two_columns() -> None:
    at = (LEFT, 125.0, 270.0, 370.0, 470.0)
    sheet = Sheet()
    row(sheet, ("STT", "Nhiệm vụ", "", "", "Thời hạn"), at, down=0)
    sheet.line("Cơ quan có trách nhiệm thực hiện", 270, down=18)
    row(sheet, ("", "", "Chủ trì", "Phối hợp", ""), at)
    row(sheet, ("1", "Tu sửa đập", "Phòng Kinh tế", "Các xã", "Quý I"), at)
    texts = shown(found(sheet)[0])
    assert texts[0][2:4] == ["Cơ quan có trách nhiệm thực hiện"] * 2
    assert texts[1] == ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"]
    assert texts[2] == ["1", "Tu sửa đập", "Phòng Kinh tế", "Các xã", "Quý I"]


def test_the_heading_of_a_group_runs_over_the_columns() -> None:
    sheet = row(Sheet(), HEAD)
    sheet.line("I", LEFT, down=0).line("THỦY LỢI, NƯỚC SINH HOẠT VÀ PHÒNG CHỐNG THIÊN TAI", 125, bold=True, down=24)
    row(row(sheet, FIRST), SECOND)
    texts = shown(found(sheet)[0])
    assert texts[1] == ["I", *["THỦY LỢI, NƯỚC SINH HOẠT VÀ PHÒNG CHỐNG THIÊN TAI"] * 3]
    assert [line[0] for line in texts[2:]] == ["1", "2"]


def test_a_table_goes_on_without_its_header_on_the_next_page() -> None:
    first, second = found(sheet_of(HEAD, FIRST), sheet_of(SECOND, ("3", *FIRST[1:]), number=2))
    assert shown(second) == [list(SECOND), ["3", *FIRST[1:]]]
    (before,), (after,) = first.tables, second.tables
    assert before.box
    assert after.box
    assert (before.box.x0, before.box.x1) == (after.box.x0, after.box.x1)


def test_a_table_that_ended_does_not_go_on() -> None:
    first = sheet_of(HEAD, FIRST).filler()
    second = sheet_of(SECOND, number=2).page()
    assert found(first, sheet_of(SECOND, number=2))[1] == second


def test_a_second_table_with_the_same_header_stands_apart() -> None:
    sheet = sheet_of(HEAD, FIRST)
    row(row(sheet.line("2. Nhiệm vụ của các đơn vị trực thuộc", LEFT + 20, down=24), HEAD), SECOND)
    (page,) = found(sheet)
    assert [grid.rows for grid in page.tables] == [2, 2]
    assert [line.text for line in page.lines if line.cell is None] == ["2. Nhiệm vụ của các đơn vị trực thuộc"]


def test_what_stands_below_the_table_is_no_row() -> None:
    sheet = sheet_of(HEAD, FIRST, SECOND)
    sheet.prose("Các cơ quan được phân công báo cáo kết quả về UBND huyện trước ngày 15/12/2024 để tổng hợp chung.")
    sheet.beside("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN")
    assert len(shown(found(sheet)[0])) == 3


def test_rows_in_a_frame_of_one_column() -> None:
    """Ruling lines between the rows only, with a box around: they are read as one column."""
    sheet = sheet_of(HEAD, FIRST, SECOND)
    lines = [replace(line, cell=(0, n // 4)) for n, line in enumerate(sheet.lines)]
    frame = Grid(3, 1, tuple(Cell(n, 0) for n in range(3)), Box(LEFT - 5, 65, 545, 145))
    (page,) = with_tables([replace(sheet.page(), lines=tuple(lines), tables=(frame,))], finder())
    assert shown(page) == [list(HEAD), list(FIRST), list(SECOND)]


def test_titles_that_the_reader_took_for_one_line() -> None:
    sheet = sheet_of(HEAD, FIRST, SECOND)
    words = [word for line in sheet.lines[:4] for word in line.words]
    sheet.lines[:4] = [replace(sheet.lines[0], words=tuple(words), box=Box(LEFT, 70, 540, 84))]
    assert shown(found(sheet)[0])[0] == list(HEAD)


NOT_TABLES: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("two columns", (("", "Nhiệm vụ", "Cơ quan chủ trì", ""), ("", "Tu sửa đập", "Phòng Kinh tế", ""))),
    ("no title known", (("STT", "Họ và tên", "Chức vụ", "Điện thoại"), FIRST, SECOND)),
    ("a form", (("", "Nội dung:", "Cơ quan chủ trì:", "Thời hạn:"), ("", "......", "......", "......"))),
    ("nothing below", (HEAD, ("", "", "", ""))),
    ("recipients", (("", "- Như trên;", "- Các xã;", "- Lưu: VT."), ("", "- Các phòng;", "- Các hội;", ""))),
    ("signatures", (("", "NGƯỜI LẬP", "KẾ TOÁN", "THỦ TRƯỞNG"), ("", "Lò Thị Hoa", "Cà Văn Mấng", "Tô Văn Thiện"))),
    ("figures", (("TT", "Chỉ tiêu", "Năm 2023", "Năm 2024"), ("1", "Diện tích (ha)", "120", "135"))),
    ("rows alone", (FIRST, SECOND)),
)


@pytest.mark.parametrize(("rows"), [rows for _, rows in NOT_TABLES], ids=[name for name, _ in NOT_TABLES])
def test_other_columns_are_no_table(rows: tuple[tuple[str, ...], ...]) -> None:
    sheet = sheet_of(*rows).filler()
    page = sheet.page()
    assert with_tables([page], finder())[0] is page


def test_prose_below_titles_is_no_table() -> None:
    page = sheet_of(HEAD).filler().page()
    assert with_tables([page], finder())[0] is page


def test_text_without_places_is_left_alone() -> None:
    page = Page(1, tuple(plain_lines("STT Nội dung Chủ trì Thời hạn\n1 Tu sửa đập Các xã Quý I")), read_as="format")
    assert with_tables([page], finder())[0] is page


def scanned(*rows: Sequence[str]) -> Sheet:
    sheet = Sheet(confidence=0.9)
    for cells in rows:
        row(sheet, cells)
    return sheet


def test_a_scan_needs_two_full_rows() -> None:
    assert not found(scanned(HEAD, FIRST))[0].tables
    assert shown(found(scanned(HEAD, FIRST, SECOND))[0]) == [list(HEAD), list(FIRST), list(SECOND)]


def test_marks_of_a_scan_between_columns_do_not_join_them() -> None:
    sheet = scanned(HEAD, FIRST, SECOND)
    sheet.y = 94
    sheet.line("__", AT[2] - wide("__") - 1)
    assert shown(found(sheet)[0])[1] == list(FIRST)
