"""What extraction would make of one paragraph that stands alone in a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.extraction.annotate import Tools
from pipeline.extraction.candidates import Candidate
from pipeline.extraction.context import Context
from pipeline.extraction.judge import Nature
from pipeline.extraction.prose import Walk
from pipeline.models import Node, Paragraph
from pipeline.workbench.reasons import REASONS


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task with its bodies and times, or why it is none: ``reason``, and ``rule`` where a rule says so."""

    task: bool
    leads: tuple[str, ...] = ()
    coordinates: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    reason: str = ""
    rule: str = ""


def outcomes(paragraph: Paragraph, tools: Tools, where: str | None = None) -> Iterator[Outcome]:
    """What a letter with this paragraph alone would assign; ``item`` has it stand under a label."""
    if where == "item" and paragraph.label is None:
        paragraph = replace(paragraph, label="1", kind="decimal")
    for candidate in Walk(tools, Nature()).candidates((Node(paragraph=paragraph),), Context()):
        yield _outcome(candidate)


def _outcome(candidate: Candidate) -> Outcome:
    verdict = candidate.verdict
    if not verdict.task:
        reason = verdict.reason or ""
        return Outcome(False, reason=REASONS.get(reason, reason), rule=verdict.rule or "")
    return Outcome(
        True,
        tuple(one.agency.name for one in candidate.leads),
        tuple(one.agency.name for one in candidate.coordinates),
        tuple(one.found.deadline.raw for one in candidate.deadlines),
    )
