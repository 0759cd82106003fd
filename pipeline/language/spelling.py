"""Vietnamese spelling: composing, levelling of variants, folding of diacritics.

:func:`level` and :func:`fold` give one character for one character, so an offset into their result is an offset
into the text itself and no map is needed. (``tests/language/test_spelling.py`` holds them to it.)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LOOK_ALIKE = {
    "Ð": "Đ",  # U+00D0, an Icelandic letter
    "Ɖ": "Đ",  # U+0189, an African one
    "ð": "đ",
    "ɖ": "đ",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "\f": " ",
}
_TONES = "\u0300\u0301\u0309\u0303\u0323"


def _shifted(first: str, second: str) -> dict[str, str]:
    """The spellings of two vowels with the tone on the second, each mapped to the one with the tone on the first."""
    pairs = {}
    for one, two in ((first, second), (first.upper(), second), (first.upper(), second.upper())):
        for tone in _TONES:
            new = unicodedata.normalize("NFC", two + tone)
            pairs[one + new] = unicodedata.normalize("NFC", one + tone) + two
    return pairs


_TONE_PLACE = {**_shifted("o", "a"), **_shifted("o", "e"), **_shifted("u", "y")}
_TONE_PATTERN = re.compile(r"(?<![qQ])(?:" + "|".join(_TONE_PLACE) + r")(?!\w)")
_TABLE = str.maketrans(_LOOK_ALIKE)


_ETH = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})


def compose(text: str) -> str:
    """Unicode NFC with the Vietnamese Đ (U+0110) for its look-alikes, the only form that is stored."""
    return unicodedata.normalize("NFC", text).translate(_ETH)


@lru_cache(maxsize=4096)  # every kind of rule asks for the same paragraph anew
def level(text: str) -> str:
    """The text with one spelling for each of its variants: uỷ/ủy, hoà/hòa, Ð/Đ, dashes, quotes, kinds of space.

    Expects NFC; the result has the same length. The tone stands on the first of two vowels (hòa, ủy), as
    Nghị định 30/2020/NĐ-CP itself is written.
    """
    return _TONE_PATTERN.sub(lambda match: _TONE_PLACE[match[0]], text.translate(_TABLE))


def _bare(letter: str) -> str:
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    base = unicodedata.normalize("NFD", letter)[0]
    return base if unicodedata.category(base).startswith("L") else letter


_BARE = {
    ord(letter): bare
    for block in (
        range(0xC0, 0x250),
        range(0x1E00, 0x1F00),
    )  # Latin letters, as far as Vietnamese and its neighbours go
    for letter in map(chr, block)
    if (bare := _bare(letter)) != letter
}


def fold(text: str) -> str:
    """The text without diacritics and with d for đ; same length as the NFC text that is given."""
    return text.translate(_BARE)
