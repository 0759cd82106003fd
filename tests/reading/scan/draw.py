"""Pages of letter-like blocks for the tests of scanning, so that no font is needed. Sizes are for 150 dots per inch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
LETTER, WIDE, GAP = 14, 9, 4  # a letter's height, width, and the white after it


def paper(width: int = 1000, height: int = 800) -> Grey:
    return np.full((height, width), 255, np.uint8)


def word(page: Grey, x: int, base: int, letters: int, ink: int = 0) -> int:
    """Letters on a baseline, each third one with an accent over it and every fifth one rising; where they end."""
    for n in range(letters):
        height = LETTER + 6 if n % 5 == 4 else LETTER
        page[base - height : base, x : x + 3] = ink
        page[base - height : base, x + WIDE - 3 : x + WIDE] = ink
        page[base - height : base - height + 3, x : x + WIDE] = ink
        if n % 3 == 1:
            page[base - height - 7 : base - height - 3, x + 2 : x + 7] = ink
        x += WIDE + GAP
    return x - GAP


def line(page: Grey, x: int, base: int, words: int = 6, letters: int = 5, space: int = 10, ink: int = 0) -> int:
    """Words on a baseline; where the last one ends."""
    for _ in range(words):
        x = word(page, x, base, letters, ink) + space
    return x - space


def text(page: Grey, x: int, base: int, lines: int, words: int = 8, pitch: int = 36) -> None:
    for n in range(lines):
        line(page, x, base + n * pitch, words)


def grid(page: Grey, xs: list[int], ys: list[int], thick: int = 2) -> None:
    for y in ys:
        page[y : y + thick, xs[0] : xs[-1] + thick] = 0
    for x in xs:
        page[ys[0] : ys[-1] + thick, x : x + thick] = 0
