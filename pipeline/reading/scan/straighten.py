"""The slant of a page's lines, and turning it away."""

from __future__ import annotations

import math

import cv2
import numpy as np

from pipeline.models import View
from pipeline.reading.scan.pixels import Floats, Grey, Ints, components, grey, scaled

_SIDE = 1200  # longest side, in pixels, of the image on which the slant is measured
_MOST = 8.0  # degrees; a page that slants more was laid on the glass on purpose
_LETTER = 0.05  # of the longest side; a larger mark is a rule, a hole or a border and has no vote


def slant(even: Grey) -> float:
    """Degrees by which the lines of an evenly lit page fall to the right.

    The right angle is the one at which ink gathers in the fewest rows: rows between lines become empty.
    """
    ink = _letters(scaled(even, min(1.0, _SIDE / max(even.shape))))
    y, x = np.nonzero(ink)
    weight = ink[y, x].astype(np.float64)
    found = 0.0
    for step, reach in ((0.5, _MOST), (0.1, 0.4), (0.02, 0.08)):
        angles = np.arange(found - reach, found + reach + step / 2, step)
        found = float(max(angles, key=lambda angle: _sharpness(x, y, weight, float(angle))))
    return round(found, 2)


def _letters(even: Grey) -> Grey:
    ink = grey(np.where(even < 190, 255 - even, 0))
    labels, sizes = components(ink)
    most = _LETTER * max(even.shape)
    keep = (sizes[:, 2] < 4 * most) & (sizes[:, 3] < most) & (sizes[:, 4] > 3)
    return grey(ink * keep[labels])


def _sharpness(x: Ints, y: Ints, weight: Floats, angle: float) -> float:
    """How unevenly the ink lies over rows that fall by ``angle``."""
    rows = (y - x * math.tan(math.radians(angle))).round().astype(np.int64)
    if not len(rows):
        return 0.0
    sums = np.bincount(rows - rows.min(), weights=weight)
    return float(np.square(np.diff(sums)).sum())


def straightened(image: Grey, angle: float) -> tuple[Grey, View]:
    """The image with ``angle`` degrees turned away on a canvas that holds all of it, and the way back in pixels."""
    height, width = image.shape
    turn = math.radians(angle)
    out_w = math.ceil(abs(width * math.cos(turn)) + abs(height * math.sin(turn)))
    out_h = math.ceil(abs(width * math.sin(turn)) + abs(height * math.cos(turn)))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[0, 2] += (out_w - width) / 2
    matrix[1, 2] += (out_h - height) / 2
    turned = cv2.warpAffine(image, matrix, (out_w, out_h), flags=cv2.INTER_CUBIC, borderValue=(255,))
    back = cv2.invertAffineTransform(matrix)
    return grey(turned), View(*(float(value) for value in back.ravel()))
