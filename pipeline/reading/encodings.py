"""Legacy encodings of Vietnamese -> Unicode NFC, decided by the text's own evidence.

Tables follow TCVN 5712:1993 (VN3, "ABC"), VNI-Windows and RFC 1456 (VISCII). Legacy text reaches the program as the
characters that the Windows code page 1252 gives to its bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pipeline.language.syllables import is_syllable

Encoding = Literal["tcvn3", "vni", "viscii", "cp1258", "utf8"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni", "viscii", "cp1258", "utf8")

# from 0xA1 on; "." is no letter
_TCVN3 = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ."
# from 0x80 on
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {2: "Ẳ", 5: "Ẵ", 6: "Ẫ", 20: "Ỷ", 25: "Ỹ", 30: "Ỵ"}
# a base letter and the mark behind it
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}
# what programs make of bytes that they take for a hyphen, a dot or a Greek letter
_LOOK_ALIKES = {
    "\u2212": "\xad", "\u2010": "\xad", "\u2011": "\xad", "\u2219": "\xb7", "\u2022": "\xb7", "\u03bc": "\xb5",
    "\u0110": "\xd0", "\u00d8": "\xd8", "\u02c9": "\xaf",
}  # fmt: skip
_STRIPPED_HYPHEN = re.compile(r"-(?=[¬ªêëìíî])")
_TOKEN = re.compile(r"[^\s\d!-/:-@\[-`{-~–—…“”‘’]+")
_CAPITAL_FONT = re.compile(r"^\.?(?:Vn|VN|vn)\w*?[Hh](?=$|[ ,_-]|Bold|Italic)")
_SMALL = re.compile("[a-z]")
_ENOUGH = 3  # syllables that a font must show before its encoding is believed
_UTF8 = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xc3 |[\xf0-\xf4][\x80-\xbf]{3}")


@lru_cache(maxsize=1)
def _tcvn3() -> dict[int, str]:
    table = {0xA1 + n: letter for n, letter in enumerate(_TCVN3) if letter != "."}
    return table | {ord(seen): table[ord(meant)] for seen, meant in _LOOK_ALIKES.items() if ord(meant) in table}


@lru_cache(maxsize=1)
def _viscii() -> dict[int, str]:
    return {0x80 + n: letter for n, letter in enumerate(_VISCII)} | _VISCII_LOW


@lru_cache(maxsize=1)
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the letters that VNI writes, longest first, and what they are."""
    table = dict(_VNI_SINGLE)
    for base in "aeouyôö":
        for mark, signs in _VNI_MARKS.items():
            letter = unicodedata.normalize("NFC", _VNI_SINGLE.get(base, base) + signs)
            if len(letter) == 1:
                table[base + mark] = letter
    table |= {key.upper(): letter.upper() for key, letter in table.items()}
    for key in [key for key in table if len(key) == 2 and key.isupper()]:
        table[key[0] + key[1].lower()] = table[key]
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


def as_bytes(text: str) -> str:
    """Each character as the one with its byte's number in code page 1252; others stay."""
    return "".join(_byte_of(letter) for letter in text)


@lru_cache(maxsize=1024)
def _byte_of(letter: str) -> str:
    if letter < "\x80":
        return letter
    try:
        return letter.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return letter


def decode(text: str, encoding: Encoding) -> str:
    """``text`` as it was meant if it is in ``encoding``; NFC. Characters that it does not know stay."""
    return unicodedata.normalize("NFC", _DECODERS[encoding](text))


def _from_tcvn3(text: str) -> str:
    return _STRIPPED_HYPHEN.sub("\xad", text).translate(_tcvn3())


def _from_viscii(text: str) -> str:
    return as_bytes(text).translate(_viscii())


def _from_vni(text: str) -> str:
    pattern, table = _vni()
    return pattern.sub(lambda match: table[match[0]], text)


def _from_cp1258(text: str) -> str:
    return "".join(
        letter if letter > "\xff" else letter.encode("latin-1").decode("cp1258", "replace") for letter in as_bytes(text)
    )


def _from_utf8(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        found = match[0].replace(" ", "\xa0")
        try:
            return found.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return match[0]

    return _UTF8.sub(one, as_bytes(text))


_DECODERS: dict[Encoding, Callable[[str], str]] = {
    "tcvn3": _from_tcvn3,
    "vni": _from_vni,
    "viscii": _from_viscii,
    "cp1258": _from_cp1258,
    "utf8": _from_utf8,
}


def evidence(text: str) -> int:
    """Marked words that are Vietnamese syllables less those that are not."""
    score = 0
    for word in _TOKEN.findall(unicodedata.normalize("NFC", text)):
        if not word.isascii():
            score += 1 if is_syllable(word) else -1
    return score


def guess(text: str) -> Encoding | None:
    """The encoding in which ``text`` reads best, None where it reads best as it is."""
    if text.isascii():
        return None
    marked = sum(not word.isascii() for word in _TOKEN.findall(text))
    best, chosen = max(evidence(text), 0), None
    if best > 0.8 * marked:
        return None
    for encoding in ENCODINGS:
        score = evidence(decode(text, encoding))
        if score > best:
            best, chosen = score, encoding
    return chosen


@dataclass(slots=True)
class Decoder:
    """What encoding each font of a document is in; ``votes`` counts the text that said so."""

    fonts: dict[str, Encoding] = field(default_factory=dict)
    votes: dict[Encoding, int] = field(default_factory=lambda: defaultdict(int))

    def __call__(self, text: str, font: str = "") -> str:
        """``text`` as meant, NFC."""
        encoding = self.fonts.get(font)
        if encoding is None or _is_modern(text):
            return unicodedata.normalize("NFC", text)
        meant = decode(text, encoding)
        return meant.upper() if encoding == "tcvn3" and _CAPITAL_FONT.search(font) else meant

    def learn(self, runs: Iterable[tuple[str, str]]) -> None:
        """Takes in (font, text) runs: each font by its own text, one with little by what most text is in."""
        texts: dict[str, list[str]] = defaultdict(list)
        for font, text in runs:
            texts[font].append(text)
        unsure: list[tuple[str, str]] = []
        for font, parts in texts.items():
            sample = _sample(parts)
            encoding = guess(sample)
            if encoding and evidence(decode(sample, encoding)) >= _ENOUGH:
                self.fonts[font] = encoding
                self.votes[encoding] += len(sample)
            elif font not in self.fonts:
                unsure.append((font, sample))
        if not self.votes:
            return
        common = max(self.votes, key=lambda encoding: self.votes[encoding])
        for font, sample in unsure:
            if evidence(decode(sample, common)) >= max(0, evidence(sample)):
                self.fonts[font] = common


def level_capitals(words: Sequence[str]) -> list[str]:
    """The words of a decoded line with their capitals put right.

    TCVN3 has no capitals with tones; without a capital font ``CỘNG`` comes as ``CộNG``. Such a word shows that all
    words of its line without small ASCII letters are meant in capitals.
    """
    if not any(map(_is_mixed, words)):
        return list(words)
    return [word if _SMALL.search(word) else word.upper() for word in words]


def _is_mixed(word: str) -> bool:
    return not _SMALL.search(word) and len(re.findall("[A-Z]", word)) > 1 and any(map(str.islower, word))


def _is_modern(text: str) -> bool:
    """Does the text hold letters that no legacy encoding shows as they are?"""
    return any("\u1ea0" <= letter <= "\u1ef9" or letter in "ăĂơƠưƯ" for letter in text)


def _sample(parts: Sequence[str]) -> str:
    """Enough of the marked text to judge by."""
    found: list[str] = []
    length = 0
    for part in parts:
        if not part.isascii():
            found.append(part)
            length += len(part)
            if length > 4000:
                break
    return " ".join(found or parts[:20])
