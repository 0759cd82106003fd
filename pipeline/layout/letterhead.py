"""The letterhead: the lines before the body of a document, told apart by what they say and where they stand.

After Nghị định 30/2020/NĐ-CP, Phụ lục I: ô 1 to 5 and 9a.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.layout.flow import Element, Flow, Ruled
from pipeline.layout.text import Placed, cut, ends_sentence, paragraph
from pipeline.models import Finder, Line, Paragraph

_MOST_LINES = 60  # a letterhead is never longer; beyond it the search for its parts stops


@dataclass
class Letterhead:
    """Its parts as lines, filled while reading; ``length`` counts the elements that it takes."""

    issuer: list[Placed] = field(default_factory=list)
    number: list[Placed] = field(default_factory=list)
    date: list[Placed] = field(default_factory=list)
    title: list[Placed] = field(default_factory=list)
    subject: list[Placed] = field(default_factory=list)
    addressees: list[list[Placed]] = field(default_factory=list)
    other: list[Placed] = field(default_factory=list)
    motto: bool = False
    length: int = 0


def read_letterhead(elements: Sequence[Element], flow: Flow, finder: Finder) -> Letterhead:
    """The letterhead at the head of ``elements``. Without any sign of one it is empty and takes nothing."""
    return _Reader(flow, finder).read(elements)


@dataclass
class _Reader:
    flow: Flow
    finder: Finder
    head: Letterhead = field(default_factory=Letterhead)
    state: str = "issuer"

    def read(self, elements: Sequence[Element]) -> Letterhead:
        for count, element in _by_row(elements[:_MOST_LINES], self.flow):
            lines = self._lines(element)
            if lines is None or not all(self._take(line) for line in lines):
                break
            self.head.length = count
        if not (self.head.motto or self.head.number or self.head.date or self.head.addressees):
            return Letterhead() if not self.head.title else self.head
        return self.head

    def _lines(self, element: Element) -> list[Placed] | None:
        """A line, or the lines of a table that lays out the letterhead; None for any other table."""
        if not isinstance(element, Ruled):
            return self._split(element)
        if any(self._zone(line) in ("motto", "number") for line in element.lines):
            return [part for line in element.lines for part in self._split(Placed(line, element.page))]
        return None

    def _split(self, placed: Placed) -> list[Placed]:
        """Cut a line in which the two cells of the letterhead ran together."""
        hit = self.finder.first("zone", placed.line.text, "right_cell") if self.state != "title" else None
        if hit is None or hit.start == 0:
            return [placed]
        words, length = placed.line.words, 0
        for position, word in enumerate(words):
            if length >= hit.start:
                return [
                    replace(placed, line=cut(placed.line, 0, position)),
                    replace(placed, line=cut(placed.line, position, len(words))),
                ]
            length += len(word.text) + 1
        return [placed]

    def _zone(self, line: Line) -> str | None:
        hit = self.finder.first("zone", line.text, "head")
        return str(hit.yields["zone"]) if hit else None

    def _take(self, placed: Placed) -> bool:
        """Put one line where it belongs; false where the body begins with it."""
        zone = self._zone(placed.line)
        handler = getattr(self, f"_on_{zone}", None)
        if handler is not None:
            return bool(handler(placed))
        if self.state in ("subject", "title", "addressee"):
            return bool(getattr(self, f"_in_{self.state}")(placed))
        return self._in_head(placed)

    def _on_motto(self, _placed: Placed) -> bool:
        if self.state in ("addressee", "title"):
            return False
        self.head.motto = True
        return True

    def _on_number(self, placed: Placed) -> bool:
        if self.head.number or self.state in ("addressee", "title"):
            return self._in_head(placed) if self.state == "issuer" else False
        self.head.number.append(placed)
        self.state = "numbered"
        return True

    def _on_date(self, placed: Placed) -> bool:
        if self.state == "title":
            return self._in_title(placed)
        if self.head.date or self.flow.side(placed) == "full":
            return False
        self.head.date.append(placed)
        return True

    def _on_about(self, placed: Placed) -> bool:
        if self.state == "title":
            return self._in_title(placed)
        if self.head.subject or self.state == "addressee":
            return False
        self.head.subject.append(placed)
        self.state = "subject"
        return True

    def _on_addressee(self, placed: Placed) -> bool:
        self.head.addressees.append([placed])
        self.state = "addressee"
        return True

    def _on_type(self, placed: Placed) -> bool:
        if self.state == "title":
            return self._in_title(placed)
        if self.state == "addressee" or not (self.head.motto or self.head.number):
            return False
        if self.flow.side(placed) == "left" and not self.flow.centred(placed, 25):
            return self._in_head(placed)
        self.head.title.append(placed)
        self.state = "title"
        return True

    def _on_stamp(self, placed: Placed) -> bool:
        self.head.other.append(placed)
        return True

    def _in_head(self, placed: Placed) -> bool:
        text = placed.line.text
        if self.flow.side(placed) == "full" and not text.isupper() and len(text) > 60:
            return False
        if self.state == "issuer" and self.flow.side(placed) != "right" and not self._labelled(placed):
            self.head.issuer.append(placed)
        elif self._labelled(placed):
            return False
        else:
            self.head.other.append(placed)
        return True

    def _in_subject(self, placed: Placed) -> bool:
        """Below V/v: its further lines stand in the left half; in text without boxes they follow directly."""
        side = self.flow.side(placed)
        if side == "left" or (side is None and len(placed.line.text) < 60):
            self.head.subject.append(placed)
            return True
        return self._in_head(placed)

    def _in_title(self, placed: Placed) -> bool:
        """Below the name of the type: the trích yếu, centred or bold, until the body."""
        line = placed.line
        if self.head.subject and line.text.isupper() and not self.head.subject[-1].line.text.isupper():
            self.head.other.append(placed)  # the authority that decides, in capitals below the subject
            return True
        bold = _is_bold(line)
        set_apart = bold or (self.flow.centred(placed) and self.flow.side(placed) != "full")
        begins_body = self._labelled(placed) or (
            not set_apart and (self.finder.first("zone", line.text, "body") is not None or self._is_plain(placed))
        )
        if begins_body or not (bold or self._stands_middle(placed)):
            return not begins_body and self._is_beside(placed)
        self.head.subject.append(placed)
        return True

    def _is_plain(self, placed: Placed) -> bool:
        """Whether the line is set in another face than the subject above it, as the body is."""
        above, line = self.head.subject[-1:], placed.line
        printed = all(word.confidence is None for word in line.words)
        wide = self.flow.side(placed) == "full"
        return (
            bool(above) and wide and printed and _is_bold(above[0].line) and not any(word.bold for word in line.words)
        )

    def _is_beside(self, placed: Placed) -> bool:
        """Whether the line is a stamp set beside the title: short, and at the left edge."""
        box, margins = placed.line.box, self.flow.margins[placed.page]
        beside = box is not None and self.flow.side(placed) == "left" and box.width < 0.36 * margins.width
        if beside:
            self.head.other.append(placed)
        return beside

    def _stands_middle(self, placed: Placed) -> bool:
        """Centred, a full-width line between centred ones included."""
        box, margins = placed.line.box, self.flow.margins[placed.page]
        if box is None:
            return placed.line.align == "center" or (placed.line.align is None and not self.head.subject)
        if self.flow.centred(placed, 12):
            return True
        above = self.head.subject or self.head.title
        near = self._gap(placed) < (1.5 if self.head.subject else 2.2) * margins.pitch
        return near and not ends_sentence(above[-1].line.text) and abs(self.flow.indent(placed)) < 9

    def _gap(self, placed: Placed) -> float:
        last = (self.head.subject or self.head.title)[-1].line.box
        return placed.line.box.top - last.top if placed.line.box and last else 0.0

    def _in_addressee(self, placed: Placed) -> bool:
        """Below Kính gửi: items with a dash, and what continues the last one."""
        current = self.head.addressees[-1]
        if self._is_item(placed):
            self.head.addressees.append([placed])
            return True
        if self._labelled(placed) or not self._goes_on(current, placed):
            return False
        current.append(placed)
        return True

    def _goes_on(self, current: list[Placed], placed: Placed) -> bool:
        last, box = current[-1].line, placed.line.box
        if placed.line.whole or last.whole:
            return last.text.rstrip().endswith(":")
        if last.text.rstrip().endswith(":"):
            return True
        if last.text.rstrip()[-1:] in ".;":
            return False
        indented = box is not None and self.flow.indent(placed) > 60
        return (
            indented
            or self._wraps(current[-1], placed)
            or (box is None and not ends_sentence(last.text) and len(placed.line.text) < 60)
        )

    def _wraps(self, last: Placed, placed: Placed) -> bool:
        """Whether the line above is full and this one begins where its text does, left of where a paragraph would."""
        margins, above, box = self.flow.margins[last.page], last.line.box, placed.line.box
        if above is None or box is None or last.page != placed.page:
            return False
        full = above.x1 > margins.right - 0.08 * margins.width
        return full and box.x0 < above.x0 - 9 and abs(self.flow.indent(placed)) < 9

    def _is_item(self, placed: Placed) -> bool:
        hit = self.finder.first("label", placed.line.text)
        return hit is not None and hit.yields["level"] in ("dash", "plus", "bullet")

    def _labelled(self, placed: Placed) -> bool:
        return self.finder.first("label", placed.line.text) is not None


def _is_bold(line: Line) -> bool:
    return sum(word.bold for word in line.words) > 0.5 * len(line.words)


def _by_row(elements: Sequence[Element], flow: Flow) -> Iterator[tuple[int, Element]]:
    """The elements, two lines of one row and one half of the page joined, each with how many were taken so far.

    A number or day written by hand, or not at all, leaves a gap that makes two lines of one.
    """
    pending: Placed | None = None
    for count, element in enumerate(elements):
        if isinstance(element, Placed) and pending is not None and _one_row(pending, element, flow):
            pending = replace(pending, line=_whole(pending.line, element.line))
            continue
        if pending is not None:
            yield count, pending
            pending = None
        if isinstance(element, Placed):
            pending = element
        else:
            yield count + 1, element
    if pending is not None:
        yield len(elements), pending


def _one_row(first: Placed, second: Placed, flow: Flow) -> bool:
    a, b = first.line.box, second.line.box
    if a is None or b is None or first.page != second.page or first.line.whole:
        return False
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    near = -1 < b.x0 - a.x1 < 0.2 * flow.margins[first.page].width
    return overlap > 0.5 * min(a.height, b.height) and near and flow.side(first) == flow.side(second)


def _whole(first: Line, second: Line) -> Line:
    box = first.box.union(second.box) if first.box and second.box else first.box
    return replace(first, words=(*first.words, *second.words), box=box)


def as_paragraph(lines: Sequence[Placed], finder: Finder, *, labelled: bool = False) -> Paragraph | None:
    return paragraph(lines, finder, labelled=labelled) if lines else None
