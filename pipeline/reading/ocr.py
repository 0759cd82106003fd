"""Reading page images with Debian's Tesseract; the only module that knows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import MissingProgramError, UnreadableError
from pipeline.models import Box, Grid, Line, View, Word
from pipeline.reading.order import reading_order
from pipeline.reading.scan.light import even
from pipeline.reading.scan.straighten import slant, straightened
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
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    flat = even(np.asarray(grey, dtype=np.uint8), dpi)
    upright, back = straightened(flat, slant(flat))
    lines = reading_order(_whole_page(program, upright, dpi, settings.ocr_seconds), ())
    marks = [word.confidence for line in lines for word in line.words if word.confidence is not None]
    points = 72 / dpi
    view = View(back.a, back.b, back.c * points, back.d, back.e, back.f * points)
    return Recognised(tuple(lines), (), 0, view, sum(marks) / len(marks) if marks else None)


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


def _whole_page(program: str, page: NDArray[np.uint8], dpi: float, seconds: float) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="giaoviec-") as folder:
        path = Path(folder) / "page.pgm"
        cv2.imwrite(str(path), page)
        table = _run(program, [str(path), "-", "-l", LANGUAGE, "--dpi", str(round(dpi)), "tsv"], seconds)
    rows: dict[tuple[str, ...], list[Word]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            rows.setdefault(tuple(cells[1:5]), []).append(_word(cells, 72 / dpi))
    return [line for words in rows.values() for line in _split(words)]


def _word(cells: list[str], points: float) -> Word:
    x, y, w, h = (int(value) * points for value in cells[6:10])
    text = unicodedata.normalize("NFC", cells[11].strip())
    return Word(text, Box(x, y, x + w, y + h), max(0.0, float(cells[10])) / 100)


def _split(words: list[Word]) -> list[Line]:
    """Words of one baseline, parted where the white between them is as wide as a column gap."""
    runs: list[list[Word]] = []
    for word in words:
        last = runs[-1][-1].box if runs else None
        if last and word.box and word.box.x0 - last.x1 < 30:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Line(tuple(run), _around(run)) for run in runs]


def _around(words: Sequence[Word]) -> Box:
    boxes = [word.box for word in words if word.box]
    found = boxes[0]
    for box in boxes[1:]:
        found = found.union(box)
    return found
