"""What an item of the outline inherits from what stands above it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extraction.annotate import Annotated
from pipeline.extraction.roles import Named
from pipeline.models import Modality


@dataclass(frozen=True, slots=True)
class Labels:
    """Bodies, time and product that labels (``Cơ quan chủ trì: ...``) give to a whole group of items."""

    leads: tuple[Named, ...] = ()
    coordinates: tuple[Named, ...] = ()
    deadlines: tuple[Annotated, ...] = ()
    deliverable: tuple[Annotated, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.roles)

    @property
    def roles(self) -> tuple[str, ...]:
        """What is named: ``leads``, ``coordinates``, ``deadlines``, ``deliverable``."""
        return tuple(name for name in self.__slots__ if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Context:
    """``section`` is the meaning of the innermost heading that has one; ``ordered`` tells that a stem gives orders or
    asks, ``directed`` that it orders (yêu cầu, giao) though the document reports, ``listed`` that it only opens a list
    (như sau) of orders or of facts."""

    path: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    leads: tuple[Named, ...] = ()
    coordinates: tuple[Named, ...] = ()
    labels: Labels = Labels()
    section: str | None = None
    ordered: bool = False
    directed: bool = False
    listed: bool = False
    modality: Modality = "required"

    def below(self, label: str | None) -> Context:
        return replace(self, path=(*self.path, label)) if label else self
