import numpy as np

from pipeline.reading.scan.light import bands, even, without_bands
from tests.reading.scan.draw import line, paper


def test_shade_goes_and_ink_stays() -> None:
    page = paper()
    line(page, 100, 400)
    shade = np.linspace(0.4, 1.0, page.shape[1])
    flat = even((page * shade + 20 * (page == 0)).astype(np.uint8), 150)
    assert flat[100:300].min() > 235
    assert flat[386:400, 100:103].max() < 130


def test_fold_goes_and_the_letters_on_it_stay() -> None:
    page = paper()
    page[395:401] = 110
    line(page, 100, 400)
    flat = without_bands(page, bands(page, 150))
    assert flat[398, 800:950].min() > 235
    assert flat[390:399, 100:103].max() < 60
