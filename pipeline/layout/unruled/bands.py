"""Lines of a page as bands: the words on one baseline, across all columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import regex

from pipeline.models import Box, Line, Word

Span = tuple[float, float]
_SAYS = regex.compile(r"[\p{L}\p{N}+-]")
_SAME = 0.35  # of the height: middles nearer than this stand on one baseline


@dataclass(frozen=True)
class Band:
    """Lines side by side; ``words`` go from left to right, whatever lines they came in."""

    lines: tuple[Line, ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        words = (word for line in self.lines for word in line.words if word.box)
        return tuple(sorted((word for word in words if not _is_mark(word)), key=lambda word: box_of(word).x0))

    @cached_property
    def box(self) -> Box:
        return around(self.words)

    @cached_property
    def height(self) -> float:
        return median(box_of(word).height for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    def part(self, left: float, right: float) -> tuple[Word, ...]:
        """The words whose middle stands between ``left`` and ``right``."""
        return tuple(word for word in self.words if left <= box_of(word).middle[0] < right)


def _is_mark(word: Word) -> bool:
    """Whether a word is a mark of the scan: what was recognised in white space has no letter."""
    return word.confidence is not None and not _SAYS.search(word.text)


def box_of(word: Word) -> Box:
    assert word.box is not None
    return word.box


def around(words: Iterable[Word]) -> Box:
    boxes = [box_of(word) for word in words]
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def bands_of(lines: Iterable[Line]) -> list[Band]:
    """The lines, all with boxes, as bands from top to bottom."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=_middle):
        if groups and _level(groups[-1][0], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [band for band in (Band(tuple(group)) for group in groups) if band.words]


def _middle(line: Line) -> float:
    return line.box.middle[1] if line.box else 0.0


def _level(first: Line, second: Line) -> bool:
    assert first.box
    assert second.box
    height = min(first.box.height, second.box.height)
    return abs(first.box.middle[1] - second.box.middle[1]) < _SAME * height


def white_between(upper: Band, lower: Band) -> float:
    """The white space between two bands, in points; negative where they overlap."""
    return lower.box.top - upper.box.bottom


def spans_of(words: Iterable[Word], gap: float) -> list[Span]:
    """What the words cover from left to right; white space narrower than ``gap`` counts as covered."""
    found: list[Span] = []
    for box in sorted((box_of(word) for word in words), key=lambda box: box.x0):
        if found and box.x0 - found[-1][1] < gap:
            found[-1] = (found[-1][0], max(found[-1][1], box.x1))
        else:
            found.append((box.x0, box.x1))
    return found


def text_of(bands: Sequence[Band], span: Span) -> str:
    """What the bands say within ``span``, one after the other."""
    return " ".join(word.text for band in bands for word in band.part(span[0] - 0.1, span[1] + 0.1))
