"""Several documents scanned into one file: where each begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex

from pipeline.models import Finder, Line, Page

_HEAD_LINES = 14  # a letterhead's lines, with the stamps above it
_DIGIT = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Stack:
    """The pages of each document; ``doubtful`` are pages that may begin one and were kept with the one before."""

    documents: tuple[tuple[Page, ...], ...]
    doubtful: tuple[int, ...] = ()


def cut_stack(pages: Sequence[Page], finder: Finder) -> Stack:
    """Cut where a page begins with a letterhead of its own: the motto, and a number or a date that is filled in.

    An annex keeps with its document though it shows a form with the motto; a motto alone leaves doubt.
    """
    documents: list[list[Page]] = []
    doubtful: list[int] = []
    for page in pages:
        signs = _signs(page, finder) if documents else set[str]()
        begins = "motto" in signs and signs & {"number", "date"} and "annex" not in signs
        if begins or not documents:
            documents.append([page])
        else:
            documents[-1].append(page)
            if "motto" in signs and "annex" not in signs:
                doubtful.append(page.number)
    return Stack(tuple(tuple(document) for document in documents), tuple(doubtful))


def _signs(page: Page, finder: Finder) -> set[str]:
    """Which parts of a letterhead the head of a page shows; number and date only where digits fill them."""
    signs = set()
    for line in islice(_top(page), _HEAD_LINES):
        for where in ("head", "right_cell", "closing"):
            hit = finder.first("zone", line.text, where)
            zone = str(hit.yields["zone"]) if hit else ""
            if zone in ("motto", "annex") or (zone in ("number", "date") and _DIGIT.search(line.text[:30])):
                signs.add(zone)
    return signs


def _top(page: Page) -> Iterator[Line]:
    for line in page.lines:
        if line.box is None or not page.height or line.box.top < 0.4 * page.height:
            yield line
