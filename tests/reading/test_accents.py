import numpy as np
import pytest

from pipeline.reading.accents import Accent, accent_of, repaired_capitals
from pipeline.reading.pdfium import Glyph, Ink, Style

MARKS: dict[Accent, list[str]] = {
    "grave": ["##...", ".##..", "..##.", "...##"],
    "acute": ["...##", "..##.", ".##..", "##..."],
    "tilde": ["..##.....#", ".####...##", "##..#####.", "#....###.."],
    "diaeresis": ["##...##", "##...##"],
}


def drawn(rows: list[str], scale: int = 1) -> np.ndarray:
    picture = np.full((14, 30), 255, np.uint8)
    for y, row in enumerate(rows):
        for x, sign in enumerate(row):
            if sign == "#":
                picture[4 + y, 8 + x] = 0
    return picture.repeat(scale, 0).repeat(scale, 1)


@pytest.mark.parametrize("accent", MARKS)
def test_marks_are_told_apart(accent: Accent) -> None:
    assert accent_of(drawn(MARKS[accent])) == accent
    assert accent_of(drawn(MARKS[accent], 3)) == accent


def test_an_empty_place_shows_nothing() -> None:
    assert accent_of(np.full((10, 10), 255, np.uint8)) is None
    assert accent_of(np.zeros((0, 5), np.uint8)) is None


def ink(text: str) -> Ink:
    """A capital whose mark stands about 34 pixels below the top at 200 dpi."""
    style = Style("Times", 14, False, False, 0, False)
    return Ink((Glyph(text, 10, 10, 20, 26, style, 1),), (), (), 100, 100)


@pytest.mark.parametrize(
    ("text", "accent", "meant"),
    [("Õ", "grave", "Ò"), ("Õ", "tilde", "Õ"), ("Ö", "acute", "Ú"), ("Ö", "diaeresis", "Ö")],
)
def test_the_mark_on_the_page_decides(text: str, accent: Accent, meant: str) -> None:
    page = np.full((278, 278), 255, np.uint8)
    mark = drawn(MARKS[accent])[4:8, 8:18]
    page[30 : 30 + len(mark), 35:45] = mark
    found, changed = repaired_capitals(ink(text), lambda _: page)
    assert (found.glyphs[0].text, changed) == (meant, meant != text)


def test_a_page_without_such_capitals_is_not_rendered() -> None:
    def fails(_: float) -> None:
        raise AssertionError

    assert repaired_capitals(ink("O"), fails) == (ink("O"), False)
