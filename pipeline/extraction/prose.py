"""The outline's leaves as candidates: each with what it says itself and what it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.extraction.agencies import is_agency_text
from pipeline.extraction.annotate import Annotated, Tools, annotate
from pipeline.extraction.blocks import labels_by_node, own_labels, tells_event
from pipeline.extraction.candidates import Candidate, Product, Timed
from pipeline.extraction.context import Context, Labels
from pipeline.extraction.judge import IDLE_SECTIONS, TASK_SECTIONS, Nature, judge
from pipeline.extraction.labelled import bodies, inline_labels, is_labelled, merged
from pipeline.extraction.references import Known
from pipeline.extraction.roles import Named, Roles, roles_in
from pipeline.extraction.rows import candidates_of_table
from pipeline.models import Node, Paragraph
from pipeline.rulebook import Matcher

_NO_LABELS = Labels()


@dataclass(frozen=True, slots=True)
class Walk:
    """The walk over one document's outline."""

    tools: Tools
    nature: Nature
    sectioned: bool = False  # some heading says that proposals stand below it
    known: Known = field(default_factory=Known)

    def candidates(self, nodes: Sequence[Node], above: Context) -> Iterator[Candidate]:
        """The candidates below ``nodes``, in reading order."""
        beside = self._among_bodies(nodes)
        for node, labels in zip(nodes, labels_by_node(nodes, self.tools), strict=True):
            beside_it = _NO_LABELS if self._tells_event(labels, nodes) else labels
            context = replace(above, labels=merged(beside_it, above.labels))
            if node.table is not None and self._may_assign(context):
                assigns = self.nature.sets_tasks or context.ordered or context.section in TASK_SECTIONS
                yield from candidates_of_table(node.table, context, self.tools, assigns=assigns)
            elif node.paragraph is not None and node.children:
                yield from self._branch(node, node.paragraph, context, beside=beside)
            elif node.paragraph is not None and not is_labelled(node.paragraph, self.tools):
                yield self._leaf(node.paragraph, context)

    def _tells_event(self, labels: Labels, lines: Sequence[Node]) -> bool:
        """Whether the labels are those of an event (``Thời gian``, ``Địa điểm``); a plan's activities have them too."""
        return not self.nature.sets_tasks and tells_event(labels, lines, self.tools)

    def _may_assign(self, context: Context) -> bool:
        """Whether a table here can assign work: not in a calendar, nor among purposes, nor in a mere report."""
        reports = self.nature.proposes and not (context.ordered or context.directed)
        return self.nature.has_tables and context.section not in IDLE_SECTIONS and not reports

    def _among_bodies(self, nodes: Sequence[Node]) -> bool:
        """Whether most headings of this level name bodies: then one that no rule knows does too."""
        headings = [node.paragraph for node in nodes if node.paragraph and node.children and node.label]
        known = sum(bool(self._heading_bodies(paragraph)) for paragraph in headings)
        return known >= 2 and 2 * known >= len(headings)

    def _branch(self, node: Node, paragraph: Paragraph, context: Context, *, beside: bool) -> Iterator[Candidate]:
        own = self._own_labels(node, paragraph)
        if own:
            yield self._leaf(_without_colon(paragraph), context, own)
        else:
            if self._has_remark(node, paragraph):
                yield self._leaf(paragraph, context)
            yield from self.candidates(node.children, self._below(node, paragraph, context, beside=beside))

    def _has_remark(self, node: Node, paragraph: Paragraph) -> bool:
        """Whether nothing but a remark (``* Giao Văn phòng ...``) stands below an item: then both are tasks."""
        remarks = [child.paragraph for child in node.children if child.paragraph and child.label == "*"]
        if len(remarks) < len(node.children) or paragraph.bold or paragraph.text.rstrip().endswith(":"):
            return False
        orders = (self.tools.matcher.first("order", annotate(one, self.tools).masked_content) for one in remarks)
        return all(order is not None and "modality" in order.yields and order.start == 0 for order in orders)

    def _own_labels(self, node: Node, paragraph: Paragraph) -> Labels:
        """The labels below an item that is one task with them."""
        own = own_labels(node, self.tools)
        if not own or self._tells_event(own, node.children) or self._heading_bodies(paragraph):
            return Labels()
        return Labels() if section_of(paragraph, self.tools.matcher) in IDLE_SECTIONS else own

    def _below(self, node: Node, paragraph: Paragraph, context: Context, *, beside: bool) -> Context:
        """The context of the items below a heading or stem."""
        annotated = annotate(paragraph, self.tools)
        context = context.below(node.label)
        context = self._with_section(paragraph, context)
        context = self._with_bodies(annotated, context, beside=beside)
        stem = self.tools.matcher.first("stem", annotated.masked_content)
        if stem is not None and self.nature.ordered_by(stem) and not (self.nature.proposes and self.sectioned):
            listed = stem.yields.get("strength") == "weak" and (context.listed or not context.ordered)
            directed = stem.yields.get("modality") == "required"
            context = replace(context, ordered=True, directed=directed, listed=listed)
        if annotated.agencies or annotated.deadlines or stem is not None:
            context = replace(context, stems=(*context.stems, paragraph.content.strip()))
        return context

    def _with_section(self, paragraph: Paragraph, context: Context) -> Context:
        """The meaning of a heading; below a part that sets no tasks (Mục đích, yêu cầu) no heading sets any, but what
        tells how things went ends where orders are given."""
        section = section_of(paragraph, self.tools.matcher)
        ends = context.section == "narrative" and section == "orders"
        if section is None or (context.section in IDLE_SECTIONS and not ends):
            return context
        proposed = section == "proposals" and not self.nature.sets_tasks
        return replace(
            context, section=section, ordered=proposed, modality="proposed" if proposed else context.modality
        )

    def _with_bodies(self, annotated: Annotated, context: Context, *, beside: bool) -> Context:
        paragraph = annotated.paragraph
        heading = self._heading_bodies(paragraph) or (self._unknown_bodies(paragraph) if beside else ())
        if heading:
            heading = self.known.resolve(heading, context.leads)
            self.known.note(paragraph.label, heading)
            labels = replace(context.labels, leads=(), coordinates=())  # those of the section above
            others = roles_in(annotated, self.tools.matcher, "heading").coordinates
            names = {_key(one) for one in others}
            heading = tuple(one for one in heading if _key(one) not in names)
            return replace(context, leads=heading, coordinates=others, labels=labels, ordered=True)
        roles = roles_in(annotated, self.tools.matcher, "heading" if paragraph.label else "stem")
        if roles.leads:
            context = replace(context, leads=roles.leads, coordinates=())
        if roles.coordinates:
            context = replace(context, coordinates=roles.coordinates)
        return context

    def _heading_bodies(self, paragraph: Paragraph) -> tuple[Named, ...]:
        """The bodies of a heading that names nothing else (``3. Sở Nội vụ``, ``- Đối với UBND các xã:``)."""
        hit = self.tools.matcher.first("heading_prefix", paragraph.content)
        start = paragraph.body + (hit.end if hit is not None and hit.start == 0 else 0)
        text = paragraph.text[start:].strip()
        if not text or not is_agency_text(text, self.tools.names, self.tools.home) or self._names_led(paragraph):
            return ()
        return bodies(paragraph, start, len(paragraph.text), "heading", self.tools)

    def _names_led(self, paragraph: Paragraph) -> bool:
        """Whether one body leads or directs another in it, so that not all of them answer."""
        masked = annotate(paragraph, self.tools).masked_content
        return any("neither" in hit.spans for hit in self.tools.matcher.find("role", masked, "heading"))

    def _unknown_bodies(self, paragraph: Paragraph) -> tuple[Named, ...]:
        """A heading among headings of bodies that is worded like a group (``Các chủ rừng``)."""
        if self.tools.matcher.first("group_heading", paragraph.content.strip(" .:")) is None:
            return ()
        return bodies(paragraph, paragraph.body, len(paragraph.text), "heading", self.tools)

    def _leaf(self, paragraph: Paragraph, context: Context, own: Labels = _NO_LABELS) -> Candidate:
        """A leaf; ``own`` is what lines below it say of it alone: its time is theirs, whatever years it names."""
        annotated = annotate(paragraph, self.tools)
        context = context.below(paragraph.label)
        labels = merged(own, merged(inline_labels(paragraph, self.tools), context.labels))
        context = replace(context, labels=labels)
        roles = roles_in(annotated, self.tools.matcher, "item" if paragraph.label else "paragraph")
        prefix = self._prefix(annotated) if roles.begins is None else None
        leads, source = self._leads(roles, prefix, context)
        coordinates = self.known.resolve(self._coordinates(roles, leads, context), context.leads)
        leads = self.known.resolve(leads, context.leads)
        self.known.note(paragraph.label, leads)
        begins = prefix[1] if prefix else (roles.begins or paragraph.body)
        verdict = judge(annotated, context, self.nature, self.tools.matcher, source=source, item=bool(own))
        deadlines = () if own.deadlines else tuple(Timed(found, paragraph) for found in annotated.deadlines)
        return Candidate(
            annotated,
            begins,
            context,
            roles,
            leads,
            coordinates,
            deadlines or _label_deadlines(context),
            verdict,
            source,
            _product(context),
            cited=(annotated,),
        )

    def _prefix(self, annotated: Annotated) -> tuple[tuple[Named, ...], int] | None:
        """Bodies that stand before a colon at the start (``Bưu điện tỉnh: Có các biện pháp ...``)."""
        paragraph = annotated.paragraph
        colon = paragraph.text.find(":", paragraph.body)
        if colon < 0 or colon - paragraph.body > 250 or not paragraph.text[colon + 1 :].strip():
            return None
        before = paragraph.text[paragraph.body : colon]
        if not is_agency_text(before, self.tools.names, self.tools.home):
            return None
        named = bodies(paragraph, paragraph.body, colon, "prefix", self.tools)
        rest = paragraph.text[colon + 1 :]
        return named, colon + 1 + len(rest) - len(rest.lstrip())

    def _leads(
        self, roles: Roles, prefix: tuple[tuple[Named, ...], int] | None, context: Context
    ) -> tuple[tuple[Named, ...], str]:
        if prefix and prefix[0]:
            return prefix[0], "prefix"
        if roles.leads:
            return roles.leads, "sentence"
        if context.labels.leads:
            return context.labels.leads, "label"
        return context.leads, "heading" if context.leads else "none"

    def _coordinates(self, roles: Roles, leads: Sequence[Named], context: Context) -> tuple[Named, ...]:
        """Those of the sentence, then those of the labels or the stem; nobody twice, no lead among them."""
        inherited = context.labels.coordinates or (context.coordinates if not roles.leads else ())
        names = {_key(named) for named in leads}
        result = []
        for named in (*roles.coordinates, *inherited):
            if _key(named) not in names:
                names.add(_key(named))
                result.append(named)
        return tuple(result)


def section_of(paragraph: Paragraph, matcher: Matcher) -> str | None:
    """What the section rules make of a heading or a stem."""
    hit = matcher.first("section", paragraph.content, "heading" if _may_head(paragraph) else "stem")
    return str(hit.yields["section"]) if hit is not None else None


def has_proposals(nodes: Sequence[Node], matcher: Matcher) -> bool:
    """Whether a heading of the outline says that proposals stand below it."""
    return any(
        node.paragraph is not None
        and node.children
        and (section_of(node.paragraph, matcher) == "proposals" or has_proposals(node.children, matcher))
        for node in nodes
    )


def _may_head(paragraph: Paragraph) -> bool:
    """Whether the paragraph can be the heading of a section: a stem's sentence is none."""
    return len(paragraph.content) < 160 and (paragraph.label is not None or not paragraph.text.rstrip().endswith(":"))


def _without_colon(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, text=paragraph.text.rstrip(" :"))


def _key(named: Named) -> str:
    return named.agency.name.casefold()


def _label_deadlines(context: Context) -> tuple[Timed, ...]:
    return tuple(Timed(found, part.paragraph) for part in context.labels.deadlines for found in part.deadlines)


def _product(context: Context) -> Product | None:
    for part in context.labels.deliverable:
        text = part.paragraph.text.strip()
        if text:
            return Product(text, part.paragraph, (0, len(part.paragraph.text)), "label")
    return None
