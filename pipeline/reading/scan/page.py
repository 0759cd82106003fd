"""A page image -> all that the recogniser needs, in one frozen value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipeline.models import View
from pipeline.reading.scan.coloured_ink import coloured, lifted
from pipeline.reading.scan.columns import columned
from pipeline.reading.scan.crops import Crop, crop_of
from pipeline.reading.scan.dirt import dirt_of
from pipeline.reading.scan.grey_seal import without_seals
from pipeline.reading.scan.grid import ScanTable, tables_of
from pipeline.reading.scan.light import bands, even, without_bands
from pipeline.reading.scan.lines import TextLine, letter_height, lines_of
from pipeline.reading.scan.marks import WORK_DPI, Marks, ink_of, marks_of
from pipeline.reading.scan.pixels import Grey, Image, Ints, fitted, grown, mask, scaled, without
from pipeline.reading.scan.rules import rules_of
from pipeline.reading.scan.straighten import slant, straightened
from pipeline.reading.scan.turn import is_sure, sideways, turned, turned_back, uprightness

_LETTER, _LETTERS = 14.0, (12.0, 24.0)  # pixels at the work resolution: usual, and what is borne
_STAMPED, _LEAST = 0.15, 3  # how much a stamped line may fall, and how many letters it has at least
_STAMPS = 12  # so many lines of coloured ink are tried at most
_FINEST = 0.6  # a page is blown up to find its lines, but not beyond this zoom for small letters
_MOST = 800  # lines; what gives more is no page of text
_CELLS = 100_000  # more than a table has cells


@dataclass(frozen=True, slots=True)
class Scan:
    """An upright, straight page. ``lines`` and ``tables`` are in pixels of the work image, ``zoom`` times smaller.

    ``crops`` go with ``lines``, ``letter`` is the usual height of a letter there. ``turned`` is by how many degrees,
    clockwise, the image was turned, and ``sure`` whether its ink left no doubt of that. ``back`` maps pixels of the
    page to those of the image as it was given. ``stamped`` are the numbers of lines in coloured ink: a stamped name,
    or strokes of a seal.
    """

    lines: tuple[TextLine, ...]
    crops: tuple[Crop, ...]
    tables: tuple[ScanTable, ...]
    letter: float
    zoom: float
    turned: int
    sure: bool
    back: View
    stamped: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands on a straight page, ``clean`` being the page without its rules and dirt."""

    clean: Grey
    marks: Marks
    lines: list[TextLine]
    tables: list[ScanTable]


def scan_page(image: Image, dpi: float, quarters: int | None = None) -> Scan:
    """``quarters`` turns the page clockwise by so many right angles; without it the ink decides."""
    flat = without_seals(even(lifted(image), dpi), dpi)
    zoom = dpi / WORK_DPI
    marks = marks_of(ink_of(scaled(flat, 1 / zoom)))
    zoom = max(min(zoom, _FINEST), zoom * _correction(letter_height(marks)))
    turns = int(sideways(marks)) if quarters is None else quarters
    upright = turned(flat, turns)
    angle = slant(upright)
    page, back = straightened(upright, angle)
    found = _find(page, zoom)
    way = uprightness(found.marks, found.lines)
    if quarters is None and way < 0:
        turns += 2
        page, back = straightened(turned(flat, turns), angle)
        found = _find(page, zoom)
        way = uprightness(found.marks, found.lines)
    letter = letter_height(found.marks)
    stamps, stamp_crops = _stamps(image, turns, angle, letter, zoom)
    height, width = flat.shape
    return Scan(
        lines=(*found.lines, *stamps),
        crops=(*_crops(found, letter, zoom), *stamp_crops),
        tables=tuple(found.tables),
        letter=letter,
        zoom=zoom,
        turned=turns % 4 * 90,
        sure=is_sure(way),
        back=turned_back(back, turns, width, height),
        stamped=frozenset(range(len(found.lines), len(found.lines) + len(stamps))),
    )


def _stamps(
    image: Image, turns: int, angle: float, letter: float, zoom: float
) -> tuple[list[TextLine], tuple[Crop, ...]]:
    """Lines of coloured ink: names are stamped in red and blue."""
    layer = coloured(image)
    if layer is None:
        return [], ()
    page, _ = straightened(turned(layer, turns), angle)
    marks = marks_of(ink_of(scaled(page, 1 / zoom)))
    lines = [line for line in lines_of(marks, letter=letter, steep=_STAMPED) if _is_stamp(line, marks, letter)]
    lines = sorted(lines, key=lambda line: -len(line.marks))[:_STAMPS]
    return lines, _crops(_Found(page, marks, lines, []), letter, zoom)


def _is_stamp(line: TextLine, marks: Marks, letter: float) -> bool:
    """Several letters of one size; a seal has few in a row, and a signature none."""
    heights = marks.h[line.marks]
    letters = ((heights > 0.7 * letter) & (heights < 2.4 * letter)).sum()
    return letters >= _LEAST and line.bottom - line.top < 4.5 * letter and line.x1 - line.x0 > 3 * letter


def _correction(letter: float) -> float:
    """By how much larger or smaller letters are than they should be at the work resolution; 1 where they are fit."""
    return 1.0 if _LETTERS[0] <= letter <= _LETTERS[1] else min(2.0, max(0.5, letter / _LETTER))


def _find(page: Grey, zoom: float) -> _Found:
    """What stands on an evenly lit, straight page. It is looked for on the work image, ``zoom`` times smaller; only
    what is wiped off is wiped off the page itself, for the crops are cut from that."""
    work = scaled(page, 1 / zoom)
    # rules first: level ones would count as the shadow of a fold, and go with it
    rules = rules_of(work, WORK_DPI)
    tables = tables_of(rules, WORK_DPI)
    # the shadows of folds, on the work image and, where they were found, on the page
    dark = bands(work, WORK_DPI)
    work, page = without_bands(work, dark), without_bands(page, dark)
    # what is left when rules and dirt are gone is letters
    ink = without(ink_of(work), rules.ink)
    dirt = dirt_of(ink, WORK_DPI)
    ink = without(ink, dirt)
    # a little more than the rules and the dirt, for their blurred edges, but nothing of a letter that touches them
    wiped = without(grown(mask(cv2.bitwise_or(rules.ink, dirt)), 3, 3), ink)
    clean = np.where(fitted(wiped, page) > 0, np.uint8(255), page)
    marks = marks_of(ink)
    places = _places(marks, tables)
    # lines end at the walls of cells; where there are too many, the shortest are specks
    placed = [_in_cell(line, int(places[line.marks[0]])) for line in lines_of(marks, places)]
    placed = sorted(placed, key=lambda line: -len(line.marks))[:_MOST]
    lines = columned(placed, marks, letter_height(marks))
    return _Found(clean, marks, lines, tables)


def _crops(found: _Found, letter: float, zoom: float) -> tuple[Crop, ...]:
    owner = np.full(len(found.marks.h), -1, np.int64)
    for number, line in enumerate(found.lines):
        owner[line.marks] = number
    return tuple(crop_of(found.clean, found.marks, owner, n, line, letter, zoom) for n, line in enumerate(found.lines))


def _places(marks: Marks, tables: Sequence[ScanTable]) -> Ints:
    """The cell of each mark as one number, -1 outside the tables."""
    places = np.full(len(marks.h), -1, np.int64)
    for number, table in enumerate(tables):
        cells = table.cell_at(marks.x + marks.w / 2, marks.y + marks.h / 2)
        places = np.where(cells >= 0, number * _CELLS + cells, places)
    return places


def _in_cell(line: TextLine, place: int) -> TextLine:
    return line if place < 0 else replace(line, cell=(place // _CELLS, place % _CELLS))
