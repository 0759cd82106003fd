"""Roman numerals, whose like strokes the recogniser miscounts (III for II), counted on the image of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.models import Box, Word
from pipeline.reading.scan.pixels import Grey

_NUMERAL = re.compile(r"([(“\"']?)([VX]?)((?:[IH][IHLl|1]*)?)(?=[.,:;/)\-–]|$)")
_MOST = 3  # strokes of one numeral side by side
_INK, _PALE = 0.5, 0.3  # of the darkest point: what is ink, and what may be a thin crossbar
_UPRIGHT = 0.8  # of its height that a stroke has ink in one column; the dots of a colon have less, and slanted strokes
_INNER = (0.25, 0.75)  # of the height: without serifs, and with the crossbar of an H
_NEAR, _FAR = 0.25, 0.8  # heights from one stroke to the next
_EVEN = 1.4  # times that one step may be as wide as another
_WIDE = 0.9  # heights that a V or X before the strokes takes at least
_SHORT = 8  # pixels; a lower stroke is no capital

Ink = NDArray[np.float32]


def counted(image: Grey, word: Word) -> Word:
    """The word with as many strokes in its Roman numeral as stand on the image of its line; as it is where the strokes
    are not plain. ``word.box`` is in pixels of the image. What was read stays in ``raw``."""
    found = _NUMERAL.match(word.text)
    if not (found and found.group(3) and word.box) or found.group(1):
        return word
    bars = _bars(255.0 - np.asarray(image, np.float32), word.box, bool(found.group(2)))
    read = found.group(3)
    fewest = len(read) if read.strip("I") == "" else 1 + (read == "H")  # plain strokes are read too few, never too many
    if not fewest <= bars <= _MOST or read == "I" * bars:
        return word
    text = found.group(2) + "I" * bars + word.text[found.end() :]
    return replace(word, text=text, raw=word.raw or word.text)


def _bars(ink: Ink, box: Box, after_letter: bool) -> int:
    """How many strokes of one height stand side by side at the left end of the box; 0 where that is not plain."""
    part = ink[max(0, round(box.top)) : round(box.bottom), max(0, round(box.x0) - 2) : round(box.x1) + 3]
    if part.shape[0] < _SHORT or not part.any():
        return 0
    dark = part > _INK * part.max()
    rows = np.flatnonzero(dark[:, int(dark.sum(axis=0).argmax())])
    height = int(rows[-1] - rows[0] + 1)
    if height < _SHORT:
        return 0
    dark, pale = (part[rows[0] : rows[-1] + 1] > share * part.max() for share in (_INK, _PALE))
    inner = pale[round(_INNER[0] * height) : round(_INNER[1] * height)]
    start = int(inner.any(axis=0).argmax()) + (_WIDE * height if after_letter else 0)
    return _side_by_side([stroke for stroke in _strokes(dark.mean(axis=0)) if stroke >= start], inner, height)


def _strokes(upright: Ink) -> Iterator[float]:
    """The middle of each run of columns that are inked from top to bottom."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], upright >= _UPRIGHT, [0])).astype(int)))
    yield from ((first + last - 1) / 2 for first, last in edges.reshape(-1, 2))


def _side_by_side(strokes: Sequence[float], inner: NDArray[np.bool_], height: int) -> int:
    """How many strokes follow one another at even steps, with white between them."""
    bars = list(strokes[:1])
    for stroke in strokes[1:]:
        step = (stroke - bars[-1]) / height
        if step > _FAR:
            break
        if step < _NEAR or inner[:, round(bars[-1]) : round(stroke) + 1].any(axis=0).all():
            return 0
        bars.append(stroke)
    steps = np.diff(bars)
    return 0 if len(steps) and steps.max() > _EVEN * steps.min() else len(bars)
