"""Plain text: each physical line a line, a form feed begins a page."""

from __future__ import annotations

from pathlib import Path

from pipeline.models import Line, Page, Word
from pipeline.reading.formats.bytes import decoded


def read_plain(data: bytes, path: Path) -> list[Page]:
    """The pages of a text file in whatever encoding it is."""
    del path
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    pages = []
    for number, part in enumerate(text.rstrip("\f\n ").split("\f"), 1):
        lines = [Line(tuple(Word(word) for word in row.split())) for row in part.split("\n") if row.strip()]
        pages.append(Page(number, tuple(lines), read_as="format"))
    return pages
