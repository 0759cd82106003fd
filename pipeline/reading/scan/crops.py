"""Cutting each line out of the page for the recogniser: level, alone, and of one height."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.models import Box
from pipeline.reading.scan.lines import TextLine
from pipeline.reading.scan.marks import Marks
from pipeline.reading.scan.pixels import Grey, Ints, fitted, grey, grown, mask

HEIGHT = 36  # pixels of a crop, as many as the recogniser's own; more costs time and mends nothing
_PAD = 0.15  # of the line's height; more lets the neighbours in
_ABOVE, _BELOW = 1.7, 0.5  # letter heights that a line takes at least over and under its baseline
_FALL = 1.5  # work pixels by which a line may fall from end to end before it is levelled


@dataclass(frozen=True, slots=True)
class Crop:
    """A line's image and the way back to the pixels of the page: shift, scale, and fall of the line."""

    image: Grey
    left: float
    top: float
    scale: float
    fall: float

    def on_page(self, box: Box) -> Box:
        """A box of the crop on the page, both in pixels."""
        x0, x1 = (self.left + x / self.scale for x in (box.x0, box.x1))
        drop = self.fall * (box.x0 + box.x1) / 2 / self.scale
        top, bottom = (self.top + drop + y / self.scale for y in (box.top, box.bottom))
        return Box(x0, top, x1, bottom)


def crop_of(page: Grey, marks: Marks, owner: Ints, number: int, line: TextLine, unit: float, zoom: float) -> Crop:
    """Line ``number`` of a page that is ``zoom`` times larger than the image of its marks.

    The marks of other lines and dirt (``owner`` says another number) are wiped, so neighbours' accents stay out.
    """
    pad = _PAD * (line.bottom - line.top)
    rows, columns = marks.labels.shape
    top, bottom = _extent(line, unit)
    y0, y1 = max(0, round(top - pad)), min(rows, round(bottom + pad) + 1)
    x0, x1 = max(0, round(line.x0 - pad)), min(columns, round(line.x1 + pad) + 1)
    image = page[_stretch(y0, y1, zoom, page.shape[0]), _stretch(x0, x1, zoom, page.shape[1])].copy()
    labels = marks.labels[y0:y1, x0:x1]
    own = owner[labels] == number
    strange = grown(mask(~own & (labels > 0)), 3, 3)
    strange[own] = 0
    image[fitted(strange, image) > 0] = 255
    fall = line.slope if abs(line.slope) * (x1 - x0) > _FALL else 0.0
    top = y0 * zoom
    if fall:
        image, cut = _levelled(image, fall)
        top += cut
    scale = HEIGHT / image.shape[0]
    size = (max(8, round(image.shape[1] * scale)), HEIGHT)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    return Crop(grey(small), x0 * zoom, top, scale, fall)


def _stretch(start: int, end: int, zoom: float, size: int) -> slice:
    """The same stretch on an image ``zoom`` times larger; a pixel at least."""
    first = min(round(start * zoom), size - 1)
    return slice(first, max(first + 1, round(end * zoom)))


def _extent(line: TextLine, unit: float) -> tuple[float, float]:
    """From top to bottom, at least so much as a line with accents and tails takes.

    Figures and capitals would else be scaled up to where the recogniser knows them no more. ``unit`` is the usual
    letter height of the page.
    """
    letter = min(line.size, unit)
    base = line.at + line.slope * (line.x0 + line.x1) / 2
    return min(line.top, base - _ABOVE * letter), max(line.bottom, base + _BELOW * letter)


def _levelled(image: Grey, fall: float) -> tuple[Grey, float]:
    """The image with each column moved up by its fall, and how many rows the result begins below the old top."""
    height, width = image.shape
    whole = fall * width
    rows = max(8, round(height - abs(whole)))
    shift = min(0.0, whole)  # a rising line needs its left end moved up
    matrix = np.array([[1.0, 0.0, 0.0], [-fall, 1.0, shift]])
    moved = cv2.warpAffine(image, matrix, (width, rows), flags=cv2.INTER_LINEAR, borderValue=(255,))
    return grey(moved), -shift
