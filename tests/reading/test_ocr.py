from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.errors import MissingProgramError, UnreadableError
from pipeline.reading import ocr
from pipeline.reading.ocr import OcrTimeoutError, recognise
from pipeline.reading.scan.turn import turned
from tests.reading.make import SETTINGS
from tests.reading.scan.draw import Grey, line, paper

FONTS = ("DejaVuSerif.ttf", "FreeSerif.ttf", "LiberationSerif-Regular.ttf", "times.ttf")


@pytest.fixture(autouse=True)
def forget_the_program() -> Iterator[None]:
    ocr._program.cache_clear()
    yield
    ocr._program.cache_clear()


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A Tesseract that is a shell script."""
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))


def page_with_a_line() -> Grey:
    page = paper(1000, 400)
    line(page, 100, 200)
    return np.kron(page, np.ones((2, 2), np.uint8))


def test_no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(MissingProgramError, match="not installed: run apt-get install tesseract-ocr"):
        recognise(page_with_a_line(), 300, SETTINGS)


def test_no_vietnamese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, "echo eng; echo osd")
    with pytest.raises(MissingProgramError, match=r"no Vietnamese data: run apt-get install .*tesseract-ocr-vie"):
        recognise(page_with_a_line(), 300, SETTINGS)


def test_a_page_that_takes_too_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, "echo vie")

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        if "--list-langs" in command:
            return subprocess.CompletedProcess(command, 0, "vie", "")
        assert options["timeout"]
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(OcrTimeoutError, match="ocr_seconds"):
        recognise(page_with_a_line(), 300, SETTINGS)


def test_a_tesseract_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, '[ "$1" = --list-langs ] && echo vie && exit 0\necho "out of order" >&2; exit 1')
    with pytest.raises(UnreadableError, match="out of order"):
        recognise(page_with_a_line(), 300, SETTINGS)


def test_words_are_put_back_to_their_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    row = r"5\t1\t1\t1\t1\t%d\t%d\t9\t20\t18\t%s\t%s\n"
    pretend(
        monkeypatch,
        tmp_path,
        f'[ "$1" = --list-langs ] && echo vie && exit 0\nprintf "{row}{row}" 1 10 96.5 Ban 2 40 80 hành',
    )
    found = recognise(page_with_a_line(), 300, SETTINGS)
    assert [read.text for read in found.lines] == ["Ban hành"]
    assert [word.confidence for word in found.lines[0].words] == [0.965, 0.8]
    box = found.lines[0].words[0].box
    assert box is not None
    assert 45 < box.x0 < 60
    assert 75 < box.top < 100


def test_a_blank_page_and_a_tiny_picture_need_no_recognition(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, '[ "$1" = --list-langs ] && echo vie && exit 0\nexit 1')
    assert recognise(paper(1200, 1700), 150, SETTINGS).lines == ()
    assert recognise(paper(4, 4), 150, SETTINGS).lines == ()


def vietnamese_is_there() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    return (
        "vie" in subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    )


def font(size: int) -> ImageFont.FreeTypeFont:
    for name in FONTS:
        try:
            found = ImageFont.truetype(name, size)
        except OSError:
            continue
        if found.getmask("ộ").getbbox() != found.getmask("\uffff").getbbox():
            return found
    pytest.skip("no font with Vietnamese letters")


LINES = (
    "Ủy ban nhân dân huyện yêu cầu các phòng, ban chuyên môn:",
    "1. Báo cáo kết quả trước ngày 15/3/2024;",
    "2. Phối hợp với Sở Nội vụ trong quá trình triển khai;",
    "3. Tổng hợp các đề xuất, kiến nghị của cơ sở;",
    "4. Gửi về Văn phòng để theo dõi, đôn đốc thực hiện.",
)


def letter() -> Image.Image:
    image = Image.new("L", (2480, 1700), 255)
    pen = ImageDraw.Draw(image)
    for n, text in enumerate(LINES):
        pen.text((300, 300 + 90 * n), text, fill=30, font=font(58))
    for x in (300, 1000, 2000):
        pen.line((x, 1000, x, 1150), fill=0, width=4)
    for y in (1000, 1150):
        pen.line((300, y, 2000, y), fill=0, width=4)
    pen.text((330, 1040), "Phòng Tư pháp", fill=30, font=font(58))
    pen.text((1030, 1040), "Chủ trì", fill=30, font=font(58))
    return image


@pytest.mark.skipif(not vietnamese_is_there(), reason="Tesseract or its Vietnamese data is not installed")
@pytest.mark.parametrize("quarters", [0, 1, 2])
def test_a_letter_is_read_whichever_way_it_lies(quarters: int) -> None:
    slanted = np.asarray(letter().rotate(1.7, Image.Resampling.BICUBIC, fillcolor=255), np.uint8)
    found = recognise(turned(slanted, quarters), 300, SETTINGS)
    assert [read.text for read in found.lines] == [*LINES, "Phòng Tư pháp", "Chủ trì"]
    assert [read.cell for read in found.lines[-3:]] == [None, (0, 0), (0, 1)]
    assert found.turned == (4 - quarters) % 4 * 90
    assert found.confidence is not None
    assert found.confidence > 0.9
