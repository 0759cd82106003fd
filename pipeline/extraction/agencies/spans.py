"""A body as it is read, before it is completed by the letterhead."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extraction.agencies.places import Place
from pipeline.models import AgencyKind
from pipeline.rulebook.model import Body


@dataclass(frozen=True, slots=True)
class Span:
    """``first`` and ``end`` count words. ``name`` is set for an item that shares the head of its list; ``parent`` is
    the body whose part this is (``Văn phòng`` of ``Tỉnh ủy``). ``misread``: found after its words were put right."""

    first: int
    end: int
    kind: AgencyKind
    rule: str
    body: Body | None = None
    place: Place | None = None
    parent: Span | None = None
    name: str | None = None
    means: str | None = None
    misread: bool = False
