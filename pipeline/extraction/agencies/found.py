"""What is found: a body in a text; and what the letterhead says of the document's home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.models import AgencyKind
from pipeline.rulebook.model import Body


@dataclass(frozen=True, slots=True)
class Home:
    """What the letterhead says: it completes names such as ``UBND thành phố``."""

    issuer: str | None = None
    place: str | None = None
    level: str | None = None
    issued_on: date | None = None
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """A body as the text names it.

    ``text[start:end]`` is where it stands; ``name`` differs from it only for an item of a list that shares its head
    (``các Sở: Tài chính, Nội vụ``) and for words that were misread. ``rule`` is a rule's id or ``register:<name>``.
    ``means`` is set for words that stand for a body named elsewhere (``cơ quan mình``: self; ``Sở``: issuer;
    ``như trên``: addressees; above; section). ``body`` is the entry of the register, where there is one;
    ``ended`` the last day of the place that is named with it.
    """

    name: str
    start: int
    end: int
    canonical: str | None
    kind: AgencyKind
    rule: str
    means: str | None = None
    body: Body | None = None
    ended: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the body and its place existed on this day; True where the register does not know."""
        if self.ended is not None and day > self.ended:
            return False
        if self.body is None:
            return True
        first, last = self.body.valid_from, self.body.valid_to
        return (first is None or date.fromisoformat(first) <= day) and (last is None or day <= date.fromisoformat(last))
