from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import pipeline.reading.ocr as ocr
from pipeline.errors import DamagedFileError
from pipeline.models import Box, Cell, Grid, Line, View, Word
from pipeline.reading.image import read_image
from pipeline.reading.ocr import Recognised
from tests.reading.make import SETTINGS

NAME = Path("ảnh.tif")


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, float]]:
    """Pictures and resolutions that the recogniser gets; it finds one word near the top left corner."""
    calls: list[tuple[Any, float]] = []

    def stand_in(picture: Any, dpi: float, settings: Any) -> Recognised:
        calls.append((picture, dpi))
        box = Box(10, 20, 30, 40)
        grid = Grid(1, 1, (Cell(0, 0, 1, 1, box),), box)
        return Recognised((Line((Word("chữ", box, 0.9),), box),), (grid,), 90, View(c=5, f=7), 0.9)

    monkeypatch.setattr(ocr, "recognise", stand_in)
    return calls


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def test_resolution_of_the_file(seen: list[Any]) -> None:
    (page,) = read_image(saved(Image.new("L", (1240, 1754), 255), "PNG", dpi=(150, 150)), NAME, SETTINGS)
    assert seen[0][1] == pytest.approx(150, abs=0.1)
    assert (page.width, page.height) == (pytest.approx(595.2, abs=0.3), pytest.approx(842, abs=0.3))
    assert (page.read_as, page.health, page.turned, page.confidence) == ("ocr", "none", 90, 0.9)


def test_without_a_resolution_300(seen: list[Any]) -> None:
    (page,) = read_image(saved(Image.new("L", (2480, 3508), 255), "PNG"), NAME, SETTINGS)
    assert (seen[0][1], round(page.width)) == (300, 595)


def test_a_resolution_that_cannot_be_is_not_believed_but_places_stay_true_to_it(seen: list[Any]) -> None:
    (page,) = read_image(saved(Image.new("L", (600, 850), 255), "PNG"), NAME, SETTINGS)
    assert seen[0][1] == pytest.approx(600 / 8.27)
    scale = seen[0][1] / 300
    assert page.width == 144
    box = page.lines[0].words[0].box
    assert box is not None
    assert box.x1 == pytest.approx(30 * scale)
    assert page.view.c == pytest.approx(5 * scale)
    assert page.tables[0].cells[0].box == box


def test_each_frame_of_a_tiff_is_a_page(seen: list[Any]) -> None:
    frames = [Image.new("1", (850, 1100), n) for n in (1, 0, 1)]
    pages = read_image(saved(frames[0], "TIFF", save_all=True, append_images=frames[1:]), NAME, SETTINGS)
    assert [page.number for page in pages] == [1, 2, 3]
    assert [int(picture.max()) for picture, _ in seen] == [255, 0, 255]


def test_camera_pictures_stand_as_they_are_shown(seen: list[Any]) -> None:
    image = Image.new("RGB", (1200, 900), "white")
    image.paste((255, 0, 0), (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    read_image(saved(image, "PNG", exif=exif), NAME, SETTINGS)
    picture = seen[0][0]
    assert picture.shape == (1200, 900, 3)
    assert picture[50, 850].tolist() == [0, 0, 255]  # blue, green, red


def test_transparent_is_white(seen: list[Any]) -> None:
    read_image(saved(Image.new("RGBA", (900, 900), (0, 0, 0, 0)), "PNG"), NAME, SETTINGS)
    assert np.asarray(seen[0][0]).min() == 255


def test_a_cut_off_image(seen: list[Any]) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300), dtype=np.uint8))
    with pytest.raises(DamagedFileError, match=r"ảnh\.tif"):
        read_image(saved(noise, "PNG")[:9000], NAME, SETTINGS)
