"""Bold and italic letters and their ink, told from the image of a line."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from pipeline.models import Box
from pipeline.reading.scan.pixels import Grey

_BOLD = 1.13  # strokes so many times as wide as the page's usual ones are bold
_REGULAR = 1.06  # a line whose strokes are no wider has no bold word
_LEAN, _ITALIC = 0.25, 0.895  # the slope of italics, and how much of their sharpness upright letters keep under it
_DARK = 5  # per cent of a word's pixels that are its darkest
_FEW = 6  # letters; a shorter line is judged with too much doubt


def stroke(image: Grey, x0: float = 0, x1: float | None = None) -> float:
    """The mean width of strokes between two columns, in pixels; 0 where there is no ink.

    The mass of the ink is shared among its edges, so blur and a threshold do not matter.
    """
    part = 255.0 - image[:, max(0, round(x0)) : None if x1 is None else round(x1)]
    edges = float(np.abs(np.diff(part, axis=1)).sum()) / 2 if part.shape[1] > 1 else 0.0
    return float(part.sum()) / edges if edges else 0.0


def darkness(image: Grey, box: Box) -> float:
    """How dark the ink of a word is, from 0 to 255: of its darkest part, so that thin strokes count as thick ones."""
    part = image[max(0, round(box.top)) : round(box.bottom) + 1, max(0, round(box.x0)) : round(box.x1) + 1]
    return 255 - float(np.percentile(part, _DARK)) if part.size else 0.0


def is_italic(image: Grey, letters: int) -> bool:
    """Are the stems sharper along the slope of italics than upright?"""
    ink = np.asarray(255 - image, np.float32)
    upright = _sharpness(ink, 0.0)
    return letters >= _FEW and upright > 0 and _sharpness(ink, _LEAN) / upright > _ITALIC


def _sharpness(ink: np.ndarray, slope: float) -> float:
    height, width = ink.shape
    matrix = np.array([[1.0, slope, -slope * height / 2], [0.0, 1.0, 0.0]])
    columns = cv2.warpAffine(ink, matrix, (width, height)).sum(axis=0)
    return float(np.abs(np.diff(columns)).sum())


def bold_words(lines: Sequence[Sequence[tuple[float, int]]]) -> list[list[bool]]:
    """Which words of each line are bold, from (stroke width, number of letters) of each word of a page.

    Most of a page is not bold. A word is judged with its neighbours, for a few letters tell little.
    """
    usual = [width for line in lines for width, letters in line if letters >= 3 and width > 0]
    if not usual:
        return [[False] * len(line) for line in lines]
    norm = median(usual)
    return [_bold([(width / norm, letters) for width, letters in line]) for line in lines]


def _bold(words: Sequence[tuple[float, int]]) -> list[bool]:
    if _mean(words) <= _REGULAR:
        return [False] * len(words)
    near = [_mean(words[max(0, n - 1) : n + 2]) for n in range(len(words))]
    return [(mean + width) / 2 > _BOLD for mean, (width, _) in zip(near, words, strict=True)]


def _mean(words: Sequence[tuple[float, int]]) -> float:
    letters = sum(number for _, number in words)
    return sum(width * number for width, number in words) / letters if letters else 0.0
