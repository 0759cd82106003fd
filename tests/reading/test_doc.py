"""The streams of an old Word document, put together by hand."""

import struct
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import DamagedFileError, EncryptedFileError, MissingProgramError
from pipeline.models import Page
from pipeline.reading.formats import doc
from pipeline.reading.formats.doc_stream import sprms
from tests.reading.make import texts

NAME = Path("tệp.doc")
TEXT_AT, PAGE = 0x600, 512
BOLD, CENTRE = b"\x35\x08\x01", b"\x03\x24\x01"
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"


def shape(edges: tuple[int, ...], merged: tuple[bool, ...] = ()) -> bytes:
    """Cell edges of a row with lines all around."""
    count = len(edges) - 1
    cells = b"".join(
        struct.pack("<HH", 1 << 5 if n < len(merged) and merged[n] else 0, 0) + b"\x04\x01\x00\x00" * 4
        for n in range(count)
    )
    data = bytes([count]) + struct.pack(f"<{count + 1}h", *edges) + cells
    return struct.pack("<HH", 0xD608, len(data) + 1) + data


def fkp(runs: list[tuple[int, bytes]], end: int, paragraphs: bool) -> bytes:
    """A page of properties: (start in the stream, changes) runs."""
    starts = struct.pack(f"<{len(runs) + 1}I", *[start for start, _ in runs], end)
    page, places, at = bytearray(PAGE), [], PAGE - 2
    for _, changes in runs:
        body = (
            bytes([0, (len(changes) + 2 + 1) // 2, 0, 0]) + changes if paragraphs else bytes([len(changes)]) + changes
        )
        at = (at - len(body) - 1) // 2 * 2
        page[at : at + len(body)] = body
        places.append(at // 2)
    step = b"".join(bytes([place]) + bytes(12 if paragraphs else 0) for place in places)
    page[: len(starts)] = starts
    page[len(starts) : len(starts) + len(step)] = step
    page[-1] = len(runs)
    return bytes(page)


def streams(
    paras: list[tuple[str, bytes]], bold: tuple[int, int] = (0, 0), narrow: bool = False, flags: int = 0x0200
) -> tuple[bytes, bytes]:
    """(main, table) for paragraphs of (text with its mark, changes); ``bold`` is a range of characters."""
    text = "".join(text for text, _ in paras)
    width = 1 if narrow else 2
    data = text.encode("cp1252" if narrow else "utf-16-le")
    end = TEXT_AT + len(data)
    starts, at = [], TEXT_AT
    for part, changes in paras:
        starts.append((at, changes))
        at += len(part) * width
    looks = [(TEXT_AT, b""), (TEXT_AT + bold[0] * width, BOLD), (TEXT_AT + bold[1] * width, b"")] if any(bold) else []
    pages_at = (end + PAGE - 1) // PAGE * PAGE
    main = bytearray(pages_at)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<I", main, 0x4C, len(text))
    main[TEXT_AT:end] = data
    main += fkp(looks or [(TEXT_AT, b"")], end, False) + fkp(starts, end, True)
    place = TEXT_AT * 2 | 0x40000000 if narrow else TEXT_AT
    clx = b"\x02" + struct.pack("<IIIHIH", 16, 0, len(text), 0, place, 0)
    bins = [struct.pack("<III", TEXT_AT, end, pages_at // PAGE + n) for n in (0, 1)]
    table = b""
    for index, part in ((33, clx), (12, bins[0]), (13, bins[1])):
        struct.pack_into("<II", main, 0x9A + 8 * index, len(table), len(part))
        table += part
    return bytes(main), table


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    def reads(*made: Any, **how: Any) -> Page:
        monkeypatch.setattr(doc, "_streams", lambda *_: streams(*made, **how))
        (page,) = doc.read_doc(b"", NAME)
        return page

    return reads


def test_paragraphs_with_their_typeface(read: Any) -> None:
    page = read([("Sở Nội vụ\r", CENTRE), ("báo cáo\x0btiếp\r", b"")], bold=(3, 6))
    assert texts(page) == ["Sở Nội vụ", "báo cáo", "tiếp"]
    assert [word.bold for word in page.lines[0].words] == [False, True, False]
    assert page.lines[0].align == "center"
    assert page.lines[1].align != "center"


def test_text_of_one_byte_in_a_legacy_encoding(read: Any) -> None:
    page = read([("C¸c së, ban, ngµnh b¸o c¸o tr\xadíc ngµy 15\r", b"")], narrow=True)
    assert texts(page) == ["Các sở, ban, ngành báo cáo trước ngày 15"]


def test_fields_and_marks_inside_a_paragraph(read: Any) -> None:
    page = read([("a \x13 PAGE \x147\x15 b\x1ec\x1fd\x01\r", b"")])
    assert texts(page) == ["a 7 b-cd"]


def test_a_table_with_a_cell_that_goes_on(read: Any) -> None:
    rows = [
        ("a\x07", IN_TABLE),
        ("b\x07", IN_TABLE),
        ("\x07", IN_TABLE + ROW_END + shape((0, 1000, 3000))),
        ("\x07", IN_TABLE),
        ("c\r", IN_TABLE),
        ("d\x07", IN_TABLE),
        ("\x07", IN_TABLE + ROW_END + shape((0, 1000, 3000), (True, False))),
    ]
    page = read([*rows, ("sau\r", b"")])
    assert [(line.text, line.cell) for line in page.lines] == [
        ("a", (0, 0)),
        ("b", (0, 1)),
        ("c", (0, 2)),
        ("d", (0, 2)),
        ("sau", None),
    ]
    assert page.tables[0].cells[0].row_span == 2


def test_changes_of_every_size() -> None:
    data = BOLD + b"\x43\x4a\x1c\x00" + b"\x15\xc6\x02\xaa\xbb" + shape((0, 5)) + CENTRE
    assert {code: len(value) for code, value in sprms(data).items()} == {
        **{0x0835: 1, 0x4A43: 2, 0xC615: 3, 0x2403: 1},
        0xD608: len(shape((0, 5))) - 2,
    }


def test_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    main, _ = streams([("a\r", b"")])
    monkeypatch.setattr(doc, "_streams", lambda *_: (main, b""))
    with pytest.raises(DamagedFileError, match=r"tệp\.doc"):
        doc.read_doc(b"", NAME)
    monkeypatch.undo()
    with pytest.raises(DamagedFileError, match=r"tệp\.doc"):
        doc.read_doc(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), NAME)


def test_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    import olefile

    main, _ = streams([("a\r", b"")], flags=0x0300)

    class Ole:
        def __init__(self, *_: object) -> None: ...
        def __enter__(self) -> "Ole":
            return self

        def __exit__(self, *_: object) -> None: ...
        def exists(self, _: str) -> bool:
            return False

        def openstream(self, _: str) -> "Ole":
            return self

        def read(self) -> bytes:
            return main

    monkeypatch.setattr(olefile, "OleFileIO", Ole)
    with pytest.raises(EncryptedFileError, match="password"):
        doc.read_doc(b"", NAME)


def test_what_is_older_needs_antiword(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_streams", lambda *_: (struct.pack("<HH", 0xA5DC, 0x68), b""))
    monkeypatch.setattr(doc.shutil, "which", lambda _: None)
    with pytest.raises(MissingProgramError, match="apt-get install antiword"):
        doc.read_doc(b"", NAME)
