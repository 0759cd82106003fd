"""From a span of a paragraph to the places on the page where its words stand."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from pipeline.models import Box, Evidence, Page, Paragraph, Piece


def evidence_of(
    field: str,
    item: int | None,
    paragraph: Paragraph,
    span: tuple[int, int],
    rule: str | None,
    pages: Mapping[int, Page],
) -> tuple[Evidence, ...]:
    """One row for each line that the span touches, its box in the viewer's coordinates.

    On a page that lies on its side a line runs down the page as the viewer shows it; there each word has its row.
    """
    rows = []
    pieces = paragraph.pieces_of(*span)
    for (number, _), line in groupby(pieces, key=lambda piece: (piece.page, piece.line)):
        page, whole = pages.get(number), list(line)
        sideways = page is not None and page.turned in (90, 270)
        for group in [[piece] for piece in whole] if sideways else [whole]:
            rows.append(Evidence(field, item, number, _box(group, page), _words(group, span), rule))
    return tuple(rows)


def _box(pieces: list[Piece], page: Page | None) -> Box | None:
    boxes = [piece.word.box for piece in pieces if piece.word.box]
    if not boxes or page is None:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return page.view.box(whole)


def _words(pieces: list[Piece], span: tuple[int, int]) -> str:
    """What was read there, before any repair; a word that the span cuts is cut too where it was not repaired."""
    return " ".join(piece.word.raw or _cut(piece, span) for piece in pieces)


def _cut(piece: Piece, span: tuple[int, int]) -> str:
    start, end = max(span[0] - piece.start, 0), min(span[1], piece.end) - piece.start
    return piece.word.text[start:end]
