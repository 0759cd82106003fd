import cv2
import numpy as np

from pipeline.reading.scan.dirt import dirt_of
from tests.reading.scan.draw import line, paper


def test_holes_edges_and_folds_go_and_letters_stay() -> None:
    ink = 255 - paper()
    cv2.circle(ink, (60, 300), 18, 255, -1)
    ink[:, 0:12] = 255
    ink[500:504] = 255
    page = 255 - ink
    line(page, 150, 400)
    line(page, 0, 700, words=1)
    dirt = dirt_of(255 - page, 150)
    assert dirt[300, 60]
    assert dirt[200, 5]
    assert dirt[502, 500]
    assert not dirt[380:400].any(axis=0)[100:].any()
    assert not dirt[686:700, 14:60].any()


def test_grain_goes_near_a_fold_only() -> None:
    ink = 255 - paper()
    ink[300:304] = 255
    rng = np.random.default_rng(1)
    for top in (310, 600):
        specks = rng.integers((top, 100), (top + 40, 900), (900, 2))
        ink[specks[:, 0], specks[:, 1]] = 255
    dirt = dirt_of(ink, 150)
    assert dirt[312:348].sum() > 0.8 * ink[312:348].sum()
    assert not dirt[600:640].any()
