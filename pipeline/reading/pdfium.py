"""PDF pages by pdfium: glyphs, ruling strokes and images, in points of the page as a viewer shows it.

The raw interface is called with reused buffers; it is five to ten times faster than the object interface.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.models import Box

_MAX_SEGMENTS = 60_000  # a drawing, not a table, has more
_THIN = 3.6  # a filled rectangle thinner than this is a line
_DEPTH = 4  # forms within forms


@dataclass(frozen=True, slots=True)
class Style:
    """How a text object is set: ``size`` in points, ``turned`` the writing direction in degrees clockwise."""

    font: str
    size: float
    bold: bool
    italic: bool
    turned: float
    hidden: bool


@dataclass(slots=True)
class Glyph:
    """One character with its advance box.

    ``run`` tells text objects apart; ``apart`` says that pdfium sees a space or a line's end before it.
    ``confidence`` is that of a letter that was recognised.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style
    run: int
    apart: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal or vertical line; ``thick`` in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    thick: float = 0.0

    @property
    def level(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Ink:
    """What a page draws."""

    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    images: tuple[Box, ...]
    width: float
    height: float


Matrix = tuple[float, float, float, float, float, float]


def times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    a, b, c, d, e, f = m
    g, h, i, j, k, m_ = n
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m_


def to_viewer(page: Any) -> Matrix:
    """From PDF user space to points from the top left corner of the page as a viewer shows it."""
    scale = 1_000_000
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    width, height = page.get_size()
    for px, py in ((0.0, 0.0), (100.0, 0.0), (0.0, 100.0)):
        raw.FPDF_PageToDevice(page.raw, 0, 0, scale, scale, 0, px, py, x, y)
        corners.append((x.value / scale * width, y.value / scale * height))
    (ox, oy), (ax, ay), (bx, by) = corners
    return (ax - ox) / 100, (ay - oy) / 100, (bx - ox) / 100, (by - oy) / 100, ox, oy


def read_ink(page: Any) -> Ink:
    """All glyphs, strokes and images of a pypdfium2 page."""
    view = to_viewer(page)
    width, height = page.get_size()
    strokes: list[Stroke] = []
    images: list[Box] = []
    budget = [_MAX_SEGMENTS]
    for kind, item, matrix in _objects(page, view):
        if kind == raw.FPDF_PAGEOBJ_PATH and budget[0] > 0:
            strokes += _strokes(item, matrix, budget)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            images.append(_placed(times(_matrix_of(item), matrix)))
    glyphs = tuple(read_glyphs(page, view))
    return Ink(glyphs, tuple(strokes) if budget[0] > 0 else (), tuple(images), width, height)


# ------------------------------------------------------------------------------------------------------- glyphs


def read_glyphs(page: Any, view: Matrix) -> Iterator[Glyph]:
    text_page = page.get_textpage()
    handle = text_page.raw
    a, b, c, d, e, f = view
    upright = abs(b) < 1e-6 and abs(c) < 1e-6
    box, runs = raw.FS_RECTF(), 0
    styles: dict[int, Style] = {}
    apart = False
    last, style = 0, Style("", 10.0, False, False, 0.0, False)
    unicode_of, box_of, object_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetTextObject
    for n in range(raw.FPDFText_CountChars(handle)):
        code = unicode_of(handle, n)
        item = object_of(handle, n)
        if not item:
            apart = True  # a space or line end that the file does not hold
            continue
        address = ctypes.addressof(item.contents)
        if address != last:
            last = address
            runs += 1
            found = styles.get(address)
            if found is None:
                found = styles[address] = _style(item, view)
            style = found
        box_of(handle, n, box)
        if upright:
            x0, x1 = a * box.left + e, a * box.right + e
            top, bottom = d * box.top + f, d * box.bottom + f
        else:
            xs = a * box.left + c * box.top + e, a * box.right + c * box.bottom + e
            ys = b * box.left + d * box.top + f, b * box.right + d * box.bottom + f
            x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            code = 0xFFFD
        # pdfium gives U+0002 for a hyphen at a line's end
        yield Glyph("-" if code == 2 else chr(code), x0, top, x1, bottom, style, runs, apart)
        apart = False


def _style(item: Any, view: Matrix) -> Style:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    matrix = times(_matrix_of(item), view)
    points = size.value * math.hypot(matrix[2], matrix[3])
    font = raw.FPDFTextObj_GetFont(item)
    name = _font_name(font)
    flags = raw.FPDFFont_GetFlags(font)
    lower = name.lower()
    angle = ctypes.c_int()
    slanted = raw.FPDFFont_GetItalicAngle(font, angle) and angle.value != 0
    heavy = raw.FPDFFont_GetWeight(font) >= 600 or (flags > 0 and flags & 1 << 18)
    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    turned = math.degrees(math.atan2(matrix[1], matrix[0])) % 360
    return Style(
        font=name,
        size=round(points, 2),
        bold=bool("bold" in lower or "black" in lower or heavy or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE),
        italic=bool("italic" in lower or "oblique" in lower or slanted or (flags > 0 and flags & 1 << 6)),
        turned=turned,
        hidden=mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE,
    )


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
    return name.split("+", 1)[-1]


# ------------------------------------------------------------------------------------------------ paths, images


def _objects(page: Any, view: Matrix) -> Iterator[tuple[int, Any, Matrix]]:
    """(kind, object, matrix from the object's surroundings to the viewer), forms opened."""

    def inside(form: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
        for n in range(max(0, raw.FPDFFormObj_CountObjects(form))):
            yield from one(raw.FPDFFormObj_GetObject(form, n), matrix, depth)

    def one(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            yield from inside(item, times(_matrix_of(item), matrix), depth + 1)
        elif kind != raw.FPDF_PAGEOBJ_TEXT:
            yield kind, item, matrix

    for n in range(raw.FPDFPage_CountObjects(page.raw)):
        yield from one(raw.FPDFPage_GetObject(page.raw, n), view, 0)


def _matrix_of(item: Any) -> Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, m):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return m.a, m.b, m.c, m.d, m.e, m.f


def _placed(m: Matrix) -> Box:
    """Where the unit square goes."""
    a, b, c, d, e, f = m
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _strokes(item: Any, around: Matrix, budget: list[int]) -> list[Stroke]:
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroked)
    if (not fill.value and not stroked.value) or _pale(item, bool(stroked.value)):
        return []
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    found: list[Stroke] = []
    for points in _subpaths(item, times(_matrix_of(item), around), budget):
        if stroked.value:
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
                    found.append(Stroke(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), width.value))
        else:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            found += _bar(min(xs), min(ys), max(xs), max(ys))
    return found


def _bar(x0: float, top: float, x1: float, bottom: float) -> list[Stroke]:
    """A thin filled rectangle is a line along its middle; any other is shading."""
    wide, high = x1 - x0, bottom - top
    if high <= _THIN and high <= wide:
        middle = (top + bottom) / 2
        return [Stroke(x0, middle, x1, middle, high)]
    if wide <= _THIN:
        middle = (x0 + x1) / 2
        return [Stroke(middle, top, middle, bottom, wide)]
    return []


def _pale(item: Any, stroked: bool) -> bool:
    """White or transparent: nothing to see."""
    r, g, b, alpha = (ctypes.c_uint() for _ in range(4))
    get = raw.FPDFPageObj_GetStrokeColor if stroked else raw.FPDFPageObj_GetFillColor
    if not get(item, r, g, b, alpha):
        return False
    return alpha.value < 16 or min(r.value, g.value, b.value) > 245


def _subpaths(item: Any, matrix: Matrix, budget: list[int]) -> Iterator[list[tuple[float, float]]]:
    """Corner points of each polygon; a curve counts as its chord."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    count = raw.FPDFPath_CountSegments(item)
    budget[0] -= count
    points: list[tuple[float, float]] = []
    for n in range(count if budget[0] > 0 else 0):
        segment = raw.FPDFPath_GetPathSegment(item, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if points:
        yield points


def open_document(data: bytes) -> Any:
    """A ``PdfDocument``; raises ``pypdfium2.PdfiumError``."""
    return pdfium.PdfDocument(data)
