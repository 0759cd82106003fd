"""The ink of an evenly lit page as connected marks."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.scan.pixels import Grey, Ints, components, mask

WORK_DPI = 150.0  # lines and rules are found on an image of this resolution
_FAINT, _DARK = 192.0, 100.0  # the threshold stays between them, whatever the page holds
_NOISE = 6.0  # and comes down by so much for each grey level by which a pixel differs from its neighbours


@dataclass(frozen=True, slots=True)
class Marks:
    """Connected marks of ink: ``labels`` (H, W) holds their numbers, 0 for paper; the rest is one entry a mark."""

    labels: NDArray[np.int32]
    x: Ints
    y: Ints
    w: Ints
    h: Ints
    area: Ints


def ink_of(even: Grey) -> Grey:
    """Ink 255, paper 0. ``even`` is an evenly lit grey image."""
    level, _ = cv2.threshold(even, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    noise = float(np.median(cv2.absdiff(even, cv2.medianBlur(even, 5))))
    return mask(even < min(_FAINT - _NOISE * noise, max(_DARK, level)))


def marks_of(ink: Grey) -> Marks:
    """Entry 0 is the paper itself, with no size."""
    labels, sizes = components(ink)
    return Marks(labels, sizes[:, 0], sizes[:, 1], sizes[:, 2], sizes[:, 3], sizes[:, 4])
