"""Ink that nobody wrote: punch holes, dark edges, folds, the grain of a fax."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.reading.scan.marks import marks_of
from pipeline.reading.scan.pixels import Flags, Grey, Ints, closed, grown, mask, opened, without

_HOLE = 0.19  # inches; a solid mark wider and higher than this is a punch hole, a clip or a blot
_EDGE = 0.5  # inches; a mark that touches an edge and ends nearer to it than this is no text
_FOLD = 1.3  # inches; no row of letters is solid over such a length
_SPECK = 1.6e-4  # square inches
_GRAIN, _AROUND = 90.0, 0.2  # specks in a square inch from which a place is grainy; the square's side in inches
_SPREAD = 0.8  # inches from a fold within which its grain spreads


def dirt_of(ink: Grey, dpi: float) -> Grey:
    """A mask of the dirt in ``ink``."""
    folds = opened(closed(ink, 1, 5), 1, round(_FOLD * dpi))
    rest = without(ink, folds)
    marks = marks_of(rest)
    dirt = _solid(marks.w, marks.h, marks.area, dpi)
    dirt |= _at_edge(marks.x, marks.y, marks.w, marks.h, rest.shape, dpi)
    dirt[0] = False
    found = mask(folds | mask(dirt[marks.labels]))
    return mask(found | _grain(without(rest, found), folds, dpi))


def _solid(w: Ints, h: Ints, area: Ints, dpi: float) -> Flags:
    hole = _HOLE * dpi
    return np.asarray((w > hole) & (h > hole) & (area > 0.65 * w * h))


def _at_edge(x: Ints, y: Ints, w: Ints, h: Ints, shape: tuple[int, ...], dpi: float) -> Flags:
    rim, depth, letter = round(0.02 * dpi), round(_EDGE * dpi), 0.3 * dpi
    height, width = shape
    right, bottom = x + w, y + h
    level = ((x <= rim) & (right < depth)) | ((right >= width - rim) & (x > width - depth))
    upright = ((y <= rim) & (bottom < depth)) | ((bottom >= height - rim) & (y > height - depth))
    return np.asarray((level | upright) & ((w > letter) | (h > letter)))


def _grain(ink: Grey, folds: Grey, dpi: float) -> Grey:
    """Around folds, where specks stand close together: all that is as thin as they are."""
    if not folds.any():
        return np.zeros_like(ink)
    marks = marks_of(ink)
    specks = (marks.area > 0) & (marks.area <= _SPECK * dpi * dpi)
    side = round(_AROUND * dpi) | 1
    count = np.zeros(ink.shape, np.float32)
    count[marks.y[specks], marks.x[specks]] = 1
    density = cv2.boxFilter(count, -1, (side, side), normalize=False) / _AROUND**2
    rows = folds.any(axis=1)
    reach = round(_SPREAD * dpi)
    near = np.convolve(rows, np.ones(2 * reach + 1), "same") > 0
    thin = without(ink, opened(ink, 2, 2))
    return mask((thin > 0) & (grown(mask(density > _GRAIN), 3, 3) > 0) & near[:, None])
