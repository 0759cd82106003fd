from pathlib import Path

import pytest

from pipeline.errors import DamagedFileError
from pipeline.models import Page
from pipeline.reading.formats.docx import read_docx
from pipeline.reading.formats.numbering import written
from tests.reading.make import docx, para, texts


def read(tmp_path: Path, body: str, numbering: str = "", styles: str = "") -> Page:
    path = docx(tmp_path / "a.docx", body, numbering, styles)
    (page,) = read_docx(path.read_bytes(), path)
    return page


def level(depth: int, kind: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


def item(text: str, depth: int = 0, number: int = 1) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


LIST = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "decimal", "%2.%3.")
    + level(3, "lowerLetter", "%4)")
    + level(4, "bullet", "-")
    + level(5, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def test_paragraphs_are_whole_lines(tmp_path: Path) -> None:
    page = read(tmp_path, para("Sở  Nội\tvụ", '<w:jc w:val="center"/><w:ind w:firstLine="567"/>') + para(" "))
    (line,) = page.lines
    assert (line.text, line.whole, line.align, line.indent) == ("Sở Nội vụ", True, "center", 28.35)
    assert (page.number, page.read_as) == (1, "format")


def test_labels_of_lists(tmp_path: Path) -> None:
    body = (
        item("a") + item("b", 1) + item("c", 2) + item("d", 2) + item("e", 1) + item("f", 2) + item("g", 3)
        + item("h", 4) + item("i", 5) + item("k") + item("l", 1) + item("m", 1, number=2)
    )  # fmt: skip
    assert texts(read(tmp_path, body, LIST)) == [
        *("I. a", "1. b", "1.1. c", "1.2. d", "2. e", "2.1. f", "a) g", "- h", "• i", "II. k", "1. l", "5. m"),
    ]


def test_a_list_by_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        '<w:jc w:val="both"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="M"><w:basedOn w:val="L"/></w:style>'
    )
    page = read(tmp_path, para("a", '<w:pStyle w:val="M"/>') + para("b", '<w:pStyle w:val="M"/>'), LIST, styles)
    assert texts(page) == ["1. a", "2. b"]
    assert page.lines[0].align == "justify"
    assert all(word.bold for word in page.lines[0].words)


def test_a_list_whose_levels_belong_to_styles(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "upperRoman", "%1.").replace("</w:lvl>", '<w:pStyle w:val="A"/></w:lvl>')
        + level(1, "decimal", "%2.").replace("</w:lvl>", '<w:pStyle w:val="B"/></w:lvl>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        for key in "AB"
    )
    body = "".join(para(key, f'<w:pStyle w:val="{key}"/>') for key in "ABBAB")
    assert texts(read(tmp_path, body, numbering, styles)) == ["I. A", "1. B", "2. B", "II. A", "1. B"]


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [(4, "upperRoman", "IV"), (1999, "lowerRoman", "mcmxcix"), (27, "lowerLetter", "aa"), (3, "decimalZero", "03")],
)
def test_numbers_as_lists_write_them(value: int, kind: str, shown: str) -> None:
    assert written(value, kind) == shown


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text)}</w:tc>"


BORDERS = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'


def test_a_table_with_merged_cells(tmp_path: Path) -> None:
    wide, start, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        f"<w:tbl>{BORDERS}<w:tr>{cell('a', wide)}{cell('b')}</w:tr>"
        f"<w:tr>{cell('c', start)}{cell('d')}{cell('e')}</w:tr>"
        f"<w:tr>{cell('', on)}{cell('f')}{cell('g')}</w:tr></w:tbl>"
    )
    page = read(tmp_path, para("trước") + body + para("sau"))
    assert [(line.text, line.cell) for line in page.lines] == [
        ("trước", None),
        *[(text, (0, n)) for n, text in enumerate("abcdefg")],
        ("sau", None),
    ]
    (grid,) = page.tables
    assert (grid.rows, grid.columns) == (3, 3)
    assert [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells][:3] == [
        (0, 0, 1, 2),
        (0, 2, 1, 1),
        (1, 0, 2, 1),
    ]


def test_a_table_without_lines_only_sets_text_side_by_side(tmp_path: Path) -> None:
    page = read(tmp_path, f"<w:tbl><w:tr>{cell('CƠ QUAN')}{cell('QUỐC HIỆU')}</w:tr></w:tbl>")
    assert page.tables == ()
    assert [(line.text, line.cell) for line in page.lines] == [("CƠ QUAN", None), ("QUỐC HIỆU", None)]


def test_text_boxes_once_and_deleted_text_never(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para('DỰ THẢO')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><w:t>giữ</w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        f"<w:ins><w:r><w:t xml:space='preserve'> thêm</w:t></w:r></w:ins>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(read(tmp_path, body)) == ["giữ thêm", "DỰ THẢO"]


def test_runs_keep_their_typeface(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:rPr><w:b/><w:sz w:val='28'/></w:rPr><w:t>Đậm</w:t></w:r><w:r><w:rPr><w:caps/><w:i/></w:rPr>"
        "<w:t xml:space='preserve'> nghiêng</w:t><w:br/><w:t>dòng hai</w:t></w:r></w:p>"
    )
    first, second = read(tmp_path, body).lines
    assert (first.text, second.text) == ("Đậm NGHIÊNG", "DÒNG HAI")
    assert [(word.bold, word.italic) for word in first.words] == [(True, False), (False, True)]
    assert first.words[0].size == 14


def test_spaces_that_set_a_letterhead_apart(tmp_path: Path) -> None:
    body = para("CƠ QUAN NỌ             QUỐC HIỆU NÀY") + para("Số:           /QĐ, ngày        tháng       năm 2024")
    assert texts(read(tmp_path, body)) == ["CƠ QUAN NỌ", "QUỐC HIỆU NÀY", "Số: /QĐ, ngày tháng năm 2024"]


def test_legacy_font(tmp_path: Path) -> None:
    body = para("C¸c së, ban, ngµnh b¸o c¸o tr­íc ngµy 15", run='<w:rFonts w:ascii=".VnTime"/>')
    page = read(tmp_path, body + para("Quyết định", run='<w:rFonts w:ascii="Times New Roman"/>'))
    assert texts(page) == ["Các sở, ban, ngành báo cáo trước ngày 15", "Quyết định"]
    assert page.health == "legacy_encoding"


@pytest.mark.parametrize("body", ["<w:p><w:r>", ""])
def test_damaged(tmp_path: Path, body: str) -> None:
    path = docx(tmp_path / "a.docx", body)
    data = path.read_bytes()
    with pytest.raises(DamagedFileError, match=r"a\.docx"):
        read_docx(data if body else data[:50], path)
