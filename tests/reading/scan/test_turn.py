import numpy as np
import pytest

from pipeline.models import View
from pipeline.reading.scan.lines import lines_of
from pipeline.reading.scan.marks import ink_of, marks_of
from pipeline.reading.scan.turn import is_sure, sideways, turned, turned_back, uprightness
from tests.reading.scan.draw import Grey, paper, text


def page_of_text() -> Grey:
    page = paper(1000, 1000)
    text(page, 100, 100, 20)
    return page


def test_sideways_pages_are_told_by_the_gaps_between_letters() -> None:
    page = page_of_text()
    assert not sideways(marks_of(ink_of(page)))
    assert sideways(marks_of(ink_of(turned(page, 1))))


@pytest.mark.parametrize(("quarters", "sign"), [(0, 1), (2, -1)])
def test_accents_tell_head_from_foot(quarters: int, sign: int) -> None:
    marks = marks_of(ink_of(turned(page_of_text(), quarters)))
    way = uprightness(marks, lines_of(marks))
    assert way * sign > 0


def test_an_upright_page_leaves_no_doubt() -> None:
    marks = marks_of(ink_of(page_of_text()))
    assert is_sure(uprightness(marks, lines_of(marks)))


def test_a_page_without_accents_leaves_doubt() -> None:
    assert not is_sure(uprightness(marks_of(ink_of(paper())), []))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_the_way_back_of_a_turn(quarters: int) -> None:
    page = paper(60, 40)
    page[5:7, 50:52] = 0
    y, x = (float(places.mean()) + 0.5 for places in np.nonzero(turned(page, quarters) == 0))
    back = turned_back(View(), quarters, 60, 40)
    assert (back.a * x + back.b * y + back.c, back.d * x + back.e * y + back.f) == (51.0, 6.0)
