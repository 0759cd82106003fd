"""Lifting the seal and the pen off a colour page."""

from __future__ import annotations

import cv2

from pipeline.reading.scan.pixels import Grey, Image, grey


def lifted(image: Image) -> Grey:
    """A grey page on which red and blue ink is as light as its strongest channel; black ink stays black."""
    if image.ndim == 2:
        return image
    blue, green, red = cv2.split(image)
    return grey(cv2.max(cv2.max(blue, green), red))
