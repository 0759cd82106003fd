"""The order in which lines are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.models import Box, Grid, Line

_OVERLAP = 0.3  # share of the lower height by which two lines stand side by side
_EDGE = 12.0  # points by which lines of one column may stand out
_GAP = 1.3  # a step down of more line heights than this is a gap
_FAR = 3.0  # of such a gap: a larger one is the space for a signature


def reading_order(lines: Sequence[Line], tables: Sequence[Grid]) -> list[Line]:
    """Lines with boxes, sorted as a person reads them.

    The letterhead goes row by row with its left cell before the right one, a table cell by cell, two blocks side by
    side (Nơi nhận and the signature) one after the other.
    """
    free = [line for line in lines if line.cell is None and line.box]
    inside: dict[int, list[Line]] = {}
    for line in lines:
        if line.cell is not None and line.box:
            inside.setdefault(line.cell[0], []).append(line)
    blocks: list[tuple[float, list[Line]]] = []
    for index, held in inside.items():
        box = tables[index].box or _around(held)
        blocks.append((box.top, _in_table(held, tables[index])))
    stops = sorted(top for top, _ in blocks)
    for part in _parts(free, stops):
        for block in _free_blocks(part):
            blocks.append((min(_box(line).top for line in block), block))
    blocks.sort(key=lambda pair: pair[0])
    return [line for _, block in blocks for line in block]


def _box(line: Line) -> Box:
    assert line.box is not None
    return line.box


def _around(lines: Sequence[Line]) -> Box:
    box = _box(lines[0])
    for line in lines[1:]:
        box = box.union(_box(line))
    return box


def _in_table(lines: list[Line], grid: Grid) -> list[Line]:
    cells: dict[int, list[Line]] = {}
    for line in lines:
        assert line.cell is not None
        cells.setdefault(line.cell[1], []).append(line)
    found: list[Line] = []
    for index in sorted(cells, key=lambda n: (grid.cells[n].row, grid.cells[n].column)):
        for block in _free_blocks(cells[index]):
            found += block
    return found


def _parts(lines: list[Line], stops: list[float]) -> list[list[Line]]:
    """Lines between one table and the next."""
    parts: list[list[Line]] = [[] for _ in range(len(stops) + 1)]
    for line in lines:
        parts[sum(stop <= _box(line).middle[1] for stop in stops)].append(line)
    return [part for part in parts if part]


def _beside(a: Box, b: Box) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared > _OVERLAP * min(a.height, b.height) and (a.x1 <= b.x0 + 2 or b.x1 <= a.x0 + 2)


def _free_blocks(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines: one after the other, or columns side by side that are sorted out."""
    rest = sorted(lines, key=lambda line: (_box(line).middle[1], _box(line).x0))
    blocks: list[list[Line]] = []
    first = True
    while rest:
        columns = _grow(rest)
        if columns is None:
            blocks.append([rest.pop(0)])
            first = first and _is_small(blocks[-1])
            continue
        taken = {id(line) for column in columns for line in column}
        rest = [line for line in rest if id(line) not in taken]
        blocks.append(_sorted_columns(columns, letterhead=first))
        first = first and _is_small(blocks[-1])
    return blocks


def _is_small(block: list[Line]) -> bool:
    """A page number or a speck above the letterhead."""
    return len(block) <= 2 and all(len(line.text) <= 4 for line in block)


def _grow(rest: list[Line]) -> list[list[Line]] | None:
    """Columns that begin with the first line of ``rest``, or None where that line stands alone."""
    head = rest[0]
    starts = [line for line in rest[1:8] if _beside(_box(head), _box(line))]
    if not starts:
        return _grow_ahead(rest)
    columns = _columns([head, *starts])
    if len(columns) < 2:
        return None
    taken = {id(line) for column in columns for line in column}
    for line in rest[1:]:
        if id(line) in taken:
            continue
        fits = _place(columns, _box(line))
        if fits is None or not _belongs(line, columns, fits):
            break
        columns[fits].append(line)
        taken.add(id(line))
    return _trimmed(columns)


def _belongs(line: Line, columns: list[list[Line]], place: int) -> bool:
    """Does a line with nothing beside it go on with its column? It keeps the column's edge or its axis."""
    box = _box(line)
    others = [_box(other) for n, column in enumerate(columns) if n != place for other in column]
    if place == len(columns) - 1 or any(_beside(box, other) for other in others):
        return True
    return any(
        abs(_box(other).x0 - box.x0) < _EDGE or abs(_box(other).middle[0] - box.middle[0]) < _EDGE
        for other in columns[place]
    )


def _trimmed(columns: list[list[Line]]) -> list[list[Line]]:
    """Without the lines of the last column that stand below all others: they come next anyway."""
    end = max(_box(line).bottom for column in columns[:-1] for line in column)
    columns[-1] = [line for line in columns[-1] if _box(line).top < end]
    return columns


def _grow_ahead(rest: list[Line]) -> list[list[Line]] | None:
    """The first line alone at its height, but with a second column beginning just below: one cell is taller."""
    head = _box(rest[0])
    for line in rest[1:3]:
        box = _box(line)
        if box.x1 <= head.x0 + 2 or box.x0 >= head.x1 - 2:
            near = box.top - head.bottom < 0.6 * head.height
            others = [other for other in rest[1:8] if _beside(box, _box(other))]
            if near and others and len(_columns([rest[0], line, *others])) >= 2:
                return _extend([rest[0], line, *others], rest)
        else:
            return None
    return None


def _extend(seed: list[Line], rest: list[Line]) -> list[list[Line]] | None:
    columns = _columns(seed)
    taken = {id(line) for line in seed}
    for line in rest:
        if id(line) in taken:
            continue
        fits = _place(columns, _box(line))
        if fits is None or not _belongs(line, columns, fits):
            break
        columns[fits].append(line)
    return _trimmed(columns)


def _columns(lines: list[Line]) -> list[list[Line]]:
    """Groups of lines that overlap sideways, from left to right."""
    found: list[list[Line]] = []
    edge = float("-inf")
    for line in sorted(lines, key=lambda line: _box(line).x0):
        if _box(line).x0 >= edge - 2:
            found.append([line])
        else:
            found[-1].append(line)
        edge = max(edge, _box(line).x1)
    return found


def _place(columns: list[list[Line]], box: Box) -> int | None:
    """The column that ``box`` belongs to, None where it crosses a gutter."""
    spans = [(_around(column).x0, _around(column).x1) for column in columns]
    for n, _ in enumerate(spans):
        left = spans[n - 1][1] if n else float("-inf")
        right = spans[n + 1][0] if n + 1 < len(spans) else float("inf")
        if box.x0 >= left - 2 and box.x1 <= right + 2:
            return n
    return None


def _sorted_columns(columns: list[list[Line]], letterhead: bool) -> list[Line]:
    for column in columns:
        column.sort(key=lambda line: (round(_box(line).middle[1] / 4), _box(line).x0))
    if len(columns) != 2:
        return [line for column in columns for line in column]
    left, right = columns
    cut = _row_cut(left, right, letterhead)
    if cut is None:
        return left + right
    upper = [[line for line in column if _foot(line) < cut] for column in columns]
    lower = [[line for line in column if _foot(line) >= cut] for column in columns]
    return upper[0] + upper[1] + lower[0] + lower[1]


def _foot(line: Line) -> float:
    """Where a line stands: a text layer's boxes share their lower edge, recognised boxes their middle."""
    return _box(line).bottom if line.words and line.words[0].size else _box(line).middle[1]


def _pitch(column: list[Line]) -> float:
    """The height of a line set solid; a recognised box holds the ink alone."""
    return median((line.words[0].size or 0) * 1.15 or _box(line).height * 1.3 for line in column)


def _row_cut(left: list[Line], right: list[Line], letterhead: bool) -> float | None:
    """The height between the first two rows of a letterhead, None where the columns have no common rows.

    Rows are parted by white space that crosses both columns. Where the left column is set solid, the first gap of
    the right one (between motto and date) counts in a letterhead.
    """
    gap = _GAP * max(_pitch(left), _pitch(right))
    steps = [list(pairwise(sorted(_foot(line) for line in column))) for column in (left, right)]
    for a, b in steps[1]:
        for c, d in steps[0]:
            if min(b, d) - max(a, c) >= gap:
                return max(a, c) + 1
    if letterhead:
        for a, b in steps[1]:
            lower = [_foot(line) for line in left if _foot(line) > b - gap / 2]
            if gap <= b - a <= _FAR * gap and lower and len(lower) < len(left):
                return min(b, *lower) - 1
    return None
