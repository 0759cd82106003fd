"""Pages with their tables without ruling lines as grids, like those that ruling lines make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.layout.unruled.bands import Band, around, bands_of, box_of
from pipeline.layout.unruled.body import NUMBER, Body, Gutters, body_of, gutters_of
from pipeline.layout.unruled.header import Header, header_at
from pipeline.layout.unruled.rows import cells_of, rows_of
from pipeline.models import Box, Cell, Finder, Grid, Line, Page, Word

_TOP = 0.12  # share of a page's height within which its number stands
_FULL = 3  # columns that a row fills which shows that there is a table
_SURE = 2  # such rows where words were recognised


@dataclass(frozen=True, slots=True)
class _Columns:
    """A header's columns, for the pages on which the table goes on: the gutters and the edges of its box."""

    roles: tuple[str, ...]
    gutters: Gutters
    left: float
    right: float

    @property
    def number(self) -> int | None:
        return 0 if self.roles[0] == "number" else None


@dataclass(frozen=True, slots=True)
class _Found:
    """A table: its columns, its bands, and the cells with their words."""

    columns: _Columns
    bands: tuple[Band, ...]
    cells: tuple[tuple[Cell, tuple[tuple[Word, ...], ...]], ...]

    @property
    def box(self) -> Box:
        box = around(word for band in self.bands for word in band.words)
        return Box(self.columns.left, box.top, self.columns.right, box.bottom)


def with_tables(pages: Sequence[Page], finder: Finder) -> tuple[Page, ...]:
    """The pages, those that show a table without ruling lines with its grid; all others as they are.

    A table begins with a header whose titles the column rules know: three columns at least, one of them for the work
    and one for bodies or times. It goes on where lines keep to its columns, on the next page without a header too.
    """
    result: list[Page] = []
    going: _Columns | None = None
    for page in pages:
        bands = bands_of(_free(page))
        found = list(_tables(bands, page, going, finder)) if bands else []
        result.append(_with(page, found))
        going = found[-1].columns if found and found[-1].bands[-1] is bands[-1] else None
    return tuple(result)


def _free(page: Page) -> list[Line]:
    """Lines outside tables; those in a frame of one column, or around a header, count as outside."""
    thin = {n for n, grid in enumerate(page.tables) if grid.columns == 1 or grid.rows <= 2}
    return [line for line in page.lines if line.box and line.words and (line.cell is None or line.cell[0] in thin)]


def _tables(bands: Sequence[Band], page: Page, going: _Columns | None, finder: Finder) -> Iterator[_Found]:
    position = 1 if _is_page_number(bands[0], page) else 0
    if going and position < len(bands) and not header_at(bands, position, finder):
        rest = _rest(bands[position:], going, finder)
        if rest:
            yield rest
            position += len(rest.bands)
    while position < len(bands):
        header = header_at(bands, position, finder)
        found = _table(header, bands[position + len(header.bands) :], page, finder) if header else None
        if found:
            yield replace(found, columns=_like(found.columns, going))
            position += len(found.bands)
        else:
            position += 1


def _is_page_number(band: Band, page: Page) -> bool:
    return len(band.words) == 1 and band.text.isdigit() and band.box.bottom < _TOP * page.height


def _like(columns: _Columns, before: _Columns | None) -> _Columns:
    """Columns with the edges of the same table on the page before."""
    if before is None or before.roles != columns.roles:
        return columns
    return replace(columns, left=before.left, right=before.right)


def _table(header: Header, below: Sequence[Band], page: Page, finder: Finder) -> _Found | None:
    body = body_of(below, gutters_of(header), header.roles, finder)
    full = [band for n, band in enumerate(body.bands) if n not in body.headings and len(body.filled(band)) >= _FULL]
    if len(full) < (1 if page.read_as == "text_layer" else _SURE):
        return None
    box = around(word for band in (*header.bands, *body.bands) for word in band.words)
    columns = _Columns(_roles(header, body), body.gutters, box.x0, box.x1)
    head = list(_head_cells(header))
    rows = 1 + max(cell.row + cell.row_span - 1 for cell, _ in head)
    return _Found(columns, (*header.bands, *body.bands), (*head, *_body_cells(body, columns, rows)))


def _roles(header: Header, body: Body) -> tuple[str, ...]:
    """The header's; a first column without one whose cells are numbers holds the rows' numbers."""
    first = [words[0] for band in body.bands if (words := cells_of(body, band)[0])]
    numbers = sum(bool(NUMBER.match(word.text)) for word in first)
    shown = not header.roles[0] and numbers >= _SURE and numbers > len(first) / 2
    return ("number", *header.roles[1:]) if shown else header.roles


def _rest(bands: Sequence[Band], going: _Columns, finder: Finder) -> _Found | None:
    """What goes on at the head of a page: bands in the columns, one of them at least over three or with a number."""
    body = body_of(bands, going.gutters, going.roles, finder)
    if not any(len(body.filled(band)) >= _FULL for n, band in enumerate(body.bands) if n not in body.headings):
        return None
    columns = replace(going, gutters=body.gutters)
    return _Found(columns, body.bands, tuple(_body_cells(body, columns, 0)))


def _head_cells(header: Header) -> Iterator[tuple[Cell, tuple[tuple[Word, ...], ...]]]:
    rows = 2 if any(title.group for title in header.titles) else 1
    for column, title in enumerate(header.titles):
        if title.group is None:
            yield Cell(0, column, rows), _within(header.bands, title.span)
            continue
        if column == 0 or header.titles[column - 1].group != title.group:
            wide = sum(other.group == title.group for other in header.titles)
            yield Cell(0, column, 1, wide), _within(header.bands[: title.upper], title.group)
        yield Cell(1, column), _within(header.bands[title.upper :], title.span)


def _within(bands: Sequence[Band], span: tuple[float, float]) -> tuple[tuple[Word, ...], ...]:
    return tuple(words for band in bands if (words := band.part(*span)))


def _body_cells(body: Body, columns: _Columns, first: int) -> Iterator[tuple[Cell, tuple[tuple[Word, ...], ...]]]:
    content = columns.roles.index("content")
    count = len(columns.roles)
    for row, bands in enumerate(rows_of(body, columns.number, content), first):
        if bands[0] in body.headings:
            yield from _heading_cells(body, [body.bands[n] for n in bands], row, columns)
            continue
        parts = [cells_of(body, body.bands[n]) for n in bands]
        for column in range(count):
            yield Cell(row, column), tuple(part[column] for part in parts if part[column])


def _heading_cells(
    body: Body, bands: Sequence[Band], row: int, columns: _Columns
) -> Iterator[tuple[Cell, tuple[tuple[Word, ...], ...]]]:
    """A group's heading over all columns, its number in a cell of its own where it stands in that column."""
    wall = body.gutters.walls[0]
    alone = [word for band in bands for word in band.words if box_of(word).x1 < wall]
    if columns.number is None or len(alone) != 1:
        yield Cell(row, 0, 1, len(columns.roles)), tuple(band.words for band in bands)
        return
    yield Cell(row, 0), ((alone[0],),)
    rest = (tuple(word for word in band.words if word is not alone[0]) for band in bands)
    yield Cell(row, 1, 1, len(columns.roles) - 1), tuple(words for words in rest if words)


def _with(page: Page, found: Sequence[_Found]) -> Page:
    """The page with the tables' lines put cell by cell at their height; all others keep their order."""
    taken = {id(line) for table in found for band in table.bands for line in band.lines}
    lines = [line for line in page.lines if id(line) not in taken]
    grids = list(page.tables)
    for table in found:
        inside = [line for index, (_, parts) in enumerate(table.cells) for line in _lines(parts, (len(grids), index))]
        above = [line for line in lines if line.box is None or line.box.middle[1] < table.box.top]
        kept = {id(line) for line in above}
        lines = [*above, *inside, *(line for line in lines if id(line) not in kept)]
        grids.append(_grid(table))
    return replace(page, lines=tuple(lines), tables=tuple(grids)) if found else page


def _lines(parts: Sequence[tuple[Word, ...]], cell: tuple[int, int]) -> Iterator[Line]:
    for words in parts:
        yield Line(words, around(words), cell=cell)


def _grid(table: _Found) -> Grid:
    """The grid; a cell reaches from the top of its row's words to their foot, and from wall to wall."""
    edges = (table.box.x0, *table.columns.gutters.walls, table.box.x1)
    spans: dict[int, Box] = {}
    for cell, parts in table.cells:
        for words in parts:
            box = around(words)
            spans[cell.row] = spans[cell.row].union(box) if cell.row in spans else box
    cells = []
    for cell, _ in table.cells:
        row, last = spans[cell.row], spans[cell.row + cell.row_span - 1]
        right = edges[cell.column + cell.column_span]
        cells.append(replace(cell, box=Box(edges[cell.column], row.top, right, last.bottom)))
    return Grid(max(spans) + 1, len(table.columns.roles), tuple(cells), table.box)
