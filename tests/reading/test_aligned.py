"""Columns of plain text that blanks or tabs set apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.models import Page
from pipeline.reading.formats.plain import read_plain
from tests.reading.make import texts

TABLE = """
STT  Nội dung công việc          Cơ quan chủ trì       Thời hạn
                                                       hoàn thành
---  --------------------------  --------------------  ------------
I    THÔNG TIN, TUYÊN TRUYỀN VỀ PHÒNG CHÁY CHỮA CHÁY RỪNG
1    Phát thanh lưu động tại     Công chức Văn hóa -   30/6/2024
     các bản vùng cao            Xã hội
2    Ký cam kết với hộ dân       Ban quản lý bản
"""


def page(text: str) -> Page:
    (found,) = read_plain(text.strip("\n").encode(), Path("tệp"))
    return found


def cells(found: Page, table: int = 0) -> list[list[str]]:
    grid = found.tables[table]
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    for index, cell in enumerate(grid.cells):
        rows[cell.row].append(" / ".join(line.text for line in found.lines if line.cell == (table, index)))
    return rows


def test_columns_set_apart_by_blanks() -> None:
    assert cells(page(TABLE)) == [
        ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn / hoàn thành"],
        ["I", "THÔNG TIN, TUYÊN TRUYỀN VỀ PHÒNG CHÁY CHỮA CHÁY RỪNG"],
        ["1", "Phát thanh lưu động tại / các bản vùng cao", "Công chức Văn hóa - / Xã hội", "30/6/2024"],
        ["2", "Ký cam kết với hộ dân", "Ban quản lý bản", ""],
    ]


def test_the_heading_of_a_group_spans_the_columns_after_its_number() -> None:
    (grid,) = page(TABLE).tables
    assert [(cell.column, cell.column_span) for cell in grid.cells if cell.row == 1] == [(0, 1), (1, 3)]


def test_columns_set_apart_by_tabs() -> None:
    text = "TT\tViệc\tChủ trì\n1\tPhát dọn đường băng\tXã Mường Phăng\n\tTuần tra\t\n2\tTrực cháy\tHạt Kiểm lâm\nHết."
    found = page(text)
    assert cells(found) == [
        ["TT", "Việc", "Chủ trì"],
        ["1", "Phát dọn đường băng", "Xã Mường Phăng"],
        ["", "Tuần tra", ""],
        ["2", "Trực cháy", "Hạt Kiểm lâm"],
    ]
    assert [line.text for line in found.lines if line.cell is None] == ["Hết."]


@pytest.mark.parametrize("after", ["II. KINH PHÍ", "     Các đơn vị nghiêm túc thực hiện.", "\n     và các xã."])
def test_text_around_a_table_stays_outside(after: str) -> None:
    found = page(f"I. PHÂN CÔNG\n{TABLE.rstrip()}\n{after}\n")
    assert [line.text for line in found.lines if line.cell is None] == ["I. PHÂN CÔNG", after.strip()]


LETTERHEAD = """
UBND HUYỆN          CỘNG HÒA XÃ HỘI          Mẫu số 01
SỐ: 12              Độc lập - Tự do          Bản lưu
"""
SIGNATURES = """
NGƯỜI LẬP           KẾ TOÁN             THỦ TRƯỞNG
(Ký)                (Ký)                (Ký)
Lò Thị Hoa          Cà Văn Mấng         Tô Văn Thiện
"""
LIST = """
Thành phần gồm:     các ông, bà          sau đây
1. Ông Lò Văn Phương, Trưởng phòng       0912 345 678
2. Bà Quàng Thị Xôm, Chánh Văn phòng     0987 654 321
"""
HALF_WAY_DOWN = """
STT  Nội dung            Chủ trì         Thời hạn
     Phát thanh lưu      Công chức
1    động tại các bản    văn hóa         Quý I
2    Ký cam kết          Ban quản lý     Quý II
"""
MORE_COLUMNS = """
STT                      Chủ trì         Thời hạn
     Nội dung   Kết quả
1    Ký cam kết   Bản ghi     Xã         Quý I
2    Trực cháy    Sổ trực     Hạt        Quý II
"""


@pytest.mark.parametrize("text", [LETTERHEAD, SIGNATURES, LIST, HALF_WAY_DOWN, MORE_COLUMNS])
def test_other_columns_are_lines(text: str) -> None:
    found = page(text)
    assert not found.tables
    words = [word for line in texts(found) for word in line.split()]
    assert words == text.split()
