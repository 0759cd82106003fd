"""Tables in plain text: columns that runs of blanks or tabs set apart, their rows numbered in the first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from pipeline.models import Cell

_NUMBER = regex.compile(r"^(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-H]|[a-zđ])[.)]?$")
_WORD = regex.compile(r"\S+")
_PART = regex.compile(r"\S+(?: \S+)*")
_DRAWN = regex.compile(r"^[\s\-=_+|*.]*$")
_COLUMNS, _ROWS = 3, 2  # a table has at least so many columns and numbered rows
_GUTTER = 2  # blanks between two columns
_TAB = 4
_MOST_HEAD = 4  # lines of a header


@dataclass(slots=True)
class Aligned:
    """A table in ``rows[start:end]`` of a text; each cell with its lines."""

    start: int
    end: int
    cells: list[tuple[Cell, list[str]]]


@dataclass(slots=True)
class _Block:
    """Lines that keep to the columns of the first: for each the texts by column, whether one crosses the columns."""

    start: int
    rows: list[list[str]] = field(default_factory=list)
    wide: set[int] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)  # the index of each row's line in the text


def find_aligned(rows: Sequence[str]) -> list[Aligned]:
    """The tables among the lines of a text, from top to bottom.

    The first line fills all columns, three at least; two rows at least begin with a number and fill three columns. What
    letterheads, signatures, forms and lists set side by side has no such numbers.
    """
    found: list[Aligned] = []
    position = 0
    while position < len(rows):
        block = _tabbed(rows, position) or _blanked(rows, position)
        table = _table(block, tabbed="\t" in rows[position].strip()) if block else None
        if table:
            found.append(table)
        position = table.end if table else position + 1
    return found


def _tabbed(rows: Sequence[str], start: int) -> _Block | None:
    """Lines with as many tabs as the first, which fills all columns."""
    head = rows[start].strip("\n ").split("\t")
    if len(head) < _COLUMNS or not all(part.strip() for part in head):
        return None
    block = _Block(start)
    for n in range(start, len(rows)):
        cells = [part.strip() for part in rows[n].split("\t")]
        if len(cells) != len(head):
            break
        block.rows.append(cells)
        block.lines.append(n)
    return block


def _blanked(rows: Sequence[str], start: int) -> _Block | None:
    """Lines that leave blank what the first leaves blank between its columns."""
    head = [match.span() for match in _PART.finditer(rows[start].expandtabs(_TAB))]
    if len(head) < _COLUMNS:
        return None
    taken: list[tuple[int, str]] = []
    strips = [set(range(left[1], right[0])) for left, right in pairwise(head)]
    wide: set[int] = set()
    for n in range(start, len(rows)):
        row = rows[n].expandtabs(_TAB)
        if _DRAWN.match(row):
            if n > start and not row.strip() and not rows[n - 1].strip():
                break
            continue
        covered = {at for match in _WORD.finditer(row) for at in range(*match.span())}
        left = [strip - covered for strip in strips]
        if all(_run(strip)[1] >= _GUTTER for strip in left):
            strips = left
        elif _is_heading(row, strips[0]):
            wide.add(len(taken))
        else:
            break
        taken.append((n, row))
    if sum(_splits(row, strips) for n, (_, row) in enumerate(taken) if n not in wide) > 1:
        return None
    walls = [sum(_run(strip)) - 1 for strip in strips]
    block = _Block(start, wide=wide, lines=[n for n, _ in taken])
    block.rows = [_by_column(row, walls[:1] if n in wide else walls, len(head)) for n, (_, row) in enumerate(taken)]
    return block


def _run(places: set[int]) -> tuple[int, int]:
    """Start and length of the longest run of neighbouring places."""
    best, start, length = (0, 0), 0, 0
    for place in sorted(places):
        start, length = (start, length + 1) if length and place == start + length else (place, 1)
        best = max(best, (start, length), key=lambda run: run[1])
    return best


def _splits(row: str, strips: Sequence[set[int]]) -> bool:
    """Whether a line sets texts apart where there is no gutter: the first line does not show all columns."""
    parts = [match.span() for match in _PART.finditer(row)]
    return any(not any(strip & set(range(left[1], right[0])) for strip in strips) for left, right in pairwise(parts))


def _is_heading(row: str, gutter: set[int]) -> bool:
    """Whether a line is a number in the first column and one text over several others."""
    parts = [(match.start(), match.group()) for match in _PART.finditer(row)]
    return len(parts) == 2 and bool(_NUMBER.match(parts[0][1])) and parts[0][0] + len(parts[0][1]) <= max(gutter)


def _by_column(row: str, walls: Sequence[int], columns: int) -> list[str]:
    cells: list[list[str]] = [[] for _ in range(columns)]
    for match in _WORD.finditer(row):
        cells[bisect_right(walls, match.start())].append(match.group())
    return [" ".join(words) for words in cells]


def _table(block: _Block, *, tabbed: bool) -> Aligned | None:
    numbered = [n for n, row in enumerate(block.rows) if _NUMBER.match(row[0])]
    full = [n for n in numbered if sum(map(bool, block.rows[n])) >= _COLUMNS]
    if len(full) < _ROWS or not 0 < numbered[0] <= _MOST_HEAD:
        return None
    if not tabbed and any(not block.rows[n][1] or block.rows[n][1][0].islower() for n in numbered):
        return None  # numbers half way down their rows: where each begins is not to be seen
    end = next((n for n in range(numbered[-1] + 1, len(block.rows)) if not _follows(block, n)), len(block.rows))
    starts = [0, *(range(1, end) if tabbed else numbered)]
    cells = []
    for row, (first, after) in enumerate(zip(starts, [*starts[1:], end], strict=True)):
        lines = block.rows[first:after]
        cells += list(_cells(row, lines, wide=first in block.wide))
    return Aligned(block.start, block.lines[end - 1] + 1, cells)


def _follows(block: _Block, row: int) -> bool:
    """Whether a row without number is the rest of the one before: right below it, in two columns or in mid-sentence."""
    texts = [text for text in block.rows[row] if text]
    return block.lines[row] == block.lines[row - 1] + 1 and (len(texts) > 1 or texts[0][0].islower())


def _cells(row: int, lines: Sequence[Sequence[str]], *, wide: bool) -> Iterable[tuple[Cell, list[str]]]:
    columns = len(lines[0])
    for column in range(2 if wide else columns):
        span = columns - 1 if wide and column else 1
        yield Cell(row, column, 1, span), [line[column] for line in lines if line[column]]
