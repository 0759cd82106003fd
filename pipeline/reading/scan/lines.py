"""The text lines of a page: marks of ink chained from left to right, each chain with its own baseline.

Letters carry the chain; accents, dots and hyphens join the line that they are nearest to; what joins none is dirt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.reading.scan.marks import Marks
from pipeline.reading.scan.pixels import Floats, Ints

_LETTER = (0.55, 2.7)  # least and greatest height of a letter, in letter heights of the page
_WIDEST = 40.0  # a wider mark is no row of joined letters
_REACH = 3.0  # letter heights; a wider gap ends the chain
_SHARED = 0.5  # share of the lower mark's height by which neighbours overlap
_SLIGHT = 1.2  # a narrower chain may be an accent or a comma of the line beside it
_STRAY = 0.6  # and if it is no such thing, it must be as high as this to be a line of its own
_CLOSE = 1.7  # letter heights; no two baselines stand so close
_STEEP = 0.03  # a straightened page has no line that falls more
_ROW = 0.75  # a chain of marks lower than this, in letters of the line beside it, is part of that line
_DASH, _POINT, _ACCENT = 2.4, 0.9, 0.3  # how far to the side of its letters a mark of these kinds may stand
_ABOVE, _BELOW = 1.15, 0.75  # how far from the letters an accent and a dot below may stand


@dataclass(frozen=True, slots=True)
class TextLine:
    """A run of text in pixels: its ink's box, and the baseline ``y = at + slope * x``.

    ``marks`` are the numbers of its marks, ``size`` the usual height of its letters, ``cell`` is (table, cell).
    """

    x0: float
    top: float
    x1: float
    bottom: float
    at: float
    slope: float
    size: float
    marks: Ints
    cell: tuple[int, int] | None = None


def letter_height(marks: Marks) -> float:
    """The height of a letter without strokes up or down, in pixels. Joined letters and accents push the mean up."""
    likely = (marks.h >= 6) & (marks.h <= 45) & (marks.w >= 3) & (marks.w <= 200)
    return float(np.percentile(marks.h[likely], 30)) if likely.any() else 12.0


def lines_of(
    marks: Marks, places: Ints | None = None, letter: float | None = None, steep: float = _STEEP
) -> list[TextLine]:
    """Lines in no particular order.

    ``places`` gives each mark a place; a line stays within one. ``letter`` is the height of a letter, measured if
    not given, and ``steep`` the share of its length by which a line may fall.
    """
    unit = letter or letter_height(marks)
    where = np.zeros(len(marks.h), np.int64) if places is None else places
    low, high = _LETTER
    core = np.flatnonzero((marks.h >= low * unit) & (marks.h <= high * unit) & (marks.w <= _WIDEST * unit))
    drafts = [_draft(marks, chain, unit, steep) for chain in _chains(marks, core, where, unit)]
    drafts = [draft for draft in drafts if not any(_hangs_on(draft, other, unit) for other in drafts)]
    large = [draft for draft in drafts if draft.x1 - draft.x0 > _SLIGHT * unit]
    small = [draft for draft in drafts if draft.x1 - draft.x0 <= _SLIGHT * unit]
    owner = _nearest(marks, large, where, unit)
    small = [draft for draft in small if (owner[draft.members] < 0).any() and draft.size > _STRAY * unit]
    drafts = [*large, *small]
    owner = _nearest(marks, drafts, where, unit)
    lines = (_line(marks, draft, np.flatnonzero(owner == n)) for n, draft in enumerate(drafts))
    return [line for line in lines if not _is_dust(marks, line, unit)]


def _hangs_on(draft: _Draft, other: _Draft, unit: float) -> bool:
    """Is the chain a row of accents over the letters of another, or of dots and tails under them?

    Its marks are lower than letters, or it stands nearer to the other's baseline than any line could.
    """
    shared = min(draft.x1, other.x1) - max(draft.x0, other.x0)
    if draft is other or shared < 0.6 * (draft.x1 - draft.x0) or draft.size > 1.2 * unit:
        return False
    middle = (draft.x0 + draft.x1) / 2
    apart = abs(draft.at + draft.slope * middle - other.at - other.slope * middle)
    if 0.35 * unit < apart < _CLOSE * unit and draft.x1 - draft.x0 < 0.5 * (other.x1 - other.x0):
        return True
    gap = max(draft.top - other.bottom, other.top - draft.bottom)
    return draft.size <= min(_ROW * other.size, unit) and gap < 0.6 * unit


def _is_dust(marks: Marks, line: TextLine, unit: float) -> bool:
    """Grain of a fax or of a dark edge: many specks for each letter."""
    specks = int((marks.h[line.marks] < 0.25 * unit).sum())
    return specks > 4 * (len(line.marks) - specks)


@dataclass(slots=True)
class _Draft:
    members: Ints
    at: float
    slope: float
    size: float
    x0: float
    x1: float
    top: float
    bottom: float


def _chains(marks: Marks, core: Ints, where: Ints, unit: float) -> Iterator[Ints]:
    """Letters linked to the nearest one to the right on the same level."""
    order = core[np.argsort(marks.x[core], kind="stable")]
    x, y, w, h = (values[order].astype(np.float64) for values in (marks.x, marks.y, marks.w, marks.h))
    place = where[order]
    parent = np.arange(len(order))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = int(parent[n])
        return n

    right = x + w
    for n in range(len(order)):
        end = int(np.searchsorted(x, right[n] + _REACH * unit))
        near = slice(n + 1, end)
        shared = np.minimum(y[n] + h[n], y[near] + h[near]) - np.maximum(y[n], y[near])
        level = (shared >= _SHARED * np.minimum(h[n], h[near])) & (place[near] == place[n])
        candidates = np.flatnonzero(level & (x[near] + w[near] > right[n] - 0.3 * w[n]))
        if len(candidates):
            gaps = np.maximum(0, x[near][candidates] - right[n]) - 0.5 * shared[candidates]
            parent[root(n + 1 + int(candidates[np.argmin(gaps)]))] = root(n)
    roots = np.array([root(n) for n in range(len(order))], np.int64)
    for value in np.unique(roots):
        yield order[roots == value]


def _draft(marks: Marks, chain: Ints, unit: float, steep: float) -> _Draft:
    x, y, w, h = (values[chain].astype(np.float64) for values in (marks.x, marks.y, marks.w, marks.h))
    at, slope = _baseline(x + w / 2, y + h, unit, steep)
    low, high = np.percentile(y, 25), np.percentile(y + h, 75)
    return _Draft(chain, at, slope, float(np.median(h)), float(x.min()), float((x + w).max()), float(low), float(high))


def _baseline(x: Floats, foot: Floats, unit: float, steep: float) -> tuple[float, float]:
    """A straight line through the feet of the letters; those that hang below it do not count."""
    keep = np.ones(len(x), bool)
    at, slope = float(np.median(foot)), 0.0
    for _ in range(3):
        if not keep.any():
            break
        at, slope = float(np.median(foot[keep])), 0.0
        if keep.sum() >= (8 if steep == _STEEP else 4) and np.ptp(x[keep]) > (12 if steep == _STEEP else 4) * unit:
            fitted = np.polyfit(x[keep], foot[keep], 1)
            if abs(fitted[0]) < steep:
                slope, at = float(fitted[0]), float(fitted[1])
        off = foot - (at + slope * x)
        keep = (off < 0.22 * unit) & (off > -0.3 * unit)
    return at, slope


def _nearest(marks: Marks, drafts: list[_Draft], where: Ints, unit: float) -> Ints:
    """For each mark the line that it belongs to: those of the chains, and what stands close to them; else -1."""
    owner = np.full(len(marks.h), -1, np.int64)
    for n, draft in enumerate(drafts):
        owner[draft.members] = n
    loose = np.flatnonzero((owner < 0) & (marks.area > 0) & (marks.h <= _LETTER[1] * unit) & (marks.w <= 6 * unit))
    if not len(drafts) or not len(loose):
        return owner
    best = np.full(len(loose), 1.0)
    for n, draft in enumerate(drafts):
        away = _away(marks, loose, draft, unit)
        closer = (away < best) & (where[loose] == where[draft.members[0]])
        owner[loose[closer]] = n
        best[closer] = away[closer]
    return owner


def _away(marks: Marks, loose: Ints, draft: _Draft, unit: float) -> Floats:
    """How far loose marks are from a line; from 1 on they are no part of it."""
    x0, w, y0, h = (values[loose] for values in (marks.x, marks.w, marks.y, marks.h))
    x, y = x0 + w / 2, y0 + h / 2
    base = draft.at + draft.slope * x
    above, below = (base - draft.size - y) / (_ABOVE * unit), (y - base) / (_BELOW * unit)
    aside = _gaps(marks, draft.members, x0, x0 + w) / unit
    dash = (w > 0.3 * unit) & (h < 0.4 * w) & (above < 0) & (below < 0)
    level = (above < 0) & (y < base + 0.3 * unit)
    reach = np.where(dash, _DASH, np.where(level, _POINT, _ACCENT))
    return np.maximum(np.maximum(above, below), aside / reach)


def _gaps(marks: Marks, letters: Ints, x0: Ints, x1: Ints) -> Floats:
    """The white between marks from ``x0`` to ``x1`` and the nearest letter of a line, 0 where they overlap."""
    starts = np.sort(marks.x[letters])
    ends = np.maximum.accumulate((marks.x + marks.w)[letters[np.argsort(marks.x[letters], kind="stable")]])
    before = np.searchsorted(starts, x1, "right") - 1
    left = np.where(before >= 0, x0 - ends[np.maximum(before, 0)], 10**6)
    right = np.where(before + 1 < len(starts), starts[np.minimum(before + 1, len(starts) - 1)] - x1, 10**6)
    return np.maximum(0, np.minimum(left, right)).astype(np.float64)


def _line(marks: Marks, draft: _Draft, members: Ints) -> TextLine:
    x, y = marks.x[members], marks.y[members]
    return TextLine(
        float(x.min()),
        float(y.min()),
        float((x + marks.w[members]).max()),
        float((y + marks.h[members]).max()),
        draft.at,
        draft.slope,
        draft.size,
        members,
    )
