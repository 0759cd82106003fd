import numpy as np

from pipeline.reading.scan.lines import TextLine, letter_height, lines_of
from pipeline.reading.scan.marks import Marks, ink_of, marks_of
from tests.reading.scan.draw import LETTER, Grey, line, paper, text, word


def found(page: Grey) -> tuple[list[TextLine], Marks]:
    marks = marks_of(ink_of(page))
    return sorted(lines_of(marks), key=lambda item: item.at), marks


def test_one_line_for_each_baseline_with_all_its_accents() -> None:
    page = paper()
    text(page, 100, 100, 5)
    lines, marks = found(page)
    assert [round(item.at) for item in lines] == [100, 136, 172, 208, 244]
    assert sum(len(item.marks) for item in lines) == len(marks.h) - 1
    assert all(item.size == LETTER for item in lines)


def test_letters_are_measured_without_accents() -> None:
    page = paper()
    text(page, 100, 100, 5)
    assert letter_height(marks_of(ink_of(page))) == LETTER


def test_a_row_of_accents_is_no_line_of_its_own() -> None:
    page = paper()
    end = line(page, 100, 200, letters=3)
    for x in range(104, end, 20):
        page[172:181, x : x + 8] = 0
    lines, _ = found(page)
    assert len(lines) == 1
    assert lines[0].top == 172


def test_a_bullet_belongs_to_its_line_and_a_speck_in_the_margin_does_not() -> None:
    page = paper()
    text(page, 130, 200, 3)
    page[192:194, 108:115] = 0
    page[192:195, 60:63] = 0
    lines, _ = found(page)
    assert lines[0].x0 == 108


def test_a_line_follows_its_slope() -> None:
    page = paper()
    for n in range(10):
        word(page, 100 + 70 * n, 200 + n, 4)
    lines, _ = found(page)
    assert len(lines) == 1
    assert abs(lines[0].slope - 1 / 70) < 0.003


def test_a_line_ends_at_the_wall_of_its_cell() -> None:
    page = paper()
    line(page, 100, 200, words=4)
    marks = marks_of(ink_of(page))
    places = np.where(marks.x < 200, 0, 1).astype(np.int64)
    lines = lines_of(marks, places)
    assert len(lines) == 2


def test_grain_is_no_line() -> None:
    page = paper()
    rng = np.random.default_rng(2)
    word(page, 500, 400, 1)
    specks = rng.integers((385, 480), (400, 530), (60, 2))
    page[specks[:, 0], specks[:, 1]] = 0
    text(page, 100, 500, 4)
    lines, _ = found(page)
    assert len(lines) == 4
