"""A text that is nothing but bodies: a heading, a cell, the value of a label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.extraction.agencies.find import found_in
from pipeline.extraction.agencies.found import FoundAgency, Home
from pipeline.extraction.agencies.register import Register, register_of
from pipeline.extraction.agencies.tokens import Text
from pipeline.rulebook import Matcher

_MARKS = {",", ";", ":", ".", "/", "+", "*", "•", "(", ")", '"', "\n"}


def split_agencies(text: str, matcher: Matcher, home: Home) -> list[FoundAgency]:
    """The bodies of such a text; what the rules do not know stands as it is, with kind ``unknown``."""
    register = register_of(matcher.rulebook, folded=matcher.folded)
    read = register.read(text)
    result: list[FoundAgency] = []
    for start, end, found in _stretches(text, found_in(text, matcher, home, loose=True)):
        if found is not None:
            result.append(found)
            continue
        which = _which(read, register, start, end) if result and result[-1].kind == "group" else None
        if which is not None and result[-1].end == start:
            group = result.pop()
            result.append(replace(group, name=f"{group.name}{text[start:which]}", end=which))
            start = which
        result += _unknown(read, register, start, end)
    return result or _titled(text, read, register)


def _which(read: Text, register: Register, start: int, end: int) -> int | None:
    """Where the words end that go on with a group's noun and tell which are meant (``Các chủ đầu tư dự án nhà ở``)."""
    pieces = list(_pieces(read, register, start, end))
    if not pieces or read.tokens[pieces[0][0]].start != start + 1:
        return None
    first, last = pieces[0]
    stops = read.longest(register.stops, first) and not read.longest(register.no_stops, first)
    if not read.glued(first) or read.tokens[first].capital or stops:
        return None
    return read.tokens[last - 1].end


def _titled(text: str, read: Text, register: Register) -> list[FoundAgency]:
    """A title that stands alone (``Chủ tịch``) is a person."""
    name = text.strip(" .,;:")
    if not len(read) or not read.longest(register.titles, 0):
        return []
    start = text.index(name)
    return [FoundAgency(name, start, start + len(name), None, "person", "agency.titles")]


def is_agency_text(text: str, matcher: Matcher, home: Home) -> bool:
    """Whether a text names bodies and nothing else; titles, connectives and marks do not count."""
    found = found_in(text, matcher, home, loose=True)
    if not found:
        return False
    register = register_of(matcher.rulebook, folded=matcher.folded)
    read = register.read(text)
    return all(
        agency is not None or not list(_pieces(read, register, start, end))
        for start, end, agency in _stretches(text, found)
    )


def _stretches(text: str, found: tuple[FoundAgency, ...]) -> Iterator[tuple[int, int, FoundAgency | None]]:
    position = 0
    for agency in found:
        if position < agency.start:
            yield position, agency.start, None
        yield agency.start, agency.end, agency
        position = agency.end
    if position < len(text):
        yield position, len(text), None


def _pieces(read: Text, register: Register, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of words between marks that say something: no titles, no connectives."""
    index, first, depth = read.at(start), None, 0
    while index < len(read) and read.tokens[index].start < end:
        empty = (register.titles, register.fillers, register.openings)[: 3 if start == 0 else 2]
        hits = [hit for hit in (read.longest(words, index) for words in empty) if hit]
        skipped = max(hits, key=lambda hit: hit[0], default=None)
        key = read.key(index)
        depth += (key == "(") - (key == ")")
        if key in _MARKS or depth > 0 or (first is None and skipped):
            if first is not None:
                yield first, index
            first = None
            index = skipped[0] if skipped and key not in _MARKS else index + 1
            continue
        first = index if first is None else first
        index += 1
    if first is not None:
        yield first, index


def _unknown(read: Text, register: Register, start: int, end: int) -> Iterator[FoundAgency]:
    for first, last in _pieces(read, register, start, end):
        if (
            first > 0
            and read.glued(first)
            and read.tokens[first].start == start + 1
            and read.longest(register.stops, first)
        ):
            continue  # what a body is said to do
        name = read.slice(first, last)
        if any(letter.isalpha() for letter in name):
            begin = read.tokens[first].start
            yield FoundAgency(name, begin, begin + len(name), None, "unknown", "agency.unknown")
