"""Bytes -> text by the text's own evidence."""

from __future__ import annotations

import codecs
import unicodedata


def decoded(data: bytes) -> str:
    """NFC text of ``data``: UTF-8, UTF-16 by its mark, else a Windows code page."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1258", "replace")
    return unicodedata.normalize("NFC", text)
