"""Finds the numbered documents that a text names, with type, date and issuer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.citations.around import Around
from pipeline.extraction.citations.found import FoundCitation
from pipeline.extraction.citations.symbols import Symbol, is_symbol, symbols_in
from pipeline.models import Citation
from pipeline.rulebook import Matcher


def find_citations(text: str, matcher: Matcher) -> list[FoundCitation]:
    """The mentions in their order; blank numbers and dates of a draft come with an empty symbol and their flags."""
    if "/" not in text:
        return _blanks(text, matcher, ())
    around = Around(text, matcher)
    mentions: list[_Mention] = []
    for symbol in symbols_in(text, matcher):
        if is_symbol(symbol, around):
            before = mentions[-1] if mentions else None
            mentions.append(_mention(symbol, around, before))
            if before is not None and mentions[-1].day_before:
                mentions[-2] = _without_day(before, mentions[-1])
    found = [one for group in _lists(mentions, around) for one in group]
    return sorted([*found, *_blanks(text, matcher, found)], key=lambda one: one.start)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A symbol with what stands around it; ``lead`` is where its type word or its number begins."""

    symbol: Symbol
    found: FoundCitation
    typed: bool
    lead_issuer: str | None
    day_before: bool = False  # its date stands before who issued it


def _mention(symbol: Symbol, around: Around, last: _Mention | None) -> _Mention:
    lead = around.lead(symbol.lead_from)
    date, issuer, end = around.behind(symbol.end)
    word = around.type_of(lead, symbol)
    flags = ("malformed",) if symbol.malformed else ()
    citation = Citation(symbol.joined, word, date, issuer or (lead.issuer if lead else None))
    start = lead.start if lead else symbol.lead_from
    if citation.issuer is None:
        before, day = around.before(start, last.symbol.end, last.found.end) if last else around.before(start)
        citation = replace(citation, issuer=before, issued_on=date or day)
    found = FoundCitation(citation, start, end, symbol.start, symbol.end, symbol.rule, flags)
    ahead = date is None and citation.issued_on is not None
    return _Mention(symbol, found, bool(lead and lead.type), lead.issuer if lead else None, ahead)


def _without_day(mention: _Mention, following: _Mention) -> _Mention:
    """A mention without the day behind it where that is the day of the one that follows."""
    citation = mention.found.citation
    if citation.issuer is not None or citation.issued_on != following.found.citation.issued_on:
        return mention
    bare = replace(mention.found, citation=replace(citation, issued_on=None), end=mention.symbol.end)
    return replace(mention, found=bare)


def _lists(mentions: Sequence[_Mention], around: Around) -> Iterator[list[FoundCitation]]:
    """Each list of mentions that follow each other, its items completed from their neighbours."""
    group: list[_Mention] = []
    for mention in mentions:
        if group and not around.joins(group[-1].found.end, mention.found.start):
            yield _completed(group)
            group = []
        group.append(mention)
    if group:
        yield _completed(group)


def _completed(group: Sequence[_Mention]) -> list[FoundCitation]:
    """Type from the item before; issuer from the list's head, else from the item behind with the same symbol."""
    result: list[FoundCitation] = []
    head: str | None = None
    word: str | None = None
    for position, mention in enumerate(group):
        citation = mention.found.citation
        if mention.typed:
            word = citation.type
        head = mention.lead_issuer or head
        issuer = citation.issuer or head or _issuer_behind(group[position:])
        kind = citation.type if mention.typed or citation.type else word
        if not mention.typed and word and _same_kind(group, position):
            kind = word
        for number in mention.symbol.numbers():
            one = replace(citation, symbol=number, type=kind, issuer=issuer)
            result.append(replace(mention.found, citation=one))
    return result


def _same_kind(group: Sequence[_Mention], position: int) -> bool:
    before = group[position - 1].symbol if position else None
    return before is not None and before.tail == group[position].symbol.tail


def _issuer_behind(group: Sequence[_Mention]) -> str | None:
    own = group[0].symbol.tail
    for mention in group[1:]:
        if mention.symbol.tail != own:
            return None
        if mention.found.citation.issuer:
            return mention.found.citation.issuer
    return None


def _blanks(text: str, matcher: Matcher, found: Sequence[FoundCitation]) -> list[FoundCitation]:
    hits = [
        hit
        for hit in matcher.find("citation_blank", text)
        if all(hit.end <= one.symbol_start or one.end <= hit.start for one in found)
    ]
    return [
        FoundCitation(Citation(""), hit.start, hit.end, hit.start, hit.end, hit.rule.id, (str(hit.yields["flag"]),))
        for hit in hits
    ]
