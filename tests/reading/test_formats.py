"""RTF, HTML, XLSX and plain text."""

import base64
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import DamagedFileError
from pipeline.models import Page
from pipeline.reading.formats.html import read_html
from pipeline.reading.formats.plain import read_plain
from pipeline.reading.formats.rtf import read_rtf
from pipeline.reading.formats.xlsx import read_xlsx
from tests.reading.make import texts

NAME = Path("tệp")


def rtf(body: str) -> Page:
    head = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Arial;}{\f1\fcharset163 Times;}{\f2{\*\panose 02}.VnTimeH;}}"
    (page,) = read_rtf((head + body + "}").encode("ascii"), NAME)
    return page


def test_rtf_text_in_three_spellings() -> None:
    page = rtf(
        r"{\info{\title no}}\pard\qc\b S\u7903?\b0  N\u7897?i\par\f1 c\'f4ng\par {\*\unknown no}\f0 a\~b\_c\{\}\par"
    )
    assert texts(page) == ["Sở Nội", "công", "a b-c{}"]
    assert page.lines[0].align == "center"
    assert [word.bold for word in page.lines[0].words] == [True, False]


def test_rtf_list_labels_and_fields() -> None:
    page = rtf(r"\pard{\listtext 1.\tab}a\par{\field{\*\fldinst PAGE}{\fldrslt 7}}\par{\pict ffff}\par")
    assert texts(page) == ["1. a", "7"]


def test_rtf_capital_font_of_tcvn3() -> None:
    page = rtf(r"\f2 ngh\'de quy\'d5t c\'f1a h\'e9i \'ae\'e5ng\par")
    assert texts(page) == ["NGHỊ QUYẾT CỦA HỘI ĐỒNG"]


def test_rtf_table() -> None:
    page = rtf(
        r"\trowd\clbrdrt\brdrs\cellx1000\cellx3000\pard\intbl a\cell b\cell\row"
        r"\trowd\clbrdrt\brdrs\cellx3000\pard\intbl c\cell\row\pard d\par"
    )
    assert [(line.text, line.cell) for line in page.lines] == [("a", (0, 0)), ("b", (0, 1)), ("c", (0, 2)), ("d", None)]
    assert page.tables[0].cells[2].column_span == 2


@pytest.mark.parametrize("data", [b"", rb"{\rtf1 a\par", rb"{\rtf1 {\info a}}"])
def test_rtf_cut_off(data: bytes) -> None:
    with pytest.raises(DamagedFileError):
        read_rtf(data, NAME)


def html(body: str) -> Page:
    (page,) = read_html(f"<html><head><title>no</title></head><body>{body}</body></html>".encode(), NAME)
    return page


def test_html_blocks_lists_and_breaks() -> None:
    page = html(
        "<p align=center><b>Số</b> 1<br>dòng\n hai</p><script>no</script><div style='display:none'>no</div>"
        "<ol start=3><li>a</li><li>b</li></ol><ul><li>c</li></ul>đuôi"
    )
    assert texts(page) == ["Số 1", "dòng hai", "3. a", "4. b", "- c", "đuôi"]
    assert page.lines[0].align == "center"
    assert page.lines[0].words[0].bold


def test_html_table_with_spans() -> None:
    page = html(
        "<table border=1><tr><td rowspan=2>a</td><th>b</th></tr>"
        "<tr><td>c</td></tr><tr><td colspan=2>d</td></tr></table>"
    )
    assert [(line.text, line.cell) for line in page.lines] == [(text, (0, n)) for n, text in enumerate("abcd")]
    spans = [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in page.tables[0].cells]
    assert spans == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 0, 1, 2)]


def test_html_layout_table_is_no_grid() -> None:
    page = html("<table><tr><td>CƠ QUAN</td><td>QUỐC HIỆU</td></tr></table>")
    assert page.tables == ()
    assert texts(page) == ["CƠ QUAN", "QUỐC HIỆU"]


def test_html_by_its_charset() -> None:
    data = '<html><meta charset="windows-1258"><p>đơn cô</p></html>'.encode("cp1258")
    assert texts(read_html(data, NAME)[0]) == ["đơn cô"]


def test_a_web_archive() -> None:
    page = "<html><body><p>Sở Nội vụ</p></body></html>".encode()
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    part = b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(page)
    assert texts(read_html(head + part + b"\n--x--\n", NAME)[0]) == ["Sở Nội vụ"]


def test_html_without_text() -> None:
    with pytest.raises(DamagedFileError, match="without text"):
        html("<script>x</script>")


def test_xlsx_sheets_are_pages() -> None:
    import openpyxl
    from openpyxl.styles import Border, Font, Side

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A1"].font = "PHỤ LỤC", Font(bold=True)
    line = Border(top=Side("thin"))
    for place, value in {"A3": "TT", "B3": "Nhiệm vụ", "A4": 1, "B4": "Rà soát", "C3": "Hạn", "C4": 0.5}.items():
        sheet[place], sheet[place].border = value, line
    sheet.merge_cells("A5:B5")
    sheet["A5"], sheet["C5"] = "Tổng", 12
    book.create_sheet("ẩn").sheet_state = "hidden"
    book.create_sheet("hai")["B2"] = "khác"
    out = BytesIO()
    book.save(out)
    first, second = read_xlsx(out.getvalue(), NAME)
    assert [(line.text, line.cell) for line in first.lines] == [
        ("PHỤ LỤC", None),
        *[(text, (0, n)) for n, text in enumerate(["TT", "Nhiệm vụ", "Hạn", "1", "Rà soát", "0,5", "Tổng", "12"])],
    ]
    assert first.lines[0].words[0].bold
    assert first.tables[0].cells[6].column_span == 2
    assert (second.number, texts(second)) == (3, ["khác"])


def test_xlsx_damaged() -> None:
    with pytest.raises(DamagedFileError):
        read_xlsx(b"PK\x03\x04nonsense", NAME)


TEXT = "Ủy ban nhân dân thành phố\nyêu cầu các sở báo cáo"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_in_unicode(encoding: str) -> None:
    (page,) = read_plain(TEXT.encode(encoding), NAME)
    assert texts(page) == TEXT.split("\n")
    assert not page.lines[0].whole


@pytest.mark.parametrize(
    "data",
    [
        b"\xd1y ban nh\xa9n d\xa9n t\xd8nh y\xaau c\xc7u c\xb8c s\xeb",
        "ủy ban nhân dân tỉnh yêu cầu các sở".encode("utf-16"),
    ],
)
def test_plain_text_in_bytes_of_another_time(data: bytes) -> None:
    data = data.replace(b"\xd1y", b"\xf1y")
    assert texts(read_plain(data, NAME)[0]) == ["ủy ban nhân dân tỉnh yêu cầu các sở"]


def test_a_form_feed_begins_a_page() -> None:
    pages = read_plain("một\r\n\r\nhai\fba\f".encode(), NAME)
    assert [(page.number, texts(page)) for page in pages] == [(1, ["một", "hai"]), (2, ["ba"])]


def test_text_that_lost_its_marks_is_called_garbage() -> None:
    (page,) = read_plain(b"Uy ban nhan dan thanh pho yeu cau cac so bao cao ket qua thuc hien\n" * 4, NAME)
    assert page.health == "garbage"
