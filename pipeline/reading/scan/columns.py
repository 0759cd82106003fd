"""Joining what stands on one baseline, and parting what stands in two columns.

A wide gap within a line is filled in by hand (``Số:      /UBND``) or stretched by justification where the lines over
and under it run across; it is the gutter between two columns where they leave it white as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pipeline.reading.scan.lines import TextLine
from pipeline.reading.scan.marks import Marks
from pipeline.reading.scan.pixels import Flags

_LEVEL = 0.45  # letter heights by which two baselines may differ where the lines meet
_NEAR = 4.5  # letter heights; a narrower gap is no gutter
_FAR = 10.0  # a wider gap always is
_SHARED = 0.6  # share of a gap over which another one must lie to be its continuation
_PARTS = 1.6  # a gap within a chain is looked at from this width
_AROUND = 5.5  # letter heights up and down within which a neighbour tells of a gap


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with its wide gaps."""

    line: TextLine
    gaps: list[tuple[float, float]]

    @property
    def middle(self) -> float:
        return (self.line.top + self.line.bottom) / 2

    def crosses(self, x0: float, x1: float) -> bool:
        """Is there ink over the gap from ``x0`` to ``x1``, and no gap of its own?"""
        if not (self.line.x0 < x0 and self.line.x1 > x1):
            return False
        return not any(min(x1, end) - max(x0, start) > _SHARED * (x1 - x0) for start, end in self.gaps)


def columned(lines: Sequence[TextLine], marks: Marks, unit: float) -> list[TextLine]:
    """Lines as they are read: parted at gutters, joined over gaps."""
    rows = [_Row(line, _gaps(line, marks, _PARTS * unit)) for line in lines]
    parted = [piece for row in rows for piece in _parted(row, rows, marks, unit)]
    return _joined(parted, [_Row(line, _gaps(line, marks, _PARTS * unit)) for line in parted], unit)


def _parted(row: _Row, rows: Sequence[_Row], marks: Marks, unit: float) -> list[TextLine]:
    line = row.line
    gutters = [x1 for x0, x1 in row.gaps if line.cell is None and _votes(row, x0, x1, rows, unit) < 0]
    left = marks.x[line.marks]
    bounds = [-np.inf, *(x1 - 0.5 for x1 in gutters), np.inf]
    return [_cut(line, marks, (left >= start) & (left < end)) for start, end in pairwise(bounds)]


def _cut(line: TextLine, marks: Marks, chosen: Flags) -> TextLine:
    kept = line.marks[chosen]
    x, y = marks.x[kept], marks.y[kept]
    right, bottom = x + marks.w[kept], y + marks.h[kept]
    return replace(
        line, marks=kept, x0=float(x.min()), x1=float(right.max()), top=float(y.min()), bottom=float(bottom.max())
    )


def _gaps(line: TextLine, marks: Marks, least: float) -> list[tuple[float, float]]:
    """The white stretches of a line, from left to right."""
    order = np.argsort(marks.x[line.marks], kind="stable")
    starts = marks.x[line.marks][order]
    ends = np.maximum.accumulate((marks.x + marks.w)[line.marks][order])
    wide = np.flatnonzero(starts[1:] - ends[:-1] >= least)
    return [(float(ends[n]), float(starts[n + 1])) for n in wide]


def _votes(row: _Row, x0: float, x1: float, rows: Sequence[_Row], unit: float) -> int:
    """What the neighbours over and under a gap say: each row that runs across +1, each that leaves it white -1."""
    total = 0
    for way in (-1, 1):
        steps = [(way * (other.middle - row.middle), other) for other in rows if other.line.cell is None]
        near = [(step, other) for step, other in steps if 0.8 * unit < step < _AROUND * unit]
        first = min((step for step, _ in near), default=0.0)
        level = [other for step, other in near if step < first + 0.8 * unit]
        if any(other.crosses(x0, x1) for other in level):
            total += 1
        elif _has_ink(level, float("-inf"), x0 + unit) and _has_ink(level, x1 - unit, float("inf")):
            total -= 1
    return total


def _has_ink(rows: Sequence[_Row], start: float, end: float) -> bool:
    """Does a row of words, or a part of one up to a gap, stand within this stretch?"""
    for row in rows:
        edges = [row.line.x0, *(edge for gap in row.gaps for edge in gap), row.line.x1]
        if any(x0 >= start and x1 <= end for x0, x1 in zip(edges[::2], edges[1::2], strict=True)):
            return True
    return False


def _joined(lines: list[TextLine], rows: Sequence[_Row], unit: float) -> list[TextLine]:
    done: list[TextLine] = []
    rest = sorted(lines, key=lambda line: line.x0)
    while rest:
        line = rest.pop(0)
        while (following := _following(line, rest, rows, unit)) is not None:
            rest.remove(following)
            line = _together(line, following)
        done.append(line)
    return done


def _following(line: TextLine, rest: Sequence[TextLine], rows: Sequence[_Row], unit: float) -> TextLine | None:
    """The line that goes on where ``line`` ends, None where none does."""
    level = [other for other in rest if other.cell == line.cell and _on_level(line, other, unit)]
    if not level:
        return None
    other = min(level, key=lambda candidate: candidate.x0)
    gap = other.x0 - line.x1
    if gap < -2 * unit:
        return None
    if line.cell is not None or gap <= _PARTS * unit:
        return other
    votes = _votes(_Row(line, []), line.x1, other.x0, rows, unit)
    return other if (votes > 0 and gap < _FAR * unit) or (votes == 0 and gap <= _NEAR * unit) else None


def _on_level(line: TextLine, other: TextLine, unit: float) -> bool:
    at = (line.x1 + other.x0) / 2
    apart = abs(line.at + line.slope * at - other.at - other.slope * at)
    return other.x0 > line.x0 and apart < _LEVEL * unit and 0.5 < other.size / line.size < 2.0


def _together(line: TextLine, other: TextLine) -> TextLine:
    """One line of two; the longer one's baseline holds unless both rise or fall to one another."""
    rise = (other.at + other.slope * other.x1) - (line.at + line.slope * line.x0)
    slope = rise / max(1.0, other.x1 - line.x0)
    at = line.at + (line.slope - slope) * line.x0
    return TextLine(
        line.x0,
        min(line.top, other.top),
        max(line.x1, other.x1),
        max(line.bottom, other.bottom),
        at,
        slope,
        max(line.size, other.size) if len(line.marks) < 4 else line.size,
        np.concatenate([line.marks, other.marks]),
        line.cell,
    )
