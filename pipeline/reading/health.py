"""Can the text layer of a page be trusted, or must the page be recognised anew?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.language.syllables import has_mark, is_broken, is_syllable, words_of
from pipeline.models import Box
from pipeline.reading.pdfium import Glyph, Ink

Health = Literal[
    "healthy", "none", "signature_only", "garbage", "mojibake", "cid", "spaced_letters", "font_map",
    "legacy_encoding", "ocr_failed", "damaged",
]  # fmt: skip
READABLE: frozenset[str] = frozenset({"healthy", "legacy_encoding"})

_SCANNED = 0.5  # share of the page under images
_STAMP_LETTERS = 500
_STAMP_AREA = 0.2  # share of the page that a signature's stamp may take
_FEW = 12  # words below which shares say nothing
_MARKED = 0.4  # running Vietnamese has marks on more than 0.8 of its words, an English reader's output on 0.1
_VALID = 0.6
_BROKEN = 0.025  # marked words with an impossible vowel; a healthy page has none or one
_BROKEN_LEAST = 4
_UNMAPPED = 0.01
_SINGLE = 0.5


@dataclass(frozen=True, slots=True)
class Shares:
    """What part of a text's words is what; ``words`` how many were looked at."""

    words: int
    valid: float
    marked: float
    broken: float
    single: float
    ascii: float


def shares(text: str) -> Shares:
    """Counts over all words but abbreviations in capitals."""
    every = words_of(text)
    plain = [word for word in every if len(word) > 1 and not _is_abbreviation(word)]
    marked = [word for word in plain if has_mark(word)]
    letters = sum(map(len, plain))
    return Shares(
        len(plain),
        sum(map(is_syllable, plain)) / max(1, len(plain)),
        len(marked) / max(1, len(plain)),
        sum(map(is_broken, marked)) / max(1, len(marked)),
        sum(len(word) == 1 for word in every) / max(1, len(every)),
        sum(letter.isascii() for word in plain for letter in word) / max(1, letters),
    )


def _is_abbreviation(word: str) -> bool:
    """Capitals that are no word: UBND, QĐ, BGDĐT, TTg."""
    return sum(letter.isupper() for letter in word) > 1 and not is_syllable(word)


def scanned(ink: Ink) -> bool:
    """Do images, be it in strips, cover most of the page?"""
    page = Box(0, 0, ink.width, ink.height)
    return sum(_shared(page, image) for image in ink.images) > _SCANNED * ink.width * ink.height


def _shared(a: Box, b: Box) -> float:
    wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(0.0, wide) * max(0.0, high)


def health_of(ink: Ink, text: str, decoded: bool) -> Health:
    """What ``text``, read from the layer of ``ink`` and decoded where it was in a legacy encoding, is worth."""
    glyphs = [glyph for glyph in ink.glyphs if not glyph.text.isspace()]
    if not glyphs:
        return "none"
    image = scanned(ink)
    hidden = sum(glyph.style.hidden for glyph in glyphs) > len(glyphs) / 2
    if image and not hidden and _is_stamp(glyphs, ink):
        return "signature_only"
    unmapped = sum(glyph.text in "\ufffd\x00" or "\ue000" <= glyph.text <= "\uf8ff" for glyph in glyphs)
    if unmapped > _UNMAPPED * len(glyphs) + 2 or text.count("(cid:") > 2:
        return "cid"
    found = shares(text)
    if found.single > _SINGLE and found.words < len(glyphs) / 8:
        return "spaced_letters"
    if found.words < _FEW:
        few: Health = "legacy_encoding" if decoded else "healthy"
        return "garbage" if image and hidden else few
    if (image or hidden) and (found.marked < _MARKED or found.valid < _VALID):
        return "garbage"
    if found.valid < _VALID and found.ascii < 0.98:
        return "mojibake"
    if found.broken > _BROKEN and found.broken * found.marked * found.words >= _BROKEN_LEAST:
        return "garbage" if image else "font_map"
    return "legacy_encoding" if decoded else "healthy"


def _is_stamp(glyphs: Sequence[Glyph], ink: Ink) -> bool:
    if len(glyphs) > _STAMP_LETTERS:
        return False
    x0, x1 = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    return (x1 - x0) * (bottom - top) < _STAMP_AREA * ink.width * ink.height
