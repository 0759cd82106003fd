from typing import Any

import numpy as np
import pytest

from pipeline.errors import MissingProgramError
from pipeline.models import Box, Line, Page, Word
from pipeline.reading import strips
from pipeline.reading.pdf import page_from_ink
from pipeline.reading.pdfium import Glyph, Ink, Style
from pipeline.reading.strips import strip_glyphs
from tests.reading.make import SETTINGS

STYLE = Style("Times", 14, False, False, 0, False)
BLANK = Box(130, 98, 160, 116)


def ink(*runs: tuple[str, float]) -> Ink:
    """Text at a baseline near 112, seven points a letter."""
    glyphs = [
        Glyph(letter, x + 7 * n, 100, x + 7 * n + 7, 116, STYLE, number)
        for number, (text, x) in enumerate(runs)
        for n, letter in enumerate(text)
    ]
    return Ink(tuple(glyphs), (), (BLANK,), 595, 842)


LETTERHEAD = ink(("Số:", 100), ("/QĐ-A", 165))


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the recogniser is shown; it finds 362 in the blank and a speck beside it."""
    shown: list[Any] = []

    def stand_in(picture: Any, dpi: float, number: int, health: str, settings: Any) -> Page:
        shown.append(picture)
        words = (Word("362", Box(133, 102, 154, 112), 0.9), Word("“", Box(156, 102, 158, 104), 0.9))
        return Page(1, (Line((*words, Word("17", Box(400, 102, 410, 112), 0.9))),))

    monkeypatch.setattr(strips, "recognised_page", stand_in)
    return shown


def page(dpi: float) -> Any:
    return np.zeros((round(842 * dpi / 72), round(595 * dpi / 72)), np.uint8)


def test_a_number_that_is_a_picture_comes_into_its_line(finds: list[Any]) -> None:
    seen = strip_glyphs(LETTERHEAD, (BLANK,), page, SETTINGS)
    whole = Ink(LETTERHEAD.glyphs + seen, (), (), 595, 842)
    (line,) = page_from_ink(whole, 1).lines
    assert line.text == "Số: 362 /QĐ-A"
    assert [word.confidence for word in line.words] == [None, 0.9, None]


def test_the_recogniser_sees_the_blank_alone(finds: list[Any]) -> None:
    strip_glyphs(ink(("Số:", 100), ("/Q", 151)), (BLANK,), page, SETTINGS)
    (picture,) = finds
    black = np.argwhere(picture == 0) * 72 / 300
    assert black.min(axis=0) == pytest.approx([97, 129], abs=0.5)
    assert black.max(axis=0) == pytest.approx([117, 161], abs=0.5)
    assert picture[round(108 * 300 / 72), round(154 * 300 / 72)] == 255  # a letter that the layer has


@pytest.mark.parametrize(
    "box",
    [Box(130, 60, 160, 78), Box(130, 500, 160, 518), Box(100, 80, 200, 180), Box(131, 104, 133, 106)],
    ids=["beside no words", "low on the page", "a seal", "a speck"],
)
def test_other_pictures_are_left_alone(finds: list[Any], box: Box) -> None:
    assert strip_glyphs(LETTERHEAD, (box,), page, SETTINGS) == ()
    assert finds == []


def test_without_tesseract_the_blank_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise MissingProgramError("none")

    monkeypatch.setattr(strips, "recognised_page", fails)
    assert strip_glyphs(LETTERHEAD, (BLANK,), page, SETTINGS) == ()
