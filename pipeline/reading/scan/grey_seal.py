"""Taking a round seal off a grey page: its ink is lighter than the letters under and over it."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.reading.scan.marks import WORK_DPI
from pipeline.reading.scan.pixels import Grey, grey, mask, opened, scaled

_RADII = (0.5, 0.95)  # inches
_COARSE = 3  # rings are looked for on an image so many times smaller
_INK = 200  # darker than this is ink
_LIGHTER = 35  # grey levels by which a seal is lighter than letters
_DARKEST = 25  # per cent of a seal that may stay, being darker than the rest
_VOTES = 14  # how sure the circle transform must be; what it finds is checked
_MARGIN = 1.12  # a seal has more than one ring, and the outer one may not be the one found
_CLOSED = 0.6  # share of a ring that must be seen


def without_seals(even: Grey, dpi: float) -> Grey:
    """An evenly lit page on which all that is as light as a seal is white within the seal's bounds."""
    zoom = dpi / WORK_DPI
    core = grey(cv2.erode(scaled(even, 1 / zoom), np.ones((3, 3), np.uint8)))  # strokes at their darkest
    ink = core[core < _INK]
    if not len(ink):
        return even
    letters = float(np.percentile(ink, 15))
    # the edges of letters are as light as a seal, but thinner
    light = opened(mask((core < _INK) & (core > letters + _LIGHTER)), 3, 3)
    page = even
    for x, y, radius in _rings(light):
        part = (slice(max(0, y - radius), y + radius), slice(max(0, x - radius), x + radius))
        seal = float(np.percentile(core[part][light[part] > 0], _DARKEST))
        page = page.copy() if page is even else page
        top, left = (max(0, round((at - radius) * zoom)) for at in (y, x))
        bottom, right = (round((at + radius) * zoom) for at in (y, x))
        page[top:bottom, left:right] = _lifted(page[top:bottom, left:right], letters, seal)
    return page


def _rings(light: Grey) -> list[tuple[int, int, int]]:
    """Middle and radius of each ring in a mask."""
    small = mask(scaled(light, 1 / _COARSE) > 80)
    least, most = (round(radius * WORK_DPI / _COARSE) for radius in _RADII)
    if min(small.shape) < 2 * least or not small.any():
        return []
    circles = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1, least, param1=100, param2=_VOTES, minRadius=least, maxRadius=most
    )
    found = []
    for x, y, radius in np.asarray(circles if circles is not None else np.empty((1, 0, 3))).reshape(-1, 3)[:8, :3]:
        ring = max((_seen(small, x, y, r), r) for r in np.arange(radius - 2, radius + 3))
        if ring[0] > _CLOSED:
            found.append(
                (round(float(x)) * _COARSE, round(float(y)) * _COARSE, round(float(ring[1]) * _COARSE * _MARGIN))
            )
    return found


def _seen(image: Grey, x: float, y: float, radius: float) -> float:
    """The share of a circle that a mask covers."""
    turns = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    xs = np.clip(np.round(x + radius * np.cos(turns)).astype(int), 0, image.shape[1] - 1)
    ys = np.clip(np.round(y + radius * np.sin(turns)).astype(int), 0, image.shape[0] - 1)
    return float((image[ys, xs] > 0).mean())


def _lifted(part: Grey, black: float, white: float) -> Grey:
    """Grey levels from ``black`` to ``white`` stretched over the whole range."""
    levels = np.clip((np.arange(256) - black) * 255 / max(1.0, white - black), 0, 255)
    return grey(levels[part])
