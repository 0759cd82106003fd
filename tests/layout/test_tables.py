"""Ruled tables to rows and cells, over the ends of pages too."""

from __future__ import annotations

import pytest

from pipeline.models import Table
from tests.layout.make import Row, Sheet, body

HEAD = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]


def table(*sheets: Sheet) -> Table:
    (found,) = [item for item in body(*sheets) if isinstance(item, Table)]
    return found


def rows(found: Table) -> list[list[str]]:
    """The text at each place of the grid; a merged cell shows at all of its places."""
    grid = [[found.at(row, column) for column in range(found.columns)] for row in range(found.rows)]
    return [[cell.text if cell else "?" for cell in row] for row in grid]


def test_cells_stand_at_their_places() -> None:
    found = table(Sheet().table([HEAD, ["1", "Khơi thông\nkênh mương", "Phòng Kinh tế", "Quý II"]], 4))
    assert (found.rows, found.columns, found.page) == (2, 4, 1)
    assert rows(found) == [HEAD, ["1", "Khơi thông kênh mương", "Phòng Kinh tế", "Quý II"]]


def test_a_merged_cell_counts_for_every_row_and_column_that_it_spans() -> None:
    found = table(
        Sheet().table(
            [
                [("TT", 2, 1), ("Nội dung", 2, 1), ("Cơ quan", 1, 2)],
                ["Chủ trì", "Phối hợp"],
                [("I. THỦY LỢI", 1, 4)],
                ["1", "Nạo vét", ("Phòng Kinh tế", 2, 1), "Các xã"],
                ["2", "Tu sửa", ""],
            ],
            4,
        )
    )
    assert rows(found) == [
        ["TT", "Nội dung", "Cơ quan", "Cơ quan"],
        ["TT", "Nội dung", "Chủ trì", "Phối hợp"],
        ["I. THỦY LỢI"] * 4,
        ["1", "Nạo vét", "Phòng Kinh tế", "Các xã"],
        ["2", "Tu sửa", "Phòng Kinh tế", ""],
    ]
    assert len([cell for cell in found.cells if cell.text == "Phòng Kinh tế"]) == 1


def test_items_within_a_cell_are_paragraphs() -> None:
    cell = "- Rà soát hộ\nnghèo;\n- Lập danh sách."
    found = table(Sheet().table([HEAD, ["1", cell, "Các xã", ""]], 4)).at(1, 1)
    assert found is not None
    assert [part.text for part in found.paragraphs] == ["- Rà soát hộ nghèo;", "- Lập danh sách."]
    assert [part.content for part in found.paragraphs] == ["Rà soát hộ nghèo;", "Lập danh sách."]


def test_a_symbol_broken_within_a_cell_is_joined() -> None:
    found = table(Sheet().table([HEAD, ["1", "Kế hoạch số 63/KH-\nUBND", "", ""]], 4)).at(1, 1)
    assert found is not None
    assert found.text == "Kế hoạch số 63/KH-UBND"


def test_a_table_goes_on_over_the_end_of_a_page_without_its_repeated_head() -> None:
    first = Sheet(1).table([HEAD, ["1", "Nạo vét kênh.", "Xã Bản Mù", "Quý I"]], 4)
    second = Sheet(2, 60).table(
        [["TT", "NỘI DUNG", "Chủ trì", "Thời hạn"], ["2", "Tu sửa đập.", "Xã Hát Lừu", "Quý II"]], 4
    )
    found = table(first, second)
    assert [row[1] for row in rows(found)] == ["Nội dung", "Nạo vét kênh.", "Tu sửa đập."]
    assert (found.rows, found.page) == (3, 1)
    assert [part.page for cell in found.cells if cell.row == 2 for part in cell.paragraphs] == [2, 2, 2, 2]


def test_a_head_of_two_rows_that_is_repeated_falls_out_whole() -> None:
    head: list[Row] = [[("TT", 2, 1), ("Nội dung", 2, 1), ("Cơ quan", 1, 2)], ["Chủ trì", "Phối hợp"]]
    first = Sheet(1).table([*head, ["1", "Nạo vét kênh.", "Xã Bản Mù", ""]], 4)
    second = Sheet(2, 60).table([*head, ["2", "Tu sửa đập.", "Xã Hát Lừu", ""]], 4)
    assert [row[0] for row in rows(table(first, second))] == ["TT", "TT", "1", "2"]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_row_cut_by_the_end_of_a_page_is_one_row(repeated: bool) -> None:
    first = Sheet(1).table([HEAD, ["1", "Rà soát hồ sơ địa chính, đối chiếu", "Xã Bản Mù", "Quý I"]], 4)
    rest = ["", "với hiện trạng sử dụng.", "", ""]
    following = ["2", "Tu sửa đập.", "Xã Hát Lừu", "Quý II"]
    second = Sheet(2, 60).table([*([HEAD] if repeated else []), rest, following], 4)
    found = rows(table(first, second))
    assert [row[0] for row in found] == ["TT", "1", "2"]
    assert found[1] == ["1", "Rà soát hồ sơ địa chính, đối chiếu với hiện trạng sử dụng.", "Xã Bản Mù", "Quý I"]


def test_a_row_cut_in_every_cell_is_one_row() -> None:
    first = Sheet(1).table([HEAD, ["1", "Rà soát hồ sơ và", "Phòng Tài nguyên và", "Trong quý"]], 4)
    second = Sheet(2, 60).table([["", "bản đồ.", "môi trường", "một năm 2024"]], 4)
    assert rows(table(first, second))[1] == [
        "1",
        "Rà soát hồ sơ và bản đồ.",
        "Phòng Tài nguyên và môi trường",
        "Trong quý một năm 2024",
    ]


def test_a_row_whose_work_goes_on_in_small_letters_was_cut_though_names_go_on_in_capitals() -> None:
    first = Sheet(1).table([HEAD, ["1", "Rà soát hồ sơ,", "Phòng Nông nghiệp và", "Trước ngày"]], 4)
    second = Sheet(2, 60).table([["", "lập bản đồ.", "Phát triển nông thôn", "15/12/2024"]], 4)
    assert rows(table(first, second))[1:] == [
        ["1", "Rà soát hồ sơ, lập bản đồ.", "Phòng Nông nghiệp và Phát triển nông thôn", "Trước ngày 15/12/2024"]
    ]


def test_an_unnumbered_row_on_the_next_page_is_a_row_of_its_own() -> None:
    first = Sheet(1).table([HEAD, ["1", "Nạo vét kênh.", "Xã Bản Mù", "Quý I"]], 4)
    second = Sheet(2, 60).table([["", "Phát quang bờ kênh.", "Xã Hát Lừu", "Quý II"]], 4)
    assert [row[1] for row in rows(table(first, second))] == ["Nội dung", "Nạo vét kênh.", "Phát quang bờ kênh."]


def test_tables_of_different_columns_stand_apart() -> None:
    first = Sheet(1).table([HEAD, ["1", "Nạo vét kênh.", "Xã Bản Mù", "Quý I"]], 4)
    second = Sheet(2, 60).table([["TT", "Tên xã"], ["1", "Hát Lừu"]], 2)
    found = [item for item in body(first, second) if isinstance(item, Table)]
    assert [item.columns for item in found] == [4, 2]


def test_text_between_two_tables_keeps_them_apart() -> None:
    sheet = Sheet().table([HEAD, ["1", "Nạo vét kênh.", "", ""]], 4).prose("Biểu 2. Kinh phí")
    found = body(sheet.table([HEAD, ["1", "Tu sửa đập.", "", ""]], 4))
    assert [type(item).__name__ for item in found] == ["Table", "Paragraph", "Table"]


def test_a_place_outside_the_grid_holds_nothing() -> None:
    assert table(Sheet().table([HEAD], 4)).at(5, 0) is None
