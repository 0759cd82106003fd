"""RTF: paragraphs, tables and the labels that lists carry for simple readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import DamagedFileError
from pipeline.models import Align, Page
from pipeline.reading.formats.doc_tables import RowBuilder, RowShape
from pipeline.reading.formats.flow import Flow, Para, Span

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
# groups whose text is none of the document's
_SKIPPED = frozenset(
    {
        *("colortbl", "stylesheet", "listtable", "listoverridetable", "revtbl", "rsidtbl", "xmlnstbl", "pgptbl"),
        *("info", "generator", "background", "themedata", "colorschememapping", "latentstyles", "datastore"),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote"),
        *("pict", "nonshppict", "object", "objdata", "sp", "sn", "sv", "falt", "panose", "fldinst", "annotation"),
        *("bkmkstart", "bkmkend"),
    }
)
_READ = frozenset(("shpinst", "shptxt", "listtext", "pntext", "fldrslt", "shprslt"))
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "softline": " ",
}  # fmt: skip
_ALIGN: dict[str, Align] = {"ql": "left", "qc": "center", "qr": "right", "qj": "justify", "qd": "justify"}
_CHARSETS = {0: "cp1252", 161: "cp1253", 162: "cp1254", 163: "cp1258", 186: "cp1257", 204: "cp1251", 238: "cp1250"}


@dataclass(frozen=True, slots=True)
class _Look:
    """What a group sets and its end takes back."""

    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    size: float | None = 12.0
    font: int = 0
    skip: bool = False
    silent: bool = False  # a shape around its text
    fallback: int = 1  # characters after \\u for readers without Unicode
    table: str = ""


@dataclass(slots=True)
class _Reader:
    flow: Flow = field(default_factory=Flow)
    look: _Look = field(default_factory=_Look)
    stack: list[_Look] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    charsets: dict[int, str] = field(default_factory=dict)
    codepage: str = "cp1252"
    spans: list[Span] = field(default_factory=list)
    rows: RowBuilder | None = None
    align: Align | None = None
    left: float = 0.0
    first: float = 0.0
    in_table: bool = False
    edges: list[int] = field(default_factory=list)
    merged: list[bool] = field(default_factory=list)
    goes_on: bool = False
    ruled: bool = False
    starred: bool = False
    to_skip: int = 0

    def read(self, data: bytes) -> None:
        self.rows = RowBuilder(self.flow)
        for word, number, code, sign, brace, text in _tokens(data):
            if brace:
                self.brace(brace)
            elif word:
                self.control(word, number)
            elif code is not None:
                self.byte(code)
            elif sign:
                self.symbol(sign)
            elif text:
                self.raw(text)
        self.end_paragraph("\r")
        self.rows.close()

    def brace(self, brace: str) -> None:
        if brace == "{":
            self.stack.append(self.look)
        elif self.stack:
            self.look = self.stack.pop()
        self.starred, self.to_skip = False, 0

    def control(self, word: str, number: int | None) -> None:
        starred, self.starred, self.to_skip = self.starred, False, 0
        if word in _SKIPPED or (starred and word not in _READ and word != "shptxt"):
            self.look = replace(self.look, skip=True)
        elif word == "fonttbl":
            self.look = replace(self.look, table="font")
        elif word == "shpinst":
            self.look = replace(self.look, silent=True)
        elif word == "shptxt":
            self.look = replace(self.look, silent=False)
        elif word == "u" and number is not None:
            self.text(chr(number % 65536))
            self.to_skip = self.look.fallback
        elif word == "uc":
            self.look = replace(self.look, fallback=number or 0)
        elif word == "ansicpg" and number:
            self.codepage = f"cp{number}"
        elif word in _SIGNS:
            self.text(_SIGNS[word])
        elif word in ("par", "sect", "page"):
            self.end_paragraph("\r")
        elif not self.row(word, number):
            self.paragraph(word, number)
            self.character(word, number)

    def paragraph(self, word: str, number: int | None) -> None:
        if word == "pard":
            self.align, self.left, self.first, self.in_table = None, 0.0, 0.0, False
        elif word in _ALIGN:
            self.align = _ALIGN[word]
        elif word == "fi":
            self.first = (number or 0) / 20
        elif word == "li":
            self.left = (number or 0) / 20
        elif word == "intbl":
            self.in_table = True

    def character(self, word: str, number: int | None) -> None:
        on = number != 0
        if word == "plain":
            self.look = replace(self.look, bold=False, italic=False, caps=False, hidden=False, size=12.0)
        elif word == "b":
            self.look = replace(self.look, bold=on)
        elif word == "i":
            self.look = replace(self.look, italic=on)
        elif word == "caps":
            self.look = replace(self.look, caps=on)
        elif word in ("v", "deleted"):
            self.look = replace(self.look, hidden=on)
        elif word == "fs" and number:
            self.look = replace(self.look, size=number / 2)
        elif word == "f" and number is not None:
            self.look = replace(self.look, font=number)
        elif word == "fcharset" and self.look.table == "font" and number is not None:
            self.charsets[self.look.font] = _CHARSETS.get(number, "")

    def row(self, word: str, number: int | None) -> bool:
        """Control words of tables."""
        assert self.rows is not None
        if word == "trowd":
            self.edges, self.merged, self.goes_on, self.ruled = [], [], False, False
        elif word == "trleft":
            self.edges = [number or 0]
        elif word == "cellx" and number is not None:
            self.edges = [*(self.edges or [0]), number]
            self.merged.append(self.goes_on)
            self.goes_on = False
        elif word == "clvmrg":
            self.goes_on = True
        elif word in ("brdrs", "brdrdb", "brdrth"):
            self.ruled = self.ruled or bool(self.edges) or not self.in_table
        elif word in ("cell", "nestcell"):
            self.in_table = True
            self.end_paragraph("\x07")
        elif word in ("row", "nestrow"):
            self.rows.end_row(RowShape(tuple(self.edges), tuple(self.merged), self.ruled))
        else:
            return False
        return True

    def symbol(self, sign: str) -> None:
        self.to_skip = 0
        if sign == "*":
            self.starred = True
        elif sign in "\r\n":
            self.end_paragraph("\r")
        elif sign in "\\{}":
            self.text(sign)
        elif sign in "~_":
            self.text({"~": " ", "_": "-"}[sign])

    def byte(self, code: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
            return
        charset = self.charsets.get(self.look.font) or self.codepage
        try:
            self.text(bytes([code]).decode(charset))
        except (UnicodeDecodeError, LookupError):
            self.text(chr(code))

    def raw(self, data: bytes) -> None:
        skip = min(self.to_skip, len(data))
        self.to_skip -= skip
        charset = self.charsets.get(self.look.font) or self.codepage
        try:
            self.text(data[skip:].decode(charset))
        except (UnicodeDecodeError, LookupError):
            self.text(data[skip:].decode("latin-1"))

    def text(self, text: str) -> None:
        look = self.look
        if look.skip:
            return
        if look.table == "font":
            name = self.fonts.get(look.font, "") + text
            self.fonts[look.font] = name.rstrip(";")
        elif text and not (look.hidden or look.silent):
            shown = text.upper() if look.caps else text
            self.spans.append(Span(shown, look.bold, look.italic, look.size, self.fonts.get(look.font)))

    def end_paragraph(self, sign: str) -> None:
        assert self.rows is not None
        if self.look.skip:
            return
        para = Para(_together(self.spans), self.align, self.left + self.first)
        self.spans = []
        if self.in_table:
            self.rows.add(para, sign == "\x07")
        else:
            self.rows.close()
            self.flow.paras.append(para)


def _together(spans: list[Span]) -> list[Span]:
    """Neighbours that look alike as one."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and (last.bold, last.italic, last.size, last.font) == (span.bold, span.italic, span.size, span.font):
            last.text += span.text
        else:
            found.append(span)
    return found


def _tokens(data: bytes) -> Iterator[tuple[str, int | None, int | None, str, str, bytes]]:
    """(word, number, byte, sign, brace, text): one of them is set, besides a word's number."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        word, number, code, sign, brace, text = match.groups()
        name = word.decode("ascii") if word else ""
        if name == "bin":
            at += int(number or 0)
        yield (
            name,
            int(number) if number else None,
            int(code, 16) if code else None,
            sign.decode("latin-1") if sign else "",
            brace.decode("ascii") if brace else "",
            text or b"",
        )


def read_rtf(data: bytes, path: Path) -> list[Page]:
    """One page; raises :class:`DamagedFileError` where the file is cut off."""
    reader = _Reader()
    reader.read(data.lstrip(b"\xef\xbb\xbf \r\n\t"))
    if reader.stack or not any(para.spans for para in reader.flow.paras):
        raise DamagedFileError("{file} is a cut off RTF document: ask for it again.", file=path.name)
    return [reader.flow.page()]
