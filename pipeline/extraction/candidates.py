"""What may become a task, before it is judged."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extraction.annotate import Annotated
from pipeline.extraction.context import Context
from pipeline.extraction.deadlines import FoundDeadline
from pipeline.extraction.roles import Named, Roles
from pipeline.models import Modality, Paragraph


@dataclass(frozen=True, slots=True)
class Timed:
    """A deadline where a paragraph names it."""

    found: FoundDeadline
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Product:
    """A deliverable (sản phẩm) where a cell or a label names it."""

    text: str
    paragraph: Paragraph
    span: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is a task, by which rule (None: by its place), and if not, why."""

    task: bool
    reason: str | None = None
    rule: str | None = None
    modality: Modality = "required"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A leaf of the outline or a row of an assignment table with all that was found for it.

    ``source`` tells how the lead was found: ``sentence``, ``prefix``, ``label``, ``heading``, ``stem``, ``cell`` or
    ``none``; the confidence is built on it.
    """

    annotated: Annotated
    begins: int
    context: Context
    roles: Roles
    leads: tuple[Named, ...]
    coordinates: tuple[Named, ...]
    deadlines: tuple[Timed, ...]
    verdict: Verdict
    source: str = "none"
    product: Product | None = None
    details: str | None = None
    cited: tuple[Annotated, ...] = ()

    @property
    def paragraph(self) -> Paragraph:
        return self.annotated.paragraph

    @property
    def text(self) -> str:
        return self.paragraph.text[self.begins :].strip()
