"""Places behind a body's name: ``tỉnh``, ``tỉnh Quảng Nam``, ``các quận, huyện``, ``cấp xã``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.extraction.agencies.register import PlaceWord, Register
from pipeline.extraction.agencies.tokens import Text

_ROMAN = re.compile(r"[IVX]+$")
_LONGEST_NAME = 4
_RANK = {"hamlet": -1, "commune": 0, "district": 1, "city": 2, "province": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """``end`` is the position behind its last word; ``word`` None for a bare province's name; ``full`` the place with
    its word, None where it has no name; ``many`` for more places than one; ``names`` are those of a list's items."""

    end: int
    word: str | None = None
    level: str | None = None
    full: str | None = None
    many: bool = False


class Places:
    """Reads places in one text. ``starts_body`` tells whether another body begins at a word."""

    def __init__(self, register: Register, text: Text, starts_body: Callable[[int], bool]) -> None:
        self._register = register
        self._text = text
        self._starts_body = starts_body

    def after(self, index: int, *, loose_name: bool = False) -> Place | None:
        """The place that begins at word ``index``, where it is glued to the word before.

        ``loose_name``: any capitalised name will do (``Bưu điện Ba Vì``), not only a province's.
        """
        if not self._text.glued(index, hyphens=True):
            return None
        return self.many(index) or self.one(index) or self._level(index) or self._bare(index, loose_name)

    def one(self, index: int) -> Place | None:
        """A place's word with or without a name; further places that hold it are taken in."""
        hit = self._word(index)
        if hit is None:
            return None
        end, word = hit
        named = self.name(end, word)
        if named is None:
            return Place(end, word.word, word.level)
        full = self.full(word.word, end, named)
        return Place(self._chain(named, word), word.word, word.level, full)

    def full(self, word: str, index: int, end: int) -> str:
        """The place with its word, in ordinary case."""
        known = self._text.longest(self._register.provinces, index)
        if known and known[0] == end and known[1].startswith(word + " "):
            return known[1]
        name = self._text.slice(index, end)
        return f"{word} {name.title() if name.isupper() and len(name) > 3 else name}"

    def many(self, index: int) -> Place | None:
        """``các quận, huyện``; two or more words without ``các``; the last may have a name (``các xã, đặc khu A``)."""
        determiner = self._text.longest(self._register.determiners, index)
        position = determiner[0] if determiner else index
        first = self._word(position, plural=True)
        if first is None:
            return None
        end, word = first
        count = 1
        while True:
            start = self.separated(end)
            hit = self._word(start, plural=True) if start is not None else None
            if hit is None and start is not None and self._cut_off(start):
                hit = (start + 1, word)
            if hit is None:
                break
            named = self.name(hit[0], hit[1])
            if named is not None:
                end = named if _RANK[hit[1].level] == _RANK[word.level] else end
                break
            end, count = hit[0], count + 1
        if determiner is None and (count < 2 or self.name(end, word) is not None):
            return None
        return Place(end, word.word, word.level, None, many=True)

    def _cut_off(self, index: int) -> bool:
        """``các huyện, thành, thị``: not where the word goes on (``thành lập``)."""
        key = self._text.key(index)
        if key not in self._register.short_words:
            return False
        return key == self._register.short_last or not self._text.glued(index + 1)

    def name(self, index: int, word: PlaceWord | None = None) -> int | None:
        """The position behind a place's proper name that begins at ``index``."""
        text = self._text
        if not text.glued(index):
            return None
        known = text.longest(self._register.provinces, index)
        if known and text.tokens[index].capital:
            return known[0]
        if word is not None and text.key(index).isdigit() and len(text.key(index)) < 3:
            return index + 1 if word.level in ("district", "commune", "hamlet") else None
        end = index
        while end < len(text) and end - index < _LONGEST_NAME and self._continues(end, index):
            end += 1
        return end if end > index else None

    def separated(self, index: int) -> int | None:
        """The position behind a comma, a conjunction or both."""
        text, position = self._text, index
        if text.glue(position).strip() in ("-", "–"):
            return position if position < len(text) else None
        if text.key(position) in (",", "/", ";"):
            position += 1
        if text.key(position) == self._register.conjunction:
            position += 1
        return position if position > index and position < len(text) else None

    def _continues(self, index: int, first: int) -> bool:
        text = self._text
        token = text.tokens[index]
        if not token.capital or not text.glued(index, hyphens=index > first):
            return False
        wrong = text.longest(self._register.not_names, index)
        if self._register.conjunction == token.key or (wrong and (index == first or wrong[0] - index > 1)):
            return False
        if self._word(index) is not None or self._starts_body(index):
            return False
        return not (token.upper and self._all_upper(index))

    def _all_upper(self, index: int) -> bool:
        """Whether the text around is set in capitals, where a capital tells nothing."""
        around = self._text.tokens[max(0, index - 3) : index]
        return bool(around) and all(token.upper for token in around)

    def _word(self, index: int, *, plural: bool = False) -> tuple[int, PlaceWord] | None:
        hit = self.word(index)
        if hit is None:
            return None
        if not plural and not self._text.glued(index, hyphens=True) and index > 0:
            return hit if self._text.key(index - 1) == "," else None
        return hit

    def word(self, index: int) -> tuple[int, PlaceWord] | None:
        """A place's word and the position behind it; one that has other meanings too, only before a name or behind
        ``các`` (``các bản``, ``bản Nà Pồ``)."""
        text, register = self._text, self._register
        if text.longest(register.no_places, index):
            return None
        hit = text.longest(register.place_words, index)
        return hit if hit is not None else self._hamlet(index)

    def _hamlet(self, index: int) -> tuple[int, PlaceWord] | None:
        text, register = self._text, self._register
        hit = text.longest(register.hamlets, index)
        if hit is None or (text.tokens[index].capital and index > 0):
            return None  # Bản Lầu, Sóc Trăng
        shared = any(
            found is not None and found[0] == index
            for found in (text.longest(register.determiners, index - back) for back in (1, 2) if index >= back)
        )
        end = hit[0]
        named = end < len(text) and text.glued(end) and text.tokens[end].capital
        return hit if shared or (named and not text.longest(register.not_names, end)) else None

    def _chain(self, index: int, word: PlaceWord) -> int:
        """Behind the larger places that follow: ``phường X, thành phố Y``."""
        text = self._text
        position = index + 1 if text.key(index) == "," else index
        hit = self._word(position)
        if hit is None or _RANK[hit[1].level] <= _RANK[word.level]:
            return index
        end = self.name(hit[0], hit[1])
        known = text.longest(self._register.provinces, hit[0])
        if end is None or (position > index and hit[1].level == "city" and word.level == "district" and not known):
            return index
        return self._chain(end, hit[1])

    def _level(self, index: int) -> Place | None:
        hit = self._text.longest(self._register.levels, index)
        if hit is None:
            return None
        end = self.numbered(hit[0])
        if end == hit[0] and self._text.key(end - 1) in self._register.numbered:
            end = self.name(end) or end
        return Place(end, None, None, None, many=end == hit[0])

    def numbered(self, end: int) -> int:
        """Behind the number of a name such as ``Tòa án nhân dân khu vực 3``."""
        text = self._text
        told = text.key(end - 1) in self._register.numbered and text.glued(end)
        if told and text.key(end) in self._register.numbered and text.key(end + 1).isdigit():
            return end + 2
        return end + 1 if told and (text.key(end).isdigit() or _ROMAN.match(text.slice(end, end + 1))) else end

    def _bare(self, index: int, loose: bool) -> Place | None:
        text = self._text
        known = text.longest(self._register.provinces, index)
        if known and text.tokens[index].capital:
            return Place(known[0], None, "province", known[1])
        if not loose:
            return None
        end = self.name(index)
        return Place(end, None, None, text.slice(index, end)) if end else None
