"""Who answers for the work and who works with them, as one paragraph itself says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.agencies import FoundAgency
from pipeline.extraction.annotate import Annotated
from pipeline.models import Paragraph
from pipeline.rulebook import Match, Matcher


@dataclass(frozen=True, slots=True)
class Named:
    """A body where a paragraph names it, and the rule that gave it its role."""

    agency: FoundAgency
    paragraph: Paragraph
    rule: str


@dataclass(frozen=True, slots=True)
class Roles:
    """``begins`` is the offset at which the work itself begins where the bodies stand before it, else None."""

    leads: tuple[Named, ...] = ()
    coordinates: tuple[Named, ...] = ()
    begins: int | None = None


def roles_in(annotated: Annotated, matcher: Matcher, where: str) -> Roles:
    """The roles that the role rules find. ``where`` is ``stem``, ``heading`` (a labelled stem), ``item``,
    ``paragraph`` (without label) or ``cell``.

    The lead rule of highest priority decides alone; coordinating bodies are those of all hits. A rule's group
    ``neither`` names bodies that have no role in the sentence, whatever another rule makes of them.
    """
    hits = matcher.find("role", annotated.masked_content, where)
    out = {agency.start for hit in hits for agency in _bodies(hit, "neither", annotated)}
    leads = _leads(hits, annotated, out)
    taken = {named.agency.start for named in leads[0]}
    coordinates: dict[int, Named] = {}
    for hit in hits:
        for agency in _bodies(hit, "coordinate", annotated):
            if agency.start not in taken | out:
                coordinates.setdefault(agency.start, Named(agency, annotated.paragraph, hit.rule.id))
    return Roles(leads[0], tuple(coordinates[start] for start in sorted(coordinates)), leads[1])


def _leads(hits: Sequence[Match], annotated: Annotated, out: set[int]) -> tuple[tuple[Named, ...], int | None]:
    for hit in sorted(hits, key=lambda hit: (-hit.rule.rule.priority, hit.start)):
        bodies = [agency for agency in _bodies(hit, "lead", annotated) if agency.start not in out]
        if bodies:
            action = hit.spans.get("action")
            body = annotated.paragraph.body
            named = tuple(Named(agency, annotated.paragraph, hit.rule.id) for agency in bodies)
            return named, action[0] + body if action else None
    return (), None


def _bodies(hit: Match, group: str, annotated: Annotated) -> tuple[FoundAgency, ...]:
    span, body = hit.spans.get(group), annotated.paragraph.body
    return annotated.within(span[0] + body, span[1] + body) if span else ()
