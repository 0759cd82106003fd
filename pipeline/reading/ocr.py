"""Reading page images with Debian's Tesseract; the only module that knows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import MissingProgramError, UnreadableError
from pipeline.models import Box, View, Word
from pipeline.reading.recognised import Recognised, page_of
from pipeline.reading.scan.page import Scan, scan_page
from pipeline.settings import Settings

LANGUAGE = "vie"
_LEAST = 16  # pixels; a smaller picture holds no text
_INSTALL = "apt-get install tesseract-ocr tesseract-ocr-vie"


class OcrTimeoutError(UnreadableError):
    """A page took longer than ``Settings.ocr_seconds``."""


def recognise(image: NDArray[np.uint8], dpi: float, settings: Settings) -> Recognised:
    """Lines and tables of a page image, (H, W) grey or (H, W, 3) BGR.

    Raises :class:`MissingProgramError` without Tesseract or its Vietnamese data, :class:`OcrTimeoutError` on a page
    that takes too long.
    """
    program, end = _program(), time.monotonic() + settings.ocr_seconds
    if min(image.shape[:2]) < _LEAST:
        return Recognised((), (), 0, View(), None)
    scan = scan_page(image, dpi)
    found = _recognised(program, scan, end)
    if scan.lines and not scan.sure:
        other = scan_page(image, dpi, scan.turned // 90 + 2)
        read = _recognised(program, other, end)
        if _weight(read) > _weight(found):
            scan, found = other, read
    return page_of(scan, found, 72 / dpi)


def _weight(found: list[list[Word]]) -> float:
    """How much was read, and how well."""
    return sum(len(word.text) * (word.confidence or 0) ** 2 for line in found for word in line)


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


def _run(program: str, arguments: Sequence[str], end: float) -> str:
    """What Tesseract writes; it is stopped when the clock reads ``end``."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [program, *arguments],
            capture_output=True,
            env=environment,
            timeout=max(0.1, end - time.monotonic()),
            check=False,
        )
    except FileNotFoundError as error:
        raise MissingProgramError("Tesseract is not installed: run {command}", command=_INSTALL) from error
    except subprocess.TimeoutExpired as error:
        raise OcrTimeoutError(
            "Recognising the page took longer than ocr_seconds allows: raise it, or scan at 300 dots per inch."
        ) from error
    if done.returncode:
        raise UnreadableError("Tesseract failed: {message}", message=done.stderr.decode("utf-8", "replace")[-300:])
    return done.stdout.decode("utf-8", "replace")


def _recognised(program: str, scan: Scan, end: float) -> list[list[Word]]:
    """The words of each crop, in its pixels; one process reads them all."""
    images = [crop.image for crop in scan.crops]
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
        table = _run(program, [str(listed), "-", "-l", LANGUAGE, "--psm", "7", "--dpi", "300", "tsv"], end)
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
