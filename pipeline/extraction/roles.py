"""Who answers for the work and who works with them, as one paragraph itself says it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.extraction.agencies import FoundAgency
from pipeline.extraction.annotate import Annotated
from pipeline.models import Paragraph
from pipeline.rulebook import Match, Matcher

_CLAUSE = regex.compile(r"[;.] +")


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

    The lead rule of highest priority decides, and beside it the best one that opens another clause; coordinating
    bodies are those of all hits. A rule's group ``neither`` names bodies that have no role in the sentence, whatever
    another rule makes of them.
    """
    hits = matcher.find("role", annotated.masked_content, where)
    out = {agency.start for hit in hits for agency in _bodies(hit, "neither", annotated)}
    chosen = _chosen(hits, annotated, out)
    taken = {named.agency.start for named in chosen.leads}
    coordinates: dict[int, Named] = {}
    for hit in hits:
        for agency in _bodies(hit, "coordinate", annotated):
            if agency.start not in taken | out:
                coordinates.setdefault(agency.start, Named(agency, annotated.paragraph, hit.rule.id))
    return replace(chosen, coordinates=tuple(coordinates[start] for start in sorted(coordinates)))


def _chosen(hits: Sequence[Match], annotated: Annotated, out: set[int]) -> Roles:
    """The leads, and where the work begins behind the best rule's ones."""
    ranked = sorted(hits, key=lambda hit: (-hit.rule.rule.priority, hit.start))
    beside = {agency.start for hit in hits for agency in _bodies(hit, "coordinate", annotated)}
    starts = [0, *(end.end() for end in _CLAUSE.finditer(annotated.masked_content))]
    found: dict[int, tuple[Named, ...]] = {}
    begins: int | None = None
    for hit in ranked:
        clause = bisect_right(starts, hit.start) - 1
        bodies = [agency for agency in _bodies(hit, "lead", annotated) if agency.start not in out]
        if not bodies or clause in found:
            continue
        if found and (hit.start != starts[clause] or any(agency.start in beside for agency in bodies)):
            continue
        action = hit.spans.get("action")
        if action and not found:
            begins = action[0] + annotated.paragraph.body
        found[clause] = tuple(Named(agency, annotated.paragraph, hit.rule.id) for agency in bodies)
    return Roles(_once(named for clause in sorted(found) for named in found[clause]), (), begins)


def _once(leads: Iterable[Named]) -> tuple[Named, ...]:
    return tuple({named.agency.name.casefold(): named for named in leads}.values())


def _bodies(hit: Match, group: str, annotated: Annotated) -> tuple[FoundAgency, ...]:
    span, body = hit.spans.get(group), annotated.paragraph.body
    return annotated.within(span[0] + body, span[1] + body) if span else ()
