"""Styles and lists of an old Word document."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from pipeline.reading.formats.doc_stream import LISTS, OVERRIDES, STYLES, Sprms, Streams, sprms
from pipeline.reading.formats.numbering import Level, Numbering

_KINDS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
          23: "bullet", 255: "none"}  # fmt: skip
_NO_STYLE = 0xFFF
_CHAIN = 12


@dataclass(slots=True)
class Style:
    """``base`` is the style that this one is built on."""

    base: int = _NO_STYLE
    paragraph: Sprms = field(default_factory=dict)
    character: Sprms = field(default_factory=dict)


def read_styles(streams: Streams) -> dict[int, Style]:
    """Styles by number, each with all that it inherits."""
    data = streams.part(STYLES)
    if len(data) < 6:
        return {}
    header, count, base_size = struct.unpack_from("<HHH", data)
    at = 2 + header
    raw: dict[int, Style] = {}
    for number in range(count):
        if at + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, at)
        if size:
            raw[number] = _style(data[at + 2 : at + 2 + size], base_size)
        at += 2 + size + size % 2
    return {number: _whole(number, raw) for number in raw}


def _style(data: bytes, base_size: int) -> Style:
    if len(data) < base_size + 2:
        return Style()
    kind_and_base, count_and_next = struct.unpack_from("<HH", data, 2)
    kind, base = kind_and_base & 0xF, kind_and_base >> 4
    (letters,) = struct.unpack_from("<H", data, base_size)
    at = base_size + 2 + 2 * letters + 2
    changes: list[bytes] = []
    for _ in range(count_and_next & 0xF):
        if at + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, at)
        changes.append(data[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    if kind == 1:
        return Style(base, sprms(changes[0][2:]) if changes else {}, sprms(changes[1]) if len(changes) > 1 else {})
    return Style(base, {}, sprms(changes[0]) if kind == 2 and changes else {})


def _whole(number: int, raw: dict[int, Style]) -> Style:
    chain: list[Style] = []
    at = number
    while at in raw and len(chain) < _CHAIN:
        chain.append(raw[at])
        at = raw[at].base
    whole = Style()
    for style in reversed(chain):
        whole.paragraph |= style.paragraph
        whole.character |= style.character
    return whole


def read_lists(streams: Streams) -> Numbering:
    """Automatic numbering; a paragraph's list is its override number as text."""
    numbering = Numbering()
    table, at = streams.table, streams.offset(LISTS)
    head = streams.part(LISTS)
    if len(head) < 2:
        return numbering
    (count,) = struct.unpack_from("<H", head)
    kinds = [(struct.unpack_from("<I", head, 2 + 28 * n)[0], head[2 + 28 * n + 26] & 1) for n in range(count)]
    at += 2 + 28 * count
    for key, simple in kinds:
        levels: dict[int, Level] = {}
        for depth in range(1 if simple else 9):
            levels[depth], at = _level(table, at)
        numbering.levels[str(key)] = levels
    _overrides(streams.part(OVERRIDES), numbering)
    return numbering


def _level(table: bytes, at: int) -> tuple[Level, int]:
    start, kind, flags = struct.unpack_from("<IBB", table, at)
    character, paragraph, restart = table[at + 24], table[at + 25], table[at + 26]
    at += 28 + character + paragraph
    (letters,) = struct.unpack_from("<H", table, at)
    codes = struct.unpack_from(f"<{letters}H", table, at + 2)
    text = "".join(f"%{code + 1}" if code < 9 else chr(code) for code in codes)
    own_restart = restart if flags & 8 else None
    return Level(start, _KINDS.get(kind, "decimal"), text, own_restart, bool(flags & 4)), at + 2 + 2 * letters


def _overrides(data: bytes, numbering: Numbering) -> None:
    if len(data) < 4:
        return
    (count,) = struct.unpack_from("<I", data)
    at = 4 + 16 * count
    for n in range(min(count, (len(data) - 4) // 16)):
        (key,) = struct.unpack_from("<I", data, 4 + 16 * n)
        own: dict[int, Level] = {}
        starts: dict[int, int] = {}
        at += 4
        for _ in range(data[4 + 16 * n + 12]):
            if at + 8 > len(data):
                break
            start, flags = struct.unpack_from("<II", data, at)
            at += 8
            if flags & 0x20:
                own[flags & 0xF], at = _level(data, at)
            elif flags & 0x10:
                starts[flags & 0xF] = start
        numbering.lists[str(n + 1)] = (str(key), own, starts)
