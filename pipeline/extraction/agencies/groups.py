"""Groups of bodies (``các sở, ban, ngành của tỉnh``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.extraction.agencies.names import Names
from pipeline.extraction.agencies.places import Place
from pipeline.extraction.agencies.register import Register
from pipeline.extraction.agencies.shapes import Shapes
from pipeline.extraction.agencies.spans import Span
from pipeline.extraction.agencies.tokens import Text
from pipeline.rulebook import Match

_TAILS = 3


class Groups:
    """Reads groups in one text; ``hits`` and ``tails`` are the rules' by the word at which (or before which) they
    begin."""

    def __init__(
        self,
        register: Register,
        text: Text,
        names: Names,
        shapes: Shapes,
        hits: Mapping[int, Match],
        tails: Mapping[int, Sequence[Match]],
    ) -> None:
        self._register = register
        self._text = text
        self._names = names
        self._shapes = shapes
        self._hits = hits
        self._tails = tails

    def group(self, index: int) -> Span | None:
        found = [span for span in (self._nouns(index), self._determined(index)) if span]
        return max(found, key=lambda span: span.end, default=None)

    def with_tail(self, span: Span) -> Span:
        """A group of places' bodies with what completes it (``UBND các xã trên địa bàn tỉnh``)."""
        return replace(span, end=self._completed(span.end, shared=False))

    def owned(self, span: Span) -> Span:
        """A body with the place that owns it (``Ban Chỉ đạo 389 của tỉnh``)."""
        if span.parent is not None:
            return span
        for tail in self._tails.get(span.end, ()):
            if tail.yields.get("shape") == "name" and span.body is None:
                return replace(span, end=self._text.at(tail.end))
            if span.place is not None:
                continue
            place = self._names.places.one(self._text.at(tail.end)) if tail.yields.get("shape") == "owner" else None
            if place is not None:
                return replace(span, end=place.end, place=place)
        return span

    def _nouns(self, index: int) -> Span | None:
        """A group of common nouns; it ends before a body with a name of its own."""
        hit = self._hits.get(index)
        if hit is None:
            return None
        determiner = self._text.longest(self._register.determiners, index)
        first = determiner[0] if determiner else index
        end = self._before_names(first, self._text.at(hit.end), lone=determiner is None)
        while end > index and self._separates(end - 1):
            end -= 1
        if end <= first:
            return None
        places = self._names.places.many(index)
        end = max(end, places.end) if places is not None else end
        return Span(index, self._completed(end, shared=determiner is not None), "group", hit.rule.id)

    def _before_names(self, first: int, end: int, *, lone: bool) -> int:
        """Where the nouns end: before the first body with a name of its own, or behind one that a noun belongs to."""
        for position in range(first, end):
            apart = position == first or self._separates(position - 1)
            named = self._names.body(position)
            if named is not None and position == first and named.kind == "group" and named.end < end:
                continue  # the group holds it: Đoàn cấp xã và đoàn trực thuộc
            if named is not None and apart:
                return position
            other = named or (None if lone and position == first else self._shapes.shape(position))
            if other is not None and other.end > end:
                return position if apart else other.end
        return end

    def _separates(self, index: int) -> bool:
        return self._text.key(index) in (",", "/", ";", self._register.conjunction)

    def _determined(self, index: int) -> Span | None:
        """``các`` before a body's name: ``các phòng GD&ĐT quận, huyện``."""
        determiner = self._text.longest(self._register.determiners, index)
        if determiner is None or not self._text.glued(determiner[0]):
            return None
        inner = self._names.body(determiner[0]) or self._shapes.shape(determiner[0])
        if inner is None or (inner.body and inner.body.level == "central"):
            return None
        return replace(inner, first=index, end=self._completed(inner.end, shared=True), kind="group")

    def _completed(self, end: int, *, shared: bool) -> int:
        """Behind what completes a group; ``shared``: it begins with ``các``, so that further bodies may share that."""
        for _ in range(_TAILS):
            further = max((position for position in self._further(end, shared)), default=end)
            if further <= end:
                break
            end = further
        return end

    def _further(self, end: int, shared: bool) -> Iterator[int]:
        place = self._names.places.after(end)
        if place is not None:
            yield place.end
        parent = self._names.parent(end)
        if parent is not None:
            yield parent.end
        for tail in self._tails.get(end, ()):
            if self._separates(end) and not shared:
                continue
            behind = self._text.at(tail.end)
            shape = tail.yields.get("shape")
            if shape == "end":
                yield behind
                continue
            place = self._place(behind)
            if place is not None:
                yield place.end
            elif shape == "owner":
                yield self._owner(behind)

    def _place(self, index: int) -> Place | None:
        return self._names.places.many(index) or self._names.places.one(index)

    def _owner(self, index: int) -> int:
        """Behind the body that owns the group; 0 where none is named."""
        body = self._names.body(index) or self._shapes.shape(index) or self._nouns(index)
        if body is not None:
            return body.end
        parent = self._text.longest(self._register.parents, index)
        return parent[0] if parent and self._text.tokens[index].capital else 0
