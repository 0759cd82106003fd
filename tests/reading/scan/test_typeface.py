import cv2
import numpy as np
import pytest

from pipeline.reading.scan.typeface import bold_words, is_italic, stroke
from tests.reading.scan.draw import Grey


def stems(width: int, slope: float = 0.0) -> Grey:
    """Upright strokes of one width, or strokes that lean to the right."""
    image = np.full((36, 300), 255, np.uint8)
    for x in range(20, 280, 14):
        image[6:30, x : x + width] = 0
    matrix = np.array([[1.0, -slope, slope * 18], [0.0, 1.0, 0.0]])
    return cv2.warpAffine(image, matrix, (300, 36), borderValue=(255,)).astype(np.uint8)


@pytest.mark.parametrize("width", [3, 4, 6])
def test_stroke_width_is_measured_through_blur(width: int) -> None:
    assert stroke(stems(width)) == pytest.approx(width, rel=0.01)
    blurred = cv2.GaussianBlur(stems(width), (3, 3), 0.7)
    assert stroke(np.asarray(blurred, np.uint8)) == pytest.approx(width, rel=0.25)


def test_stroke_width_of_a_part_and_of_nothing() -> None:
    image = np.hstack([stems(2), stems(4)])
    assert stroke(image, 300, 600) == pytest.approx(4, rel=0.01)
    assert stroke(image, 0, 10) == 0
    assert stroke(image, 700, 800) == 0


def test_leaning_strokes_are_italic() -> None:
    assert is_italic(stems(3, slope=0.25), 10)
    assert not is_italic(stems(3), 10)
    assert not is_italic(stems(3, slope=0.25), 3)


def test_words_with_wider_strokes_than_the_page_has_are_bold() -> None:
    body = [[(2.0, 5)] * 8 for _ in range(5)]
    heading, mixed = [(2.7, 4)] * 5, [(2.6, 4)] * 4 + [(2.0, 5)] * 6
    found = bold_words([heading, mixed, *body])
    assert found[0] == [True] * 5
    assert found[1][:3] == [True] * 3
    assert not any(found[1][5:])
    assert not any(flag for line in found[2:] for flag in line)


def test_one_word_that_was_measured_badly_is_not_bold() -> None:
    line = [(2.0, 5), (2.0, 5), (2.4, 1), (2.0, 5), (2.0, 5)]
    assert not any(bold_words([line, *[[(2.0, 5)] * 8] * 3])[0])


def test_a_page_without_strokes() -> None:
    assert bold_words([[(0.0, 3)], []]) == [[False], []]
