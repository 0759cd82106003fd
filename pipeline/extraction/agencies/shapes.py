"""Bodies that the register does not hold: from the head word over capitalised words to where the name ends."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.extraction.agencies.names import Names
from pipeline.extraction.agencies.register import Register
from pipeline.extraction.agencies.spans import Span
from pipeline.extraction.agencies.tokens import Text
from pipeline.models import AgencyKind
from pipeline.rulebook import Match

_LONGEST = 14
_TAIL = 4  # small words that may end a name


class Shapes:
    """Reads such names in one text; ``hits`` are the shape rules' by the word at which they begin."""

    def __init__(self, register: Register, text: Text, names: Names, hits: Mapping[int, Match]) -> None:
        self._register = register
        self._text = text
        self._names = names
        self._hits = hits

    def shape(self, index: int) -> Span | None:
        hit = self._hits.get(index)
        if hit is None:
            return None
        head = self._text.at(hit.end)
        if self._text.key(head) in self._register.never and self._text.glued(head):
            return None
        run = self._run(head)
        needs = hit.yields.get("needs", "capital")
        words = head - index > 1 + (self._text.key(index) in ("tổng", "tong"))
        if run == head and (needs == "capital" or (needs == "capital_or_words" and not words)):
            place = self._names.places.after(head, loose_name=True)
            if place is None or place.many or needs == "capital":
                return None
            run = place.end
        tail = self._tail(run) if run > head else run
        place = self._names.places.after(tail)
        kind: AgencyKind = hit.yields.get("kind", "unknown")  # type: ignore[assignment]
        return Span(index, place.end if place else tail, kind, hit.rule.id, place=place)

    def _run(self, index: int) -> int:
        """Behind the capitalised words, also those after a conjunction or a comma of one name."""
        end = index
        while end - index < _LONGEST:
            if self._name_word(end):
                end += 1
                continue
            behind = self._joined(end)
            if behind is None or end == index:
                return end
            end = behind
        return end

    def _name_word(self, index: int) -> bool:
        text = self._text
        if index >= len(text) or not text.glued(index, hyphens=True):
            return False
        token = text.tokens[index]
        if not (token.capital or token.key.isdigit()) or self._names.begins(index):
            return False
        if token.upper and index > 1 and text.tokens[index - 1].upper and text.tokens[index - 2].upper:
            return False
        return not text.longest(self._register.not_names, index) and not self._is_place(index)

    def _is_place(self, index: int) -> bool:
        return self._text.longest(self._register.place_words, index) is not None

    def _joined(self, index: int) -> int | None:
        """``và X``; ``, Y và Z``."""
        text, also = self._text, self._register.conjunction
        if text.key(index) == also and self._name_word(index + 1):
            return index + 1
        if text.key(index) != "," or not self._name_word(index + 1):
            return None
        position = index + 1
        while position < len(text) and position - index < 8:
            if text.key(position) == also:
                return index + 1 if self._name_word(position + 1) else None
            if not (self._name_word(position) or text.key(position) == "," or self._small(position)):
                return None
            position += 1
        return None

    def _small(self, index: int) -> bool:
        text = self._text
        return (
            index < len(text)
            and text.glued(index)
            and text.tokens[index].key.isalpha()
            and not text.tokens[index].capital
            and not self._stops(index)
        )

    def _tail(self, index: int) -> int:
        """Behind small words that end a name (``Xúc tiến thương mại``), where it is seen that they end there."""
        end = index
        while end - index <= _TAIL and self._small(end) and not self._is_place(end):
            end += 1
        if end - index > _TAIL or end == index:
            return index
        if self._name_word(end):
            return end if end - index <= _TAIL else index
        return end

    def _stops(self, index: int) -> bool:
        """Whether a verb or a connective begins here, which no name goes on with."""
        text = self._text
        if text.longest(self._register.stops, index) is None:
            return False
        return not any(
            text.longest(self._register.takers, index - length) == (index, phrase)
            for length in (1, 2)
            for phrase in (self._taker(index - length),)
        )

    def _taker(self, index: int) -> str | None:
        hit = self._text.longest(self._register.takers, index) if index >= 0 else None
        return hit[1] if hit else None
