from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.models import Box, Word
from pipeline.reading.scan.bars import counted

TOP, BASE, STEP, THICK = 8, 26, 9, 3  # a line of 36 rows whose capitals are 18 high


def draw(shapes: str) -> tuple[NDArray[np.uint8], float]:
    """Letters of ``shapes`` side by side, and where they end."""
    image = np.full((36, 200), 255, np.uint8)
    x = 10
    for shape in shapes:
        if shape in "IH":
            image[TOP:BASE, x : x + THICK] = 0
            image[[TOP, BASE - 1], x - 2 : x + THICK + 2] = 0
        if shape == "H":
            image[TOP:BASE, x + STEP : x + STEP + THICK] = 0
            image[(TOP + BASE) // 2, x : x + STEP] = 0
        if shape == "V":
            for row in range(TOP, BASE):
                lean = (row - TOP) // 2
                image[row, [x + lean, x + lean + 1, x + 17 - lean, x + 18 - lean]] = 0
        if shape == ":":
            image[[16, 17, 18, 23, 24, 25], x : x + THICK] = 0
        if shape == "/":
            for row in range(TOP, BASE):
                image[row, x + (BASE - row) // 3] = 0
        x += {"H": 2, "V": 2.2}.get(shape, 1) * STEP if shape != " " else STEP
        x = round(x)
    return image, x


def read(shapes: str, text: str) -> Word:
    image, end = draw(shapes)
    return counted(image, Word(text, Box(8, TOP, end, BASE), 0.9))


@pytest.mark.parametrize(
    ("shapes", "text", "right"),
    [
        ("III", "II", "III"),
        ("II", "I.", "II."),
        ("III/", "II/2024", "III/2024"),
        ("II:", "I:", "II:"),
        ("II", "H", "II"),
        ("III", "IH.", "III."),
        ("I", "IL.MỤC", "I.MỤC"),
        ("VII", "VI.", "VII."),
        ("VIII", "VII,", "VIII,"),
    ],
)
def test_strokes_are_counted_on_the_image(shapes: str, text: str, right: str) -> None:
    word = read(shapes, text)
    assert (word.text, word.raw) == (right, text)


@pytest.mark.parametrize(
    ("shapes", "text"),
    [
        ("II", "II"),
        ("I:", "I:"),
        ("H", "H"),
        ("I  I", "I"),
        ("II", "III"),
        ("IIII", "II"),
        ("III", "II(a)"),
        ("III", "HĐND"),
        ("II", "1."),
        ("VI", "V."),
    ],
)
def test_what_is_right_or_not_plain_stays(shapes: str, text: str) -> None:
    word = read(shapes, text)
    assert (word.text, word.raw) == (text, None)


def test_slanted_strokes_are_not_plain() -> None:
    image, end = draw("III")
    for row in range(36):
        image[row] = np.roll(image[row], (36 - row) // 4)
    assert counted(image, Word("II", Box(8, TOP, end + 8, BASE))).text == "II"


def test_a_word_without_ink_or_place_stays() -> None:
    blank = np.full((36, 200), 255, np.uint8)
    assert counted(blank, Word("II", Box(8, TOP, 60, BASE))).text == "II"
    assert counted(draw("III")[0], Word("II")).text == "II"
