"""A born-digital PDF page -> lines and tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import DamagedFileError, EncryptedFileError
from pipeline.models import Page
from pipeline.reading.grid import find_tables
from pipeline.reading.order import reading_order
from pipeline.reading.pdfium import Ink, open_document, read_ink
from pipeline.reading.words import make_rows
from pipeline.settings import Settings


def page_from_ink(ink: Ink, number: int) -> Page:
    """A page read from its text layer."""
    tables = find_tables(ink.strokes)

    def cell_of(x: float, y: float) -> tuple[int, int] | None:
        for index in range(len(tables) - 1, -1, -1):
            table = tables[index]
            if table.xs[0] <= x <= table.xs[-1] and table.ys[0] <= y <= table.ys[-1]:
                cell = table.cell_at(x, y)
                if cell is not None:
                    return index, cell
        return None

    grids = tuple(table.grid for table in tables)
    lines = [row.line() for row in make_rows(ink.glyphs, cell_of)]
    return Page(number, tuple(reading_order(lines, grids)), grids, ink.width, ink.height)


def read_pdf(data: bytes, path: Path, settings: Settings) -> list[Page]:
    """The pages of a PDF. Raises :class:`EncryptedFileError` and :class:`DamagedFileError`."""
    del settings
    document = _opened(data, path)
    try:
        return [page_from_ink(read_ink(document[n]), n + 1) for n in range(len(document))]
    finally:
        document.close()


def _opened(data: bytes, path: Path) -> Any:
    try:
        document = open_document(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise EncryptedFileError(
                "{file} is protected by a password: remove the password and add it again.", file=path.name
            ) from error
        raise DamagedFileError("{file} is a damaged or cut off PDF: ask for it again.", file=path.name) from error
    if len(document) == 0:
        raise DamagedFileError("{file} is a PDF without pages: ask for it again.", file=path.name)
    return document
