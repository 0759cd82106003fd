from pipeline.reading.scan.columns import columned
from pipeline.reading.scan.lines import TextLine, letter_height, lines_of
from pipeline.reading.scan.marks import ink_of, marks_of
from tests.reading.scan.draw import Grey, line, paper, word


def spans(page: Grey) -> list[tuple[int, int, int]]:
    marks = marks_of(ink_of(page))
    lines: list[TextLine] = columned(lines_of(marks), marks, letter_height(marks))
    return sorted((round(item.at), round(item.x0), round(item.x1)) for item in lines)


def test_a_blank_to_be_filled_in_is_one_line() -> None:
    page = paper()
    line(page, 100, 100, words=5)
    word(page, 100, 140, 3)
    end = word(page, 230, 140, 8)
    line(page, 100, 180, words=5)
    assert (140, 100, end) in spans(page)


def test_two_columns_stay_apart_however_close() -> None:
    page = paper()
    for base in (100, 136, 172):
        line(page, 100, base, words=4)
        line(page, 400, base, words=4)
    assert len(spans(page)) == 6


def test_a_chain_over_a_gutter_is_parted() -> None:
    page = paper()
    ends = {line(page, 100, base, words=4) for base in (100, 136, 172)}
    (end,) = ends
    for base in (100, 136, 172):
        line(page, end + 30, base, words=4)
    assert len(spans(page)) == 6


def test_a_justified_line_with_a_wide_space_stays_whole() -> None:
    page = paper()
    line(page, 100, 100, words=8)
    middle = line(page, 100, 136, words=3)
    end = line(page, middle + 40, 136, words=4)
    line(page, 100, 172, words=8)
    assert (136, 100, end) in spans(page)


def test_far_columns_of_one_row_stay_apart() -> None:
    page = paper()
    line(page, 100, 100, words=2)
    line(page, 600, 100, words=3)
    assert len(spans(page)) == 2
