"""What stands around a document's number: its type word, its date, its issuer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.extraction.agencies import FoundAgency, Home, find_agencies
from pipeline.extraction.agencies.register import register_of
from pipeline.extraction.citations.symbols import Symbol
from pipeline.rulebook import Match, Matcher

_NOWHERE = Home()
_NEAR, _FAR = 30, 60  # letters before a mention, and before who issued it, within which its context stands


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before the number; ``type`` as written, None for a bare ``số``."""

    start: int
    type: str | None
    issuer: str | None
    short: bool = False


class Around:
    """Looks around the numbers of one text."""

    def __init__(self, text: str, matcher: Matcher) -> None:
        self._text = text
        self._matcher = matcher

    def lead(self, position: int) -> Lead | None:
        """The type word, or ``số``, that ends where the number begins."""
        hit = self._leads.get(position)
        if hit is None:
            return None
        kind = hit.yields.get("type")
        return Lead(hit.start, None if kind == "none" else hit.get("type"), hit.get("issuer"), kind == "symbol")

    def behind(self, position: int) -> tuple[date | None, str | None, int]:
        """The date and the issuer behind the number, in either order, and where the mention ends."""
        issued_on, issuer, end = None, None, position
        for _ in range(2):
            hit = self._dates.get(end) if issued_on is None else None
            if hit is not None:
                issued_on, end = _date(hit), hit.end
                continue
            named = self._issuer(end) if issuer is None else None
            if named is not None:
                issuer, end = self._text[named[0] : named[1]], named[1]
        return issued_on, issuer, end

    def before(self, start: int, since: int = 0, after: int = 0) -> tuple[str | None, date | None]:
        """The body in whose document something stands (``đề nghị của Sở Y tế tại Công văn số ...``), or that issued it
        on a day (``Ngày 05/3/2024, Sở Y tế ban hành ...``). The number before ends at ``since``, its mention at
        ``after``: no body before that, no day before the number's end."""
        ahead = self._text[max(after, start - _NEAR) : start]
        at, issued = (self._matcher.first(kind, ahead) for kind in ("citation_at", "citation_issued"))
        hit = issued or at
        end = start - (hit.end - hit.start) if hit else 0
        agency = next((one for one in self._agencies.values() if one.end == end), None) if hit else None
        if agency is None or agency.start < after:
            return None, None
        if issued is None:
            return self._text[agency.start : agency.end], None
        begin = max(since, agency.start - _FAR)
        cut = " " if begin else ""  # what begins here does not begin the text
        day = self._matcher.first("citation_before", cut + self._text[begin : agency.start])
        title = len(day.get("title") or "") if day else 0
        return self._text[agency.start - title : agency.end], _date(day) if day else None

    def type_of(self, lead: Lead | None, symbol: Symbol) -> str | None:
        """The type with a capital: the word before the number, else what the symbol says."""
        if lead is not None and lead.type and not lead.short:
            return lead.type[0].upper() + lead.type[1:].lower()
        if lead is not None and lead.type:
            return self._symbols.get(lead.type.upper()) or self._by_symbol(symbol)
        return self._by_symbol(symbol)

    def joins(self, end: int, start: int) -> bool:
        """Whether nothing but a separator stands between two mentions."""
        between = self._text[end:start]
        return len(between) < 20 and self._matcher.first("citation_join", between) is not None

    def _by_symbol(self, symbol: Symbol) -> str | None:
        first = symbol.tail.replace("/", "-").split("-")[0]
        word = self._symbols.get(first.upper()) or self._symbols.get(first.rstrip("0123456789").upper())
        return word or (self._symbols.get("CV") if "-" in symbol.tail else None)

    def _issuer(self, position: int) -> tuple[int, int] | None:
        """Behind ``của``: a body, with the title of its head."""
        hit = self._ofs.get(position)
        if hit is None:
            return None
        begin = end = hit.end
        register = register_of(self._matcher.rulebook, folded=self._matcher.folded)
        read = register.read(self._text[begin : begin + 60])
        title = read.longest(register.titles, 0) if len(read) else None
        if title and title[0] < len(read):
            end = begin + read.tokens[title[0]].start
        agency = self._agencies.get(begin) or self._agencies.get(end)
        return (begin, agency.end) if agency else None

    @cached_property
    def _leads(self) -> dict[int, Match]:
        """By where they end; the strongest rule, then the one that takes in less."""
        found: dict[int, Match] = {}
        for hit in self._matcher.find("citation_type", self._text):
            known = found.get(hit.end)
            if known is None or _strength(hit) > _strength(known):
                found[hit.end] = hit
        return found

    @cached_property
    def _dates(self) -> dict[int, Match]:
        return {hit.start: hit for hit in self._matcher.find("citation_date", self._text)}

    @cached_property
    def _ofs(self) -> dict[int, Match]:
        return {hit.start: hit for hit in self._matcher.find("citation_of", self._text)}

    @cached_property
    def _agencies(self) -> dict[int, FoundAgency]:
        return {agency.start: agency for agency in find_agencies(self._text, self._matcher, _NOWHERE)}

    @cached_property
    def _symbols(self) -> dict[str, str]:
        lines = self._matcher.rulebook.lists.get("citation.symbols", ())
        return {short.upper(): word for short, _, word in (line.partition(" = ") for line in reversed(lines))}


def _strength(hit: Match) -> tuple[int, int]:
    return hit.rule.rule.priority, hit.start


def _date(hit: Match) -> date | None:
    groups = {name.rstrip("2"): value for name, value in hit.groups.items()}
    try:
        return date(int(groups["year"]), int(groups["month"]), int(groups["day"]))
    except (KeyError, ValueError):
        return None
