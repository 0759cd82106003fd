"""Even light: the paper becomes white, whatever shade, fold or lamp fell on it."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.reading.scan.pixels import Grey, grey, grown, scaled

_COARSE = 4  # the background is smooth, so it is found on an image this many times smaller
_REACH = 0.12  # inches; wider than a stroke of ink, narrower than a shadow


def even(image: Grey, dpi: float) -> Grey:
    """``image`` divided by its own background: paper 255, ink darker."""
    reach = max(3, round(_REACH * dpi / _COARSE) | 1)
    small = scaled(image, 1 / _COARSE)
    paper = cv2.medianBlur(grown(small, reach, reach), min(255, reach))
    full = cv2.resize(paper, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return grey(cv2.divide(image, np.maximum(full, 1), scale=255))
