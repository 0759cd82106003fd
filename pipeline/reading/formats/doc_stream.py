"""The binary side of an old Word document: text pieces and the properties laid over them ([MS-DOC])."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# indices into the table of (offset, length) pairs of the file information block
STYLES, CHARACTERS, PARAGRAPHS, FONTS, PIECES, LISTS, OVERRIDES = 1, 12, 13, 15, 33, 73, 74
_PAIRS = 0x9A
_PAGE = 512
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # of an operand, by the top bits of its code; 0: it says itself
_WIDE = {0xD608, 0xD609}  # these say it in two bytes
_CP1252 = "".join(bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(256))

Sprms = dict[int, bytes]


class BrokenDocError(Exception):
    """The streams do not fit together."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``start`` in characters, ``offset`` in the main stream, ``width`` bytes a character."""

    start: int
    end: int
    offset: int
    width: int


@dataclass(frozen=True, slots=True)
class Streams:
    """The main stream and the table stream."""

    main: bytes
    table: bytes

    def part(self, index: int) -> bytes:
        """One structure of the table stream, empty where the file has none."""
        offset, length = struct.unpack_from("<II", self.main, _PAIRS + 8 * index)
        return self.table[offset : offset + length]

    def offset(self, index: int) -> int:
        return int(struct.unpack_from("<I", self.main, _PAIRS + 8 * index)[0])

    @property
    def length(self) -> int:
        """Characters of the body."""
        return int(struct.unpack_from("<I", self.main, 0x4C)[0])


def pieces(streams: Streams) -> list[Piece]:
    """The text in its order; raises :class:`BrokenDocError`."""
    clx = streams.part(PIECES)
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise BrokenDocError
    (size,) = struct.unpack_from("<I", clx, at + 1)
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", plc)
    found = []
    for n in range(count):
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * n + 2)
        narrow = bool(place & 0x40000000)
        offset = (place & 0x3FFFFFFF) // 2 if narrow else place & 0x3FFFFFFF
        found.append(Piece(starts[n], starts[n + 1], offset, 1 if narrow else 2))
    return found


def text_of(streams: Streams, piece: Piece) -> str:
    """Exactly one character for each character position."""
    data = streams.main[piece.offset : piece.offset + (piece.end - piece.start) * piece.width]
    if piece.width == 1:
        return "".join(_CP1252[byte] for byte in data)
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])))


def sprms(data: bytes) -> Sprms:
    """Property changes by their code."""
    found: Sprms = {}
    at = 0
    while at + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _SIZES[code >> 13]
        if code in _WIDE and at + 2 <= len(data):
            size = struct.unpack_from("<H", data, at)[0] + 1
        elif size == 0:
            size = data[at] + 1 if at < len(data) else 0
        found[code] = data[at : at + size]
        at += size
    return found


@dataclass(frozen=True, slots=True)
class Runs:
    """Properties by place in the main stream: run ``n`` begins at ``starts[n]``."""

    starts: tuple[int, ...]
    values: tuple[tuple[int, bytes], ...]

    def at(self, place: int) -> tuple[int, bytes]:
        """(style, property changes) at a place."""
        n = bisect_right(self.starts, place) - 1
        return self.values[n] if n >= 0 else (0, b"")


def runs(streams: Streams, index: int) -> Runs:
    """Character (``CHARACTERS``) or paragraph (``PARAGRAPHS``) properties."""
    plc = streams.part(index)
    count = (len(plc) - 4) // 8
    pages = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count > 0 else ()
    starts: list[int] = []
    values: list[tuple[int, bytes]] = []
    for number in pages:
        page = streams.main[(number & 0x3FFFFF) * _PAGE : (number & 0x3FFFFF) * _PAGE + _PAGE]
        if len(page) < _PAGE:
            continue
        for start, value in _on_page(page, index == PARAGRAPHS):
            starts.append(start)
            values.append(value)
    order = sorted(range(len(starts)), key=lambda n: starts[n])
    return Runs(tuple(starts[n] for n in order), tuple(values[n] for n in order))


def _on_page(page: bytes, paragraphs: bool) -> Iterator[tuple[int, tuple[int, bytes]]]:
    count = page[-1]
    starts = struct.unpack_from(f"<{count + 1}I", page)
    step = 13 if paragraphs else 1
    for n in range(count):
        at = page[4 * (count + 1) + step * n] * 2
        if not at:
            yield starts[n], (0, b"")
        elif not paragraphs:
            yield starts[n], (0, page[at + 1 : at + 1 + page[at]])
        else:
            size = page[at] * 2 - 1
            if size < 0:
                at, size = at + 1, page[at + 1] * 2
            data = page[at + 1 : at + 1 + size]
            yield starts[n], (struct.unpack_from("<H", data)[0] if len(data) > 1 else 0, data[2:])


def fonts(streams: Streams) -> list[str]:
    """Font names in their order."""
    data = streams.part(FONTS)
    if len(data) < 4:
        return []
    (count,) = struct.unpack_from("<H", data)
    at, found = 4, []
    for _ in range(count):
        if at >= len(data):
            break
        size = data[at]
        name = data[at + 40 : at + 1 + size].decode("utf-16-le", "replace").split("\0")[0]
        found.append(name)
        at += 1 + size
    return found
