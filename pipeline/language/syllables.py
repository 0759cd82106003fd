"""The shape of a Vietnamese syllable: onset, rime, tone. A yardstick for text, not a dictionary."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = ("ngh", "ng", "gh", "gi", "nh", "kh", "ch", "tr", "th", "ph", "qu",
           "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "")  # fmt: skip
# nucleus -> what may close it; "." stands for nothing
_CLOSED = {
    "a": ". c ch i m n ng nh o p t u y", "ă": "c m n ng p t", "â": "c m n ng p t u y",
    "e": ". c m n ng o p t", "ê": ". ch m n nh p t u", "i": ". a ch m n nh p t u", "iê": "c m n ng p t u",
    "o": ". a c i m n ng p t", "ô": ". c i m n ng p t", "ơ": ". i m n p t", "u": ". a c i m n ng p t y",
    "ư": ". a c i m n ng t u", "y": ". t", "oa": "c ch i m n ng nh o p t y", "oă": "c m n ng t",
    "oe": ". n o t", "oo": "c ng", "uâ": "n ng t y", "uê": ". ch nh", "uô": "c i m n ng t", "uơ": ".",
    "uy": ". a ch n nh p t u", "uyê": "n t", "ươ": "c i m n ng p t u", "yê": "m n ng t u",
}  # fmt: skip
_RIMES = frozenset(nucleus + coda.strip(".") for nucleus, codas in _CLOSED.items() for coda in codas.split())
_AFTER_QU = frozenset(
    rime for rime in _RIMES if rime[0] in "aăâeêiyơ" and rime not in ("ia", "iu")
) | {"ôc", "yên", "yêt", "yêc", "ynh", "ych", "yt", "yp", "ya", "yu", "ê", "êt", "ên"}  # fmt: skip
_BEFORE_FRONT = {"k", "gh", "ngh"}  # written so before e, ê, i, y only
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOPPED = ("c", "ch", "p", "t")
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Can ``word`` (NFC, any case) be a Vietnamese syllable?"""
    base, tones = split_tone(word.lower())
    if len(tones) > 1 or not base:
        return False
    return any(_fits(onset, base[len(onset) :], tones) for onset in _ONSETS if base.startswith(onset))


_PLAUSIBLE = re.compile(r"[aăâeêioôơuưy]+(?:ch|ng|nh|[cmnpt])?")


@lru_cache(maxsize=65536)
def is_broken(word: str) -> bool:
    """Is ``word`` built of Vietnamese letters in the right places and still no syllable (``cơng``, ``phịng``)?

    Foreign names begin or end as no Vietnamese word does; a damaged one has the wrong vowel.
    """
    if is_syllable(word):
        return False
    base, _ = split_tone(word.lower())
    return any(base.startswith(onset) and _PLAUSIBLE.fullmatch(base[len(onset) :]) for onset in _ONSETS)


def split_tone(word: str) -> tuple[str, str]:
    """The word without its tone marks, and those marks."""
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in parts if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES)), tones


def _fits(onset: str, rime: str, tones: str) -> bool:
    if onset == "gi" and rime in ("", "n", "êng", "êt", "êc", "êm"):
        return _toned("i" + rime, tones)  # one i is written for two
    if onset == "qu":
        return rime in _AFTER_QU and _toned(rime, tones)
    if rime not in _RIMES:
        return False
    front = rime[0] in "eêiy"
    if onset in _BEFORE_FRONT and not front:
        return False
    if front and (onset in ("c", "ng") or (onset == "g" and rime[0] != "i")):
        return False
    return _toned(rime, tones)


def _toned(rime: str, tones: str) -> bool:
    """A syllable that stops on c, ch, p or t has the tone sắc or nặng."""
    return not rime.endswith(_STOPPED) or tones in ("\u0301", "\u0323")


def words_of(text: str) -> list[str]:
    """Runs of letters."""
    return _LETTERS.findall(text)


def has_mark(word: str) -> bool:
    """Does the word hold a letter beyond ASCII?"""
    return not word.isascii()
