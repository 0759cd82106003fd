"""Types of images, and OpenCV's operations on masks with sizes as (height, width)."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]  # (H, W); a mask holds 255 for what is meant and 0 for the rest
Image = NDArray[np.uint8]  # (H, W) grey or (H, W, 3) BGR
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def grey(image: Any) -> Grey:
    return np.asarray(image, np.uint8)


def mask(flags: Any) -> Grey:
    return grey(np.where(flags, 255, 0))


def opened(image: Grey, height: int, width: int) -> Grey:
    return grey(cv2.morphologyEx(image, cv2.MORPH_OPEN, np.ones((height, width), np.uint8)))


def closed(image: Grey, height: int, width: int) -> Grey:
    return grey(cv2.morphologyEx(image, cv2.MORPH_CLOSE, np.ones((height, width), np.uint8)))


def grown(image: Grey, height: int, width: int) -> Grey:
    return grey(cv2.dilate(image, np.ones((height, width), np.uint8)))


def without(image: Grey, other: Grey) -> Grey:
    return grey(cv2.subtract(image, other))


def flipped(image: Grey) -> Grey:
    """Rows and columns changed over, so that upright strokes are found as level ones."""
    return np.ascontiguousarray(image.T)


def scaled(image: Grey, factor: float) -> Grey:
    kind = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return grey(cv2.resize(image, None, fx=factor, fy=factor, interpolation=kind))


def fitted(image: Grey, like: Grey) -> Grey:
    """A mask stretched to the size of another image, its edges kept hard."""
    return grey(cv2.resize(image, (like.shape[1], like.shape[0]), interpolation=cv2.INTER_NEAREST))


def components(image: Grey) -> tuple[NDArray[np.int32], Ints]:
    """Labels (H, W), 0 for none, and for each label x, y, width, height, area; entry 0 has no size."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(image, connectivity=8)
    sizes = np.asarray(stats, np.int64)
    sizes[0] = 0
    return np.asarray(labels, np.int32), sizes
