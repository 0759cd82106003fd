"""The full name of a body with the place it belongs to, the same for every spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extraction.agencies.found import Home
from pipeline.extraction.agencies.names import Names
from pipeline.extraction.agencies.places import Place
from pipeline.extraction.agencies.register import Register
from pipeline.extraction.agencies.spans import Span
from pipeline.extraction.agencies.tokens import Text

_NUMBERED = re.compile(r" ([0-9]+|[IVX]+)$")


class Whereabouts:
    """The places that the letterhead tells of, and the issuer's full name."""

    def __init__(self, home: Home, register: Register) -> None:
        self.issuer = home.issuer
        self._places: dict[str, str] = {}
        self._own: str | None = None
        self._register = register
        self.province: str | None = None
        if home.issuer:
            self._read(register.read(home.issuer), register)
        bare = register.read(home.place) if home.place else None
        hit = bare.longest(register.provinces, 0) if bare and len(bare) else None
        if hit:
            self._set_province(hit[1], register)

    @property
    def division(self) -> str | None:
        """Whose a division is: the place of an issuing UBND below the province, else the issuing department."""
        if self.issuer is None or self._own is None:
            return None
        committee = self._register.read(self.issuer).longest(self._register.names, 0)
        if committee and committee[1].body.level == "local":
            return self._own if self._own != self.province else None
        return self.issuer

    def holds(self, span: Span) -> bool:
        """Whether this is a division of the issuing department, of which the register's dates tell nothing."""
        division = span.body is not None and span.body.level == "division" and span.place is None
        return division and self.issuer is not None and self.division == self.issuer

    def bare(self, place: str) -> str:
        """A place without its word."""
        read = self._register.read(place)
        word = read.longest(self._register.place_words, 0)
        return read.slice(word[0], len(read)) if word and word[0] < len(read) else place

    def _read(self, text: Text, register: Register) -> None:
        places = Names(register, text, frozenset()).places
        for index in range(len(text)):
            place = places.one(index)
            if place and place.full and place.word and place.word not in self._places:
                self._places[place.word] = place.full
                self._own = self._own or place.full
                name = register.read(place.full)
                start = register.read(place.word)
                hit = name.longest(register.provinces, len(start))
                if hit and hit[1] == place.full:
                    self.province = place.full

    def _set_province(self, full: str, register: Register) -> None:
        self.province = self.province or full
        word = register.read(full).longest(register.place_words, 0)
        if word:
            self._places.setdefault(word[1].word, full)

    def of(self, span: Span) -> str | None:
        """The place to name behind a body."""
        level = span.body.level if span.body else None
        if level == "central":
            return None
        if span.place is not None and not span.place.many:
            return self._named(span.place)
        if level in ("province", "province_name"):
            return self.province
        return self._own if level in ("local", "commune", "district", "district_name") else None

    def _named(self, place: Place) -> str | None:
        if place.full or place.word is None:
            return place.full
        return self._places.get(place.word, place.word)


@lru_cache(maxsize=64)
def whereabouts(home: Home, register: Register) -> Whereabouts:
    return Whereabouts(home, register)


def canonical(span: Span, text: Text, where: Whereabouts, register: Register) -> str | None:
    """None for a body that the register does not hold."""
    if span.means == "issuer":
        return where.issuer
    if span.body is None:
        return None
    if span.parent is not None:
        parent = canonical(span.parent, text, where, register) or _written(span.parent, text, where)
        return f"{span.body.name} {parent}"
    level = span.body.level or ""
    if level == "unit":
        return _unit(span.body.name, where)
    if level == "division" and span.place is None:
        return f"{span.body.name} {where.division}" if where.division else span.body.name
    place = where.of(span)
    if place and level.endswith("_name"):
        place = where.bare(place)
    number = _number(text.slice(span.first, span.end)) if span.place is None else None
    return " ".join(part for part in (span.body.name, number, place if number is None else None) if part)


def _written(parent: Span, text: Text, where: Whereabouts) -> str:
    """A bare parent such as ``Sở``: the issuer where it is one."""
    written = text.slice(parent.first, parent.end)
    return where.issuer if where.issuer and where.issuer.startswith(written) else written


def _number(written: str) -> str | None:
    """The number that ends a name (``Kho bạc Nhà nước Khu vực III``)."""
    hit = _NUMBERED.search(written)
    return hit[1] if hit else None


def _unit(name: str, where: Whereabouts) -> str:
    """A part of the issuer: ``Văn phòng Sở`` is that of the Sở in the letterhead."""
    if not where.issuer:
        return name
    last = name.rsplit(" ", 1)[-1]
    if where.issuer.startswith(last + " "):
        return f"{name[: -len(last)]}{where.issuer}"
    return name
