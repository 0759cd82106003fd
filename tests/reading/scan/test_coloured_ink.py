import numpy as np

from pipeline.reading.scan.coloured_ink import coloured, lifted


def colours() -> np.ndarray:
    image = np.full((100, 400, 3), 250, np.uint8)
    image[20:80, 10:60] = (40, 40, 40)
    image[20:80, 110:160] = (60, 40, 220)  # red, as blue, green, red
    image[20:80, 210:260] = (210, 90, 30)  # blue
    return image


def test_seal_and_pen_become_light_and_black_ink_stays() -> None:
    grey = lifted(colours())
    assert grey[50, 30] == 40
    assert grey[50, 130] > 200
    assert grey[50, 230] > 200


def test_coloured_ink_alone() -> None:
    layer = coloured(colours())
    assert layer is not None
    assert layer[50, 30] > 240
    assert layer[50, 130] < 60
    assert layer[50, 230] < 60


def test_a_grey_page_has_none() -> None:
    assert coloured(colours()[..., 0]) is None
    assert coloured(np.repeat(colours()[..., :1], 3, axis=2)) is None
