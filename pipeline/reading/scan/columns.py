"""Joining what stands on one baseline, and parting what stands in two columns.

A wide gap within a line is filled in by hand (``Số:      /UBND``) or stretched by justification where the lines over
and under it run across; it is the gutter between two columns where they leave it white as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.reading.scan.lines import TextLine
from pipeline.reading.scan.marks import Marks

_LEVEL = 0.45  # letter heights by which two baselines may differ where the lines meet
_NEAR = 4.5  # letter heights; a narrower gap is no gutter
_FAR = 10.0  # a wider gap always is
_PARTS = 1.6  # a gap within a chain is looked at from this width
_AROUND = 5.5  # letter heights up and down within which a neighbour tells of a gap


def columned(lines: Sequence[TextLine], marks: Marks, unit: float) -> list[TextLine]:
    """Lines as they are read: parted at gutters, joined over gaps."""
    parted = [piece for line in lines for piece in _parted(line, lines, marks, unit)]
    return _joined(parted, unit)


def _parted(line: TextLine, lines: Sequence[TextLine], marks: Marks, unit: float) -> list[TextLine]:
    if line.cell is not None:
        return [line]
    for x0, x1 in _gaps(line, marks, _PARTS * unit):
        if _votes(line, x0, x1, lines, unit) < 0:
            middle = marks.x[line.marks] + marks.w[line.marks] / 2
            left, right = (_cut(line, marks, middle < x0 + 1), _cut(line, marks, middle >= x0 + 1))
            return [left, *_parted(right, lines, marks, unit)]
    return [line]


def _cut(line: TextLine, marks: Marks, chosen: np.ndarray) -> TextLine:
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


def _votes(line: TextLine, x0: float, x1: float, lines: Sequence[TextLine], unit: float) -> int:
    """What the neighbours over and under a gap say: each row that runs across +1, each that leaves it white -1."""
    middle = (line.top + line.bottom) / 2
    total = 0
    for way in (-1, 1):
        row = [
            other
            for other in lines
            if other.cell is None and 0.8 * unit < way * (_middle(other) - middle) < _AROUND * unit
        ]
        if not row:
            continue
        nearest = min(way * (_middle(other) - middle) for other in row)
        row = [other for other in row if way * (_middle(other) - middle) < nearest + 0.8 * unit]
        if any(other.x0 < x0 and other.x1 > x1 for other in row):
            total += 1
        elif any(other.x1 <= x0 + unit for other in row) and any(other.x0 >= x1 - unit for other in row):
            total -= 1
    return total


def _middle(line: TextLine) -> float:
    return (line.top + line.bottom) / 2


def _joined(lines: list[TextLine], unit: float) -> list[TextLine]:
    done: list[TextLine] = []
    rest = sorted(lines, key=lambda line: line.x0)
    while rest:
        line = rest.pop(0)
        while (following := _following(line, rest, lines, unit)) is not None:
            rest.remove(following)
            line = _together(line, following)
        done.append(line)
    return done


def _following(line: TextLine, rest: Sequence[TextLine], lines: Sequence[TextLine], unit: float) -> TextLine | None:
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
    votes = _votes(line, line.x1, other.x0, lines, unit)
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
