from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import DamagedFileError, EncryptedFileError, MissingProgramError
from pipeline.models import Page, Word
from pipeline.reading import image, pdf
from pipeline.reading.pdf import read_pdf
from tests.reading.make import SETTINGS, Pdf, texts

NAME = Path("thư.pdf")
BODY = (
    "Thực hiện kế hoạch của thành phố về việc rà soát",
    "các nhiệm vụ được giao, yêu cầu các phòng báo cáo",
    "kết quả trước ngày 15 tháng 8 để tổng hợp theo quy định",
)


def page(made: Pdf) -> Page:
    (found,) = read_pdf(made.data(), NAME, SETTINGS)
    return found


def body(made: Pdf, **how: Any) -> Pdf:
    for n, text in enumerate(BODY):
        made.text(85, 300 + 20 * n, text, **how)
    return made


def test_words_with_boxes() -> None:
    found = page(Pdf().text(100, 100, "Sở Nội vụ").text(100, 130, "báo cáo", size=10))
    assert texts(found) == ["Sở Nội vụ", "báo cáo"]
    first = found.lines[0].words[0]
    assert first.box is not None
    assert first.box.x0 == pytest.approx(100, abs=1)
    assert first.box.top < 100 < first.box.bottom < 106
    assert [line.words[0].size for line in found.lines] == [14, 10]
    assert (found.width, found.height, found.read_as, found.health) == (595, 842, "text_layer", "healthy")


def test_decomposed_letters_are_composed() -> None:
    assert texts(page(Pdf().text(100, 100, "So\u031b\u0309"))) == ["Sở"]


def test_a_rotated_page_as_the_viewer_shows_it() -> None:
    level = page(Pdf(rotate=270).text(500, 100, "abcdef", turned=True))
    assert (level.width, level.height, level.turned) == (842, 595, 0)
    box = level.lines[0].box
    assert box is not None
    assert box.width > box.height
    assert box.holds(110, 98)


def test_text_that_runs_sideways_is_made_level() -> None:
    made = Pdf()
    for n, text in enumerate(BODY):
        made.text(500 - 20 * n, 100, text, turned=True)
    found = page(made)
    assert texts(found) == list(BODY)
    assert found.turned == 270
    line = found.lines[0].box
    assert line is not None
    seen = found.view.box(line)
    assert seen.height > seen.width
    assert seen.x0 == pytest.approx(498, abs=6)


def test_blanks_stay_in_their_line_and_columns_are_parted() -> None:
    made = Pdf().text(90, 60, "MỘT CƠ QUAN").text(290, 60, "TIÊU ĐỀ BÊN PHẢI")
    made.text(90, 76, "TỈNH NỌ").text(290, 76, "ở dưới nữa")
    made.text(90, 110, "Số:        /QĐ-A").text(290, 110, "Nơi ấy, ngày      tháng      năm 2024")
    assert texts(page(made)) == [
        *("MỘT CƠ QUAN", "TỈNH NỌ", "TIÊU ĐỀ BÊN PHẢI", "ở dưới nữa"),
        *("Số: /QĐ-A", "Nơi ấy, ngày tháng năm 2024"),
    ]


def test_a_table_drawn_with_bars() -> None:
    made = Pdf(font="Courier")
    for y in (100, 130, 160):
        made.bar(80, y, 400, y + 0.5)
    for x in (80, 200, 400):
        made.bar(x, 100, x + 0.5, 160.5)
    made.text(131, 120, "Nội dung").text(202, 120, "Thời hạn").text(85, 150, "Rà soát").text(205, 150, "Quý IV")
    found = page(made)
    assert [(line.text, line.cell) for line in found.lines] == [
        ("Nội dung", (0, 0)),
        ("Thời hạn", (0, 1)),
        ("Rà soát", (0, 2)),
        ("Quý IV", (0, 3)),
    ]
    assert (found.tables[0].rows, found.tables[0].columns) == (2, 2)


def test_a_box_around_a_word_is_no_table() -> None:
    found = page(Pdf().box(90, 80, 170, 110).text(100, 100, "DỰ THẢO").stroke(90, 130, 150, 130))
    assert found.tables == ()
    assert found.lines[0].cell is None


def test_number_in_a_form_field_fills_the_blank() -> None:
    made = body(Pdf(font="Courier")).text(90, 110, "Số:            /QĐ-A").field_over(140, 97, 175, 115, "362")
    assert texts(page(made))[0] == "Số: 362 /QĐ-A"


def test_stamp_of_a_digital_signature_is_left_out() -> None:
    made = body(Pdf()).field_over(300, 40, 500, 90, "Signed by: A\nTime: 2024-05-06")
    assert texts(page(made)) == list(BODY)


def test_legacy_encoding_is_decoded() -> None:
    made = Pdf(font="VnTime")
    for n, text in enumerate(("ñy ban nh©n d©n tØnh yªu cÇu c¸c së", "b¸o c¸o kÕt qu¶ tr−íc ngµy 15 th¸ng 8")):
        made.text(85, 100 + 20 * n, text)
    found = page(made)
    assert texts(found) == ["ủy ban nhân dân tỉnh yêu cầu các sở", "báo cáo kết quả trước ngày 15 tháng 8"]
    assert (found.health, found.read_as) == ("legacy_encoding", "text_layer")


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[int, ...], float, str]]:
    """Calls of the recogniser: the picture's shape, its resolution, and what was found of the layer."""
    calls: list[tuple[tuple[int, ...], float, str]] = []

    def stand_in(picture: Any, dpi: float, number: int, health: str, settings: Any) -> Page:
        calls.append((picture.shape, dpi, health))
        return Page(number, (), read_as="ocr", health=health)

    monkeypatch.setattr(pdf, "recognised_page", stand_in)
    return calls


GARBLED = ("Thyc hién ké hoach cua thanh pho vé viéc ra soat", "cac nhiém vu dugc giao, yéu cau cac phong bao cao")


@pytest.mark.parametrize(
    ("made", "health"),
    [
        (Pdf().scan(), "none"),
        (Pdf().scan().text(300, 40, "Ký bởi: A").text(300, 52, "Ngày ký: 6/5/2024"), "signature_only"),
        (Pdf().scan().text(85, 300, GARBLED[0], hidden=True).text(85, 320, GARBLED[1], hidden=True), "garbage"),
        (body(Pdf().text(85, 400, "\ue001\ue002\ue003\ue004\ue005\ue006")), "cid"),
    ],
    ids=["none", "signature_only", "garbage", "cid"],
)
def test_a_page_that_cannot_be_trusted_is_recognised(
    made: Pdf, health: str, recognised: list[tuple[tuple[int, ...], float, str]]
) -> None:
    assert page(made).read_as == "ocr"
    ((shape, dpi, found),) = recognised
    assert (found, dpi) == (health, 300)
    assert shape[0] == pytest.approx(842 / 72 * 300, abs=2)


@pytest.mark.parametrize("made", [body(Pdf()), body(Pdf().scan(), hidden=True), Pdf()], ids=["plain", "layer", "empty"])
def test_healthy_and_empty_pages_are_not(made: Pdf, recognised: list[Any]) -> None:
    page(made)
    assert recognised == []


def test_one_bad_page_does_not_cost_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import pipeline.reading.ocr as ocr

    def fails(*_: object) -> None:
        raise RuntimeError("no luck")

    monkeypatch.setattr(ocr, "recognise", fails)
    found = page(Pdf().scan())
    assert (found.lines, found.health, found.read_as) == ((), "ocr_failed", "ocr")


def test_a_page_that_cannot_be_loaded_does_not_cost_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    read_ink, calls = pdf.read_ink, []

    def fails_once(found: Any) -> Any:
        calls.append(found)
        if len(calls) == 1:
            raise pdf.pdfium.PdfiumError("Failed to load page.")
        return read_ink(found)

    monkeypatch.setattr(pdf, "read_ink", fails_once)
    two = body(Pdf()).data().replace(b"[3 0 R] /Count 1", b"[3 0 R 3 0 R] /Count 2")
    bad, good = read_pdf(two, NAME, SETTINGS)
    assert (bad.lines, bad.number, bad.health) == ((), 1, "damaged")
    assert (len(good.lines), good.number) == (3, 2)


def test_a_file_with_no_page_that_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise pdf.pdfium.PdfiumError("Failed to load page.")

    monkeypatch.setattr(pdf, "read_ink", fails)
    with pytest.raises(DamagedFileError, match="all damaged"):
        page(Pdf())


def test_a_missing_program_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import pipeline.reading.ocr as ocr

    def fails(*_: object) -> None:
        raise MissingProgramError("Tesseract is not installed")

    monkeypatch.setattr(ocr, "recognise", fails)
    with pytest.raises(MissingProgramError):
        page(Pdf().scan())


def test_a_cut_off_file() -> None:
    with pytest.raises(DamagedFileError, match=r"thư\.pdf"):
        read_pdf(body(Pdf()).data()[:200], NAME, SETTINGS)


def test_an_encrypted_file() -> None:
    data = body(Pdf()).data()
    key = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> "
    key += b"/ID [<00> <00>] "
    with pytest.raises(EncryptedFileError, match="password"):
        read_pdf(data.replace(b"/Root 1 0 R", key + b"/Root 1 0 R"), NAME, SETTINGS)


def test_the_image_module_is_the_one_that_recognises() -> None:
    assert pdf.recognised_page is image.recognised_page
    assert Word("a").confidence is None


def test_letters_set_apart_make_words() -> None:
    made = body(Pdf(font="Courier"))
    for n, letter in enumerate("QUYẾT ĐỊNH"):
        if letter != " ":
            made.text(200 + 14 * n, 100, letter)
    assert texts(page(made))[0] == "QUYẾT ĐỊNH"


def test_a_font_map_that_gives_impossible_vowels(recognised: list[tuple[tuple[int, ...], float, str]]) -> None:
    made = Pdf()
    for n, text in enumerate(BODY):
        made.text(85, 300 + 20 * n, text.replace("công", "cơng"))
    made.text(85, 400, "phịng chống, cơng tác, khơng để thơng tin sai, đồng bộ")
    page(made)
    assert [health for _, _, health in recognised] == ["font_map"]


def test_a_scan_whose_layer_holds_next_to_nothing(recognised: list[tuple[tuple[int, ...], float, str]]) -> None:
    page(Pdf().scan().text(85, 300, "Sở Nội vụ", hidden=True))
    assert [health for _, _, health in recognised] == ["garbage"]


def test_a_stamp_is_taken_off_before_the_scan_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = []

    def stand_in(picture: Any, dpi: float, number: int, health: str, settings: Any) -> Page:
        pictures.append(picture.copy())
        return Page(number, ())

    monkeypatch.setattr(pdf, "recognised_page", stand_in)
    page(Pdf().scan().text(300, 40, "Ký bởi: A"))
    page(Pdf().scan())
    stamped, bare = pictures
    assert (stamped == bare).all()


def test_a_file_without_its_end() -> None:
    data = body(Pdf()).data()
    with pytest.raises(DamagedFileError, match="cut off"):
        read_pdf(data[: data.index(b"xref")], NAME, SETTINGS)
