"""Text that form fields and stamps lay over a page: the number and date that an office enters on signing."""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from pipeline.models import Box
from pipeline.reading.pdfium import Glyph, Ink, read_ink, to_viewer

_KINDS = {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT}


@dataclass(frozen=True, slots=True)
class Overlay:
    """What annotations add: ``glyphs`` of those that hold a single line, and their ``images``."""

    glyphs: tuple[Glyph, ...] = ()
    images: tuple[Box, ...] = ()


def read_overlay(document: Any, index: int, ink: Ink) -> Overlay:
    """What form fields and stamps lay over a page whose own content is ``ink``.

    A text of several lines is the stamp of a digital signature or a remark and no part of the document. The page in
    memory is flattened on the way; its file stays as it is.
    """
    page = document[index]
    boxes = _boxes(page)
    if not boxes or raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return Overlay()
    fresh = read_ink(document[index])  # only a page loaded anew shows it
    old = Counter(map(_mark, ink.glyphs))
    added: list[Glyph] = []
    for glyph in fresh.glyphs:
        if old[_mark(glyph)]:
            old[_mark(glyph)] -= 1
        elif not glyph.text.isspace():
            added.append(glyph)
    found: list[Glyph] = []
    for box in boxes:
        inside = [glyph for glyph in added if box.holds((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)]
        if inside and _is_line(inside):
            found += inside
            added = [glyph for glyph in added if glyph not in inside]
    return Overlay(tuple(found), tuple(image for image in fresh.images if image not in ink.images))


def _mark(glyph: Glyph) -> tuple[str, int, int]:
    return glyph.text, round(glyph.x0), round(glyph.top)


def _is_line(glyphs: list[Glyph]) -> bool:
    middle = (glyphs[0].top + glyphs[0].bottom) / 2
    return all(glyph.top < middle < glyph.bottom for glyph in glyphs)


def _boxes(page: Any) -> list[Box]:
    found = []
    a, b, c, d, e, f = to_viewer(page)
    rect = raw.FS_RECTF()
    for n in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, n)
        if raw.FPDFAnnot_GetSubtype(annotation) in _KINDS and raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
            xs = [a * x + c * y + e for x in (rect.left, rect.right) for y in (rect.top, rect.bottom)]
            ys = [b * x + d * y + f for x in (rect.left, rect.right) for y in (rect.top, rect.bottom)]
            found.append(Box(min(xs), min(ys), max(xs), max(ys)))
        raw.FPDFPage_CloseAnnot(annotation)
    return found
