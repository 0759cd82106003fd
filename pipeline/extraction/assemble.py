"""From candidates that were judged tasks to tasks with their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.extraction.candidates import Candidate
from pipeline.extraction.confidence import confidence_of
from pipeline.extraction.evidence import evidence_of
from pipeline.extraction.roles import Named
from pipeline.models import Agency, AgencyRole, Citation, Evidence, Page, Task


def task_of(candidate: Candidate, pages: Mapping[int, Page]) -> Task:
    """One task. Its anomalies are added later, when all tasks of the document are known."""
    paragraph = candidate.paragraph
    begins = candidate.begins
    pieces = paragraph.pieces_of(begins, len(paragraph.text))
    agencies = (*_agencies("lead", candidate.leads), *_agencies("coordinate", candidate.coordinates))
    citations, cited = _citations(candidate, pages)
    evidence = (
        *evidence_of("text", None, paragraph, (begins, len(paragraph.text)), candidate.verdict.rule, pages),
        *_proof_of_bodies("lead", candidate.leads, pages),
        *_proof_of_bodies("coordinate", candidate.coordinates, pages),
        *_proof_of_deadlines(candidate, pages),
        *_proof_of_product(candidate, pages),
        *cited,
    )
    return Task(
        path=" > ".join(candidate.context.path),
        text=candidate.text,
        page=pieces[0].page if pieces else paragraph.page,
        stem=" > ".join(candidate.context.stems) or None,
        details=candidate.details,
        modality=candidate.verdict.modality,
        deliverable=candidate.product.text if candidate.product else None,
        confidence=confidence_of(candidate),
        agencies=agencies,
        deadlines=tuple(timed.found.deadline for timed in candidate.deadlines),
        citations=citations,
        evidence=evidence,
    )


def _agencies(role: AgencyRole, named: Sequence[Named]) -> Iterator[Agency]:
    for one in named:
        yield Agency(role, one.agency.name, one.agency.canonical, one.agency.kind)


def _proof_of_bodies(role: str, named: Sequence[Named], pages: Mapping[int, Page]) -> Iterator[Evidence]:
    for position, one in enumerate(named, 1):
        yield from evidence_of(role, position, one.paragraph, (one.agency.start, one.agency.end), one.rule, pages)


def _proof_of_deadlines(candidate: Candidate, pages: Mapping[int, Page]) -> Iterator[Evidence]:
    for position, timed in enumerate(candidate.deadlines, 1):
        span = (timed.found.start, timed.found.end)
        yield from evidence_of("deadline", position, timed.paragraph, span, timed.found.rule, pages)


def _proof_of_product(candidate: Candidate, pages: Mapping[int, Page]) -> Iterator[Evidence]:
    product = candidate.product
    if product is not None:
        yield from evidence_of("deliverable", None, product.paragraph, product.span, product.rule, pages)


def _citations(candidate: Candidate, pages: Mapping[int, Page]) -> tuple[tuple[Citation, ...], list[Evidence]]:
    citations: list[Citation] = []
    evidence: list[Evidence] = []
    for annotated in candidate.cited:
        for found in annotated.citations:
            if found.citation.symbol:
                citations.append(found.citation)
                span = (found.start, found.end)
                position = len(citations)
                evidence += evidence_of("citation", position, annotated.paragraph, span, found.rule, pages)
    return tuple(citations), evidence
