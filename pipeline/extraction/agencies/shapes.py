"""Bodies that the register does not hold: from the head word over capitalised words to where the name ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from pipeline.extraction.agencies.names import Names
from pipeline.extraction.agencies.register import Register
from pipeline.extraction.agencies.spans import Span
from pipeline.extraction.agencies.tokens import Text
from pipeline.language.words import words
from pipeline.models import AgencyKind
from pipeline.rulebook import Match

_LONGEST = 14
_TAIL = 6  # small words that may end a name
_MOST = 8  # small words that do where their parts of speech say so
_NAMING = ("N", "Ny", "Np", "A", "C")  # underthesea's tags of words that go on with a name


class Shapes:
    """Reads such names in one text; ``hits`` are the shape rules' by the word at which they begin."""

    def __init__(self, register: Register, text: Text, names: Names, hits: Mapping[int, Match]) -> None:
        self._register = register
        self._text = text
        self._names = names
        self._hits = hits
        names.shape = self.shape

    def shape(self, index: int) -> Span | None:
        hit = self._hits.get(index)
        if hit is None:
            return None
        if hit.yields.get("kind") == "person":
            return self._person(index, hit)
        head = self._text.at(hit.end)
        while head - 1 > index and self._dangles(head - 1):
            head -= 1
        told = any(token.capital for token in self._text.tokens[index + 2 : head])
        end = self._run(head, told=told)
        needs = hit.yields.get("needs", "capital")
        rule, kind = hit.rule.id, cast(AgencyKind, hit.yields.get("kind", "unknown"))
        known = self._names.body(index)
        parent = self._names.parent(end, subunit=index if known is None or known.end < end else None)
        if parent is not None:
            return Span(index, parent.end, kind, rule, parent=parent)
        divided = end in self._hits and self._text.glued(end) and self._text.key(end) != self._text.key(index)
        if end == head and needs == "capital" and divided:
            end = self._run(self._text.at(self._hits[end].end), told=True)  # Phòng Thanh tra, Chi nhánh Ngân hàng ...
        place = None
        if end == head and needs != "none":
            place = self._names.places.after(head, loose_name=True)
            if needs == "capital" or not (told or (place and not place.many)):
                return None
        place = place or self._names.places.after(end)
        kind = "group" if place and place.many else kind
        return Span(index, place.end if place else end, kind, rule, place=place)

    def field(self, index: int) -> int | None:
        """Behind what a body of a list is called without its head (``các Phòng: Nghiệp vụ Y, Quản lý Dược``)."""
        text, register = self._text, self._register
        if text.longest(register.titles, index) or text.longest(register.provinces, index):
            return None
        end = self._run(index, told=False, joined=False) if self._name_word(index) else index
        return end if end > index else None

    def _person(self, index: int, hit: Match) -> Span | None:
        """A name, with the office and its body behind it (``Lê Văn Bình - Phó Chủ tịch UBND tỉnh``)."""
        text, end = self._text, self._text.at(hit.end)
        address = text.longest(self._register.titles, index)  # đ/c
        first = address[0] if address and address[0] < end else index
        if text.longest(self._register.titles, first) or self._names.body(first):
            return None
        start = end + 1 if text.key(end) == "," else end
        title = text.longest(self._register.titles, start) if start > end or not text.glued(end) else None
        if title is not None:
            body = self._names.body(title[0]) if text.glued(title[0]) else None
            end = body.end if body is not None else self._office(end, title[0])
        return Span(index, end, "person", hit.rule.id)

    def _office(self, end: int, behind: int) -> int:
        """Behind an office without its body, and behind its field where nothing else follows (``Phó Hiệu trưởng phụ
        trách nuôi dưỡng:``); ``end``, behind the person's name, where one word begins an office that is not known."""
        text = self._text
        position = behind
        while position < len(text) and position - behind < _MOST and text.glued(position):
            if self._is_place(position) or self._stops(position):
                break
            position += 1
        closed = position == len(text) or text.key(position) == ":"
        short = (text.key(end) == "," and behind - end == 2) or behind - end == 1
        return position if closed else end if short else behind

    def _dangles(self, index: int) -> bool:
        """Whether a word of the head belongs to what follows it."""
        conjunction = self._text.key(index) == self._register.conjunction
        return conjunction or self._text.longest(self._register.determiners, index) is not None

    def _run(self, index: int, *, told: bool, joined: bool = True) -> int:
        """Behind the name: capitalised words, and small words between and behind them, as far as it is seen where
        they end (``Xúc tiến thương mại``). ``told``: the head holds capitalised words of the name already;
        ``joined``: commas and conjunctions may be part of it."""
        end = capital = index
        while end - index < _LONGEST:
            if self._name_word(end) and not (end == index and self._text.key(end).isdigit() and not told):
                end = capital = end + 1
            elif (told or capital > index) and self._small(end):
                if end - capital == _TAIL:
                    return self._unclear(index, capital)
                end += 1
            else:
                behind = self._joined(end) if joined and (end > index or told) else None
                if behind is None:
                    return self._goes_on(index, end, capital) if joined and capital > index else end
                end = capital = behind
        return end

    def _goes_on(self, first: int, end: int, capital: int) -> int:
        """``end``, or behind a second noun in small letters (``Quan trắc tài nguyên và môi trường``)."""
        text, register = self._text, self._register
        if text.key(end) == register.conjunction and any(text.key(index) == "," for index in range(first, end)):
            return self._last_of_list(end)
        if text.key(end) != register.conjunction or end == capital or self._names.body(end + 1):
            return end
        if text.longest(register.ordinary, end + 1) is not None:
            return end
        told = self._told_by_words(capital)
        return told if told is not None and told > end else end

    def _last_of_list(self, end: int) -> int:
        """Behind the last noun of a name that is a list (``Chiến lược, Chính sách tài nguyên và môi trường``)."""
        position = end + 1
        while position - end <= _TAIL and self._small(position):
            position += 1
        return position if position > end + 1 and position - end <= _TAIL and self._second_noun(end + 1) else end

    def _unclear(self, first: int, capital: int) -> int:
        """Where parts of speech do not tell either: a lone capital opens a word of two syllables (``Giáo dục``), two
        make a proper name (``Hòa Bình``)."""
        if capital == first:
            return first
        told = self._told_by_words(capital)
        if told is not None:
            return told
        lone = capital - 2 < first or not self._text.tokens[capital - 2].capital
        return capital + 1 if lone else capital

    def _told_by_words(self, capital: int) -> int | None:
        """A name goes on over nouns up to the verb of the sentence (``Quan trắc tài nguyên và môi trường | lấy mẫu``);
        a verb beside a conjunction is one more noun (``đào tạo và cung ứng nhân lực``)."""
        last = self._text.tokens[capital - 1]
        tagged = [token for token in words(self._text.text) if token.end > last.start]
        if not tagged or tagged[0].tag != "V":
            return None  # names of what a body does (``Hỗ trợ``, ``Kiểm định``) run on in small letters
        end = tagged[0].end
        for n, token in enumerate(tagged[1:], 1):
            around = (tagged[n - 1].tag, tagged[n + 1].tag if n + 1 < len(tagged) else "")
            if not (token.tag in _NAMING or (token.tag == "V" and "C" in around)):
                break
            end = token.end if token.tag != "C" else end
        position = self._text.at(end)
        return position if capital < position <= capital + _MOST else None

    def _name_word(self, index: int) -> bool:
        text = self._text
        if index >= len(text) or not (
            text.glued(index, hyphens=True) or text.text[text.tokens[index].start - 1] == "&"
        ):
            return False
        token = text.tokens[index]
        if not (token.capital or token.key.isdigit()) or self._names.begins(index):
            return False
        if token.upper and index > 1 and text.tokens[index - 1].upper and text.tokens[index - 2].upper:
            return False
        return not self._is_place(index) and not text.longest(self._register.cuts, index)

    def _is_place(self, index: int) -> bool:
        if self._text.longest(self._register.no_places, index) is not None:
            return False
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
                return index + 1 if self._name_word(position + 1) or self._second_noun(position + 1) else None
            if not (self._name_word(position) or text.key(position) == "," or self._small(position)):
                return None
            position += 1
        return None

    def _second_noun(self, index: int) -> bool:
        """A word in small letters behind a conjunction that begins no other body."""
        ordinary, shared = self._register.ordinary, self._register.determiners
        return self._small(index) and not (self._text.longest(ordinary, index) or self._text.longest(shared, index))

    def _small(self, index: int) -> bool:
        """A word in small letters that may be part of a name."""
        text = self._text
        return (
            index < len(text)
            and text.glued(index)
            and text.tokens[index].key.isalpha()
            and not text.tokens[index].capital
            and not self._is_place(index)
            and not self._stops(index)
        )

    def _stops(self, index: int) -> bool:
        """Whether a verb or a connective begins here, which no name goes on with."""
        text = self._text
        if text.longest(self._register.stops, index) is None:
            return False
        inside = (text.longest(self._register.no_stops, index - back) for back in (0, 1) if index >= back)
        if any(hit is not None and hit[0] > index for hit in inside):
            return False
        if text.longest(self._register.always_stops, index) is not None:
            return True
        takers = (text.longest(self._register.takers, index - length) for length in (1, 2) if index >= length)
        return not any(hit is not None and hit[0] == index for hit in takers)
