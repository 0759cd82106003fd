"""Even light: the paper becomes white, whatever shade, fold or lamp fell on it."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.reading.scan.pixels import Grey, closed, grey, grown, scaled

_COARSE = 4  # the background is smooth, so it is found on an image this many times smaller
_BAND = 1.2  # inches; wider than any word
_DARKEST = 60  # a band darker than this stays dark: nothing is left to see in it
_REACH = 0.12  # inches; wider than a stroke of ink, narrower than a shadow


def even(image: Grey, dpi: float) -> Grey:
    """``image`` divided by its own background: paper 255, ink darker."""
    reach = max(3, round(_REACH * dpi / _COARSE) | 1)
    small = scaled(image, 1 / _COARSE)
    paper = cv2.medianBlur(grown(small, reach, reach), min(255, reach))
    full = cv2.resize(paper, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return grey(cv2.divide(image, np.maximum(full, 1), scale=255))


def bands(image: Grey, dpi: float) -> Grey:
    """How dark an even, straight page is row by row: what is dark over a whole stretch is a fold, not ink.

    Level rules count as folds, so they must be found before the bands are divided away.
    """
    soft = grey(cv2.blur(image, (9, 1)))
    reach = round(_BAND * dpi)
    return grey(cv2.blur(closed(soft, 1, reach), (reach // 2, 1)))


def without_bands(image: Grey, found: Grey) -> Grey:
    """``image`` divided by its bands, which may have been found on a smaller one."""
    size = (image.shape[1], image.shape[0])
    full = found if found.shape == image.shape else cv2.resize(found, size, interpolation=cv2.INTER_LINEAR)
    return grey(cv2.divide(image, np.maximum(full, _DARKEST), scale=255))
