"""PDF: each page by its text layer where that can be trusted, else by its picture."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import DamagedFileError, EncryptedFileError
from pipeline.models import Line, Page, View
from pipeline.reading.accents import repaired_capitals
from pipeline.reading.beside import beside
from pipeline.reading.encodings import Decoder
from pipeline.reading.grid import Table, find_tables
from pipeline.reading.health import READABLE, health_of, scanned
from pipeline.reading.image import recognised_page
from pipeline.reading.order import reading_order
from pipeline.reading.overlays import read_overlay
from pipeline.reading.pdfium import Glyph, Ink, open_document, read_ink
from pipeline.reading.strips import strip_glyphs
from pipeline.reading.turn import direction, main_direction, upright
from pipeline.reading.words import CellOf, Row, make_rows
from pipeline.settings import Settings

_Step = Callable[[], Page]  # makes a page, in any thread

log = logging.getLogger(__name__)

_MAX_PIXELS = 40_000_000
_TAIL = 65_536  # bytes at the end of a file that hold the way to its objects
_SCAN = 0.3  # share of the page that a form holding the scan covers


def read_pdf(data: bytes, path: Path, settings: Settings) -> list[Page]:
    """The pages of a PDF.

    Raises :class:`EncryptedFileError`, :class:`DamagedFileError`, and :class:`MissingProgramError` where a page
    must be recognised and Tesseract is not there. A page that fails otherwise comes back without lines.
    """
    decoder = Decoder()
    with _opened(data, path) as document:
        steps = (_page_or_none(document, n, decoder, settings) for n in range(len(document)))
        pages = beside(steps, settings.pages_at_once)
    if all(page.health == "damaged" for page in pages):
        raise DamagedFileError("{file} is a PDF whose pages are all damaged: ask for it again.", file=path.name)
    return pages


def _page_or_none(document: Any, index: int, decoder: Decoder, settings: Settings) -> _Step:
    """A page whose own objects are broken must not cost the others."""
    try:
        return _read_page(document, index, decoder, settings)
    except pdfium.PdfiumError as error:
        log.warning("page %d is damaged: %s", index + 1, error)
        return _read(Page(index + 1, (), health="damaged"))


def _read(page: Page) -> _Step:
    return lambda: page


def _read_page(document: Any, index: int, decoder: Decoder, settings: Settings) -> _Step:
    """Gives the page once it is called: PDFium, which allows one thread, has done its part by then."""
    page, number = document[index], index + 1
    ink, repaired = repaired_capitals(read_ink(page), lambda dpi: _picture(page, dpi))
    read = page_from_ink(ink, number, decoder)
    drawn = bool(ink.glyphs or ink.images or ink.strokes)
    if read.health in READABLE:
        read = _completed(document, index, ink, read, decoder, settings)
        return _read(replace(read, health="font_map") if repaired else read)
    if not drawn and raw.FPDFPage_GetAnnotCount(page.raw) < 1:
        return _read(replace(read, lines=(), tables=()))
    if read.health == "signature_only":
        _strip_stamp(page, ink)
    dpi = min(float(settings.ocr_dpi), 72 * (_MAX_PIXELS / max(1.0, ink.width * ink.height)) ** 0.5)
    bitmap = page.render(scale=dpi / 72, draw_annots=not scanned(ink), may_draw_forms=False)
    try:
        picture = bitmap.to_numpy().copy()
    finally:
        bitmap.close()
    return partial(recognised_page, picture, dpi, number, read.health, settings)


def _completed(document: Any, index: int, ink: Ink, read: Page, decoder: Decoder, settings: Settings) -> Page:
    """``read`` with what was entered after the text was written: form fields, and pictures in the letterhead."""
    overlay = read_overlay(document, index, ink)
    whole = replace(ink, glyphs=ink.glyphs + overlay.glyphs)
    seen: tuple[Glyph, ...] = ()
    if index == 0:
        page = document[index]
        seen = strip_glyphs(whole, ink.images + overlay.images, lambda dpi: _picture(page, dpi), settings)
    if not overlay.glyphs and not seen:
        return read
    read = page_from_ink(replace(whole, glyphs=whole.glyphs + seen), index + 1, decoder)
    marks = [glyph.confidence for glyph in seen if glyph.confidence is not None]
    return replace(read, read_as="mixed", confidence=sum(marks) / len(marks)) if marks else read


def _strip_stamp(page: Any, ink: Ink) -> None:
    """Takes all but the scan off the page in memory, so that what is below the stamp can be read."""
    objects = [raw.FPDFPage_GetObject(page.raw, n) for n in range(raw.FPDFPage_CountObjects(page.raw))]
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    for item in objects:
        kind = raw.FPDFPageObj_GetType(item)
        raw.FPDFPageObj_GetBounds(item, x0, y0, x1, y1)
        small = (x1.value - x0.value) * (y1.value - y0.value) < _SCAN * ink.width * ink.height
        if kind != raw.FPDF_PAGEOBJ_IMAGE and (kind != raw.FPDF_PAGEOBJ_FORM or small):
            raw.FPDFPage_RemoveObject(page.raw, item)
            raw.FPDFPageObj_Destroy(item)


def _picture(page: Any, dpi: float) -> Any:
    """The page in grey, (H, W)."""
    bitmap = page.render(scale=dpi / 72, grayscale=True, draw_annots=False, may_draw_forms=False)
    try:
        return bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
    finally:
        bitmap.close()


def page_from_ink(ink: Ink, number: int, decoder: Decoder | None = None) -> Page:
    """A page read from its text layer."""
    decoder = decoder or Decoder()
    turned = main_direction(ink.glyphs)
    level, view = upright(ink, turned)
    tables = find_tables(level.strokes)
    cell_of = _finder(tables)
    main = [glyph for glyph in level.glyphs if direction(glyph) == 0]
    rows = make_rows(main, cell_of)
    decoder.learn((piece.style.font, piece.text) for row in rows for piece in row.pieces)
    lines = [row.line(decoder) for row in rows]
    if len(main) < len(level.glyphs):
        lines += _sideways(level, cell_of, decoder)
    grids = tuple(table.grid for table in tables)
    ordered = tuple(reading_order(lines, grids))
    health = health_of(ink, "\n".join(line.text for line in ordered), _was_decoded(rows, decoder))
    back = (360 - turned) % 360
    return Page(number, ordered, grids, ink.width, ink.height, back, "text_layer", health, None, view)


def _was_decoded(rows: Sequence[Row], decoder: Decoder) -> bool:
    return bool(decoder.fonts) and any(piece.style.font in decoder.fonts for row in rows for piece in row.pieces)


def _finder(tables: Sequence[Table]) -> CellOf:
    """Which cell of which table a point is in; an inner table comes before the one around it."""

    def cell_of(x: float, y: float) -> tuple[int, int] | None:
        for index in range(len(tables) - 1, -1, -1):
            table = tables[index]
            if table.xs[0] <= x <= table.xs[-1] and table.ys[0] <= y <= table.ys[-1]:
                cell = table.cell_at(x, y)
                if cell is not None:
                    return index, cell
        return None

    return cell_of


def _sideways(ink: Ink, cell_of: CellOf, decoder: Decoder) -> list[Line]:
    """Lines that run up or down on a level page, such as a narrow column's heading; slanted text is left out."""
    lines: list[Line] = []
    for turned in (90, 180, 270):
        glyphs = tuple(glyph for glyph in ink.glyphs if direction(glyph) == turned)
        if not glyphs:
            continue
        level, view = upright(replace(ink, glyphs=glyphs, strokes=(), images=()), turned)
        for row in make_rows(level.glyphs, _through(cell_of, view)):
            line = row.line(decoder)
            words = tuple(replace(word, box=view.box(word.box)) for word in line.words if word.box)
            lines.append(replace(line, words=words, box=view.box(line.box) if line.box else None))
    return lines


def _through(cell_of: CellOf, view: View) -> CellOf:
    """``cell_of`` for points that ``view`` has still to map."""
    return lambda x, y: cell_of(view.a * x + view.b * y + view.c, view.d * x + view.e * y + view.f)


@contextmanager
def _opened(data: bytes, path: Path) -> Iterator[Any]:
    try:
        document = open_document(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise EncryptedFileError(
                "{file} is protected by a password: remove the password and add it again.", file=path.name
            ) from error
        raise DamagedFileError("{file} is a damaged or cut off PDF: ask for it again.", file=path.name) from error
    try:
        if b"startxref" not in data[-_TAIL:]:
            raise DamagedFileError("{file} is a cut off PDF: ask for it again.", file=path.name)
        if len(document) == 0:
            raise DamagedFileError("{file} is a PDF without pages: ask for it again.", file=path.name)
        yield document
    finally:
        document.close()
