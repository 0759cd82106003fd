"""Bodies of the register where a text names them, each with its place or the body that it is a part of."""

from __future__ import annotations

from collections.abc import Callable, Set

from pipeline.extraction.agencies.places import Place, Places
from pipeline.extraction.agencies.register import Name, Register
from pipeline.extraction.agencies.spans import Span
from pipeline.extraction.agencies.tokens import Text
from pipeline.language.spelling import level
from pipeline.rulebook.model import Body

_DEEPEST = 3  # bodies of which another is a part, one within the other
_TELLING = 3  # words from which a name in small letters is no ordinary word


class Names:
    """Reads bodies of the register in one text.

    ``heads`` are the words at which an unknown body's name begins. ``loose``: the text holds nothing but bodies, so
    that an ordinary word is one too (``Thanh tra``, ``bưu điện``).
    """

    def __init__(self, register: Register, text: Text, heads: Set[int], *, loose: bool = False) -> None:
        self._register = register
        self._text = text
        self._heads = heads
        self._loose = loose
        self._depth = 0
        self.shape: Callable[[int], Span | None] = lambda _: None  # reads a body that the register does not hold
        self.places = Places(register, text, self.begins)

    def begins(self, index: int) -> bool:
        """Whether a body seems to begin at a word; cheap."""
        token = self._text.tokens[index]
        if not token.capital:
            return False
        return index in self._heads or any(
            end - index > 1 or name.body.standalone or name.exact
            for end, names in self._text.matches(self._register.names, index)
            for name in names
            if name.exact is None or self._is(name.exact, index, end)
        )

    def body(self, index: int) -> Span | None:
        """The longest body that begins at a word."""
        best: Span | None = None
        for end, names in self._text.matches(self._register.names, index):
            for name in names:
                if not self._holds(name, index, end):
                    continue
                span = self._complete(index, self.places.numbered(end), name.body)
                if span is not None and (best is None or span.end > best.end):
                    best = span
        return best

    def _holds(self, name: Name, index: int, end: int) -> bool:
        """An abbreviation stands in its own case; a dash between spaces parts names that have none; an order in small
        letters is no name (``Sở xây dựng kế hoạch``)."""
        if name.exact is not None and not self._is(name.exact, index, end):
            return False
        if end - index > 1 and not self._text.tokens[index + 1].capital and self._orders(index + 1, end):
            return False
        return name.dashed or not any(
            self._text.glue(inner).replace("–", "-") == " - " for inner in range(index + 1, end)
        )

    def _orders(self, index: int, end: int) -> bool:
        order = self._text.longest(self._register.orders, index)
        return order is not None and order[0] > end

    def _is(self, exact: str, index: int, end: int) -> bool:
        return level(self._text.slice(index, end)).replace(" ", "") == exact.replace(" ", "")

    def _complete(self, index: int, end: int, body: Body) -> Span | None:
        rule = f"register:{body.name}"
        if body.level == "central" and not self._text.tokens[index].capital:
            return None
        loose = body.name in self._register.loosely_placed and not self._of_a_person(index, body)
        place = None if body.level == "central" else self.places.after(end, loose_name=loose)
        if place is not None and self._fits(index, body, place):
            return Span(index, place.end, "group" if place.many else body.kind, rule, body, place)
        parent = self.parent(end, subunit=index) if body.level in ("local", "unit", "province") else None
        if parent is not None:
            return Span(index, parent.end, body.kind, rule, body, None, parent)
        return Span(index, end, body.kind, rule, body) if self._stands_alone(index, end, body) else None

    def _of_a_person(self, index: int, body: Body) -> bool:
        """Whether an office stands before a body that is named by its place alone, so that a person's name may follow
        (``Bí thư Huyện ủy`` and the name)."""
        if not (body.level or "").endswith("_name"):
            return False
        hits = (self._text.longest(self._register.titles, index - length) for length in (1, 2) if index >= length)
        return any(hit is not None and hit[0] == index for hit in hits)

    def _fits(self, index: int, body: Body, place: Place) -> bool:
        """Words like ``thống kê`` are bodies only with a capital and a place of their own."""
        if body.standalone or self._loose or body.name in self._register.plain:
            return True
        return self._text.tokens[index].capital and not place.many

    def _stands_alone(self, index: int, end: int, body: Body) -> bool:
        if self._loose and self._text.tokens[index].capital:
            return True
        return body.standalone and (self._text.tokens[index].capital or end - index >= _TELLING)

    def _is_part(self, index: int, parent: int) -> bool:
        """Whether what begins at ``index`` is named as a part of what begins at ``parent``."""
        text, register = self._text, self._register
        if text.longest(register.subunits, index) is not None:
            return True
        holds = text.longest(register.institutes, index) is not None
        return holds and text.longest(register.holders, parent) is not None

    def parent(self, index: int, *, subunit: int | None = None) -> Span | None:
        """The body at a word of which the one before is a part (``Văn phòng`` of ``Tỉnh ủy``); where that is named as
        a part (``subunit`` is where it begins), also behind a dash (``Phòng Cảnh sát hình sự - Công an tỉnh``)."""
        text, register = self._text, self._register
        dashed = subunit is not None and self._is_part(subunit, index)
        hit = text.longest(register.parents, index) if text.glued(index, hyphens=dashed) else None
        if hit is None or self._depth >= _DEEPEST or not (text.tokens[index].capital or hit[0] - index > 1):
            return None
        self._depth += 1
        found = [span for span in (self.body(index), self.shape(index)) if span is not None and span.end >= hit[0]]
        self._depth -= 1
        if found:
            return max(found, key=lambda span: span.end)
        return Span(index, hit[0], "body", "agency.parents")
