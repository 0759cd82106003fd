"""Lists of bodies that differ by their field: ``các Sở: Tài chính, Nội vụ``."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extraction.agencies.names import Names
from pipeline.extraction.agencies.register import Register
from pipeline.extraction.agencies.shapes import Shapes
from pipeline.extraction.agencies.spans import Span
from pipeline.extraction.agencies.tokens import Text


class Fields:
    """Reads such lists in one text."""

    def __init__(self, register: Register, text: Text, names: Names, shapes: Shapes) -> None:
        self._register = register
        self._text = text
        self._names = names
        self._shapes = shapes

    def items(self, index: int, begin: int, *, determined: bool) -> list[Span]:
        """``các Sở: Tài chính, Nội vụ``; ``Sở Tài chính, Nội vụ``; empty where there are fewer than two. The head
        stands at ``begin``; ``determined``: behind ``các``, so that fields that the register does not hold count."""
        text, register = self._text, self._register
        hit = text.longest(register.list_heads, begin)
        hit = hit or (text.longest(register.further_heads, begin) if determined else None)
        if hit is None:
            return []
        end, head = hit
        written = text.slice(begin, end)
        written = written[0].upper() + written[1:]
        position: int | None = end + 1 if text.key(end) == ":" and determined else end
        spans: list[Span] = []
        while position is not None and position < len(text):
            item = self._known(position, head, first=not spans, small=determined)
            item = item or (self._unknown(position, first=not spans) if determined else None)
            if item is None or (head in self._register.named_fields and not self._proper(item)):
                break
            span, first = item, index if not spans else position
            spans.append(replace(span, first=first, name=f"{written} {text.slice(position, span.end)}"))
            position = self._names.places.separated(span.end)
        return spans if len(spans) > 1 else []

    def _known(self, index: int, head: str, *, first: bool, small: bool) -> Span | None:
        text = self._text
        if not text.tokens[index].capital and not small:
            return None
        if not first and self._names.body(index) is not None:
            return None
        for end, fields in text.matches(self._register.fields, index):
            for field in fields:
                if field.head == head:
                    place = self._names.places.after(end)
                    parent = self._names.parent(end) if place is None else None
                    behind = parent.end if parent else place.end if place and not place.many else end
                    return Span(index, behind, "body", f"register:{field.body.name}", field.body, place, parent)
        return None

    def _proper(self, item: Span) -> bool:
        """Whether a field ends with a name of its own: ``THCS Kim Đồng``, not ``THCS``."""
        return item.end - item.first > 2 and self._text.tokens[item.end - 1].capital

    def _unknown(self, index: int, *, first: bool) -> Span | None:
        text = self._text
        dashed = text.glue(index).strip() in ("-", "–")  # ... - Thành viên
        end = self._shapes.field(index) if not dashed else None
        if end is None:
            return None
        if text.key(end) == self._register.conjunction:
            behind = self._shapes.field(end + 1) if end + 1 < len(text) else None
            if behind is not None and (first or text.key(behind) == ","):
                end = behind  # Xây dựng và Thi hành pháp luật, ...
        return Span(index, end, "unknown", "agency.list_heads")
