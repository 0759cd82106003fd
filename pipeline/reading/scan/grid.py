"""Rules of a scanned page -> the ruled tables and their cells.

A table leans as its page was laid or folded, so places are measured along its own two directions. A wall stands
between two squares of the grid where more than half of the way is ruled; squares without walls are one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.reading.scan.pixels import Flags, Floats, Grey, Ints, components, flipped, grown, mask
from pipeline.reading.scan.rules import Rules

_NEAR = 0.05  # inches; rules nearer than this are one
_BAND = 0.03  # inches to both sides within which a wall is looked for
_BEYOND = 0.3  # inches; a rule that runs on so far past the table is a fold of the paper
_RULED = 0.5  # share of its way on which a wall must be ruled
_SURELY = 0.8  # the same for a short way with letters beside it, one of which could pass for a wall
_BESIDE = 0.15  # share of its way on which something else stands near
_SHORT = 0.35  # inches


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: place and spans in the grid, and its upright box in pixels (x0, top, x1, bottom)."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ScanTable:
    """``xs`` and ``ys`` are the grid's lines in leaning coordinates; ``owner[row, column]`` an index into cells."""

    lean: float
    fall: float
    xs: Floats
    ys: Floats
    cells: tuple[Place, ...]
    owner: Ints

    def cell_at(self, x: Any, y: Any) -> Ints:
        """The cells at these places (arrays or numbers, pixels), -1 outside."""
        u, v = np.asarray(x) - self.lean * np.asarray(y), np.asarray(y) - self.fall * np.asarray(x)
        column, row = np.searchsorted(self.xs, u, "right") - 1, np.searchsorted(self.ys, v, "right") - 1
        rows, columns = self.owner.shape
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        return np.where(inside, self.owner[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)], -1)

    @property
    def box(self) -> tuple[float, float, float, float]:
        boxes = np.array([cell.box for cell in self.cells])
        return (
            float(boxes[:, 0].min()),
            float(boxes[:, 1].min()),
            float(boxes[:, 2].max()),
            float(boxes[:, 3].max()),
        )


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A rule: its middle across as ``at + slope * along``."""

    at: float
    slope: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


def tables_of(rules: Rules, dpi: float) -> list[ScanTable]:
    """The tables from top to bottom; a frame of one cell is none."""
    groups, sizes = components(grown(mask(rules.level | rules.upright | rules.posts), 5, 5))
    found = []
    for group in range(1, len(sizes)):
        x, y, w, h = (int(value) for value in sizes[group][:4])
        if w < 0.8 * dpi or h < 0.13 * dpi:
            continue
        body = groups[y : y + h, x : x + w] == group
        window = (slice(y, y + h), slice(x, x + w))
        masks = (rules.level, rules.upright, rules.level_walls, rules.upright_walls, rules.posts)
        parts = [mask(body & (part[window] > 0)) for part in masks]
        table = _table([*parts, rules.dark[window]], x, y, dpi)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: (table.box[1], table.box[0]))


def _strokes(image: Grey) -> list[_Stroke]:
    """The level strokes of a mask, straight lines laid through them."""
    labels, sizes = components(image)
    found = []
    for mark in range(1, len(sizes)):
        x, y, w, h = (int(value) for value in sizes[mark][:4])
        ys, xs = np.nonzero(labels[y : y + h, x : x + w] == mark)
        slope = float(np.polyfit(xs, ys, 1)[0]) if w > 20 else 0.0
        at = float(ys.mean() + y - slope * (xs.mean() + x))
        found.append(_Stroke(at, slope, float(x), float(x + w)))
    return found


def _slope(strokes: Sequence[_Stroke]) -> float:
    """The common slope, longer strokes counting more."""
    weights = np.array([stroke.length**2 for stroke in strokes])
    slopes = np.array([stroke.slope for stroke in strokes])
    order = np.argsort(slopes)
    half = np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)
    return float(slopes[order][min(int(half), len(slopes) - 1)])


def _places(strokes: Sequence[_Stroke], slope: float, near: float, least: float) -> Floats:
    """Where the strokes stand across, near ones taken as one, short ones left out."""
    middles = [(s.at + (s.slope - slope) * (s.start + s.end) / 2, s.length) for s in strokes]
    groups: list[list[tuple[float, float]]] = []
    for at, length in sorted(middles):
        if groups and at - groups[-1][-1][0] <= near:
            groups[-1].append((at, length))
        else:
            groups.append([(at, length)])
    kept = [group for group in groups if sum(length for _, length in group) >= least]
    return np.array([sum(at * n for at, n in group) / sum(n for _, n in group) for group in kept])


def _table(masks: Sequence[Grey], left: int, top: int, dpi: float) -> ScanTable | None:
    level, upright, level_walls, upright_walls, posts, dark = masks
    h_strokes, v_strokes = _strokes(level), _strokes(flipped(upright))
    if len(v_strokes) < 2:
        v_strokes = _strokes(flipped(posts))  # a single row may be too low for its walls to pass as rules
        upright_walls = mask(upright_walls | posts)
    if len(h_strokes) < 2 or len(v_strokes) < 2:
        return None
    lean = _slope(v_strokes)
    xs = _places(v_strokes, lean, _NEAR * dpi, min(0.2 * dpi, 0.5 * level.shape[0]))
    if len(xs) < 2:
        return None
    h_strokes = [s for s in h_strokes if s.start > xs[0] - _BEYOND * dpi and s.end < xs[-1] + _BEYOND * dpi]
    if len(h_strokes) < 2:
        return None
    fall = _slope(h_strokes)
    ys = _places(h_strokes, fall, _NEAR * dpi, 0.3 * dpi)
    if len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    right = _walls(flipped(upright_walls), flipped(dark), ys, xs, fall, lean, dpi)
    below = _walls(level_walls, dark, xs, ys, lean, fall, dpi)
    xs, right, below = _trimmed(xs, right, below)
    ys, below, right = _trimmed(ys, below, right)
    if right.shape[1] * below.shape[1] < 2:
        return None
    cells, owner = _merge(right.T, below)
    if len(cells) < 2:
        return None
    xs, ys = xs + left - lean * top, ys + top - fall * left
    places = tuple(Place(r, c, rs, cs, _box(xs, ys, lean, fall, r, c, rs, cs)) for r, c, rs, cs in cells)
    return ScanTable(lean, fall, xs, ys, places, owner)


def _walls(
    image: Grey, dark: Grey, along: Floats, across: Floats, cross_slope: float, slope: float, dpi: float
) -> Flags:
    """[line, square]: is line ``across[line]`` of a level mask ruled between ``along[square]`` and the next?"""
    reach = round(_BAND * dpi)
    thick = grown(image, 2 * reach + 1, 1)
    ruled = np.zeros((len(across), len(along) - 1), bool)
    for line, at in enumerate(across):
        for square in range(len(along) - 1):
            a, b = along[square] + cross_slope * at, along[square + 1] + cross_slope * at
            xs = np.arange(round(a) + reach, max(round(b) - reach, round(a) + reach + 1))
            ys = np.round(at + slope * xs).astype(int)
            ruled[line, square] = _share(thick, xs, ys) > _RULED
            if len(xs) < _SHORT * dpi and max(_share(dark, xs, ys + off) for off in (-2 * reach, 2 * reach)) > _BESIDE:
                ruled[line, square] = max(_share(dark, xs, ys + off) for off in range(-reach, reach + 1)) > _SURELY
    return ruled


def _share(image: Grey, xs: Ints, ys: Ints) -> float:
    """The share of a path that a mask covers."""
    last_y, last_x = image.shape[0] - 1, image.shape[1] - 1
    return float((image[np.clip(ys, 0, last_y), np.clip(xs, 0, last_x)] > 0).mean())


def _trimmed(lines: Floats, along: Flags, across: Flags) -> tuple[Floats, Flags, Flags]:
    """Without the outer lines that fewer than two lines across reach: the edge of the paper, joined by a fold."""
    while len(lines) > 1 and across[:, 0].sum() < 2:
        lines, along, across = lines[1:], along[1:], across[:, 1:]
    while len(lines) > 1 and across[:, -1].sum() < 2:
        lines, along, across = lines[:-1], along[:-1], across[:, :-1]
    return lines, along, across


def _merge(right: Flags, below: Flags) -> tuple[list[tuple[int, int, int, int]], Ints]:
    """Rectangles of squares without walls between them, as (row, column, row span, column span).

    ``right[row, line]`` tells of upright lines, ``below[line, column]`` of level ones, the outer ones included.
    """
    rows, columns = right.shape[0], below.shape[1]
    owner = np.full((rows, columns), -1, np.int64)
    cells: list[tuple[int, int, int, int]] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row, column] >= 0:
                continue
            wide = 1
            while column + wide < columns and not right[row, column + wide] and owner[row, column + wide] < 0:
                wide += 1
            high = 1
            span = slice(column, column + wide)
            while (
                row + high < rows
                and not below[row + high, span].any()
                and not right[row + high, column + 1 : column + wide].any()
                and (owner[row + high, span] < 0).all()
            ):
                high += 1
            owner[row : row + high, span] = len(cells)
            cells.append((row, column, high, wide))
    return cells, owner


def _box(
    xs: Floats, ys: Floats, lean: float, fall: float, row: int, column: int, high: int, wide: int
) -> tuple[float, float, float, float]:
    corners = [
        ((u + lean * v) / (1 - lean * fall), (v + fall * u) / (1 - lean * fall))
        for u in (xs[column], xs[column + wide])
        for v in (ys[row], ys[row + high])
    ]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    return float((ax + bx) / 2), float((ay + cy) / 2), float((cx + dx) / 2), float((by + dy) / 2)
