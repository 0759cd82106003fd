import cv2
import numpy as np

from pipeline.reading.scan.grey_seal import without_seals
from tests.reading.scan.draw import Grey, grid, line, paper


def sealed() -> Grey:
    page = paper(1000, 1000)
    for radius, thick in ((100, 4), (92, 2)):
        cv2.circle(page, (400, 500), radius, (125,), thick)
    cv2.circle(page, (400, 500), 25, (125,), -1)
    line(page, 380, 440, words=4, ink=20)
    line(page, 100, 800, words=8, ink=20)
    return page


def test_the_seal_goes_and_the_letters_on_it_stay() -> None:
    page = without_seals(sealed(), 150)
    assert page[560:620, 290:510].min() > 200
    assert page[490:510, 380:420].min() > 200
    assert (page[426:440] < 60).sum() == (sealed()[426:440] < 60).sum()


def test_what_is_no_ring_stays() -> None:
    page = paper(1000, 1000)
    grid(page, [100, 300, 500], [100, 300, 500])
    page[page == 0] = 120
    line(page, 120, 200, words=2, ink=0)
    assert np.array_equal(without_seals(page, 150), page)


def test_a_black_ring_stays() -> None:
    page = paper(1000, 1000)
    cv2.circle(page, (400, 500), 100, (20,), 4)
    line(page, 100, 800, words=8, ink=20)
    assert np.array_equal(without_seals(page, 150), page)


def test_an_empty_page() -> None:
    assert (without_seals(paper(), 150) == 255).all()
