"""Ruling lines -> the grid of a table with merged cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.models import Box, Cell, Grid
from pipeline.reading.pdfium import Stroke

_NEAR = 2.5  # lines nearer than this, in points, are one
_TOUCH = 4.0  # a line that ends this near another one meets it
_SHORT = 4.0  # a mark shorter than this is part of a dash or a letter
_DASH = 6.0  # gaps between dashes


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: ``at`` its place across, ``start`` to ``end`` along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Table:
    """A grid and the way from a point to its cell: ``owner[row][column]`` is an index into ``grid.cells``."""

    grid: Grid
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[int, ...], ...]

    def cell_at(self, x: float, y: float) -> int | None:
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.owner) and 0 <= column < len(self.owner[0]):
            return self.owner[row][column]
        return None


def find_tables(strokes: Iterable[Stroke]) -> tuple[Table, ...]:
    """The ruled tables among ``strokes``, from top to bottom; a box of one cell is none."""
    level, upright = [], []
    for stroke in strokes:
        if stroke.level:
            level.append(Rule((stroke.top + stroke.bottom) / 2, stroke.x0, stroke.x1))
        else:
            upright.append(Rule((stroke.x0 + stroke.x1) / 2, stroke.top, stroke.bottom))
    found = [_table(h, v) for h, v in _connected(_joined(level), _joined(upright))]
    return tuple(sorted((t for t in found if t), key=lambda t: (t.ys[0], t.xs[0])))


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line put together."""
    rules.sort(key=lambda rule: rule.at)
    lanes: list[list[Rule]] = []
    for rule in rules:
        if lanes and rule.at - lanes[-1][0].at <= _NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    found = []
    for lane in lanes:
        at = sum(rule.at for rule in lane) / len(lane)
        lane.sort(key=lambda rule: rule.start)
        start, end = lane[0].start, lane[0].end
        for rule in lane[1:]:
            if rule.start <= end + _DASH:
                end = max(end, rule.end)
            else:
                found.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        found.append(Rule(at, start, end))
    return [rule for rule in found if rule.end - rule.start >= _SHORT]


def _meet(h: Rule, v: Rule) -> bool:
    return h.start - _TOUCH <= v.at <= h.end + _TOUCH and v.start - _TOUCH <= h.at <= v.end + _TOUCH


def _connected(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that touch each other."""
    parent = list(range(len(level) + len(upright)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for j, v in enumerate(upright):
        for i, h in enumerate(level):
            if _meet(h, v):
                parent[root(i)] = root(len(level) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n in range(len(parent)):
        pair = groups.setdefault(root(n), ([], []))
        if n < len(level):
            pair[0].append(level[n])
        else:
            pair[1].append(upright[n - len(level)])
    return [pair for pair in groups.values() if len(pair[0]) >= 1 and len(pair[1]) >= 1]


def _places(values: Iterable[float]) -> list[float]:
    """Distinct places, near ones taken as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= _TOUCH:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _table(level: list[Rule], upright: list[Rule]) -> Table | None:
    xs = _places([v.at for v in upright] + _ends(level, upright))
    ys = _places([h.at for h in level] + _ends(upright, level))
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    wall_right = [[_covered(upright, xs[c + 1], ys[r], ys[r + 1]) for c in range(columns)] for r in range(rows)]
    wall_below = [[_covered(level, ys[r + 1], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows)]
    cells, owner = _merge(rows, columns, wall_right, wall_below)
    if len(cells) < 2:
        return None
    placed = tuple(Cell(r, c, rs, cs, Box(xs[c], ys[r], xs[c + cs], ys[r + rs])) for r, c, rs, cs in cells)
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    return Table(Grid(rows, columns, placed, box), tuple(xs), tuple(ys), tuple(map(tuple, owner)))


def _ends(rules: list[Rule], across: list[Rule]) -> list[float]:
    """Where lines go on well beyond the outermost line across them: a table without its outer border."""
    if not rules or not across:
        return []
    first, last = min(rule.at for rule in across), max(rule.at for rule in across)
    ends = [rule.start for rule in rules if rule.start < first - 12] + [
        rule.end for rule in rules if rule.end > last + 12
    ]
    return [min(ends), max(ends)] if ends else []


def _covered(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Is there a line at ``at`` over more than half of the way?"""
    length = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _TOUCH)
    return length > (end - start) * 0.5


def _merge(
    rows: int, columns: int, wall_right: list[list[bool]], wall_below: list[list[bool]]
) -> tuple[list[tuple[int, int, int, int]], list[list[int]]]:
    """Rectangles of squares without walls between them, by (row, column, row span, column span)."""
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[tuple[int, int, int, int]] = []
    for r in range(rows):
        for c in range(columns):
            if owner[r][c] >= 0:
                continue
            wide = 1
            while c + wide < columns and not wall_right[r][c + wide - 1] and owner[r][c + wide] < 0:
                wide += 1
            high = 1
            while r + high < rows and _open(r + high, c, wide, wall_right, wall_below, owner):
                high += 1
            for y in range(r, r + high):
                for x in range(c, c + wide):
                    owner[y][x] = len(cells)
            cells.append((r, c, high, wide))
    return cells, owner


def _open(
    row: int, c: int, wide: int, wall_right: list[list[bool]], wall_below: list[list[bool]], owner: list[list[int]]
) -> bool:
    """May the rectangle above take in ``row`` as well?"""
    span = range(c, c + wide)
    return (
        not any(wall_below[row - 1][x] for x in span)
        and all(owner[row][x] < 0 for x in span)
        and not any(wall_right[row][x] for x in range(c, c + wide - 1))
    )
