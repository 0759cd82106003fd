"""The end of a document: Nơi nhận on the left, the signature on the right (ô 7 and 9b)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from pipeline.layout.flow import Element, Flow, Ruled
from pipeline.layout.text import Placed, cut
from pipeline.models import Finder, Line, Word

_MOST_LINES = 10  # of a signature
_SHORT = 60  # letters of its longest line
_WIDER = 1.8  # a gap of so many usual ones of its line parts two columns


@dataclass
class Closing:
    """``recipients`` are items of lines, ``signature`` lines; ``length`` counts the elements that it takes."""

    recipients: list[list[Placed]] = field(default_factory=list)
    signature: list[Placed] = field(default_factory=list)
    length: int = 0


def find_closing(elements: Sequence[Element], flow: Flow, finder: Finder, start: int) -> int | None:
    """The index at which the closing begins, None where the document has none.

    A signature that says neither for whom it is given nor stands below Nơi nhận is known by its title and name alone.
    """
    for index in range(start, len(elements)):
        if _opens(elements[index], flow, finder):
            return _with_signature(elements, index, flow, finder, start)
    end = _with_signature(elements, len(elements), flow, finder, start)
    return end if end < len(elements) else None


def _with_signature(elements: Sequence[Element], end: int, flow: Flow, finder: Finder, start: int) -> int:
    """Where the title begins that stands, with nothing but lines of a signature behind it, before ``end``."""
    first, named = end, False
    for index in range(end - 1, max(start, end - _MOST_LINES) - 1, -1):
        element = elements[index]
        if isinstance(element, Ruled) or not _may_sign(element, flow, finder):
            break
        text = element.line.text
        named = named or _is_name(text, finder)
        if _is_title(text, finder) and named:
            first = index
    return first


def _may_sign(placed: Placed, flow: Flow, finder: Finder) -> bool:
    """A short line in one half of the page: capitals, a name, or a mark in brackets."""
    text = placed.line.text
    if flow.side(placed) == "full" or len(text) > _SHORT or finder.first("label", text) is not None:
        return False
    return text.isupper() or _is_name(text, finder) or text.startswith("(")


def _opens(element: Element, flow: Flow, finder: Finder) -> bool:
    if isinstance(element, Ruled):
        return any(_zone(finder, line.text) == "recipients" for line in element.lines)
    zone = _zone(finder, element.line.text)
    return zone == "recipients" or (zone == "authority" and flow.side(element) in ("right", None))


def _zone(finder: Finder, text: str) -> str | None:
    hit = finder.first("zone", text, "closing")
    return str(hit.yields["zone"]) if hit else None


def read_closing(elements: Sequence[Element], flow: Flow, finder: Finder) -> Closing:
    """The closing at the head of ``elements``, up to an annex or another page's text."""
    closing = Closing()
    state = "signature"
    page = None
    for element in elements:
        lines = [Placed(line, element.page) for line in element.lines] if isinstance(element, Ruled) else [element]
        ends = page is not None and (element.page != page or _begins_annex(lines[0], finder))
        if ends and not _still(lines[0], flow, finder, closing):
            break
        page = element.page
        for placed in lines:
            for part in _columns(placed, flow, finder):
                state = _place(closing, part, flow, finder, state)
        closing.length += 1
    return closing


def _begins_annex(placed: Placed, finder: Finder) -> bool:
    return _zone(finder, placed.line.text) == "annex"


def _still(placed: Placed, flow: Flow, finder: Finder, closing: Closing) -> bool:
    """Whether a closing that a page's end cut goes on: Nơi nhận, or the signature, is still to come."""
    zone = _zone(finder, placed.line.text)
    return zone in ("recipients", "authority") and not closing.signature and flow.side(placed) != "full"


def _columns(placed: Placed, flow: Flow, finder: Finder) -> list[Placed]:
    """A line in which a recipient ran together with the signature beside it is cut in two."""
    line, margins = placed.line, flow.margins[placed.page]
    if flow.side(placed) != "full":
        return [placed]
    right = margins.middle - 0.12 * margins.width
    for position in range(1, len(line.words)):
        box = line.words[position].box
        if box is None or box.x0 < right or not _is_break(line, position):
            continue
        beside = cut(line, position, len(line.words))
        if _is_signature(beside.text, finder):
            return [replace(placed, line=cut(line, 0, position)), replace(placed, line=beside)]
    return [placed]


def _is_break(line: Line, position: int) -> bool:
    """Whether the letters change before a word, or the blank there is wider than the others of the line."""
    before, word = line.words[position - 1], line.words[position]
    if before.confidence is None and (before.bold != word.bold or abs((before.size or 0) - (word.size or 0)) > 1):
        return True
    gaps = [_gap(first, second) for first, second in pairwise(line.words)]
    return gaps[position - 1] > _WIDER * max(median(gaps), 1)


def _gap(first: Word, second: Word) -> float:
    return second.box.x0 - first.box.x1 if first.box and second.box else 0.0


def _is_signature(text: str, finder: Finder) -> bool:
    """Whether it is a line of a signature: who signs for whom, a title, a name."""
    return _is_name(text, finder) or _zone(finder, text) == "authority" or _is_title(text, finder)


def _is_name(text: str, finder: Finder) -> bool:
    hit = finder.first("field", text, "signature")
    return hit is not None and hit.yields["field"] == "signer" and text.rstrip()[-1:] not in ";.,"


def _place(closing: Closing, placed: Placed, flow: Flow, finder: Finder, state: str) -> str:
    text, side = placed.line.text, flow.side(placed)
    zone = _zone(finder, text)
    column = placed.line.cell
    if zone == "recipients":
        titled = bool(closing.recipients) and _is_item(placed, finder)
        closing.recipients.append([placed])
        return state if titled and side is None else "recipients"
    if side is None and closing.recipients and _is_item(placed, finder):
        closing.recipients.append([placed])
        return state
    below = side == "right" and bool(closing.recipients) and flow.side(closing.recipients[0][0]) == "right"
    if below and not _is_signature(text, finder):
        if _is_item(placed, finder):
            closing.recipients.append([placed])
        else:
            closing.recipients[-1].append(placed)
        return state
    if zone == "authority" or side == "right" or (state == "signature" and side is None):
        closing.signature.append(placed)
        return state if side == "right" else "signature"
    if state != "recipients":
        closing.signature.append(placed)
        return state
    if side is None and _closed(closing.recipients[-1]) and _is_title(text, finder):
        closing.signature.append(placed)
        return "signature"
    complete = placed.line.whole and column is None and closing.recipients and _ended(closing.recipients[-1])
    if _is_item(placed, finder) or not closing.recipients or complete:
        closing.recipients.append([placed])
    elif side is None and _closed(closing.recipients[-1]):
        closing.signature.append(placed)
        return "signature"
    else:
        closing.recipients[-1].append(placed)
    return state


def _ended(item: Sequence[Placed]) -> bool:
    return item[-1].line.text.rstrip()[-1:] in ";.:"


def _closed(item: Sequence[Placed]) -> bool:
    return item[-1].line.text.rstrip().endswith(".")


def _is_title(text: str, finder: Finder) -> bool:
    return text.isupper() and finder.first("signature", text) is not None


def _is_item(placed: Placed, finder: Finder) -> bool:
    hit = finder.first("label", placed.line.text)
    return hit is not None and hit.yields["level"] in ("dash", "plus", "bullet")
