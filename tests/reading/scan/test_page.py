import numpy as np
import pytest

from pipeline.models import Box
from pipeline.reading.scan.page import scan_page
from pipeline.reading.scan.turn import turned
from tests.reading.scan.draw import Grey, grid, line, paper, text


def sheet() -> Grey:
    """300 dots per inch: five lines, a table of two cells."""
    page = paper(1000, 1400)
    text(page, 100, 200, 12)
    grid(page, [100, 400, 800], [800, 900])
    line(page, 120, 860, words=3)
    line(page, 420, 860, words=3)
    return np.kron(page, np.ones((2, 2), np.uint8))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_is_brought_upright_whichever_way_it_lies(quarters: int) -> None:
    scan = scan_page(turned(sheet(), quarters), 300)
    assert scan.turned == (4 - quarters) % 4 * 90
    assert len(scan.lines) == len(scan.crops) == 14
    assert [line.cell for line in scan.lines].count(None) == 12
    assert {line.cell for line in scan.lines} == {None, (0, 0), (0, 1)}


@pytest.mark.parametrize("quarters", [0, 1])
def test_lines_lead_back_to_the_image_as_given(quarters: int) -> None:
    scan = scan_page(turned(sheet(), quarters), 300)
    first = min((line for line in scan.lines if line.cell is None), key=lambda item: item.at)
    box = scan.back.box(Box(*(value * scan.zoom for value in (first.x0, first.top, first.x1, first.bottom))))
    x0, top, x1, bottom = 200, 346, 1304, 400
    want = (x0, top, x1, bottom) if quarters == 0 else (2800 - bottom, x0, 2800 - top, x1)
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx(want, abs=16)


def test_the_wish_to_turn_is_obeyed() -> None:
    assert scan_page(sheet(), 300, quarters=2).turned == 180


def test_letters_of_any_size_are_found() -> None:
    small = sheet()[::2, ::2]
    assert len(scan_page(small, 300).lines) == 14


def test_an_empty_page() -> None:
    scan = scan_page(paper(), 150)
    assert scan.lines == ()
    assert not scan.sure
