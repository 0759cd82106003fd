"""Capitals whose drawn accent contradicts the text layer.

Word 2007 writes a faulty map for Times New Roman: Ò is searched and copied as Õ, Ú as Ö. The page itself is right, so
the mark above the letter decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.pdfium import Glyph, Ink

Accent = Literal["grave", "acute", "tilde", "diaeresis"]
_MEANT: dict[tuple[str, Accent], str] = {("Õ", "grave"): "Ò", ("Ö", "acute"): "Ú"}
_DPI = 200
_BASE, _CAP, _ACCENT = 0.216, 0.70, 1.02  # of the size: descent, from baseline to above a capital, to above its mark
_LEVEL = 0.4  # correlation of x and y: tildes give 0.15 at most, strokes 0.6 at least


def repaired_capitals(ink: Ink, render: Callable[[float], Any]) -> tuple[Ink, bool]:
    """``ink`` with such capitals put right, and whether there were any.

    ``render`` gives the page as a grey array at a resolution; it is called only where it is needed.
    """
    suspects = {letter for letter, _ in _MEANT}
    if not any(glyph.text in suspects for glyph in ink.glyphs):
        return ink, False
    picture: NDArray[np.uint8] = render(_DPI)
    glyphs = [_repaired(glyph, picture) if glyph.text in suspects else glyph for glyph in ink.glyphs]
    changed = any(new is not old for new, old in zip(glyphs, ink.glyphs, strict=True))
    return (replace(ink, glyphs=tuple(glyphs)), True) if changed else (ink, False)


def _repaired(glyph: Glyph, picture: NDArray[np.uint8]) -> Glyph:
    size, scale = glyph.style.size, _DPI / 72
    base = glyph.bottom - _BASE * size
    top, bottom = (max(0, round((base - part * size) * scale)) for part in (_ACCENT, _CAP))
    x0, x1 = max(0, round(glyph.x0 * scale)), round(glyph.x1 * scale)
    accent = accent_of(picture[top:bottom, x0:x1])
    meant = _MEANT.get((glyph.text, accent)) if accent else None
    return replace(glyph, text=meant) if meant else glyph


def accent_of(mark: NDArray[np.uint8]) -> Accent | None:
    """What a grey picture of the space above a letter shows; None where it is empty."""
    dark = mark < 128 if mark.size else np.zeros((0, 0), bool)
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if len(rows) < 2 or len(columns) < 2:
        return None
    if (np.diff(columns) > 1).any():
        return "diaeresis"
    ys, xs = np.nonzero(dark)
    lean = np.corrcoef(xs, ys)[0, 1]
    if abs(lean) < _LEVEL:
        return "tilde"
    return "grave" if lean > 0 else "acute"
