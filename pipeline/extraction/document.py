"""One document of a file to what it assigns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extraction import anomalies
from pipeline.extraction.agencies import Home
from pipeline.extraction.annotate import Tools
from pipeline.extraction.anomalies import TaskChecks
from pipeline.extraction.assemble import task_of
from pipeline.extraction.candidates import Candidate
from pipeline.extraction.citations import FoundCitation, find_citations
from pipeline.extraction.context import Context
from pipeline.extraction.deadlines import DateContext
from pipeline.extraction.evidence import evidence_of
from pipeline.extraction.fields import Fields, fields_of
from pipeline.extraction.judge import Nature
from pipeline.extraction.leftovers import left_out
from pipeline.extraction.parties import parties_of
from pipeline.extraction.prose import Walk, has_proposals
from pipeline.extraction.tools import date_context
from pipeline.i18n import translator
from pipeline.models import (
    Anomaly,
    Citation,
    DocumentFields,
    Evidence,
    Extraction,
    Layout,
    Node,
    Paragraph,
    Party,
)
from pipeline.rulebook import Matcher
from pipeline.settings import Settings


@dataclass
class Document:
    """A document taken apart, and what its wordings are compared with."""

    layout: Layout
    matcher: Matcher
    names: Matcher
    settings: Settings

    def extract(self) -> Extraction:
        fields = fields_of(self.layout, self.matcher)
        parties, proof = parties_of(self.layout, self.matcher)
        base = Extraction(
            self.layout.part,
            self.layout.first_page,
            fields.values,
            parties,
            evidence=(*fields.evidence, *proof),
            pages=self.layout.pages,
        )
        if fields.values.secrecy and not self.settings.allow_secret:
            text = self._say("The document is marked {mark} and was not read further.")
            secret = Anomaly("secret", text.format(mark=fields.values.secrecy))
            return replace(base, anomalies=(secret,), parties=(), evidence=())
        return self._with_tasks(base, fields)

    def _say(self, message: str) -> str:
        return translator(self.settings.language)(message)

    def _with_tasks(self, base: Extraction, fields: Fields) -> Extraction:
        mentions = self.all_citations(base.fields)
        tools = self.tools(fields, base.parties, mentions)
        candidates = list(self._candidates(tools, base.fields))
        pages = {page.number: page for page in self.layout.pages}
        after = _known_after(base.fields, tools.dates, fields)
        checks = TaskChecks(after, base.fields.issued_on, tools.dates.calendar, self._say)
        tasks = []
        for candidate in candidates:
            if candidate.verdict.task:
                tasks.append(replace(task_of(candidate, pages), anomalies=checks.of(candidate)))
        outside, proof = self._outside(mentions, candidates)
        return replace(
            base,
            tasks=tuple(tasks),
            citations=outside,
            anomalies=tuple(self._anomalies(fields, mentions)),
            evidence=(*base.evidence, *proof),
            left_out=tuple(left_out(candidates, self._nodes(), tools)),
        )

    def _anomalies(self, fields: Fields, mentions: Sequence[_Mention]) -> Iterator[Anomaly]:
        cited = [mention.found.citation for mention in mentions if mention.found.citation.symbol]
        yield from anomalies.of_document(fields, cited, self._say)
        for page in self.layout.doubtful:
            text = self._say("Another document may begin on page {page}; it was kept with this one.")
            yield Anomaly("maybe_another_document", text.format(page=page))
        for rule in dict.fromkeys((*self.matcher.timeouts, *self.names.timeouts)):
            text = self._say("Rule {rule} took too long on this document and was left out.")
            yield Anomaly("rule_timeout", text.format(rule=rule))

    def _nodes(self) -> Iterator[tuple[tuple[str, ...], tuple[Node, ...]]]:
        """The outline of the body and of each annex, with the path that leads to it."""
        yield (), self.layout.body
        for annex in self.layout.annexes:
            title = annex.titles[0].text.strip(" .:") if annex.titles else self._say("Annex")
            yield (title.capitalize(),), annex.nodes

    def _candidates(self, tools: Tools, fields: DocumentFields) -> Iterator[Candidate]:
        sectioned = any(has_proposals(nodes, self.matcher) for _, nodes in self._nodes())
        walk = Walk(tools, self._nature(fields), sectioned)
        for path, nodes in self._nodes():
            yield from walk.candidates(nodes, Context(path=path))

    def _nature(self, fields: DocumentFields) -> Nature:
        """By the type; a letter, which has none of its own, by its subject and by whom it addresses; some subjects
        tell of any type."""
        by_type = self.matcher.first("nature", fields.type, "type") if fields.type else None
        where = "subject" if by_type is None else "subject_of_titled"
        by_subject = self.matcher.first("nature", fields.subject, where) if fields.subject else None
        addressed = (self.matcher.first("nature", line.text, "addressee") for line in self.layout.addressees)
        hit = (next(filter(None, addressed), None) if by_subject and not by_type else None) or by_subject or by_type
        if hit is not None:
            return Nature(str(hit.yields["nature"]))
        return Nature() if fields.type else Nature("unknown")

    def tools(self, fields: Fields, parties: Sequence[Party], mentions: Sequence[_Mention]) -> Tools:
        subject = self.layout.subject.text if self.layout.subject else ""
        line = self.layout.date_line.text if self.layout.date_line else ""
        values, cited = fields.values, (mention.found.citation.issued_on for mention in mentions)
        dates = date_context(values.issued_on, subject, line, cited, self.matcher, self.settings)
        addressees = tuple(party.name for party in parties if party.role == "addressee")
        home = Home(values.issuer, values.place, issued_on=values.issued_on, addressees=addressees)
        return Tools(self.matcher, home, dates, self.names)

    def all_citations(self, fields: DocumentFields) -> list[_Mention]:
        """Every mention of a numbered document other than this one."""
        own = (fields.code or "").casefold()
        return [
            _Mention(paragraph, found)
            for paragraph in self._paragraphs()
            for found in find_citations(paragraph.text, self.matcher)
            if found.citation.symbol.casefold() != own and not self._is_own(paragraph, found)
        ]

    def _is_own(self, paragraph: Paragraph, found: FoundCitation) -> bool:
        """Whether an annex says what it was issued with: that is this document."""
        hit = self.matcher.first("self_reference", paragraph.text[: found.start])
        return hit is not None and len(paragraph.text[hit.end : found.start].strip()) < _NEAR

    def _paragraphs(self) -> Iterator[Paragraph]:
        if self.layout.subject:
            yield self.layout.subject
        for annex in self.layout.annexes:
            yield from annex.titles
        for _, nodes in self._nodes():
            yield from _walk(nodes)

    def _outside(
        self, mentions: Sequence[_Mention], candidates: Sequence[Candidate]
    ) -> tuple[tuple[Citation, ...], list[Evidence]]:
        """The citations outside tasks, with their evidence."""
        pages = {page.number: page for page in self.layout.pages}
        inside = {
            annotated.paragraph.text
            for candidate in candidates
            if candidate.verdict.task
            for annotated in candidate.cited
        }
        citations: list[Citation] = []
        evidence: list[Evidence] = []
        for mention in mentions:
            if mention.found.citation.symbol and mention.paragraph.text not in inside:
                citations.append(mention.found.citation)
                span = (mention.found.start, mention.found.end)
                evidence += evidence_of("citation", len(citations), mention.paragraph, span, mention.found.rule, pages)
        return tuple(citations), evidence


_NEAR = 12  # letters that may stand between the words of issue and the mention of the document itself


@dataclass(frozen=True, slots=True)
class _Mention:
    paragraph: Paragraph
    found: FoundCitation


def _walk(nodes: Sequence[Node]) -> Iterator[Paragraph]:
    """Every paragraph of an outline; a table's cell counts as one."""
    for node in nodes:
        if node.paragraph is not None:
            yield node.paragraph
        if node.table is not None:
            for cell in node.table.cells:
                yield from cell.paragraphs
        yield from _walk(node.children)


def _known_after(fields: DocumentFields, dates: DateContext, read: Fields) -> date | None:
    """A date before which the document cannot have been issued."""
    return fields.issued_on or (dates.newest_cited if "date" in read.blank or not fields.issued_on else None)
