"""A PDF that looks right and whose text layer is TCVN3 (ABC), as documents set in .VnTime have it.

Capitals with marks come out as the codes of small letters: the old fonts drew capitals by a font of their own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from reportlab.pdfbase import pdfmetrics, ttfonts

from maker import pdf
from maker.source import Source

# The letters of TCVN 5712:1993 (VN3) in the order of their codes; a dot where a code holds none of them.
SMALL = {
    0xA8: "ăâêôơưđ",
    0xB5: "àảãáạ.ằẳẵắ",
    0xC6: "ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ",
}
CAPITALS = {0xA1: "ĂÂÊÔƠƯĐ"}


def codes() -> dict[str, int]:
    """The code of each letter of Vietnamese that is not ASCII."""
    runs = {**SMALL, **CAPITALS}
    table = {letter: start + n for start, run in runs.items() for n, letter in enumerate(run) if letter != "."}
    return table | {letter.upper(): code for letter, code in table.items() if letter.upper() not in table}


def encode(text: str) -> str:
    """``text`` as a program shows it that takes TCVN3 for Latin-1."""
    table = codes()
    return "".join(chr(table.get(letter, ord(letter))) for letter in unicodedata.normalize("NFC", text))


def render(source: Source) -> bytes:
    """The document as a PDF; the same bytes for the same source."""
    with _mapped_to_tcvn3():
        return pdf.render(source)


@contextmanager
def _mapped_to_tcvn3() -> Iterator[None]:
    table = codes()
    right = ttfonts.makeToUnicodeCMap

    def wrong(font: str, subset: list[int]) -> str:
        return str(right(font, [table.get(chr(code), code) for code in subset]))

    with ExitStack() as stack:
        stack.enter_context(patch.object(ttfonts, "makeToUnicodeCMap", wrong))
        for name in pdf.FACES:
            face = pdfmetrics.getFont(name).face
            stack.enter_context(patch.object(face, "name", name.replace("Serif", ".VnTime").encode()))
        yield
