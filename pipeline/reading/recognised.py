"""Words of line images -> lines and tables of a page, in points: without noise, in reading order, mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.models import Box, Cell, Grid, Line, View, Word
from pipeline.reading.order import reading_order
from pipeline.reading.repair import repaired
from pipeline.reading.scan.bars import counted
from pipeline.reading.scan.grid import ScanTable
from pipeline.reading.scan.lines import TextLine
from pipeline.reading.scan.page import Scan
from pipeline.reading.scan.pixels import Grey
from pipeline.reading.scan.typeface import bold_words, darkness, is_italic, stroke

_NAME = 0.7  # confidence of each word of a name in coloured ink
_STAMP = 0.88  # confidence of a lone word in coloured ink
_PALE, _PEN = 0.72, 0.3  # of the darkest word of a line, below which figures are not its print; their confidence
_FORM = 9  # words of a line that may leave its number or its day to the pen
_FIGURE = re.compile(r"\d")
_OVER, _UNDER = 1.4, 0.3  # letter heights that a line takes over and under its baseline
_NOISE, _NOISE_WORDS = 0.5, 3  # a line of so few words, all read with less confidence than this, is no text
_NOISE_SIGNS = 15  # letters and digits; more of them in a row are text, such as an address, however badly read
_BULLETS, _CLOSING = "-–—_~=+*•.", '.,;:/)”"!?'
_SHORT_NOISE = 0.85  # the same for a lone word of two letters


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


def page_of(scan: Scan, found: list[list[Word]], points: float) -> Recognised:
    """The lines and tables of a scan. ``found`` holds the words of each crop, ``points`` is the size of a pixel."""
    seen = [_seen(crop.image, read) for crop, read in zip(scan.crops, found, strict=True)]
    lines, stamped = _placed(scan, seen, points)
    lines = [line for line in _with_names(lines, stamped) if not _is_noise(line)]
    tables = tuple(_grid(table, points * scan.zoom) for table in scan.tables)
    back = scan.back
    view = View(back.a, back.b, back.c * points, back.d, back.e, back.f * points)
    ordered = tuple(repaired(reading_order(lines, tables)))
    return Recognised(ordered, tables, scan.turned, view, _confidence(lines))


def _seen(image: Grey, words: Sequence[Word]) -> list[Word]:
    """The words of a line after a look at its image. Figures in paler ink than their line are written by hand: a pen
    is coloured, and colour was taken off the page; they are not to be trusted however well they were read."""
    read = [counted(image, word) for word in words]
    dark = [darkness(image, word.box) if word.box else 0.0 for word in read]
    darkest = max(dark, default=0.0)
    form = len(read) <= _FORM
    pale = [
        form and 0 < ink < _PALE * darkest and _FIGURE.search(word.text) for word, ink in zip(read, dark, strict=True)
    ]
    return [
        replace(word, confidence=min(word.confidence or 0.0, _PEN)) if by_pen else word
        for word, by_pen in zip(read, pale, strict=True)
    ]


def _placed(scan: Scan, found: list[list[Word]], points: float) -> tuple[list[Line], list[Line]]:
    """The lines where they stand on the page, without stray signs: those in black ink and those in coloured ink."""
    black: list[Line] = []
    stamped: list[Line] = []
    for number, (line, crop, read) in enumerate(zip(scan.lines, scan.crops, _dressed(scan, found), strict=True)):
        kept = _trimmed(read) if line.cell is None else read
        words = tuple(replace(word, box=_points(crop.on_page(word.box), points)) for word in kept if word.box)
        if words:
            box = _line_box(words, line, scan.letter, points * scan.zoom)
            (stamped if number in scan.stamped else black).append(Line(words, box, cell=line.cell))
    return black, stamped


def _with_names(lines: list[Line], stamped: Sequence[Line]) -> list[Line]:
    """The lines with the stamped names among them, each in place of what was read worse of the same ink in black."""
    for name in (line for line in stamped if _is_name(line.words)):
        rivals = [line for line in lines if _meet(line, name)]
        if all(_sureness(line) < _sureness(name) for line in rivals):
            lines = [line for line in lines if line not in rivals] + [name]
    return lines


def _confidence(lines: Sequence[Line]) -> float | None:
    """The mean of the words, None where there are none."""
    marks = [word.confidence for line in lines for word in line.words if word.confidence is not None]
    return sum(marks) / len(marks) if marks else None


def _dressed(scan: Scan, found: list[list[Word]]) -> list[list[Word]]:
    """The words with bold and italic marked."""
    strokes = [
        [
            (stroke(crop.image, word.box.x0, word.box.x1) / crop.scale if word.box else 0.0, len(word.text))
            for word in read
        ]
        for crop, read in zip(scan.crops, found, strict=True)
    ]
    dressed = []
    for crop, read, bold in zip(scan.crops, found, bold_words(strokes), strict=True):
        italic = is_italic(crop.image, sum(len(word.text) for word in read))
        dressed.append([replace(word, bold=loud, italic=italic) for word, loud in zip(read, bold, strict=True)])
    return dressed


def _trimmed(words: Sequence[Word]) -> Sequence[Word]:
    """The words without doubtful signs before and after them; bullets and closing marks are no such signs."""
    first, last = 0, len(words)
    while first < last and _is_stray(words[first], _BULLETS):
        first += 1
    while first < last and _is_stray(words[last - 1], _CLOSING):
        last -= 1
    return words[first:last]


def _is_stray(word: Word, meant: str) -> bool:
    doubtful = (word.confidence or 0) < _NOISE and not any(char.isalnum() for char in word.text)
    return doubtful and not all(char in meant for char in word.text)


def _line_box(words: Sequence[Word], line: TextLine, letter: float, points: float) -> Box:
    """As wide as the words, and as high as any line of its letters: stray marks and missing accents do not count."""
    boxes = [word.box for word in words if word.box]
    base = (line.at + line.slope * (line.x0 + line.x1) / 2) * points
    letter = min(letter, line.size) * points
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    return Box(x0, round(base - _OVER * letter, 2), x1, round(base + _UNDER * letter, 2))


def _is_name(words: Sequence[Word]) -> bool:
    """Coloured ink is text where it is read well: a stamped name, or the capitals of a stamp of urgency."""
    marks = [word.confidence or 0 for word in words]
    named = all(word.text[0].isupper() and word.text.isalpha() for word in words)
    if len(words) == 1:
        return named and words[0].text.isupper() and len(words[0].text) > 2 and marks[0] > _STAMP
    return named and min(marks) > _NAME


def _sureness(line: Line) -> float:
    return sum(word.confidence or 0 for word in line.words) / len(line.words)


def _meet(line: Line, other: Line) -> bool:
    if not (line.box and other.box):
        return False
    x, y = other.box.middle
    return line.box.holds(x, y) or other.box.holds(*line.box.middle)


def _is_noise(line: Line) -> bool:
    """Strokes of a seal, a signature or dirt, read as letters. In a cell all but a doubtful sign is kept."""
    signs = [char for char in line.text if char.isalnum()]
    sure = max(word.confidence or 0 for word in line.words)
    if line.cell is not None:
        return not signs and sure < _NOISE
    if len(signs) <= 1 and not any(char.isdigit() for char in signs):
        return True
    short = len(line.words) == 1 and len(signs) <= 2 and not all(char.isdigit() for char in signs)
    few = len(line.words) <= _NOISE_WORDS and len(signs) < _NOISE_SIGNS
    return few and sure < (_SHORT_NOISE if short else _NOISE)


def _points(box: Box, points: float) -> Box:
    """To a hundredth of a point: finer is noise, and would be kept for every word."""
    scaled = box.scaled(points)
    return Box(*(round(value, 2) for value in (scaled.x0, scaled.top, scaled.x1, scaled.bottom)))


def _grid(table: ScanTable, points: float) -> Grid:
    cells = tuple(Cell(c.row, c.column, c.row_span, c.column_span, _points(Box(*c.box), points)) for c in table.cells)
    rows, columns = table.owner.shape
    return Grid(rows, columns, cells, _points(Box(*table.box), points))
