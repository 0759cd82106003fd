"""Task or not: by the nature of the document, the section, the wording and the place of a paragraph."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.extraction.annotate import AGENCY, Annotated
from pipeline.extraction.candidates import Verdict
from pipeline.extraction.context import Context
from pipeline.models import Modality, Paragraph
from pipeline.rulebook import Match, Matcher

_WORD = regex.compile(r"\p{L}{2,}")
_ASKER = regex.compile(rf"(?:^|[;.] )(?:(?:\p{{L}}+ ){{0,2}}{AGENCY}+,? )?$")
_FEWEST_WORDS = 3  # an order needs a verb and its object; less is a mark of the scan
IDLE_SECTIONS = ("purpose", "legal_basis", "narrative")
TASK_SECTIONS = ("tasks", "assignment", "roles", "orders")


@dataclass(frozen=True, slots=True)
class Nature:
    """What a document of this type does: ``plan`` sets tasks throughout, ``order`` and ``letter`` where they say so,
    ``report`` only proposes, ``named`` assigns where it names who is to do it (biên bản, giấy mời), ``norms`` where it
    lays a duty on a body (quy chế, thông tư), ``decides`` where it gives an order besides what it decides or makes
    known (khen thưởng, giao đất, kết quả thi), ``idle`` nothing (lịch công tác); ``unknown`` has no letterhead, and
    its headings alone tell."""

    name: str = "letter"

    @property
    def proposes(self) -> bool:
        return self.name == "report"

    @property
    def has_tables(self) -> bool:
        """Whether its tables may assign work; those of invitations and minutes are agendas and lists of people."""
        return self.name not in ("idle", "named")

    @property
    def sets_tasks(self) -> bool:
        return self.name in ("plan", "order")

    def ordered_by(self, stem: Match) -> bool:
        """Whether a stem orders what stands below it; where facts are told, ``như sau:`` opens a list of them."""
        return not (stem.yields.get("strength") == "weak" and (self.proposes or self.name == "decides"))


def judge(
    annotated: Annotated, context: Context, nature: Nature, matcher: Matcher, *, source: str, item: bool = False
) -> Verdict:
    """Whether a leaf of the outline is a task; ``source`` tells where its lead was found, ``item`` that lines below
    it speak of it, so that it heads nothing."""
    paragraph = annotated.paragraph
    if nature.name == "idle":
        return Verdict(False, "idle_document")
    where = "article" if paragraph.kind == "article" else "item" if paragraph.label else "paragraph"
    order = matcher.first("order", annotated.masked_content, where)
    strength = order.yields.get("strength") if order is not None else "none"
    sure = strength in ("weak", "strong")  # a faint one orders only where work is announced above it
    dated = any(found.deadline.due_on for found in annotated.deadlines)
    explicit = source == "sentence" and order is not None and (dated or _opens(order, annotated.masked_content))
    if nature.name == "named" and not (explicit or _is_assigned(paragraph, context, source)):
        return Verdict(False, "idle_document")
    told = context.section == "narrative" and not nature.proposes and explicit
    if context.section in IDLE_SECTIONS and not told:
        return Verdict(False, f"section_{context.section}")
    if context.section == "other" and not sure and (source == "none" or (source == "label" and not item)):
        return Verdict(False, "section_other")
    if len(_WORD.findall(paragraph.content)) < _FEWEST_WORDS:
        return Verdict(False, "too_short")
    if paragraph.text.rstrip().endswith(":"):
        return Verdict(False, "introduces")
    if paragraph.content.isupper() and not item:
        return Verdict(False, "heading")
    against = matcher.first("not_task", annotated.masked_content, where)
    if against is not None and not _outweighed(str(against.yields["reason"]), source, order, dated=dated):
        return Verdict(False, str(against.yields["reason"]), against.rule.id)
    reports = nature.proposes and not context.directed
    modality: Modality = "proposed" if context.modality == "proposed" or reports else "required"
    rule = order.rule.id if order else None
    if reports:
        proposed = context.modality == "proposed" or context.ordered
        return Verdict(proposed, None if proposed else "report", rule, modality)
    if nature.name == "norms" and not _is_duty(context, source):
        return Verdict(False, "norm", rule)
    if nature.name == "decides" and not (_is_given(context) or (sure and (dated or source in ("sentence", "prefix")))):
        return Verdict(False, "decided", rule)
    assigned = _assigns(context, nature, source, str(strength), labelled=paragraph.label is not None)
    return Verdict(assigned, None if assigned else "no_order", rule, modality if assigned else "required")


def _assigns(context: Context, nature: Nature, source: str, strength: str, *, labelled: bool) -> bool:
    """Whether it is an order by who is named, by what stands above it, or by its own words: ``strength`` of these is
    ``none`` where they order nothing."""
    plans = nature.name in ("plan", "unknown")
    ordered = context.ordered and (plans or strength != "none" or not context.listed)
    if source in ("sentence", "prefix") or ordered or context.section in TASK_SECTIONS:
        return True
    if (context.leads or context.labels) and (plans or strength != "none" or nature.name == "norms"):
        return True
    return strength == "strong" or (labelled and (nature.name == "plan" or strength == "weak"))


def _opens(order: Match, masked: str) -> bool:
    """Whether a sentence begins with asking a body (giao, yêu cầu), or with the body that asks: what is told of former
    orders begins with when that was."""
    return "modality" in order.yields and _ASKER.search(masked[: order.start]) is not None


def _is_assigned(paragraph: Paragraph, context: Context, source: str) -> bool:
    """Whether it stands below a stem or heading that orders or assigns, as one of its items or with a body named."""
    return context.section in ("orders", "assignment") and (paragraph.label is not None or source != "none")


def _is_given(context: Context) -> bool:
    """Whether it stands below a stem or heading that orders."""
    return context.ordered or context.section in ("orders", "assignment", "roles")


def _is_duty(context: Context, source: str) -> bool:
    """Whether a regulation names here who is to act, in the sentence or above it."""
    return source in ("sentence", "prefix") or bool(context.leads or context.labels) or context.section == "assignment"


def _outweighed(reason: str, source: str, order: Match | None, *, dated: bool) -> bool:
    """Whether an order in the same paragraph counts for more: a date asked for at the end, a body named after the
    legal basis or the facts, or asked to do what a form or an annex is only cited for."""
    if reason == "reference":
        return order is not None and (source == "sentence" or dated or "modality" in order.yields)
    return (reason == "closing" and dated) or (reason in ("legal_basis", "narrative") and source == "sentence")
