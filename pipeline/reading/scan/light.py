"""Even light: the paper becomes white, whatever shade, fold or lamp fell on it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

_COARSE = 4  # the background is smooth, so it is found on an image this many times smaller


def even(grey: Grey, dpi: float) -> Grey:
    """``grey`` divided by its own background (paper 255, ink darker); (H, W) uint8 in and out."""
    small = cv2.resize(grey, None, fx=1 / _COARSE, fy=1 / _COARSE, interpolation=cv2.INTER_AREA)
    reach = max(3, round(dpi / _COARSE * 0.12) | 1)  # wider than a stroke, narrower than a shadow
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((reach, reach), np.uint8)), _odd(reach, 255))
    full = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _grey(cv2.divide(grey, np.maximum(full, 1), scale=255))


def _odd(size: int, most: int) -> int:
    return min(most, size | 1)


def _grey(image: Any) -> Grey:
    return np.asarray(image, dtype=np.uint8)
