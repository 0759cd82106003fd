"""Lines to one text that remembers its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.models import Finder, Hit, Line, Paragraph, Piece

# the first half of a symbol: 128/KH-, TT- or 128/
_BROKEN = regex.compile(r"(?:(?:\w*/[\w&/-]*|[\p{Lu}&]{2,})[-/]|\d/)$")
# a symbol that a narrow column cut within its letters: 128/TC and T-KH
_CUT = regex.compile(r"\d/\p{Lu}{1,6}$")
_REST = regex.compile(r"^\p{Lu}{0,4}-\p{Lu}{2}")
_SECOND_HALF = regex.compile(r"^[\p{Lu}\d&]")
_ENDS = regex.compile(r"[.;:!?…]\W*$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the page that it stands on."""

    line: Line
    page: int


def begins_item(text: str, finder: Finder) -> bool:
    """Whether a line begins with an outline label. One in brackets may as well stand within running text."""
    hit = finder.first("label", text)
    return hit is not None and hit.yields["level"] != "bracketed"


def is_broken(text: str, after: str) -> bool:
    """Whether ``text`` ends within a document's symbol that goes on in ``after``: no space belongs between them."""
    last = text.rsplit(" ", 1)[-1]
    return bool(_BROKEN.search(last) and _SECOND_HALF.match(after)) or bool(_CUT.search(last) and _REST.match(after))


def ends_sentence(text: str) -> bool:
    return bool(_ENDS.search(text))


def cut(line: Line, start: int, end: int) -> Line:
    """The line's words from ``start`` up to ``end`` as a line of their own."""
    words = line.words[start:end]
    boxes = [word.box for word in words if word.box]
    box = boxes[0] if boxes else None
    for other in boxes[1:]:
        box = box.union(other) if box else other
    return replace(line, words=words, box=box)


def paragraph(lines: Sequence[Placed], finder: Finder, *, centred: bool = False, labelled: bool = True) -> Paragraph:
    """One paragraph of these lines; its outline label is split off unless ``labelled`` is false."""
    parts: list[str] = []
    pieces: list[Piece] = []
    offset = 0
    for number, placed in enumerate(lines):
        for position, word in enumerate(placed.line.words):
            if parts and not (position == 0 and is_broken(parts[-1], word.text)):
                offset += 1
                parts.append(" ")
            pieces.append(Piece(offset, offset + len(word.text), word, placed.page, number))
            parts.append(word.text)
            offset += len(word.text)
    text = "".join(parts)
    hit = finder.first("label", text) if labelled else None
    label, kind, body = _label(hit, text)
    return Paragraph(
        text,
        tuple(pieces),
        lines[0].page if lines else 1,
        label,
        kind,
        body,
        bold=_share(pieces, "bold", body) > 0.8,
        italic=_share(pieces, "italic", body) > 0.8,
        centred=centred,
    )


def _label(hit: Hit | None, text: str) -> tuple[str | None, str | None, int]:
    if hit is None:
        return None, None, 0
    label = hit.get("label") or ""
    level = str(hit.yields["level"])
    if level == "decimal":
        level = f"decimal{label.strip('.').count('.') + 1}"
    end = hit.end
    body = end + len(text[end:]) - len(text[end:].lstrip())
    return label, level, body


def _share(pieces: Iterable[Piece], mark: str, start: int) -> float:
    """The share of letters that are bold (italic) from ``start`` on; of all letters where nothing follows it."""
    chosen = [piece for piece in pieces if piece.start >= start] or list(pieces)
    total = sum(len(piece.word.text) for piece in chosen)
    return sum(len(piece.word.text) for piece in chosen if getattr(piece.word, mark)) / total if total else 0.0
