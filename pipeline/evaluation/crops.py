"""Is what stands in the box of an evidence row what the row says? Asked of the page itself, for born-digital PDFs."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.store.matching import dice, trigrams

SAME = 0.8  # Dice: a box may cut a letter's edge, or hold a stop beside it


def crops(database: Path, documents: tuple[Path, ...]) -> tuple[int, int, list[str]]:
    """(rows whose box holds their words, rows with a box, the first differences as lines of text)."""
    right, total, wrong = 0, 0, []
    for path in (path for path in documents if path.suffix == ".pdf"):
        for row, cropped in _rows(database, path):
            total += 1
            if _same(row["words"], cropped):
                right += 1
            else:
                wrong.append(f"{path.name} p. {row['page']} {row['field']}: stored {row['words']!r}, there {cropped!r}")
    return right, total, wrong[:20]


def _same(stored: str, there: str) -> bool:
    """A number and a symbol that are printed as one word share its box."""
    one_word = " " not in there and stored in there
    return one_word or dice(trigrams(stored), trigrams(there)) >= SAME


def _rows(database: Path, path: Path) -> Iterator[tuple[sqlite3.Row, str]]:
    import pypdfium2

    db = sqlite3.connect(database)
    db.row_factory = sqlite3.Row
    sql = """
        select e.* from evidence e join documents d on d.id = e.document_id join pages p
            on p.document_id = d.id and p.page = e.page
        where d.file_name = ? and p.read_as = 'text_layer' and p.health = 'healthy' and e.x0 is not null
        order by e.page"""
    rows = db.execute(sql, [path.name]).fetchall()
    db.close()
    with pypdfium2.PdfDocument(path) as document:
        for row in rows:
            yield row, _crop(document[row["page"] - 1], row)


def _crop(page: Any, row: sqlite3.Row) -> str:
    """The page's text within the box. PDF counts from the bottom; only pages that are not turned are measured."""
    high = page.get_height()
    text = page.get_textpage()
    found: str = text.get_text_bounded(row["x0"], high - row["bottom"], row["x1"], high - row["top"])
    text.close()
    return unicodedata.normalize("NFC", " ".join(found.split()))
