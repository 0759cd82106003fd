"""Finds the bodies of a text, and splits a text that is nothing but bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from weakref import WeakKeyDictionary

from pipeline.extraction.agencies.canonical import canonical, whereabouts
from pipeline.extraction.agencies.found import FoundAgency, Home
from pipeline.extraction.agencies.groups import Groups
from pipeline.extraction.agencies.lists import Lists
from pipeline.extraction.agencies.names import Names
from pipeline.extraction.agencies.reading import Reading, reading_of
from pipeline.extraction.agencies.shapes import Shapes
from pipeline.extraction.agencies.spans import Span
from pipeline.rulebook import Match, Matcher

_SURE = 3  # words from which a misread name is beyond doubt
KINDS = frozenset({"agency_shape", "agency_reference", "agency_group", "agency_tail"})  # the rules that find bodies
_Key = tuple[str, Home, bool]
_KNOWN: WeakKeyDictionary[Matcher, dict[_Key, tuple[FoundAgency, ...]]] = WeakKeyDictionary()


def find_agencies(text: str, matcher: Matcher, home: Home) -> list[FoundAgency]:
    """The bodies that a text names, in their order; none overlap."""
    return list(found_in(text, matcher, home, loose=False))


def found_in(text: str, matcher: Matcher, home: Home, *, loose: bool) -> tuple[FoundAgency, ...]:
    """As :func:`find_agencies`, kept for each text of a document; ``loose`` takes ordinary words for bodies."""
    known = _KNOWN.setdefault(matcher, {})
    key = (text, home, loose)
    if key not in known:
        known[key] = tuple(_find(text, matcher, home, loose))
    return known[key]


def carry_over(old: Matcher, new: Matcher) -> None:
    """Let ``new`` know the bodies that ``old`` found: their lists and rules are the same, and so are the texts."""
    _KNOWN[new] = dict(_KNOWN.get(old, {}))


def _find(text: str, matcher: Matcher, home: Home, loose: bool) -> Iterator[FoundAgency]:
    reading = reading_of(text, matcher)
    where = whereabouts(home, reading.register)
    for span in Scan(reading, loose=loose).spans():
        full = canonical(span, reading.text, where, reading.register)
        start, end = reading.offsets(span)
        name = span.name or reading.name(text, span)
        if span.means == "addressees":
            full = "; ".join(home.addressees) or None
        elif span.kind == "group":
            full = name
        ended = reading.register.ended(span.place.word, span.place.full) if span.place else None
        body = None if where.holds(span) else span.body
        yield FoundAgency(name, start, end, full, span.kind, span.rule, span.means, body, ended)


class Scan:
    """One pass over a text."""

    def __init__(self, reading: Reading, *, loose: bool = False) -> None:
        text, register, matcher = reading.text, reading.register, reading.matcher
        self._text = text
        self._matcher = matcher
        shapes = self._hits("agency_shape", "cell" if loose else "prose")
        self._names = Names(register, text, shapes.keys(), loose=loose)
        self._lenient = Names(reading.lenient[1], reading.lenient[0], frozenset()) if reading.lenient else None
        self._shapes = Shapes(register, text, self._names, shapes)
        self._references = self._hits("agency_reference")
        self._groups = Groups(register, text, self._names, self._shapes, self._hits("agency_group"), self._tails())
        self._lists = Lists(register, text, self._names, self._shapes)
        self._loose = loose

    def spans(self) -> Iterator[Span]:
        index = 0
        while index < len(self._text):
            spans = self.at(index)
            yield from spans
            index = spans[-1].end if spans else index + 1

    def at(self, index: int) -> list[Span]:
        """The body, or the items of the list, that begin at a word; the longest reading wins."""
        body = self._body(index)
        if body is not None:
            body = self._groups.with_tail(body) if body.kind == "group" else self._groups.owned(body)
        shape = self._shapes.shape(index)
        if shape is not None:
            shape = None if body and self._adds_nothing(body, shape) else self._groups.owned(shape)
        single = (self._reference(index), body, self._groups.group(index), shape, self._places(index))
        choices = [self._lists.items(index), *([span] for span in single if span is not None)]
        return max(choices, key=lambda spans: spans[-1].end if spans else 0)

    def _body(self, index: int) -> Span | None:
        """The body at a word; where none is found as it is written, one that was misread."""
        body = self._names.body(index)
        if self._lenient is None or not self._text.tokens[index].capital:
            return body
        second = self._lenient.body(index)
        if second is None or second.end - second.first < _SURE or (body and body.end >= second.end):
            return body
        return replace(second, misread=True)

    def _places(self, index: int) -> Span | None:
        """Places named for what governs them (``xã, phường, đặc khu``), where there is nothing but bodies."""
        place = self._names.places.many(index) if self._loose else None
        return Span(index, place.end, "group", "place.words", place=place) if place else None

    def _adds_nothing(self, body: Span, shape: Span) -> bool:
        """Whether a name by its grammar goes on behind the register's over small words alone."""
        return not any(token.capital for token in self._text.tokens[body.end : shape.end])

    def _reference(self, index: int) -> Span | None:
        hit = self._references.get(index)
        if hit is None:
            return None
        means = str(hit.yields.get("means"))
        return Span(index, self._text.at(hit.end), "body", hit.rule.id, means=means)

    def _hits(self, kind: str, where: str | None = None) -> Mapping[int, Match]:
        """The longest hit of a kind at each word."""
        found: dict[int, Match] = {}
        for hit in self._matcher.find(kind, self._text.text, where):
            index = self._text.at(hit.start)
            if self._matcher.folded and hit.rule.rule.match_case and not self._written_large(index):
                continue
            if index < len(self._text) and (index not in found or found[index].end < hit.end):
                found[index] = hit
        return found

    def _written_large(self, index: int) -> bool:
        """Whether a word begins with a capital that tells something; folded patterns do not look at case."""
        token = self._text.tokens[index] if index < len(self._text) else None
        return token is not None and token.capital and not token.upper

    def _tails(self) -> Mapping[int, list[Match]]:
        found: dict[int, list[Match]] = {}
        for hit in self._matcher.find("agency_tail", self._text.text):
            found.setdefault(self._text.at(hit.start), []).append(hit)
        return found
