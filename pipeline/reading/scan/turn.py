"""Which way up a page lies, told from its ink alone.

Letters of a line stand closer together than lines do, so neighbours tell rows from columns; Vietnamese puts far more
marks above its letters than below them, so accents tell the head from the foot.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.models import View
from pipeline.reading.scan.lines import TextLine
from pipeline.reading.scan.marks import Marks
from pipeline.reading.scan.pixels import Image, Ints

_OPEN, _SAMPLE = 60.0, 300  # pixels to look for a neighbour, marks that are looked at
_SURE, _FEW = 0.45, 25  # share by which accents must prevail on one side, and how many there must be


def sideways(marks: Marks) -> bool:
    """Do the lines run up and down?"""
    unit = 0.5 * float(np.median(marks.h[marks.h >= 6])) if (marks.h >= 6).any() else 6.0
    letters = (marks.w > unit) & (marks.h > unit) & (marks.w < 8 * unit) & (marks.h < 8 * unit)
    x, y, w, h = (values[letters] for values in (marks.x, marks.y, marks.w, marks.h))
    return _gap(y, x, h, w) < _gap(x, y, w, h)


def _gap(x: Ints, y: Ints, w: Ints, h: Ints) -> float:
    """The mean white between a mark and its next neighbour along ``x``, at most ``_OPEN``; a sample is enough."""
    order = np.argsort(x, kind="stable")
    x, y, w, h = x[order], y[order], w[order], h[order]
    right = x + w
    ends = np.searchsorted(x, right + _OPEN)
    found = []
    for n in range(0, len(x), max(1, len(x) // _SAMPLE)):
        near = slice(n + 1, int(ends[n]))
        shared = np.minimum(y[n] + h[n], y[near] + h[near]) - np.maximum(y[n], y[near])
        level = (shared >= 0.5 * np.minimum(h[n], h[near])) & (x[near] >= right[n] - 2)
        found.append(float((x[near][level] - right[n]).min()) if level.any() else _OPEN)
    return float(np.mean(found)) if found else 0.0


def uprightness(marks: Marks, lines: Sequence[TextLine]) -> float:
    """From 1, where all accents are above the letters, to -1, where all are below; 0 where there are too few."""
    above = below = 0
    for line in lines:
        if len(line.marks) < 8:
            continue
        y, h = marks.y[line.marks], marks.h[line.marks]
        letters = h > 0.55 * line.size
        if not letters.any():
            continue
        base = line.at + line.slope * (marks.x[line.marks] + marks.w[line.marks] / 2)
        height, middle = float(np.percentile(h[letters], 30)), y + h / 2
        above += int(((middle < base - 0.85 * height) & ~letters).sum())
        below += int(((middle > base + 0.15 * height) & ~letters).sum())
    return (above - below) / (above + below) if above + below >= _FEW else 0.0


def is_sure(uprightness: float) -> bool:
    """Does a page stand on its foot beyond doubt?"""
    return uprightness > _SURE


def turned(image: Image, quarters: int) -> Image:
    """The image turned clockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(image, -quarters))


def turned_back(view: View, quarters: int, width: int, height: int) -> View:
    """``view`` onto a turned page, carried on to the page before it was turned, ``width`` by ``height``."""
    a, b, c, d, e, f = view.a, view.b, view.c, view.d, view.e, view.f
    if quarters % 4 == 1:
        return View(d, e, f, -a, -b, height - c)
    if quarters % 4 == 2:
        return View(-a, -b, width - c, -d, -e, height - f)
    if quarters % 4 == 3:
        return View(-d, -e, width - f, a, b, c)
    return view
