"""What was read, as plain text and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipeline.models import Box, Grid, Page, Reading, Word


def plain_text(reading: Reading) -> str:
    """The words in reading order: a line feed after each line, a form feed between pages."""
    return "\f".join("".join(f"{line.text}\n" for line in page.lines) for page in reading.pages)


def as_json(reading: Reading) -> dict[str, Any]:
    """Values for ``json.dumps``: pages with how each was read, lines with their words, tables as rows of cells.

    A box is ``[x0, top, x1, bottom]`` in points of the page as a viewer shows it.
    """
    return {
        "media_type": reading.media_type,
        "text_source": reading.text_source,
        "confidence": _short(reading.confidence),
        "pages": [_page(page) for page in reading.pages],
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "page": page.number,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "turned": page.turned,
        "read_as": page.read_as,
        "health": page.health,
        "confidence": _short(page.confidence),
        "view": list(asdict(page.view).values()),
        "lines": [
            {
                "text": line.text,
                "box": _box(line.box, page),
                "cell": list(line.cell) if line.cell else None,
                "words": [_word(word, page) for word in line.words],
            }
            for line in page.lines
        ],
        "tables": [_table(index, grid, page) for index, grid in enumerate(page.tables)],
    }


def _word(word: Word, page: Page) -> dict[str, Any]:
    found: dict[str, Any] = {"text": word.text, "box": _box(word.box, page)}
    if word.confidence is not None:
        found["confidence"] = _short(word.confidence)
    if word.raw is not None:
        found["raw"] = word.raw
    return found


def _table(index: int, grid: Grid, page: Page) -> dict[str, Any]:
    """``rows`` holds one list a row: each cell stands in the row where it begins."""
    texts: dict[int, list[str]] = {}
    for line in page.lines:
        if line.cell and line.cell[0] == index:
            texts.setdefault(line.cell[1], []).append(line.text)
    rows: list[list[dict[str, Any]]] = [[] for _ in range(grid.rows)]
    for n, cell in sorted(enumerate(grid.cells), key=lambda pair: (pair[1].row, pair[1].column)):
        rows[cell.row].append(
            {
                "column": cell.column,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "box": _box(cell.box, page),
                "text": "\n".join(texts.get(n, [])),
            }
        )
    return {"box": _box(grid.box, page), "columns": grid.columns, "rows": rows}


def _box(box: Box | None, page: Page) -> list[float] | None:
    if box is None:
        return None
    seen = page.view.box(box)
    return [round(value, 2) for value in (seen.x0, seen.top, seen.x1, seen.bottom)]


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
