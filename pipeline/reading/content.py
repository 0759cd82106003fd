"""What a file is, by its first bytes; its name only says what it was meant to be."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Literal

from pipeline.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    UnsupportedFormatError,
    WrongContentError,
)
from pipeline.reading.formats.bytes import byte_order

Kind = Literal["pdf", "image", "docx", "doc", "rtf", "html", "xlsx", "plain"]

MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "image": "image/*",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "rtf": "application/rtf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "plain": "text/plain",
}
IMAGES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"II+\x00": "image/tiff",
    b"MM\x00+": "image/tiff",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = {
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"PK\x03\x04": "a ZIP archive",
}
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|table|p)\b",
                   re.I | re.S)  # fmt: skip
# names that promise pages of an image or a PDF, or a package; a .doc is whatever Word opens
_STRICT: dict[str, frozenset[Kind]] = {
    ".pdf": frozenset({"pdf"}),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), frozenset[Kind]({"image", "pdf"})),
    ".docx": frozenset({"docx", "doc", "rtf", "html"}),
    ".xlsx": frozenset({"xlsx"}),
}
_NAMES: dict[Kind, str] = {
    "pdf": "a PDF", "image": "an image", "docx": "a Word document", "doc": "an old Word document",
    "rtf": "an RTF document", "html": "a web page", "xlsx": "a spreadsheet", "plain": "plain text",
}  # fmt: skip


def kind_of(data: bytes, path: Path) -> tuple[Kind, str]:
    """(kind, media type) of the content.

    Raises :class:`EmptyFileError`, :class:`EncryptedFileError`, :class:`DamagedFileError`,
    :class:`WrongContentError` where the content is not of the family that the name promises, and
    :class:`UnsupportedFormatError`.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFileError("{file} is empty: ask for it again.", file=path.name)
    kind, media_type = _sniff(data, path)
    promised = _STRICT.get(path.suffix.lower())
    if promised and kind not in promised:
        raise WrongContentError(
            "{file} is not {promised} but {actual}: ask for the right file, or rename it if this is what you mean.",
            file=path.name,
            promised=path.suffix.lower().lstrip(".").upper(),
            actual=_NAMES[kind],
        )
    return kind, media_type


def _sniff(data: bytes, path: Path) -> tuple[Kind, str]:
    head = data[:2048]
    if b"%PDF-" in head:
        return "pdf", MEDIA_TYPES["pdf"]
    for magic, media_type in IMAGES.items():
        if data.startswith(magic):
            return "image", media_type
    if data.startswith(b"PK\x03\x04"):
        return _package(data, path)
    if data.startswith(_OLE):
        return _compound(data, path)
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf", MEDIA_TYPES["rtf"]
    for magic, name in _ARCHIVES.items():
        if data.startswith(magic):
            raise WrongContentError("{file} is {actual}: unpack it first.", file=path.name, actual=name)
    if _HTML.match(_as_ascii(head)) or is_archive(head):
        return "html", MEDIA_TYPES["html"]
    if _as_ascii(head).lstrip().startswith(b"<?xml"):
        raise _unsupported(path)
    if _is_text(data):
        return "plain", MEDIA_TYPES["plain"]
    if path.suffix.lower() in _STRICT:
        raise DamagedFileError("{file} is damaged, nothing in it can be recognised: ask for it again.", file=path.name)
    raise _unsupported(path)


def _unsupported(path: Path) -> UnsupportedFormatError:
    return UnsupportedFormatError("{file} is of a kind that cannot be read: save it as PDF or DOCX.", file=path.name)


def is_archive(head: bytes) -> bool:
    """Does it begin as mail does, with parts: Word's "single file web page"?"""
    start = head.lstrip().lower()
    return start.startswith((b"mime-version:", b"from:", b"content-type:")) and b"multipart/" in start


def _as_ascii(head: bytes) -> bytes:
    """The first bytes without a byte order mark and without the zeros of UTF-16."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"")


def _package(data: bytes, path: Path) -> tuple[Kind, str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
    except zipfile.BadZipFile as error:
        raise DamagedFileError("{file} is cut off: ask for it again.", file=path.name) from error
    if "word/document.xml" in names:
        return "docx", MEDIA_TYPES["docx"]
    if "xl/workbook.xml" in names:
        return "xlsx", MEDIA_TYPES["xlsx"]
    if "content.xml" in names:
        raise _unsupported(path)
    raise WrongContentError("{file} is {actual}: unpack it first.", file=path.name, actual="a ZIP archive")


def _compound(data: bytes, path: Path) -> tuple[Kind, str]:
    """An OLE file: an old Word document, or a new one behind a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFileError(
            "{file} is protected by a password: remove the password and add it again.", file=path.name
        )
    if "WordDocument".encode("utf-16-le") in data:
        return "doc", MEDIA_TYPES["doc"]
    if path.suffix.lower() in (".doc", ".docx"):
        raise DamagedFileError("{file} is a damaged or cut off Word document: ask for it again.", file=path.name)
    raise _unsupported(path)


def _is_text(data: bytes) -> bool:
    """UTF-16, or few control bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or byte_order(data):
        return True
    sample = data[:65536]
    odd = sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in sample)
    return odd <= len(sample) * 0.005
