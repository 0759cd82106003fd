"""The slant of a page's lines, and turning it away."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.models import View

Grey = NDArray[np.uint8]

_SIDE = 1200  # longest side, in pixels, of the image on which the slant is measured
_MOST = 8.0  # degrees; a page that slants more was laid on the glass on purpose


def slant(even: Grey) -> float:
    """Degrees by which the lines of an evenly lit page fall to the right (clockwise is positive).

    The right angle is the one at which ink gathers in the fewest rows: rows between lines become empty.
    """
    scale = min(1.0, _SIDE / max(even.shape))
    small = cv2.resize(even, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.where(small < 190, 255 - small, 0).astype(np.uint8)
    _drop_large(ink)
    found = 0.0
    for step, reach in ((0.5, _MOST), (0.1, 0.5), (0.02, 0.1)):
        angles = np.arange(found - reach, found + reach + step / 2, step)
        found = float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))
    return found


def _drop_large(ink: Grey) -> None:
    """Borders, rules and punch holes must not vote: only marks of the size of letters are kept."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((ink > 0).astype(np.uint8))
    keep = np.ones(count, np.uint8)
    keep[stats[:, cv2.CC_STAT_HEIGHT] > 60] = 0
    keep[stats[:, cv2.CC_STAT_AREA] < 4] = 0
    keep[0] = 0
    ink *= keep[labels]


def _sharpness(ink: Grey, angle: float) -> float:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR)
    rows = turned.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def straightened(image: Grey, angle: float) -> tuple[Grey, View]:
    """The image with ``angle`` degrees turned away on a canvas that holds all of it, and the way back in pixels."""
    height, width = image.shape
    turn = math.radians(angle)
    out_w = math.ceil(abs(width * math.cos(turn)) + abs(height * math.sin(turn)))
    out_h = math.ceil(abs(width * math.sin(turn)) + abs(height * math.cos(turn)))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[0, 2] += (out_w - width) / 2
    matrix[1, 2] += (out_h - height) / 2
    turned = cv2.warpAffine(image, matrix, (out_w, out_h), flags=cv2.INTER_CUBIC, borderValue=255)
    back = cv2.invertAffineTransform(matrix)
    return np.asarray(turned, dtype=np.uint8), View(*(float(value) for value in back.ravel()))
