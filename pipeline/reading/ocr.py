"""Reading page images with Debian's Tesseract; the only module that knows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import MissingProgramError, UnreadableError
from pipeline.models import Box, Cell, Grid, Line, View, Word
from pipeline.reading.order import reading_order
from pipeline.reading.scan.crops import Crop
from pipeline.reading.scan.grid import ScanTable
from pipeline.reading.scan.page import scan_page
from pipeline.settings import Settings

LANGUAGE = "vie"
_INSTALL = "apt-get install tesseract-ocr tesseract-ocr-vie"


class OcrTimeoutError(UnreadableError):
    """A page took longer than ``Settings.ocr_seconds``."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as it was recognised.

    Boxes are PDF points of the straightened upright page; ``view`` maps them to the image as it was given. ``turned``
    is by how many degrees, clockwise, the image was turned to stand upright; ``confidence`` the mean of the words.
    """

    lines: tuple[Line, ...]
    tables: tuple[Grid, ...]
    turned: int
    view: View
    confidence: float | None


def recognise(image: NDArray[np.uint8], dpi: float, settings: Settings) -> Recognised:
    """Lines and tables of a page image, (H, W) grey or (H, W, 3) BGR.

    Raises :class:`MissingProgramError` without Tesseract or its Vietnamese data, :class:`OcrTimeoutError` on a page
    that takes too long.
    """
    program = _program()
    scan = scan_page(image, dpi)
    found = _recognised(program, [crop.image for crop in scan.crops], settings.ocr_seconds)
    points = 72 / dpi
    lines = [
        Line(words, _around(words), cell=line.cell)
        for line, crop, read in zip(scan.lines, scan.crops, found, strict=True)
        if (words := tuple(_placed(word, crop, points) for word in read))
    ]
    tables = tuple(_grid(table, points * scan.zoom) for table in scan.tables)
    marks = [word.confidence for line in lines for word in line.words if word.confidence is not None]
    back = scan.back
    view = View(back.a, back.b, back.c * points, back.d, back.e, back.f * points)
    confidence = sum(marks) / len(marks) if marks else None
    return Recognised(tuple(reading_order(lines, tables)), tables, scan.turned, view, confidence)


def _placed(word: Word, crop: Crop, points: float) -> Word:
    """A word of a crop, in points of the page."""
    assert word.box is not None
    x0, x1 = (crop.left + x / crop.scale for x in (word.box.x0, word.box.x1))
    top, bottom = (crop.top + y / crop.scale for y in (word.box.top, word.box.bottom))
    box = Box(*(round(value * points, 2) for value in (x0, top, x1, bottom)))
    return replace(word, box=box)


def _grid(table: ScanTable, points: float) -> Grid:
    def box(pixels: tuple[float, float, float, float]) -> Box:
        return Box(*(round(value * points, 2) for value in pixels))

    cells = tuple(Cell(c.row, c.column, c.row_span, c.column_span, box(c.box)) for c in table.cells)
    rows, columns = table.owner.shape
    return Grid(rows, columns, cells, box(table.box))


@lru_cache(maxsize=1)
def _program() -> str:
    """The path of a Tesseract that has the Vietnamese data."""
    program = shutil.which("tesseract")
    if program is None:
        raise MissingProgramError("Tesseract is not installed: run {command}", command=_INSTALL)
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout
    if LANGUAGE not in listed.split():
        raise MissingProgramError("Tesseract has no Vietnamese data: run {command}", command=_INSTALL)
    return program


def _run(program: str, arguments: Sequence[str], seconds: float) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run([program, *arguments], capture_output=True, env=environment, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise OcrTimeoutError(
            "Recognising the page took longer than {seconds} seconds: raise ocr_seconds", seconds=seconds
        ) from error
    if done.returncode:
        raise UnreadableError("Tesseract failed: {message}", message=done.stderr.decode("utf-8", "replace")[-300:])
    return done.stdout.decode("utf-8", "replace")


def _recognised(program: str, images: Sequence[NDArray[np.uint8]], seconds: float) -> list[list[Word]]:
    """The words of each image of one line, in its pixels; one process reads them all."""
    if not images:
        return []
    with tempfile.TemporaryDirectory(prefix="giaoviec-") as folder:
        names = []
        for number, image in enumerate(images):
            path = Path(folder) / f"{number}.pgm"
            path.write_bytes(b"P5 %d %d 255\n" % (image.shape[1], image.shape[0]) + image.tobytes())
            names.append(str(path))
        listed = Path(folder) / "lines.txt"
        listed.write_text("\n".join(names) + "\n")
        table = _run(program, [str(listed), "-", "-l", LANGUAGE, "--psm", "7", "--dpi", "300", "tsv"], seconds)
    found: list[list[Word]] = [[] for _ in images]
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            found[int(cells[1]) - 1].append(_word(cells))
    return found


def _word(cells: list[str]) -> Word:
    x, y, w, h = (float(value) for value in cells[6:10])
    text = unicodedata.normalize("NFC", cells[11].strip())
    return Word(text, Box(x, y, x + w, y + h), max(0.0, float(cells[10])) / 100)


def _around(words: Sequence[Word]) -> Box:
    boxes = [word.box for word in words if word.box]
    found = boxes[0]
    for box in boxes[1:]:
        found = found.union(box)
    return found
