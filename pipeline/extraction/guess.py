"""Columns whose titles no rule knows, by what their cells hold: bodies, time limits, the work itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.extraction.agencies import is_agency_text
from pipeline.extraction.annotate import Tools
from pipeline.extraction.columns import Columns
from pipeline.extraction.deadlines import find_deadlines
from pipeline.models import Table

_MOST = 0.8  # share of a column's cells from which it holds such things
_FEWEST = 2  # cells; one alone shows nothing
_WIDE = 12  # letters that a cell of work has at least, on the average
_FIGURE = regex.compile(r"^[\d.,%/x\s-]+$")
_KNOWN = {"content", "lead", "time"}


def completed(columns: Columns, table: Table, tools: Tools) -> Columns:
    """``columns`` with the body, the time and the main column where one of the three has a title that no rule knows.

    Titles must tell two of these, or one and whom the body works with or the product; lists of people and statistics
    are left alone.
    """
    named = {role for role, _ in columns.roles.values()}
    if not named & _KNOWN or named >= _KNOWN or "roster" in named:
        return columns
    cells = _Cells(columns, table, tools)
    found = dict(columns.roles)
    if "lead" not in named and (column := cells.of_bodies()) is not None:
        found[column] = ("lead", "column.of_bodies")
    if "time" not in named and (column := cells.of_times(found)) is not None:
        found[column] = ("time", "column.of_times")
    if "content" not in named and (column := cells.of_work(found)) is not None:
        found[column] = ("content", "column.of_work")
    return replace(columns, roles=found) if _sure(columns.roles, found) else columns


def _sure(known: Mapping[int, tuple[str, str]], found: Mapping[int, tuple[str, str]]) -> bool:
    """Whether enough of the table is known: the work and a body, and beside them a time or whom the body works with."""
    roles = {role for role, _ in found.values()}
    told = {role for role, _ in known.values()}
    beside = roles & {"time", "coordinate", "product"}
    return {"content", "lead"} <= roles and bool(beside) and len(told & {*_KNOWN, "coordinate", "product"}) >= 2


def is_agenda(columns: Columns, table: Table, tools: Tools) -> bool:
    """Whether the times are hours of a day: an agenda assigns no work."""
    texts = [text for column in columns.of("time") for text in _texts(columns, table, column)]
    hours = [text for text in texts if tools.matcher.first("cell", text) is not None]
    return len(hours) >= _FEWEST and len(hours) > len(texts) * (1 - _MOST)


def _texts(columns: Columns, table: Table, column: int) -> Iterator[str]:
    """The texts of the cells that begin in this column below the header, those over several columns left out."""
    for cell in table.cells:
        text = cell.text.strip()
        if cell.column == column and cell.row >= columns.body and cell.column_span == 1 and text:
            yield text


def _share(texts: Sequence[str], holds: Callable[[str], object]) -> bool:
    return sum(bool(holds(text)) for text in texts) >= _MOST * len(texts)


@dataclass(frozen=True, slots=True)
class _Cells:
    columns: Columns
    table: Table
    tools: Tools

    def _unknown(self, found: Mapping[int, tuple[str, str]]) -> Iterator[tuple[int, Sequence[str]]]:
        for column, title in self.columns.titles.items():
            texts = list(_texts(self.columns, self.table, column))
            if title and column not in found and len(texts) >= _FEWEST:
                yield column, texts

    def of_bodies(self) -> int | None:
        """The first column of nothing but bodies."""
        return next((column for column, texts in self._unknown(self.columns.roles) if self._are_bodies(texts)), None)

    def of_times(self, found: Mapping[int, tuple[str, str]]) -> int | None:
        """The only column of nothing but time limits."""
        columns = [column for column, texts in self._unknown(found) if _share(texts, self._is_time)]
        return columns[0] if len(columns) == 1 else None

    def of_work(self, found: Mapping[int, tuple[str, str]]) -> int | None:
        """The widest column, where none holds figures."""
        unknown = dict(self._unknown(found))
        if any(_share(texts, _FIGURE.match) for texts in unknown.values()):
            return None
        wide = {column: sum(map(len, texts)) / len(texts) for column, texts in unknown.items()}
        widest = max(wide, key=lambda column: wide[column], default=None)
        if widest is None or wide[widest] < _WIDE or self._are_bodies(unknown[widest]):
            return None
        return widest

    def _are_bodies(self, texts: Sequence[str]) -> bool:
        return _share(texts, lambda text: is_agency_text(text, self.tools.names, self.tools.home))

    def _is_time(self, text: str) -> bool:
        """Whether a time limit is most of the text."""
        found = find_deadlines(text, self.tools.matcher, self.tools.dates, cell=True)
        covered = sum(deadline.end - deadline.start for deadline in found)
        return bool(found) and 2 * covered >= len(text)
