"""A text that is nothing but bodies: a heading, a cell, the value of a label."""

from __future__ import annotations

from collections.abc import Iterator

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
        result += _unknown(read, register, start, end)
    return result or _titled(text, read, register)


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
        skipped = read.longest(register.titles, index) or read.longest(register.fillers, index)
        skipped = skipped or (read.longest(register.openings, index) if start == 0 else None)
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
