"""Pages whose text runs sideways, brought upright."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.models import Box, View
from pipeline.reading.pdfium import Glyph, Ink, Stroke

_SLACK = 8.0  # degrees by which a scanner's text layer may lean
_MOST = 0.7


def direction(glyph: Glyph) -> int | None:
    """0, 90, 180 or 270 degrees clockwise; None for text at a slant, such as a watermark."""
    quarter = round(glyph.style.turned / 90) * 90
    return quarter % 360 if abs(glyph.style.turned - quarter) <= _SLACK else None


def main_direction(glyphs: Sequence[Glyph]) -> int:
    """The writing direction of most of the page, 0 where there is none."""
    counts = Counter(direction(glyph) for glyph in glyphs if not glyph.text.isspace())
    if not counts:
        return 0
    best, number = counts.most_common(1)[0]
    return best if best is not None and number >= _MOST * counts.total() else 0


def upright(ink: Ink, turned: int) -> tuple[Ink, View]:
    """``ink`` with text that runs at ``turned`` degrees made level, and the way back to the viewer's page."""
    if turned == 0:
        return ink, View()
    width, height = (ink.height, ink.width) if turned in (90, 270) else (ink.width, ink.height)

    def place(box: Box) -> Box:
        return turned_box(box, turned, ink.width, ink.height)

    glyphs = []
    for glyph in ink.glyphs:
        box = place(Box(glyph.x0, glyph.top, glyph.x1, glyph.bottom))
        style = replace(glyph.style, turned=(glyph.style.turned - turned) % 360)
        glyphs.append(replace(glyph, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, style=style))
    strokes = []
    for stroke in ink.strokes:
        box = place(Box(stroke.x0, stroke.top, stroke.x1, stroke.bottom))
        strokes.append(Stroke(box.x0, box.top, box.x1, box.bottom, stroke.thick))
    images = tuple(place(image) for image in ink.images)
    return Ink(tuple(glyphs), tuple(strokes), images, width, height), _way_back(turned, ink.width, ink.height)


def turned_box(box: Box, turned: int, width: float, height: float) -> Box:
    """``box`` of a page of that size after the page was turned so that text at ``turned`` degrees is level."""
    if turned == 90:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    if turned == 180:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turned == 270:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    return box


def _way_back(turned: int, width: float, height: float) -> View:
    if turned == 90:
        return View(0, -1, width, 1, 0, 0)
    if turned == 180:
        return View(-1, 0, width, 0, -1, height)
    return View(0, 1, 0, -1, 0, height)
