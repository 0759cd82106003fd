"""The samples agree with their sources, and what is expected of them stands in them."""

from __future__ import annotations

import io
import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
sys.path.insert(0, str(SAMPLES))
pytest.importorskip("reportlab")

from maker import garble, legacy, pdf, plain, source, word  # noqa: E402

STEMS = sorted(path.stem for path in (SAMPLES / "sources").glob("*.toml"))
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".pdf", ".docx", ".txt", ".jpg"})
LABEL = re.compile(r"^(?:[IVX]+\.|\d+(?:\.\d+)*\.|[a-zđ]\)|Điều \d+\.|[-+*])\s+")
KINDS = {"day", "month", "quarter", "half_year", "year", "range", "recurring", "relative", "event"}
DATELESS = {"recurring", "relative", "event"}


def load(stem: str) -> source.Source:
    return source.load(SAMPLES / "sources" / f"{stem}.toml")


def expected(stem: str) -> dict[str, Any]:
    return dict(json.loads((SAMPLES / "expected" / f"{stem}.json").read_text("utf-8")))


def passages(document: source.Source) -> list[str]:
    """All paragraphs and cells without tags."""
    found: list[str] = []
    for block in (*document.blocks, *(block for annex in document.annexes for block in annex.blocks)):
        found += [cell.text for cell in block.table.cells] if block.table else [block.text]
    return [re.sub(r"</?[bi]>", "", text) for text in found]


def text_of(file: Path | bytes) -> list[str]:
    """The words of a PDF's text layer by page."""
    with pypdfium2.PdfDocument(file) as opened:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]


def words(text: str) -> Counter[str]:
    return Counter(text.split())


@pytest.fixture
def fonts() -> None:
    if not any(folder.is_dir() for folder in pdf.FONTS):
        pytest.skip("fonts-liberation is not installed")
    pdf.register_fonts()


def test_each_sample_has_its_source_its_expected_result_and_a_line_in_the_readme() -> None:
    readme = (SAMPLES / "README.md").read_text("utf-8")
    assert [file.stem for file in FILES] == STEMS
    assert sorted(path.stem for path in (SAMPLES / "expected").glob("*.json")) == STEMS
    assert [file.name for file in FILES if f"| `{file.name}` |" not in readme] == []


def test_samples_stay_small() -> None:
    assert sum(file.stat().st_size for file in FILES) < 4_000_000
    assert [file.name for file in FILES if file.stat().st_size > 400_000] == []


@pytest.mark.parametrize("stem", STEMS)
def test_expected_tasks_stand_in_the_source(stem: str) -> None:
    texts = passages(load(stem))
    whole = " ".join(texts)
    starts = {LABEL.sub("", text, count=1) for text in texts}
    for task in expected(stem)["tasks"]:
        assert any(start == task["text"] or start.endswith(": " + task["text"]) for start in starts), task["text"]
        assert all(deadline["raw"] in whole for deadline in task["deadlines"])
        assert all(symbol in whole for symbol in task["references"])
        assert all(body in whole or len(task["lead"]) > 1 for body in task["coordinate"])


@pytest.mark.parametrize("stem", STEMS)
def test_expected_values_are_well_formed(stem: str) -> None:
    result = expected(stem)
    listed = {reference["symbol"] for reference in result["references"]}
    for task in result["tasks"]:
        assert set(task["references"]) <= listed
        assert task["lead"]
        assert task["modality"] in {"required", "proposed"}
        for deadline in task["deadlines"]:
            assert deadline["kind"] in KINDS
            assert (deadline["due"] is None) == (deadline["kind"] in DATELESS)
            assert (deadline["start"] or "") <= (deadline["due"] or "")
            assert not deadline["due"] or date.fromisoformat(deadline["due"])


@pytest.mark.parametrize("stem", STEMS)
def test_expected_letterhead_is_that_of_the_source(stem: str) -> None:
    document, fields = load(stem), expected(stem)["document"]
    code = re.sub(r"^Số:?\s*", "", document.number)
    joint = "-" if document.party else "/"
    assert code == (fields["number"] or "") + joint + fields["symbol"]
    assert document.place_date.split(",")[0] == fields["place"]
    assert fields["subject"] in (document.about or document.title)
    assert document.signer == fields["signer"]
    assert document.signature[-1].lower() == fields["signer_title"].lower()
    assert [name.rstrip(";.") for name in document.recipients] == fields["recipients"]
    if fields["issued_on"]:
        numbers = [int(number) for number in re.findall(r"\d+", document.place_date)]
        assert date(*reversed(numbers)) == date.fromisoformat(fields["issued_on"])


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("stem", [stem for stem in STEMS if load(stem).format in {"pdf", "tcvn3"}])
def test_pdf_samples_are_those_that_the_sources_give(stem: str) -> None:
    document = load(stem)
    draw = legacy.render if document.format == "tcvn3" else pdf.render
    assert text_of(draw(document)) == text_of(SAMPLES / f"{stem}.pdf")


def test_other_samples_are_those_that_the_sources_give() -> None:
    text = SAMPLES / "cong-van-ra-soat-ho-ngheo.txt"
    assert plain.render(load(text.stem)) == text.read_bytes()
    file = SAMPLES / "ke-hoach-cai-cach-hanh-chinh-phuong.docx"
    drawn = docx.Document(io.BytesIO(word.render(load(file.stem))))
    assert [p.text for p in drawn.paragraphs] == [p.text for p in docx.Document(str(file)).paragraphs]


@pytest.mark.usefixtures("fonts")
def test_drawing_twice_gives_the_same_bytes() -> None:
    for stem, draw in (
        ("cong-van-gop-y-giua-cac-so", pdf.render),
        ("ke-hoach-cai-cach-hanh-chinh-phuong", word.render),
    ):
        assert draw(load(stem)) == draw(load(stem))


def test_numbers_of_the_docx_are_no_text() -> None:
    paragraphs = docx.Document(str(SAMPLES / "ke-hoach-cai-cach-hanh-chinh-phuong.docx")).paragraphs
    numbered = [p for p in paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert len(numbered) == 9
    assert not any(LABEL.match(p.text) for p in numbered)


def test_rows_cut_by_a_page_end_lose_no_word() -> None:
    stem = "ke-hoach-an-toan-thuc-pham-kem-phu-luc"
    pages = text_of(SAMPLES / f"{stem}.pdf")
    table = load(stem).annexes[0].blocks[0].table
    assert table is not None
    assert len(pages) == 5
    missing = words(" ".join(passages(load(stem)))) - words(" ".join(pages))
    assert not missing
    row_6 = next(cell.text for cell in table.cells if cell.text.startswith("Tập huấn"))
    assert row_6 not in pages[2]
    assert row_6[:20] in pages[2]


def test_scans_have_the_layers_that_the_readme_says() -> None:
    assert text_of(SAMPLES / "cong-van-phong-chong-ret-ban-quet-co-dau.pdf") == ["", ""]
    assert "Ký bởi" in text_of(SAMPLES / "cong-van-ve-sinh-do-thi-chi-co-chu-ky-so.pdf")[0]
    assert "chiếu sáng" not in text_of(SAMPLES / "cong-van-ve-sinh-do-thi-chi-co-chu-ky-so.pdf")[0]
    bad = text_of(SAMPLES / "cong-van-sot-xuat-huyet-lop-chu-hong.pdf")[0]
    assert "1782/SYT-NVY" in bad
    assert not re.search("[ăâêôơưđạảấộ]", bad)


def test_the_seal_is_red() -> None:
    with pypdfium2.PdfDocument(SAMPLES / "cong-van-phong-chong-ret-ban-quet-co-dau.pdf") as opened:
        image = opened[1].render(scale=0.5).to_numpy().astype(int)
    blue, red = image[..., 0], image[..., 2]
    assert ((red - blue) > 80).sum() > 100


def test_tables_read_merged_cells() -> None:
    body = "|: 1 : 1 2 3\n| A | B | <\n| 1 | x\n  more | y\n| ^ | | z"
    table = source.parse(body)[0].table
    assert table is not None
    assert (table.header_rows, table.rows, table.widths) == (1, 3, (1.0, 2.0, 3.0))
    cells = {(cell.row, cell.column): (cell.text, cell.rows, cell.columns) for cell in table.cells}
    assert cells[0, 1] == ("B", 1, 2)
    assert cells[1, 0] == ("1", 2, 1)
    assert cells[1, 1] == ("x more", 1, 1)
    assert cells[2, 1] == ("", 1, 1)


def test_a_row_with_too_few_cells_is_named() -> None:
    with pytest.raises(ValueError, match="a row has 1 cells, the table 2"):
        source.parse("|: 0 : 1 1\n| only")


def test_legacy_letters_are_those_of_tcvn3() -> None:
    assert legacy.encode("Quyết định trước ngày 8/7") == "QuyÕt ®Þnh tr\u00adíc ngµy 8/7"
    assert legacy.encode("Số: 128/KH-UBND, chủ trì, phối hợp") == "Sè: 128/KH-UBND, chñ tr×, phèi hîp"
    assert legacy.encode("Ủy ban nhân dân") == "ñy ban nh©n d©n"


def test_misreading_keeps_digits_and_is_the_same_each_time() -> None:
    line = "Số: 1782/SYT-NVY ngày 13 tháng 7 năm 2020 về phòng, chống bệnh sốt xuất huyết"
    assert garble.misread(line, 1) == garble.misread(line, 1)
    assert "1782/SYT-NVY" in garble.misread(line, 1)
    assert not re.search("[ốạăềòệấế]", garble.misread(line, 1))
