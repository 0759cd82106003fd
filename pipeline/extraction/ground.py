"""A reading to what its documents assign: taken apart once, extracted with one rulebook or beside it with another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pipeline.extraction import agencies
from pipeline.extraction.annotate import Tools
from pipeline.extraction.document import Document
from pipeline.extraction.fields import fields_of
from pipeline.extraction.parties import parties_of
from pipeline.extraction.tools import Matchers, matchers_for
from pipeline.layout import lay_out
from pipeline.models import Extraction, Layout, Reading
from pipeline.rulebook import Rulebook
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Ground:
    """A reading taken apart; ``asked`` are the kinds of rules by which it was."""

    reading: Reading
    matchers: Matchers
    layouts: tuple[Layout, ...]
    asked: frozenset[str]
    settings: Settings

    def extract(self) -> tuple[Extraction, ...]:
        """What each document of the file assigns. A rule that ran out of time is an anomaly of the document."""
        return tuple(Document(layout, *self.matchers, self.settings).extract() for layout in self.layouts)

    def tools(self, layout: Layout) -> Tools:
        """The tools with which the paragraphs of this document are annotated."""
        document = Document(layout, *self.matchers, self.settings)
        fields = fields_of(layout, self.matchers.wordings)
        parties, _ = parties_of(layout, self.matchers.wordings)
        return document.tools(fields, parties, document.all_citations(fields.values))

    def beside(self, rulebook: Rulebook, changed: Collection[str], *, same_bodies: bool) -> Ground:
        """The same reading under a rulebook that differs in the ``changed`` kinds of rules and, unless it has the
        ``same_bodies``, in its agencies and lists. What the difference does not reach is taken over."""
        wordings = self.matchers.wordings.beside(rulebook, changed)
        one = self.matchers.names is self.matchers.wordings
        names = wordings if one else self.matchers.names.beside(rulebook, changed)
        if same_bodies and agencies.KINDS.isdisjoint(changed):
            agencies.carry_over(self.matchers.wordings, wordings)
            agencies.carry_over(self.matchers.names, names)
        if self.asked.isdisjoint(changed):
            return Ground(self.reading, Matchers(wordings, names), self.layouts, self.asked, self.settings)
        return _taken_apart(self.reading, Matchers(wordings, names), self.settings)


def extract(reading: Reading, rulebook: Rulebook, settings: Settings) -> tuple[Extraction, ...]:
    """What each document of a file assigns."""
    return take_apart(reading, rulebook, settings).extract()


def take_apart(reading: Reading, rulebook: Rulebook, settings: Settings) -> Ground:
    """The layouts of a file's documents, and the matchers with which they are extracted."""
    healths = [page.health for page in reading.pages]
    return _taken_apart(reading, matchers_for(reading.text_source, healths, rulebook, settings), settings)


def _taken_apart(reading: Reading, matchers: Matchers, settings: Settings) -> Ground:
    layouts = lay_out(reading, matchers.wordings)
    return Ground(reading, matchers, layouts, matchers.wordings.asked, settings)
