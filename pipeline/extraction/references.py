"""Words that stand for bodies named elsewhere: ``cơ quan mình``, ``các đơn vị nêu tại mục 1``, ``các cơ quan trên``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from pipeline.extraction.roles import Named

_LABEL = regex.compile(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|\p{L})(?=\W*(?:\p{L}+ ?){0,2}$)")


@dataclass
class Known:
    """The bodies that answered for the items so far: of the last one, and by the label of their section."""

    last: tuple[Named, ...] = ()
    sections: dict[str, tuple[Named, ...]] = field(default_factory=dict)

    def note(self, label: str | None, leads: Sequence[Named]) -> None:
        """Remember the bodies of an item or heading; those that only refer to others are not."""
        own = tuple(named for named in leads if named.agency.means is None)
        if own:
            self.last = own
            if label:
                self.sections[label.strip(".)")] = own

    def resolve(self, named: Sequence[Named], own: Sequence[Named]) -> tuple[Named, ...]:
        """``named`` with the full names of what its references stand for; ``own`` answers for the item itself."""
        return tuple(self._resolved(one, own) for one in named)

    def _resolved(self, one: Named, own: Sequence[Named]) -> Named:
        means = one.agency.means
        if means is None or one.agency.canonical:
            return one
        stand_for: Sequence[Named] = ()
        if means == "self":
            stand_for = own
        elif means == "above":
            stand_for = self.last
        elif means == "section" and (label := _LABEL.search(one.agency.name)):
            stand_for = self.sections.get(label[1], ())
        full = "; ".join(other.agency.canonical or other.agency.name for other in stand_for)
        return replace(one, agency=replace(one.agency, canonical=full)) if full else one
