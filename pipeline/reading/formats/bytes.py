"""Bytes -> text by the text's own evidence."""

from __future__ import annotations

import codecs
import unicodedata

from pipeline.reading.encodings import evidence

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ZEROS = 0.05  # share of zero bytes that UTF-16 has at the least


def decoded(data: bytes) -> str:
    """NFC text of ``data``: UTF-8, UTF-16 or a Windows code page.

    What is in none of these comes back as code page 1252 shows it, for
    :class:`~pipeline.reading.encodings.Decoder` to put right.
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return unicodedata.normalize("NFC", data.decode(name, "replace"))
    if order := byte_order(data):
        return unicodedata.normalize("NFC", data.decode(order, "replace"))
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8"))
    except UnicodeDecodeError:
        western = as_western(data)
        vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
        return vietnamese if evidence(vietnamese) > max(0, evidence(western)) else western


def byte_order(data: bytes) -> str | None:
    """Which UTF-16 without a mark ``data`` is in, None where it is not: spaces and line ends show it."""
    sample = data[:4096]
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if max(zeros) <= _ZEROS * len(sample) or min(zeros) > max(zeros) / 10:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def as_western(data: bytes) -> str:
    """Code page 1252, with its five unused bytes as they are."""
    return "".join(_WESTERN[byte] for byte in data)


_WESTERN = [bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(256)]
