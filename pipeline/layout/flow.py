"""The elements of a document in reading order: lines outside tables, and tables; with each page's text margins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

import regex

from pipeline.layout.rows import is_noise, rejoined
from pipeline.layout.text import Placed
from pipeline.models import Box, Grid, Line, Page

_PAGE_NUMBER = regex.compile(r"^[-–\s]*\d{1,3}[-–\s]*$")
_TOP, _BOTTOM = 0.12, 0.92  # shares of a page's height within which a lone number is a page number


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a page begins and ends, in points, and the usual distance between its lines."""

    left: float
    right: float
    pitch: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table of a page with its lines."""

    page: int
    grid: Grid
    lines: tuple[Line, ...]


Element = Placed | Ruled


@dataclass(frozen=True)
class Flow:
    """The elements of some pages, page numbers dropped."""

    pages: tuple[Page, ...]

    @cached_property
    def margins(self) -> dict[int, Margins]:
        """Of each page; a page with hardly any text (an annex's title) has those of the page before it."""
        found: dict[int, Margins] = {}
        usual: dict[tuple[float, float], Margins] = {}
        for page in self.pages:
            own = _margins(page)
            if _shows_margins(page):
                usual[page.width, page.height] = own
            found[page.number] = usual.get((page.width, page.height), own)
        return found

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(element for page in self.pages for element in _elements(_whole_lines(page)))

    def side(self, placed: Placed) -> str | None:
        """``left`` or ``right`` for a line within one half of the page, ``full`` for a wide one; None without boxes."""
        line, margins = placed.line, self.margins[placed.page]
        if line.box is None or margins.width <= 0:
            return None
        reach = margins.middle
        if line.box.x1 <= reach + 0.06 * margins.width:
            return "left"
        if line.box.x0 >= reach - 0.12 * margins.width:
            return "right"
        return "full"

    def centred(self, placed: Placed, tolerance: float = 9.0) -> bool:
        """Whether the line stands in the middle of the text, clear of its left margin."""
        line, margins = placed.line, self.margins[placed.page]
        if line.box is None:
            return line.align == "center"
        return abs(line.box.middle[0] - margins.middle) <= tolerance and line.box.x0 > margins.left + tolerance

    def indent(self, placed: Placed) -> float:
        box = placed.line.box
        return box.x0 - self.margins[placed.page].left if box else 0.0


def _whole_lines(page: Page) -> Page:
    if page.read_as == "text_layer" or page.read_as == "format":
        return page
    return replace(page, lines=rejoined([line for line in page.lines if line.cell or not is_noise(line)]))


def _elements(page: Page) -> Iterator[Element]:
    seen: set[int] = set()
    last = len(page.lines) - 1
    for position, line in enumerate(page.lines):
        if line.cell is None:
            if not (_may_be_page_number(line) and _at_edge(page, line, position in (0, last))):
                yield Placed(line, page.number)
        elif line.cell[0] not in seen:
            table = line.cell[0]
            seen.add(table)
            inside = tuple(other for other in page.lines if other.cell and other.cell[0] == table)
            yield Ruled(page.number, page.tables[table], inside)


def _may_be_page_number(line: Line) -> bool:
    """A lone number; where it was recognised, also one or two other marks, for a digit may be misread."""
    recognised = len(line.words) == 1 and line.words[0].confidence is not None
    return bool(_PAGE_NUMBER.match(line.text)) or (recognised and len(line.text) <= 2)


def _at_edge(page: Page, line: Line, first_or_last: bool) -> bool:
    if line.box is None or not page.height:
        return first_or_last
    middle = line.box.middle[1] / page.height
    return middle < _TOP or middle > _BOTTOM


def _shows_margins(page: Page) -> bool:
    """Whether at least two lines, or a table, go over more than half of the page."""
    return len(_wide(page, _boxes(page))) >= 2 or bool(_wide(page, _tables(page)))


def _wide(page: Page, boxes: Sequence[Box]) -> list[Box]:
    return [box for box in boxes if box.width > 0.55 * page.width]


def _boxes(page: Page) -> list[Box]:
    lines = (line for line in page.lines if line.cell is None and len(line.words) > 1)
    return [line.box for line in lines if line.box]


def _tables(page: Page) -> list[Box]:
    return [grid.box for grid in page.tables if grid.box]


def _margins(page: Page) -> Margins:
    boxes, tables = _boxes(page), _wide(page, _tables(page))
    if not boxes:
        return Margins(0.0, page.width, 0.0)
    if tables and len(_wide(page, boxes)) < 2:  # its title says less of the page than the table below it
        return Margins(min(box.x0 for box in tables), max(box.x1 for box in tables), _pitch(boxes))
    widest = max(box.width for box in boxes)
    wide = [box for box in boxes if box.width > 0.75 * widest]
    right = sorted(box.x1 for box in wide)[-1 - len(wide) // 5]
    return Margins(_left(boxes, widest), right, _pitch(boxes))


def _left(boxes: Sequence[Box], widest: float) -> float:
    """The leftmost edge at which several of the wider lines begin; first lines are indented, marks stand alone."""
    edges = sorted(box.x0 for box in boxes if box.width > 0.45 * widest)
    enough = max(2, len(edges) // 7)
    return next(
        (edge for edge in edges if sum(abs(other - edge) <= 6 for other in edges) >= enough), edges[len(edges) // 5]
    )


def _pitch(boxes: Sequence[Box]) -> float:
    tops = sorted(box.top for box in boxes)
    steps = [b - a for a, b in pairwise(tops) if b - a > 4]
    return median(steps) if steps else 0.0
