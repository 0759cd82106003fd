"""Lists whose items share a head: ``các Sở: Tài chính, Nội vụ``; ``UBND xã A, B và C``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extraction.agencies.names import Names
from pipeline.extraction.agencies.places import Place
from pipeline.extraction.agencies.register import PlaceWord, Register
from pipeline.extraction.agencies.spans import Span
from pipeline.extraction.agencies.tokens import Text
from pipeline.rulebook.model import Body


class Lists:
    """Reads lists whose items share a head."""

    def __init__(self, register: Register, text: Text, names: Names) -> None:
        self._register = register
        self._text = text
        self._names = names

    def items(self, index: int) -> list[Span]:
        """The items of a list that begins at a word; empty where there are fewer than two."""
        determiner = self._text.longest(self._register.determiners, index)
        begin = determiner[0] if determiner else index
        return self._fields(index, begin, determined=determiner is not None) or self._placed(index, begin)

    def _fields(self, index: int, begin: int, *, determined: bool) -> list[Span]:
        """``các Sở: Tài chính, Nội vụ``; ``Sở Tài chính, Nội vụ``."""
        text = self._text
        hit = text.longest(self._register.list_heads, begin)
        if hit is None:
            return []
        end, head = hit
        written = text.slice(begin, end)
        written = written[0].upper() + written[1:]
        position: int | None = end + 1 if text.key(end) == ":" and determined else end
        spans: list[Span] = []
        while position is not None and position < len(text):
            item = self._field(position, head, first=not spans, small=determined)
            if item is None:
                break
            span, first = item, index if not spans else position
            spans.append(replace(span, first=first, name=f"{written} {text.slice(position, span.end)}"))
            position = self._names.places.separated(span.end)
        return spans if len(spans) > 1 else []

    def _field(self, index: int, head: str, *, first: bool, small: bool) -> Span | None:
        text = self._text
        if not text.tokens[index].capital and not small:
            return None
        if not first and self._names.body(index) is not None:
            return None
        for end, fields in text.matches(self._register.fields, index):
            for field in fields:
                if field.head == head:
                    place = self._names.places.after(end)
                    behind = place.end if place and not place.many else end
                    return Span(index, behind, "body", f"register:{field.body.name}", field.body, place)
        return None

    def _placed(self, index: int, begin: int) -> list[Span]:
        """``UBND xã A, B``; ``UBND các huyện: A, B, thị xã C``."""
        text = self._text
        for end, names in text.matches(self._register.names, begin):
            body = next((name.body for name in names if name.body.name in self._register.place_heads), None)
            if body is None:
                continue
            determiner = text.longest(self._register.determiners, end)
            position = determiner[0] if determiner else end
            word = text.longest(self._register.place_words, position)
            if word is None or not text.glued(end):
                continue
            start = word[0] + 1 if text.key(word[0]) == ":" else word[0]
            items = list(self._places(start, word[1], listed=determiner is not None))
            if len(items) > 1:
                return [self._item(text.slice(begin, end), body, index, items, n) for n in range(len(items))]
        return []

    def _item(
        self, head: str, body: Body, index: int, items: Sequence[tuple[int, int, int, PlaceWord]], number: int
    ) -> Span:
        first, start, end, word = items[number]
        written = f"{head} {word.word} {self._text.slice(start, end)}"
        place = Place(end, word.word, word.level, self._names.places.full(word.word, start, end))
        begin = index if number == 0 else first
        return Span(begin, end, "body", f"register:{body.name}", body, place, name=written)

    def _places(self, index: int, word: PlaceWord, *, listed: bool) -> Iterator[tuple[int, int, int, PlaceWord]]:
        """(first word, first word of the name, position behind it, place's word) of each item."""
        text, position = self._text, index
        number = 0
        while True:
            own = text.longest(self._register.place_words, position)
            start, current = (own[0], own[1]) if own else (position, word)
            end = self._proper(start, current)
            if end is None or (number and not listed and self._larger(current, word, start)):
                return
            yield position, start, end, current
            number += 1
            word = current
            behind = self._names.places.separated(end)
            if behind is None:
                return
            position = behind

    def _proper(self, index: int, word: PlaceWord) -> int | None:
        text = self._text
        if index >= len(text) or not text.tokens[index].capital:
            return None
        named = self._names.places.name(index, word)
        if named is not None:
            return named
        if self._names.begins(index) or text.longest(self._register.not_names, index):
            return None
        end = index + 1
        while end < len(text) and end - index < 4 and text.tokens[end].capital and text.glued(end):
            end += 1
        return end

    def _larger(self, word: PlaceWord, before: PlaceWord, start: int) -> bool:
        """Whether this is the larger place that holds the one before rather than a further item."""
        known = self._text.longest(self._register.provinces, start) is not None
        if known and before.level not in ("city", "province"):
            return True
        return before.level == "commune" and word.level != "commune"
