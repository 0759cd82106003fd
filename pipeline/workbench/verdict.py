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
from pipeline.workbench.books import as_paragraph
from pipeline.workbench.reasons import REASONS

_ITEM = "aaaa aaaa aaaa aaaa"  # an item that no rule knows


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task with its bodies and times, or why it is none: ``reason``, and ``rule`` where a rule says so. ``below``
    tells that it is about the items below the paragraph."""

    task: bool
    leads: tuple[str, ...] = ()
    coordinates: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    reason: str = ""
    rule: str = ""
    below: bool = False


def outcomes(paragraph: Paragraph, tools: Tools, where: str | None = None) -> Iterator[Outcome]:
    """What a letter with this paragraph alone would assign; ``item`` has it stand under a label."""
    if where == "item" and paragraph.label is None:
        paragraph = replace(paragraph, label="1", kind="decimal")
    for candidate in Walk(tools, Nature()).candidates((Node(paragraph=paragraph),), Context()):
        yield _outcome(candidate)


def below(paragraph: Paragraph, tools: Tools) -> Iterator[Outcome]:
    """What a letter makes of an item below this stem or heading that itself says nothing of bodies or orders."""
    item = replace(as_paragraph(_ITEM, tools.matcher), label="-", kind="dash")
    node = Node(paragraph=paragraph, children=(Node(paragraph=item),))
    for candidate in Walk(tools, Nature()).candidates((node,), Context()):
        if candidate.paragraph is item:
            yield replace(_outcome(candidate), below=True)


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
