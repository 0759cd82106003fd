"""Coloured ink, a seal or a pen: lifted off the page, and by itself."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.reading.scan.pixels import Grey, Image, grey

_TINT = 40  # by how much the channels of ink that is not black differ
_LEAST = 2e-4  # share of a page that coloured ink takes at least


def lifted(image: Image) -> Grey:
    """A grey page on which red and blue ink is as light as its strongest channel; black ink stays black."""
    if image.ndim == 2:
        return image
    blue, green, red = cv2.split(image)
    return grey(cv2.max(cv2.max(blue, green), red))


def coloured(image: Image) -> Grey | None:
    """A grey page with the coloured ink alone, dark on white; None where there is none."""
    if image.ndim == 2:
        return None
    blue, green, red = cv2.split(image)
    tint = cv2.subtract(cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red))
    paper = float(np.median(tint[::8, ::8]))
    ink = cv2.subtract(tint, np.full_like(tint, round(paper)))
    if float((ink[::4, ::4] > _TINT).mean()) < _LEAST:
        return None
    return grey(255 - cv2.convertScaleAbs(ink, alpha=1.6))
