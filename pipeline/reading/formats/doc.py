"""DOC: the binary format of Word 97 to 2003; what is older goes through antiword."""

from __future__ import annotations

import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from pipeline.errors import DamagedFileError, EncryptedFileError, MissingProgramError
from pipeline.models import Align, Page
from pipeline.reading.formats.doc_stream import (
    CHARACTERS,
    PARAGRAPHS,
    BrokenDocError,
    Runs,
    Sprms,
    Streams,
    fonts,
    pieces,
    runs,
    sprms,
    text_of,
)
from pipeline.reading.formats.doc_styles import Style, read_lists, read_styles
from pipeline.reading.formats.doc_tables import RowBuilder, row_shape
from pipeline.reading.formats.flow import Flow, Para, Span
from pipeline.reading.formats.numbering import Numbering
from pipeline.reading.formats.plain import read_plain

_MAGIC, _OLDEST = 0xA5EC, 0x00C0
_BOLD, _ITALIC, _CAPS, _HIDDEN, _DELETED = 0x0835, 0x0836, 0x083B, 0x083C, 0x0800
_SIZE, _FONT, _STYLE = 0x4A43, 0x4A4F, 0x4A30
_ALIGN: dict[int, Align] = {0: "left", 1: "center", 2: "right", 3: "justify", 4: "justify"}
_ENDS = "\r\x07\x0c"
_SECONDS = 60


def read_doc(data: bytes, path: Path) -> list[Page]:
    """One page. Raises :class:`DamagedFileError`, :class:`EncryptedFileError`, and
    :class:`MissingProgramError` for a document older than Word 97 where antiword is not installed.
    """
    main, table = _streams(data, path)
    if struct.unpack_from("<H", main)[0] != _MAGIC or struct.unpack_from("<H", main, 2)[0] <= _OLDEST:
        return _by_antiword(data, path)
    try:
        return [_Reader(Streams(main, table)).flow().page()]
    except (BrokenDocError, struct.error, IndexError) as error:
        raise DamagedFileError(
            "{file} is a damaged Word document: open and save it again, or ask for it again.", file=path.name
        ) from error


def _streams(data: bytes, path: Path) -> tuple[bytes, bytes]:
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            main = ole.openstream("WordDocument").read()
            (flags,) = struct.unpack_from("<H", main, 0x0A)
            name = "1Table" if flags & 0x0200 else "0Table"
            table = ole.openstream(name).read() if ole.exists(name) else b""
    except (OSError, struct.error) as error:
        raise DamagedFileError(
            "{file} is a damaged or cut off Word document: ask for it again.", file=path.name
        ) from error
    if flags & 0x0100:
        raise EncryptedFileError(
            "{file} is protected by a password: remove the password and add it again.", file=path.name
        )
    return main, table


@dataclass(slots=True)
class _Reader:
    streams: Streams
    styles: dict[int, Style] = field(default_factory=dict)
    fonts: list[str] = field(default_factory=list)
    characters: Runs = field(default_factory=lambda: Runs((), ()))
    paragraphs: Runs = field(default_factory=lambda: Runs((), ()))
    lists: Numbering = field(default_factory=Numbering)

    def flow(self) -> Flow:
        """The body, read."""
        self.styles, self.fonts = read_styles(self.streams), fonts(self.streams)
        self.characters = runs(self.streams, CHARACTERS)
        self.paragraphs = runs(self.streams, PARAGRAPHS)
        try:
            self.lists = read_lists(self.streams)
        except (struct.error, IndexError):
            self.lists = Numbering()
        flow = Flow()
        table = RowBuilder(flow)
        for spans, end, changes, style in self.marks():
            para = self.para(spans, changes, style)
            if changes.get(0x2416) == b"\x01" or _number(changes, 0x6649):
                if changes.get(0x2417) == b"\x01":
                    table.end_row(row_shape(changes))
                else:
                    table.add(para, end == "\x07")
            else:
                table.close()
                flow.paras.append(para)
        table.close()
        return flow

    def marks(self) -> Iterator[tuple[list[Span], str, Sprms, int]]:
        """(spans, closing sign, paragraph properties, style) for each paragraph."""
        spans: list[Span] = []
        depth: list[bool] = []  # fields: are we in the instruction?
        left = self.streams.length
        for piece in pieces(self.streams):
            text = text_of(self.streams, piece)
            for n, letter in enumerate(text):
                if left <= 0:
                    break
                left -= 1
                place = piece.offset + n * piece.width
                if letter in _ENDS:
                    style, data = self.paragraphs.at(place)
                    whole = self.styles.get(style, Style())
                    yield spans, letter, whole.paragraph | sprms(data), style
                    spans = []
                elif letter in "\x13\x14\x15":
                    _field(depth, letter)
                elif not any(depth):
                    self.letter(spans, letter, place)
        if spans:
            yield spans, "\r", {}, 0

    def letter(self, spans: list[Span], letter: str, place: int) -> None:
        """Adds one character in its typeface."""
        shown = {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\x0e": " ", "\xa0": " "}.get(letter, letter)
        if not shown or (shown < " " and shown not in "\t\n"):
            return
        _, data = self.characters.at(place)
        if spans and spans[-1].font == data.hex():
            spans[-1].text += shown
        else:
            spans.append(Span(shown, font=data.hex()))  # the typeface is looked up once a span

    def para(self, spans: list[Span], changes: Sprms, style: int) -> Para:
        base = self.styles.get(style, Style()).character
        dressed = [span for span in (self.dressed(span, base) for span in spans) if span.text]
        indent = (_signed(changes, 0x845E, 0x840F) + _signed(changes, 0x8460, 0x8411)) / 20
        kind = _number(changes, 0x2461) if 0x2461 in changes else _number(changes, 0x2403)
        if dressed and any(span.text.strip() for span in dressed):
            override = _number(changes, 0x460B)
            label = self.lists.label(str(override), _number(changes, 0x260A)) if override else ""
            if label:
                first = dressed[0]
                dressed.insert(0, Span(f"{label} ", first.bold, first.italic, first.size, first.font))
        return Para(dressed, _ALIGN.get(kind), indent)

    def dressed(self, span: Span, base: Sprms) -> Span:
        own = sprms(bytes.fromhex(span.font or ""))
        named = self.styles.get(_number(own, _STYLE), Style()).character if _STYLE in own else {}
        under = base | named
        if _on(_HIDDEN, own, under) or _on(_DELETED, own, under):
            return Span("")
        look = under | own
        text = span.text.upper() if _on(_CAPS, own, under) else span.text
        number = _number(look, _FONT)
        font = self.fonts[number] if number < len(self.fonts) else None
        size = _number(look, _SIZE) / 2 or None
        return Span(text, _on(_BOLD, own, under), _on(_ITALIC, own, under), size, font)


def _field(depth: list[bool], sign: str) -> None:
    if sign == "\x13":
        depth.append(True)
    elif depth and sign == "\x14":
        depth[-1] = False
    elif depth:
        depth.pop()


def _on(code: int, own: Sprms, under: Sprms) -> bool:
    """A switch may also say "as the style" (128) or "not as the style" (129)."""
    base = under.get(code, b"\0")[:1] == b"\x01"
    value = own[code][0] if own.get(code) else 128
    return base if value == 128 else not base if value == 129 else value == 1


def _number(changes: Sprms, code: int) -> int:
    return int.from_bytes(changes.get(code, b""), "little")


def _signed(changes: Sprms, *codes: int) -> int:
    for code in codes:
        if code in changes:
            return int.from_bytes(changes[code], "little", signed=True)
    return 0


def _by_antiword(data: bytes, path: Path) -> list[Page]:
    program = shutil.which("antiword")
    if program is None:
        raise MissingProgramError(
            "{file} is a Word document older than 1997 and antiword is not installed: run {command}",
            file=path.name,
            command="apt-get install antiword",
        )
    with tempfile.NamedTemporaryFile(suffix=".doc") as copy:
        copy.write(data)
        copy.flush()
        done = subprocess.run(
            [program, "-w", "0", "-m", "UTF-8.txt", copy.name], capture_output=True, timeout=_SECONDS, check=False
        )
    if done.returncode:
        raise DamagedFileError(
            "{file} is a damaged Word document: open and save it again, or ask for it again.", file=path.name
        )
    return read_plain(done.stdout, path)
