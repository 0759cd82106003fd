import numpy as np
import pytest

from pipeline.models import Box
from pipeline.reading.scan.crops import HEIGHT, Crop, crop_of
from pipeline.reading.scan.lines import lines_of
from pipeline.reading.scan.marks import ink_of, marks_of
from tests.reading.scan.draw import Grey, line, paper, text, word


def crops(page: Grey, zoom: int = 1) -> list[Crop]:
    marks = marks_of(ink_of(page))
    lines = sorted(lines_of(marks), key=lambda item: item.at)
    owner = np.full(len(marks.h), -1, np.int64)
    for number, item in enumerate(lines):
        owner[item.marks] = number
    large = np.kron(page, np.ones((zoom, zoom), np.uint8))
    return [crop_of(large, marks, owner, number, item, 14, zoom) for number, item in enumerate(lines)]


def test_a_crop_holds_its_line_alone() -> None:
    page = paper()
    text(page, 100, 100, 3, pitch=28)
    crop = crops(page)[1]
    ink = (crop.image < 160).any(axis=1)
    assert crop.image.shape[0] == HEIGHT
    assert not ink[:3].any()
    assert not ink[-3:].any()
    assert np.diff(np.flatnonzero(ink)).max() <= 4


def test_places_lead_back_to_the_page() -> None:
    page = paper()
    end = line(page, 100, 100, words=8)
    crop = crops(page, zoom=2)[0]
    ys, xs = np.nonzero(crop.image < 128)
    box = crop.on_page(Box(float(xs.min()), float(ys.min()), float(xs.max() + 1), float(ys.max() + 1)))
    assert (box.x0, box.x1) == pytest.approx((200, 2 * end), abs=5)
    assert (box.top, box.bottom) == pytest.approx((2 * 73, 200), abs=7)


def test_a_falling_line_is_levelled() -> None:
    page = paper()
    for n in range(10):
        word(page, 100 + 70 * n, 200 + n, 4)
    (crop,) = crops(page)
    ink = crop.image < 128
    feet = [int(np.flatnonzero(ink[:, part].any(axis=1)).max()) for part in np.array_split(np.arange(ink.shape[1]), 8)]
    assert max(feet) - min(feet) <= 2
    first, last = (crop.on_page(Box(x, 10, x + 1, 20)).top for x in (0, ink.shape[1]))
    assert last - first == pytest.approx(9.5, abs=2)


def test_figures_are_not_blown_up() -> None:
    page = paper()
    text(page, 100, 100, 3)
    for n in range(3):
        page[280:300, 100 + 14 * n : 110 + 14 * n] = 0
    crop = crops(page)[-1]
    rows = np.flatnonzero((crop.image < 128).any(axis=1))
    assert len(rows) < 0.75 * HEIGHT
