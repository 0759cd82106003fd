"""Page images: PNG, JPEG, TIFF of many pages; and a picture of any page -> a page by recognition."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.errors import DamagedFileError, MissingProgramError
from pipeline.models import Grid, Line, Page, View
from pipeline.reading.beside import beside
from pipeline.settings import Settings

_DPI = 300.0  # where the file does not say
_INCHES = (4.0, 18.0)  # the shorter side of a real page
_A4 = 8.27

log = logging.getLogger(__name__)


def read_image(data: bytes, path: Path, settings: Settings) -> list[Page]:
    """The pages of an image file. Raises :class:`DamagedFileError` and :class:`MissingProgramError`."""
    import numpy as np

    def steps() -> Iterator[Callable[[], Page]]:
        for number, (image, dpi) in enumerate(_frames(data, path), 1):
            picture = np.asarray(image)
            picture = picture if picture.ndim == 2 else picture[:, :, ::-1]
            yield partial(recognised_page, picture, dpi, number, "none", settings)

    return beside(steps(), settings.pages_at_once)


def recognised_page(picture: Any, dpi: float, number: int, health: str, settings: Settings) -> Page:
    """A page by OCR of ``picture``, (H, W) grey or (H, W, 3) BGR at ``dpi``.

    Only a missing Tesseract is an error; any other failure gives a page without lines and the health
    ``ocr_failed``.
    """
    import numpy as np

    from pipeline.reading.ocr import recognise

    high, wide = picture.shape[:2]
    points = 72 / dpi
    real = dpi if _INCHES[0] <= min(high, wide) / dpi <= _INCHES[1] else min(high, wide) / _A4
    page = Page(number, (), (), wide * points, high * points, 0, "ocr", health, None, View())
    try:
        found = recognise(np.ascontiguousarray(picture), real, settings)
    except MissingProgramError:
        raise
    except Exception as error:  # one bad page must not cost the others
        log.warning("page %d could not be recognised: %s", number, error)
        return replace(page, health="ocr_failed")
    scale = real / dpi
    view = replace(found.view, c=found.view.c * scale, f=found.view.f * scale)
    return replace(
        page,
        lines=tuple(_scaled_line(line, scale) for line in found.lines),
        tables=tuple(_scaled_grid(grid, scale) for grid in found.tables),
        turned=found.turned,
        confidence=found.confidence,
        view=view,
    )


def _scaled_line(line: Line, scale: float) -> Line:
    words = tuple(replace(word, box=word.box and word.box.scaled(scale)) for word in line.words)
    return replace(line, words=words, box=line.box and line.box.scaled(scale))


def _scaled_grid(grid: Grid, scale: float) -> Grid:
    cells = tuple(replace(cell, box=cell.box and cell.box.scaled(scale)) for cell in grid.cells)
    return replace(grid, cells=cells, box=grid.box and grid.box.scaled(scale))


def _frames(data: bytes, path: Path) -> Iterator[tuple[Any, float]]:
    """(grey or RGB image as a viewer shows it, dots per inch) for each page."""
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(BytesIO(data)) as file:
            for frame in ImageSequence.Iterator(file):
                dpi = _resolution(frame.info.get("dpi"))
                image = ImageOps.exif_transpose(frame)
                yield _flat(image), dpi
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DamagedFileError(
            "{file} is a damaged or cut off image: scan it or ask for it again.", file=path.name
        ) from error


def _resolution(dpi: Any) -> float:
    try:
        value = float(dpi[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return _DPI
    return value if 30 <= value <= 2400 else _DPI


def _flat(image: Any) -> Any:
    """Grey or RGB on white paper."""
    from PIL import Image

    if image.mode in ("1", "L"):
        return image.convert("L")
    if image.mode.startswith(("I", "F")):
        low, high = image.getextrema()
        return image.point(lambda value: value * (255 / max(1, high)) if low >= 0 else value).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB")
