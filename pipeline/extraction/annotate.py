"""A paragraph with its mentions: citations, deadlines, bodies, and the masked text over which roles are read.

Masking puts one mark for each letter of a mention, so offsets stay: U+E000 for a body, U+E001 for a citation, U+E002
for a deadline. A rule writes them as ``{agency}``, ``{cited}``, ``{time}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pipeline.extraction.agencies import FoundAgency, Home, find_agencies
from pipeline.extraction.citations import FoundCitation, find_citations
from pipeline.extraction.deadlines import DateContext, FoundDeadline, find_deadlines
from pipeline.models import Paragraph
from pipeline.rulebook import Matcher

AGENCY, CITED, TIME = "\ue000", "\ue001", "\ue002"


class Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tools:
    """What the finding of mentions needs of the document: rules, letterhead, dates.

    ``names`` compares the names of bodies: without diacritics where the text was recognised.
    """

    matcher: Matcher
    home: Home
    dates: DateContext
    names: Matcher


@dataclass(frozen=True, slots=True)
class Annotated:
    """A paragraph's text and what was found in it; offsets are into ``paragraph.text``."""

    paragraph: Paragraph
    masked: str
    agencies: tuple[FoundAgency, ...]
    deadlines: tuple[FoundDeadline, ...]
    citations: tuple[FoundCitation, ...]
    doubts: frozenset[str] = frozenset()  # signs of what was not understood

    @property
    def text(self) -> str:
        return self.paragraph.text

    @property
    def masked_content(self) -> str:
        """The masked text without the outline label."""
        return self.masked[self.paragraph.body :]

    def within(self, start: int, end: int) -> tuple[FoundAgency, ...]:
        """The bodies that stand in this stretch."""
        return tuple(agency for agency in self.agencies if start <= agency.start and agency.end <= end)


def annotate(paragraph: Paragraph, tools: Tools, *, cell: bool = False) -> Annotated:
    """Find the mentions of a paragraph; ``cell`` tells that it stands in a table's time column."""
    text = paragraph.text
    citations = find_citations(text, tools.matcher)
    hidden = mask(text, citations, CITED)
    deadlines = find_deadlines(hidden, tools.matcher, tools.dates, cell=cell)
    agencies = find_agencies(hidden, tools.names, tools.home)
    masked = mask(mask(hidden, _times(deadlines, agencies), TIME), agencies, AGENCY)
    doubts = frozenset(str(hit.yields["sign"]) for hit in tools.matcher.find("doubt", masked[paragraph.body :]))
    return Annotated(paragraph, masked, tuple(agencies), tuple(deadlines), tuple(citations), doubts)


def _times(deadlines: Iterable[FoundDeadline], agencies: Iterable[FoundAgency]) -> Iterator[_Stretch]:
    """What of the deadlines is time: directly behind a body their verb says that the body is to do it."""
    behind = {agency.end + 1 for agency in agencies}
    for found in deadlines:
        yield _Stretch(found.time if found.start in behind else found.start, found.end)


def mask(text: str, spans: Iterable[Span], mark: str) -> str:
    """``text`` with every letter of the spans replaced by ``mark``; same length."""
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = mark * (span.end - span.start)
    return "".join(letters)
