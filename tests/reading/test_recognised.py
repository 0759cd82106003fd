from __future__ import annotations

import numpy as np
import pytest

from pipeline.models import Box, View, Word
from pipeline.reading.recognised import Recognised, page_of
from pipeline.reading.scan.crops import Crop
from pipeline.reading.scan.grid import Place, ScanTable
from pipeline.reading.scan.lines import TextLine
from pipeline.reading.scan.page import Scan

TABLE = ScanTable(
    0, 0, np.array([0.0, 400, 800]), np.array([500.0, 600]),
    (Place(0, 0, 1, 1, (0, 500, 400, 600)), Place(0, 1, 1, 1, (400, 500, 800, 600))), np.array([[0, 1]]),
)  # fmt: skip


def line(x0: float, base: float, x1: float, cell: tuple[int, int] | None = None) -> TextLine:
    return TextLine(x0, base - 20, x1, base + 4, base, 0.0, 14.0, np.array([1]), cell)


def crop_of(line: TextLine) -> Crop:
    return Crop(np.zeros((36, 10), np.uint8), 2 * line.x0, 2 * line.top, 0.5, 0.0)


def page(*read: tuple[TextLine, list[tuple[str, float]]], stamped: frozenset[int] = frozenset()) -> Recognised:
    """A scan of 300 dots per inch, its lines found at 150."""
    lines = tuple(line for line, _ in read)
    tables = (TABLE,) if any(line.cell for line in lines) else ()
    scan = Scan(lines, tuple(map(crop_of, lines)), tables, 14.0, 2.0, 90, True, View(c=300), stamped)
    words = [
        [Word(text, Box(10.0 * n, 5, 10.0 * n + 8, 20), sure) for n, (text, sure) in enumerate(found)]
        for _, found in read
    ]
    return page_of(scan, words, 72 / 300)


def texts(found: Recognised) -> list[str]:
    return [line.text for line in found.lines]


def test_places_are_points_of_the_straight_page() -> None:
    found = page((line(100, 200, 300), [("Ban", 0.9), ("hành", 0.7)]))
    (read,) = found.lines
    assert read.words[1].box == Box(52.8, 88.8, 56.64, 96.0)
    assert read.box is not None
    assert (read.box.x0, read.box.x1) == (48.0, 56.64)
    assert read.box.height == pytest.approx(14 * 0.48 * 1.7, abs=0.02)
    assert found.view == View(c=72.0)
    assert (found.turned, found.confidence) == (90, pytest.approx(0.8))


def test_lines_come_in_reading_order_with_their_cells() -> None:
    found = page(
        (line(420, 560, 500, (0, 1)), [("phải", 0.9)]),
        (line(20, 560, 90, (0, 0)), [("-", 0.9)]),
        (line(20, 300, 900), [("Trên", 0.9), ("bảng", 0.9)]),
    )
    assert texts(found) == ["Trên bảng", "-", "phải"]
    assert [read.cell for read in found.lines] == [None, (0, 0), (0, 1)]
    assert found.tables[0].cells[1].box == Box(192.0, 240.0, 384.0, 288.0)


def test_a_long_word_is_text_however_badly_it_was_read() -> None:
    address = [("vanphong.soxaydung(@laocai.gov.vn).", 0.34)]
    assert texts(page((line(100, 200, 300), address))) == [address[0][0]]


def sureness(shades: list[int], *words: str) -> list[float]:
    """How sure of the words of a line, each of which has ink of a shade on white."""
    image = np.full((36, 10 * len(words)), 255, np.uint8)
    for number, shade in enumerate(shades):
        image[5:21, 10 * number + 2 : 10 * number + 7] = shade
    place = line(100, 200, 300)
    scan = Scan((place,), (Crop(image, 0, 0, 0.5, 0.0),), (), 14.0, 2.0, 0, True, View(c=300))
    read = [Word(word, Box(10.0 * n, 5, 10.0 * n + 8, 20), 0.9) for n, word in enumerate(words)]
    (found,) = page_of(scan, [read], 72 / 300).lines
    return [word.confidence or 0 for word in found.words]


def test_figures_in_paler_ink_than_their_line_are_not_trusted() -> None:
    assert sureness([60, 150, 60], "Số:", "42", "/TB-VP") == [0.9, 0.3, 0.9]
    assert sureness([60, 70, 60], "Số:", "42", "/TB-VP") == [0.9, 0.9, 0.9]
    assert sureness([60, 150, 60], "Số:", "và", "/TB-VP") == [0.9, 0.9, 0.9]
    assert sureness([150, 150, 150], "ngày", "12", "tháng") == [0.9, 0.9, 0.9]
    assert sureness([60, 150] + [60] * 8, "giao", "12", *["việc"] * 8) == [0.9] * 10


@pytest.mark.parametrize("noise", [[("|", 0.9)], [("r", 0.8)], [("4w", 0.6)], [("W@>", 0.2), ("to", 0.4)]])
def test_strokes_of_a_signature_are_no_text(noise: list[tuple[str, float]]) -> None:
    assert texts(page((line(500, 700, 560), noise), (line(100, 200, 300), [("Ban", 0.9), ("hành", 0.9)]))) == [
        "Ban hành"
    ]


def test_doubtful_words_within_a_line_and_figures_stay() -> None:
    found = page(
        (line(100, 200, 300), [("Số:", 0.9), ("4532", 0.2), ("/UBND", 0.5)]),
        (line(100, 300, 110), [("2", 0.9)]),
        (line(20, 560, 90, (0, 0)), [("3.5", 0.1)]),
    )
    assert texts(found) == ["Số: 4532 /UBND", "2", "3.5"]


def test_doubtful_signs_around_a_line_go_and_bullets_stay() -> None:
    found = page(
        (line(100, 200, 300), [("`».", 0.1), ("Ban", 0.9), ("hành./.", 0.9), ("‹", 0.2)]),
        (line(100, 300, 300), [("-_", 0.3), ("Như", 0.9), ("trên", 0.9), (";", 0.3)]),
    )
    assert texts(found) == ["Ban hành./.", "- Như trên ;"]


def test_names_and_stamps_in_coloured_ink_stand_for_what_was_read_of_them_in_black() -> None:
    found = page(
        (line(500, 700, 700), [("lê", 0.5), ("vAn", 0.6)]),
        (line(500, 700, 700), [("Lê", 0.95), ("Văn", 0.95)]),
        (line(500, 600, 700), [("ỦY", 0.9), ("8AN", 0.9)]),
        (line(500, 650, 700), [("Đỏ", 0.95)]),
        (line(500, 750, 700), [("KHẨN", 0.95)]),
        stamped=frozenset({1, 2, 3, 4}),
    )
    assert texts(found) == ["Lê Văn", "KHẨN"]
