"""Bands of a table without ruling lines to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from pipeline.layout.unruled.bands import Band, around
from pipeline.layout.unruled.body import NUMBER, Body
from pipeline.models import Word

_LABEL = regex.compile(r"^(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])[.)]$")
_WIDER = 0.22  # of a line's height: white space so much wider than usual parts two rows
Cells = tuple[tuple[Word, ...], ...]  # the words of a band by column


def cells_of(body: Body, band: Band) -> Cells:
    edges = (float("-inf"), *body.gutters.walls, float("inf"))
    return tuple(band.part(left, right) for left, right in pairwise(edges))


def rows_of(body: Body, number: int | None, content: int) -> list[list[int]]:
    """The bands of each row as indexes; ``number`` and ``content`` are columns. A heading stands alone.

    Rows are parted by white space and by numbers, without either where every text begins anew. Lines below white
    space belong to the row above where they name no work.
    """
    blocks = _blocks(body)
    cells = [cells_of(body, band) for band in body.bands]
    numbers = _numbers(cells, number, content)
    rows: list[list[int]] = []
    for block in blocks:
        anew = block[0] in body.headings or not rows or rows[-1][0] in body.headings
        starts = _starts(block, body, cells, numbers, content, alone=len(blocks) == 1)
        if anew or _is_row([cells[n] for n in block if not starts or n < min(starts)], content):
            starts.add(block[0])
        for n in block:
            if n in starts:
                rows.append([])
            rows[-1].append(n)
    return rows


def _numbers(cells: Sequence[Cells], number: int | None, content: int) -> set[int]:
    """The bands with a number: in its own column, or with a mark behind it at the head of the work."""
    column, pattern = (content, _LABEL) if number is None else (number, NUMBER)
    return {n for n, band in enumerate(cells) if band[column] and pattern.match(band[column][0].text)}


def _starts(
    block: Sequence[int], body: Body, cells: Sequence[Cells], numbers: set[int], content: int, *, alone: bool
) -> set[int]:
    """The bands of a block at which rows begin, as numbers or, in a table ``alone`` without any, texts show it."""
    inside = [n for n in block if n in numbers]
    if len(inside) == 1 and block[0] not in body.headings:
        return {block[0]}
    if inside and inside[0] > 0 == block[0]:
        return _around_numbers([(n, body.bands[n]) for n in block], inside)
    if not numbers and alone:
        return {n for n in block if _is_row([cells[n]], content)}
    return set(inside)


def _around_numbers(bands: Sequence[tuple[int, Band]], numbers: Sequence[int]) -> set[int]:
    """Rows whose numbers stand half way down: each reaches as far below its number as above it."""
    starts = {bands[0][0]}
    top = bands[0][1].box.top
    middles = {n: band.box.middle[1] for n, band in bands}
    for number in numbers:
        end = 2 * middles[number] - top
        after = [(n, band) for n, band in bands if n > number and middles[n] > end]
        if not after:
            break
        starts.add(after[0][0])
        top = after[0][1].box.top
    return starts


def _blocks(body: Body) -> list[list[int]]:
    """Runs of bands without wider white space between them; a heading is a block of its own."""
    if not body.bands:
        return []
    usual = _usual_white(body)
    blocks = [[0]]
    for n in range(1, len(body.bands)):
        lower = body.bands[n]
        white = lower.box.top - max(body.bands[upper].box.bottom for upper in blocks[-1])
        parted = white > usual + _WIDER * lower.height or _ruled_apart(body.bands[n - 1], lower)
        if parted or (n in body.headings) != (n - 1 in body.headings):
            blocks.append([])
        blocks[-1].append(n)
    return blocks


def _usual_white(body: Body) -> float:
    """The white space between two lines of one cell."""
    whites: list[float] = []
    for column in zip(*(cells_of(body, band) for band in body.bands), strict=True):
        boxes = [around(words) for words in column if words]
        whites += (lower.top - upper.bottom for upper, lower in pairwise(boxes))
    return sorted(whites)[len(whites) // 8] if whites else 0.0


def _ruled_apart(upper: Band, lower: Band) -> bool:
    """Whether a ruling line runs between the bands: they were read into two cells of one table."""
    a, b = upper.lines[0].cell, lower.lines[0].cell
    return a is not None and b is not None and a[0] == b[0] and a[1] != b[1]


def _is_row(cells: Sequence[Cells], content: int) -> bool:
    """Whether the bands name work and something about it, each text from its beginning."""
    if not cells:
        return False
    first = [next((band[column] for band in cells if band[column]), ()) for column in range(len(cells[0]))]
    texts = [words[0].text for words in first if words]
    return bool(first[content]) and len(texts) > 1 and all(_begins(text) for text in texts)


def _begins(text: str) -> bool:
    return not text[:1].islower()
