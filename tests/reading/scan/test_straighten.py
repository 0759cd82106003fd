import cv2
import numpy as np
import pytest

from pipeline.reading.scan.straighten import slant, straightened
from tests.reading.scan.draw import paper, text


@pytest.mark.parametrize("angle", [-6.0, -1.3, 0.0, 0.7, 4.0])
def test_slant_is_measured(angle: float) -> None:
    page = paper(1000, 1200)
    text(page, 150, 200, 20)
    matrix = cv2.getRotationMatrix2D((500, 600), -angle, 1.0)  # OpenCV counts the other way round
    leaning = cv2.warpAffine(page, matrix, (1000, 1200), borderValue=(255,))
    assert slant(leaning) == pytest.approx(angle, abs=0.15)


def test_the_way_back_leads_to_the_same_ink() -> None:
    page = paper(600, 400)
    page[100:110, 500:510] = 0
    straight, back = straightened(page, 5.0)
    y, x = (float(places.mean()) for places in np.nonzero(straight < 128))
    assert (back.a * x + back.b * y + back.c, back.d * x + back.e * y + back.f) == pytest.approx((504.5, 104.5), abs=1)
