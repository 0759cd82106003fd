"""Number and symbol (số, ký hiệu) as one string, and whether something that looks like one is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language.spelling import level
from pipeline.rulebook import Match, Matcher, resolve

if TYPE_CHECKING:
    from pipeline.extraction.citations.around import Around

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"^[0-9]+(?:[a-zA-Z](?=[/-]))?")
_YEAR = re.compile(r"^[/-]?(?:(?:19|20)[0-9]{2}[/-])?")
_MOST = 30  # numbers that a range may stand for


@dataclass(frozen=True, slots=True)
class Symbol:
    """``joined`` is without blanks; ``others`` are further numbers that share the symbol (``11, 12/GM-UBND``);
    ``lead_from`` is where the first of the numbers begins."""

    start: int
    end: int
    joined: str
    form: str
    rule: str
    others: tuple[str, ...]
    lead_from: int

    @property
    def tail(self) -> str:
        """The symbol without its number and year."""
        return _YEAR.sub("", _NUMBER.sub("", self.joined))

    @property
    def malformed(self) -> bool:
        """Whether it goes against the grammar, though people write it."""
        if self.form == "party":
            return False
        if self.form == "legal":
            return "-" in self.joined[: -len(self.tail)] or ("-" not in self.tail and not self.tail.startswith("QH"))
        return "/" in self.tail or "-" not in self.tail

    def numbers(self) -> Iterator[str]:
        rest = _NUMBER.sub("", self.joined)
        yield from (f"{number}{rest}" for number in self.others)
        yield self.joined


def symbols_in(text: str, matcher: Matcher) -> list[Symbol]:
    return [_symbol(hit, text, matcher) for hit in resolve(matcher.find("citation", text))]


def is_symbol(symbol: Symbol, around: Around) -> bool:
    """Two capitals at least; without a type word or ``số`` before it, a known type or two parts."""
    if sum(letter.isupper() for letter in symbol.tail) < 2:
        return False
    if around.lead(symbol.lead_from) is not None or symbol.form != "administrative":
        return True
    return "-" in symbol.tail


def _symbol(hit: Match, text: str, matcher: Matcher) -> Symbol:
    joined = _SPACE.sub("", level(hit.phrase))
    others, start = _others(hit, text, matcher)
    return Symbol(hit.start, hit.end, joined, str(hit.yields["form"]), hit.rule.id, others, start)


def _others(hit: Match, text: str, matcher: Matcher) -> tuple[tuple[str, ...], int]:
    """The numbers before this one that share its symbol."""
    before = text[max(0, hit.start - 80) : hit.start]
    if not before[-1:].isspace():
        return (), hit.start
    shared = matcher.first("citation_shared", before)
    if shared is None:
        return (), hit.start
    start = hit.start - (len(before) - shared.start)
    if shared.yields["form"] == "list":
        numbers = tuple(re.findall(r"[0-9]+[a-z]?", shared.get("list") or ""))
        return (numbers, start) if re.search(r"\b\w+ $", text[:start]) else ((), hit.start)
    first, last = int(shared.get("first") or 0), int(re.sub(r"\D", "", hit.get("number") or "0") or 0)
    return (tuple(map(str, range(first, last))), start) if 0 < last - first < _MOST else ((), hit.start)
