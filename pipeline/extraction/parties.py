"""Kính gửi and Nơi nhận as lists of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.extraction.evidence import evidence_of
from pipeline.models import Evidence, Layout, Paragraph, Party
from pipeline.rulebook import Matcher

_DASH = regex.compile(r"[\s\-–+•*.~_=]+")
_END = " ;.:,_/"


def parties_of(layout: Layout, matcher: Matcher) -> tuple[tuple[Party, ...], tuple[Evidence, ...]]:
    """The addressees and recipients, each a line without its dash and closing mark, with their evidence."""
    pages = {page.number: page for page in layout.pages}
    parties: list[Party] = []
    evidence: list[Evidence] = []
    for role, paragraphs in (("addressee", layout.addressees), ("recipient", layout.recipients)):
        for position, (paragraph, start, end) in enumerate(_names(paragraphs, matcher), 1):
            parties.append(Party(role, paragraph.text[start:end]))  # type: ignore[arg-type]
            evidence += evidence_of(role, position, paragraph, (start, end), None, pages)
    return tuple(parties), tuple(evidence)


def _names(paragraphs: Sequence[Paragraph], matcher: Matcher) -> Iterator[tuple[Paragraph, int, int]]:
    for paragraph in paragraphs:
        hit = matcher.first("party_label", paragraph.text)
        start = hit.end if hit is not None and hit.start == 0 else 0
        for part_start, part_end in _parts(paragraph.text, start):
            yield paragraph, part_start, part_end


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The items of a line: more than one where they were set in one line, each after a dash."""
    cuts = [
        start,
        *(match.start() for match in regex.finditer(r"(?<=[;.,:]) ?[-–~] ?(?=\p{L})", text) if match.start() > start),
    ]
    for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        lead = _DASH.match(text, begin, end)
        first = lead.end() if lead else begin
        last = first + len(text[first:end].rstrip(_END))
        if last > first:
            yield first, last
