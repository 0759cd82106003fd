"""The header of a table: what its columns hold, and whether it assigns work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from pipeline.models import Table, TableCell
from pipeline.rulebook import Matcher

_NUMBERS = regex.compile(r"^\(?(?:\d{1,2}|[A-Z])\)?$")  # a row that numbers the columns: (1) (2) (3)
_MOST_HEADER_ROWS = 3
_IDLE = ("code", "start", "roster", "figure", "other")  # columns that say nothing for or against an assignment

_REGISTER = {"column.procedure", "column.processing_time"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Roles of a table's columns (``number``, ``content``, ``lead``, ``coordinate``, ``time``, ``product`` ...), their
    titles, and the row at which the body of the table begins."""

    roles: Mapping[int, tuple[str, str]]  # column -> (role, rule id)
    titles: Mapping[int, str]
    body: int

    def of(self, role: str) -> tuple[int, ...]:
        return tuple(sorted(column for column, (name, _) in self.roles.items() if name == role))

    @property
    def assign(self) -> bool:
        """Whether a table with these columns assigns work: it names work, and who does it or until when; a register
        of procedures does not."""
        if self.of("register") or {rule for _, rule in self.roles.values()} >= _REGISTER:
            return False
        named = self.of("product") or sum(role not in _IDLE for role, _ in self.roles.values()) > 3
        return bool(self.of("content") and (self.of("lead") or (self.of("time") and named)))


def columns_of(table: Table, matcher: Matcher) -> Columns | None:
    """The columns of a table whose first rows are a header that the column rules know, else None."""
    best = None
    for rows in range(1, min(_MOST_HEADER_ROWS, table.rows) + 1):
        titles = {column: _title(table, column, rows) for column in range(table.columns)}
        roles = _roles(titles, matcher)
        enough = len(roles) >= 2 and {name for name, _ in roles.values()} & {"content", "lead", "time"}
        if enough and (best is None or len(roles) > len(best.roles) or _inside_header(table, rows)):
            best = Columns(roles, titles, _body(table, rows))
    return best


def _title(table: Table, column: int, rows: int) -> str:
    seen: list[TableCell] = []
    for row in range(rows):
        cell = table.at(row, column)
        if cell is not None and cell not in seen:
            seen.append(cell)
    return " ".join(cell.text for cell in seen if cell.text)


def _roles(titles: Mapping[int, str], matcher: Matcher) -> dict[int, tuple[str, str]]:
    roles = {}
    for column, title in titles.items():
        hit = matcher.first("column", title) if title and len(title) < 120 else None
        if hit is not None:
            roles[column] = (str(hit.yields["role"]), hit.rule.id)
    return roles


def _inside_header(table: Table, rows: int) -> bool:
    """Whether a header cell still reaches into row ``rows - 1``: that row belongs to the header."""
    return any(cell.row == 0 and cell.row + cell.row_span >= rows and cell.row_span > 1 for cell in table.cells)


def _body(table: Table, rows: int) -> int:
    body = max([rows, *(cell.row + cell.row_span for cell in table.cells if cell.row == 0 and cell.text)])
    if body >= table.rows:
        return rows
    texts = [cell.text.strip() for cell in table.cells if cell.row == body and cell.text.strip()]
    return body + 1 if len(texts) > 2 and all(_NUMBERS.match(text) for text in texts) else body
