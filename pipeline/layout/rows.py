"""Lines that a reader cut at a wide space, put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.models import Line, Word

_READABLE, _CLEAR = 0.5, 0.8  # word confidences from which a word, and a single letter, is taken for print


def rejoined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in their order, those that are parts of one joined at the place of the first.

    Parts overlap in height by half and are no further apart than a line is high: justified text spreads its words,
    the cells of a letterhead stand further apart.
    """
    result: list[Line] = []
    for line in lines:
        position = next(
            (n for n in range(len(result) - 1, max(-1, len(result) - 4), -1) if _parts(result[n], line)), None
        )
        if position is None:
            result.append(line)
        else:
            result[position] = _joined(result[position], line)
    return tuple(result)


def is_noise(line: Line) -> bool:
    """Whether a recognised line is a mark of the scan, of a stamp or of a pen: nothing in it was read as a word."""
    return not any(_is_word(word) for word in line.words)


def _is_word(word: Word) -> bool:
    if word.confidence is None:
        return True
    letters = sum(letter.isalnum() for letter in word.text)
    return word.confidence >= _READABLE and letters >= 1 and (letters >= 2 or word.confidence >= _CLEAR)


def _parts(first: Line, second: Line) -> bool:
    a, b = first.box, second.box
    if a is None or b is None or first.whole or second.whole or first.cell != second.cell or first.cell is not None:
        return False
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    height = min(a.height, b.height)
    gap = max(a.x0, b.x0) - min(a.x1, b.x1)
    return overlap > 0.5 * height and -0.5 * height < gap < 1.1 * height


def _joined(first: Line, second: Line) -> Line:
    a, b = first.box, second.box
    if a is None or b is None:
        return first
    left, right = (first, second) if a.x0 <= b.x0 else (second, first)
    return replace(left, words=(*left.words, *right.words), box=a.union(b))
