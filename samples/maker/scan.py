"""Turns a drawn document into page images as an office scanner gives them: grey or colour, noisy, a little skew."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from maker import garble, pdf, seal
from maker.source import Source

DPI = 200
QUALITY = 42  # of the JPEG, 1 to 95
SCALE = DPI / 72


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the drawn page: its words and its box in points from the bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def plain(source: Source) -> bytes:
    """Grey pages, skewed, without any text layer."""
    return _bind([_worn(page, source.seed + n, 0.5) for n, page in enumerate(_pages(pdf.render(source)))])


def sealed(source: Source) -> bytes:
    """Colour pages with a signature and a red seal that covers a part of it."""
    drawn = pdf.render(source)
    pages = _pages(drawn, colour=True)
    where = _signature_place(drawn, source)
    seal.stamp(pages[where[0]], (where[1] * SCALE, pages[where[0]].height - where[2] * SCALE), source.mark)
    return _bind([_worn(page, source.seed + n, -0.6) for n, page in enumerate(pages)])


def with_bad_layer(source: Source) -> bytes:
    """Grey pages over which lies invisible text as an English OCR engine reads Vietnamese."""
    drawn = pdf.render(source)
    pages = [_worn(page, source.seed + n, 0.0) for n, page in enumerate(_pages(drawn))]
    lines = _text_lines(drawn)

    def layer(canvas: Canvas, number: int) -> None:
        for line in lines[number]:
            _invisible(canvas, line, garble.misread(line.text, source.seed + number))

    return _bind(pages, layer)


def with_signature_layer(source: Source) -> bytes:
    """Grey pages whose whole text layer is the note of a digital signature at the top of the first page."""
    pages = [_worn(page, source.seed + n, 0.3) for n, page in enumerate(_pages(pdf.render(source)))]

    def layer(canvas: Canvas, number: int) -> None:
        if number == 0:
            canvas.setFont("Serif", 8)
            for step, line in enumerate(source.mark.split("|")):
                canvas.drawString(430, 826 - 9 * step, line.strip())

    return _bind(pages, layer)


def photo(source: Source) -> bytes:
    """The first page alone, as a grey JPEG that carries its resolution."""
    page = _worn(_pages(pdf.render(source))[0], source.seed, 0.4)
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=55, optimize=True, dpi=(DPI, DPI))
    return buffer.getvalue()


def _pages(document: bytes, colour: bool = False) -> list[Image.Image]:
    with pypdfium2.PdfDocument(document) as opened:
        images = [page.render(scale=SCALE).to_pil() for page in opened]
    return [image.convert("RGB" if colour else "L") for image in images]


def _text_lines(document: bytes) -> list[list[TextLine]]:
    pages = []
    with pypdfium2.PdfDocument(document) as opened:
        for page in opened:
            text = page.get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            pages.append([TextLine(text.get_text_bounded(*box), *box) for box in boxes])
    return pages


def _signature_place(document: bytes, source: Source) -> tuple[int, float, float]:
    """Page index and place, in points from the bottom left, of the seal: over the left third of the signature."""
    for number, lines in enumerate(_text_lines(document)):
        for line in lines:
            if source.signer in line.text:
                return number, line.left - 18, line.top + 34
    raise ValueError(f"{source.stem}: the signer's name is not on any page")


def _worn(page: Image.Image, seed: int, angle: float) -> Image.Image:
    """The page as scanned: turned by ``angle`` degrees, softened, with grain on greyish paper."""
    white = 255 if page.mode == "L" else (255, 255, 255)
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=white).filter(ImageFilter.GaussianBlur(0.6))
    values = np.asarray(turned, dtype=np.float32)
    grain = np.random.default_rng(seed).normal(0, 2.5, values.shape[:2])
    worn = values * 0.93 + 12 + (grain if values.ndim == 2 else grain[..., None])
    return Image.fromarray(np.clip(worn, 0, 255).astype(np.uint8))


def _bind(pages: list[Image.Image], layer: Callable[[Canvas, int], None] | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for number, page in enumerate(pages):
        jpeg = io.BytesIO()
        page.save(jpeg, "JPEG", quality=QUALITY, optimize=True)
        jpeg.seek(0)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *A4)
        if layer:
            layer(canvas, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _invisible(canvas: Canvas, line: TextLine, words: str) -> None:
    size = max(6.0, (line.top - line.bottom) * 0.95)
    natural = canvas.stringWidth(words, "Helvetica", size)
    text = canvas.beginText(line.left, line.bottom + size * 0.2)
    text.setFont("Helvetica", size)
    text.setTextRenderMode(3)
    text.setHorizScale(100 * (line.right - line.left) / natural if natural else 100)
    text.textOut(words)
    canvas.drawText(text)
