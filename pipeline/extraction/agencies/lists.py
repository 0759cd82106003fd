"""Lists of places: ``UBND xã A, B và C``; ``các tỉnh A, B``; ``UBND các huyện, thành phố A``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extraction.agencies.fields import Fields
from pipeline.extraction.agencies.names import Names
from pipeline.extraction.agencies.places import Place
from pipeline.extraction.agencies.register import PlaceWord, Register
from pipeline.extraction.agencies.shapes import Shapes
from pipeline.extraction.agencies.spans import Span
from pipeline.extraction.agencies.tokens import Text
from pipeline.rulebook.model import Body


class Lists:
    """Reads lists whose items share a head."""

    def __init__(self, register: Register, text: Text, names: Names, shapes: Shapes) -> None:
        self._register = register
        self._text = text
        self._names = names
        self._read_fields = Fields(register, text, names, shapes)

    def items(self, index: int) -> list[Span]:
        """The items of a list that begins at a word; empty where there are fewer than two."""
        determiner = self._text.longest(self._register.determiners, index)
        begin = determiner[0] if determiner else index + 1 if self._counts(index) else index
        determined = begin > index
        return (
            self._read_fields.items(index, begin, determined=determined)
            or self._named(index, begin, determined=determined)
            or self._placed(index, begin)
            or self._mixed(index, begin)
        )

    def _counts(self, index: int) -> bool:
        """Whether a number of places or bodies stands here (``03 bản A, B, C``)."""
        key = self._text.key(index)
        return key.isdigit() and len(key) < 3 and self._text.glued(index + 1)

    def _named(self, index: int, begin: int, *, determined: bool) -> list[Span]:
        """Places, or bodies that have a name of their own: ``các tỉnh A, B``; ``Vườn quốc gia A, B``."""
        text = self._text
        head = text.longest(self._register.named_heads, begin)
        bare = (head[0], PlaceWord("", "hamlet")) if head else None
        hit = (self._names.places.word(begin) if determined else None) or bare
        if hit is None:
            return []
        end, word = hit
        start = end + 1 if text.key(end) == ":" else end
        spans = []
        for number, (first, name, behind, kind) in enumerate(self._places(start, word, listed=determined)):
            written = f"{kind.word or text.slice(begin, end)} {text.slice(name, behind)}"
            rule = "place.words" if kind.word else "agency.named_heads"
            spans.append(Span(first if number else index, behind, "group", rule, name=written))
        return spans if len(spans) > 1 else []

    def _mixed(self, index: int, begin: int) -> list[Span]:
        """``UBND các huyện, thành phố A``: the city is another body, unless it is the one that holds them."""
        for end, names in self._text.matches(self._register.names, begin):
            body = next((name.body for name in names if name.body.name in self._register.place_heads), None)
            shared = self._text.longest(self._register.determiners, end) is not None
            many = self._names.places.after(end) if body and shared else None
            city = self._city(many.end) if many and many.many else None
            if body and many and city:
                group = Span(index, many.end, "group", f"register:{body.name}", body, many)
                return [group, self._item(self._text.slice(begin, end), body, index, [city, city], 1)]
        return []

    def _city(self, index: int) -> tuple[int, int, int, PlaceWord] | None:
        """A further item behind a list of places: a city with its name that is no city of the first level."""
        places = self._names.places
        start = places.separated(index)
        word = places.word(start) if start is not None else None
        end = places.name(word[0], word[1]) if word and word[1].level == "city" else None
        if start is None or word is None or end is None or not self._below_province(word, end):
            return None
        return start, word[0], end, word[1]

    def _below_province(self, word: tuple[int, PlaceWord], end: int) -> bool:
        known = self._text.longest(self._register.provinces, word[0])
        return known is None or known[0] != end or not known[1].startswith(f"{word[1].word} ")

    def _placed(self, index: int, begin: int) -> list[Span]:
        """``UBND xã A, B``; ``UBND các huyện: A, B, thị xã C``."""
        text = self._text
        for end, names in text.matches(self._register.names, begin):
            body = next((name.body for name in names if name.body.name in self._register.place_heads), None)
            if body is None:
                continue
            determiner = text.longest(self._register.determiners, end)
            counted = determiner is None and self._counts(end)
            position = determiner[0] if determiner else end + counted
            word = text.longest(self._register.place_words, position)
            if word is None or not text.glued(end):
                continue
            start = word[0] + 1 if text.key(word[0]) == ":" else word[0]
            items = list(self._places(start, word[1], listed=determiner is not None or counted))
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
        position = index
        number = 0
        while True:
            own = self._names.places.word(position)
            start, current = (own[0], own[1]) if own else (position, word)
            end = self._proper(start, current)
            if end is None or (number and self._larger(current, word, start, listed=listed)):
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
        if index >= len(text):
            return None
        if not text.tokens[index].capital:
            return self._number(index) if word.level == "hamlet" else None
        named = self._names.places.name(index, word)
        if named is not None:
            return named
        if self._names.begins(index) or text.longest(self._register.not_names, index):
            return None
        end = index + 1
        while end < len(text) and end - index < 4 and text.tokens[end].capital and text.glued(end):
            end += 1
        return end

    def _number(self, index: int) -> int | None:
        """Behind the number of a hamlet (``tổ dân phố 1, 2``), not of what is counted (``15 hộ``)."""
        text = self._text
        end = index + 1 if text.key(index).isdigit() else index + 2
        if end > len(text) or not text.key(end - 1).isdigit() or len(text.key(end - 1)) > 2:
            return None
        if end == index + 2 and text.key(index) not in self._register.numbered:
            return None
        follows = end < len(text) and text.glued(end) and text.key(end).isalpha()
        free = not follows or text.key(end) == self._register.conjunction or text.longest(self._register.stops, end)
        return end if free else None

    def _larger(self, word: PlaceWord, before: PlaceWord, start: int, *, listed: bool) -> bool:
        """Whether this is the larger place that holds the one before rather than a further item."""
        if listed:
            return before.level in ("commune", "hamlet") and word.level in ("district", "city", "province")
        known = self._text.longest(self._register.provinces, start) is not None
        if known and before.level not in ("city", "province"):
            return True
        return before.level == "commune" and word.level != "commune"
