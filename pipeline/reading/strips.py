"""Number and date that stand on a page as a picture where the text layer has a blank."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pipeline.errors import MissingProgramError
from pipeline.models import Box, Word
from pipeline.reading.image import recognised_page
from pipeline.reading.pdfium import Glyph, Ink
from pipeline.settings import Settings

_HEAD = 0.4  # share of the page that a letterhead takes
_WIDE, _HIGH = (4.0, 170.0), (6.0, 42.0)  # points: more than a speck, less than a seal
_NEAR = 90.0  # points from a picture to the words of its line
_SURE = 0.4
_MARGIN = 1.0

log = logging.getLogger(__name__)


def strip_glyphs(
    ink: Ink, images: Sequence[Box], render: Callable[[float], Any], settings: Settings
) -> tuple[Glyph, ...]:
    """Letters recognised in small ``images`` beside the words of a letterhead.

    ``render`` gives the page as a grey array at a resolution. Without Tesseract nothing is found.
    """
    places = [(box, neighbour) for box in images if (neighbour := _neighbour(box, ink)) is not None]
    if not places:
        return ()
    picture = _only(render(settings.ocr_dpi), [box for box, _ in places], ink, settings.ocr_dpi)
    try:
        page = recognised_page(picture, settings.ocr_dpi, 1, "none", settings)
    except MissingProgramError as error:
        log.warning("a picture in the letterhead was not read: %s", error)
        return ()
    found: list[Glyph] = []
    for line in page.lines:
        for word in line.words:
            place = _place_of(word, places)
            if place is not None and (word.confidence or 0) >= _SURE and any(map(str.isalnum, word.text)):
                found += _letters(word, place)
    return tuple(found)


def _neighbour(box: Box, ink: Ink) -> Glyph | None:
    """A letter on the picture's line; None where the picture is no number or date of a letterhead."""
    if not (_WIDE[0] <= box.width <= _WIDE[1] and _HIGH[0] <= box.height <= _HIGH[1]):
        return None
    if box.middle[1] > _HEAD * ink.height:
        return None
    middle = box.middle[1]
    near = [
        (max(glyph.x0 - box.x1, box.x0 - glyph.x1), glyph)
        for glyph in ink.glyphs
        if glyph.top <= middle <= glyph.bottom and not glyph.text.isspace()
    ]
    best = min(near, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] <= _NEAR else None


def _only(picture: Any, boxes: Sequence[Box], ink: Ink, dpi: float) -> Any:
    """White but for the boxes, and there without the letters that the text layer has."""
    import numpy as np

    scale = dpi / 72
    page = np.full_like(picture, 255)

    def part(x0: float, top: float, x1: float, bottom: float) -> tuple[slice, slice]:
        rows = slice(max(0, round(top * scale)), max(0, round(bottom * scale)))
        return rows, slice(max(0, round(x0 * scale)), max(0, round(x1 * scale)))

    for box in boxes:
        place = part(box.x0 - _MARGIN, box.top - _MARGIN, box.x1 + _MARGIN, box.bottom + _MARGIN)
        page[place] = picture[place]
    for glyph in ink.glyphs:
        if not glyph.text.isspace() and any(box.holds((glyph.x0 + glyph.x1) / 2, glyph.top + 1) for box in boxes):
            page[part(glyph.x0, glyph.top, glyph.x1, glyph.bottom)] = 255
    return page


def _place_of(word: Word, places: Sequence[tuple[Box, Glyph]]) -> Glyph | None:
    for box, neighbour in places:
        if word.box is not None and box.holds(*word.box.middle):
            return neighbour
    return None


def _letters(word: Word, neighbour: Glyph) -> list[Glyph]:
    """The letters of a word, set on the line of ``neighbour``."""
    assert word.box is not None
    step = word.box.width / len(word.text)
    return [
        replace(
            neighbour,
            text=letter,
            x0=word.box.x0 + n * step,
            x1=word.box.x0 + (n + 1) * step,
            run=-1,
            apart=False,
            confidence=word.confidence,
        )
        for n, letter in enumerate(word.text)
    ]
