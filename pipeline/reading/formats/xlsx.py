"""XLSX: each visible sheet a page, its used cells one table."""

from __future__ import annotations

import warnings
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.errors import DamagedFileError
from pipeline.models import Align, Cell, Page
from pipeline.reading.formats.flow import Flow, Para, Span

_MAX_CELLS = 200_000
_ALIGN: dict[str, Align] = {"left": "left", "center": "center", "right": "right", "justify": "justify"}


def read_xlsx(data: bytes, path: Path) -> list[Page]:
    """The sheets; a page's number is the sheet's. Raises :class:`DamagedFileError`."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on features that only a spreadsheet program needs
            book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        raise DamagedFileError(
            "{file} is a damaged spreadsheet: open and save it again, or ask for it again.", file=path.name
        ) from error
    return [
        _sheet(sheet).page(number) for number, sheet in enumerate(book.worksheets, 1) if sheet.sheet_state == "visible"
    ]


def _sheet(sheet: Any) -> Flow:
    """The rows before the first ruled one are text, the rest is a table."""
    flow = Flow()
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    filled: list[tuple[int, int, Any]] = []
    for row in sheet.iter_rows():
        filled += [(cell.row, cell.column, cell) for cell in row if _shown(cell)]
        if len(filled) > _MAX_CELLS:
            break
    head = _head(filled)
    for row, _, cell in filled:
        if row < head:
            flow.paras.append(_para(cell))
    body = _body(sheet, [item for item in filled if item[0] >= head])
    if not body:
        return flow
    top, left = min(row for row, _ in body), min(column for _, column in body)
    cells, paras = [], []
    for (row, column), cell in sorted(body.items()):
        area = spans.get((row, column))
        high = area.max_row - area.min_row + 1 if area else 1
        wide = area.max_col - area.min_col + 1 if area else 1
        cells.append(Cell(row - top, column - left, high, wide))
        paras.append(_para(cell))
    table = flow.add_table(cells)
    for n, para in enumerate(paras):
        para.cell = (table, n)
    flow.paras += [para for para in paras if any(span.text.strip() for span in para.spans)]
    return flow


def _head(filled: list[tuple[int, int, Any]]) -> int:
    """The first row of the table: the first whose cells have borders, else the first that fills three cells."""
    by_row: dict[int, list[Any]] = {}
    for row, _, cell in filled:
        by_row.setdefault(row, []).append(cell)
    for row, cells in sorted(by_row.items()):
        if sum(_has_border(cell) for cell in cells) >= 2:
            return row
    for row, cells in sorted(by_row.items()):
        if len(cells) >= 3:
            return row
    return min(by_row, default=1)


def _has_border(cell: Any) -> bool:
    border = cell.border
    return any(side is not None and side.style for side in (border.left, border.right, border.top, border.bottom))


def _body(sheet: Any, filled: list[tuple[int, int, Any]]) -> dict[tuple[int, int], Any]:
    """All cells of the table's rectangle but those that a merged one covers."""
    if not filled:
        return {}
    rows, columns = [row for row, _, _ in filled], [column for _, column, _ in filled]
    covered = {
        (row, column)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
        if (row, column) != (area.min_row, area.min_col)
    }
    if (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > _MAX_CELLS:
        return {(row, column): cell for row, column, cell in filled}
    return {
        (row, column): sheet.cell(row, column)
        for row in range(min(rows), max(rows) + 1)
        for column in range(min(columns), max(columns) + 1)
        if (row, column) not in covered
    }


def _shown(cell: Any) -> str:
    """A value as the sheet shows it, near enough."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, float):
        whole = f"{value:.10g}"
        return f"{value * 100:.4g}%" if "%" in (cell.number_format or "") else whole.replace(".", ",")
    return str(value).strip()


def _para(cell: Any) -> Para:
    font = cell.font
    span = Span(_shown(cell), bool(font.b), bool(font.i), float(font.sz) if font.sz else None, font.name)
    return Para([span], _ALIGN.get(cell.alignment.horizontal or ""), None)
