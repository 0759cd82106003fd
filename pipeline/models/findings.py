"""What extraction gives: fields, parties, tasks with their bodies, deadlines and citations, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.models.pages import Box, Page

AgencyKind = Literal["body", "group", "person", "unknown"]
AgencyRole = Literal["lead", "coordinate"]
DeadlineKind = Literal["day", "month", "quarter", "half_year", "year", "range", "recurring", "relative", "event"]
Boundary = Literal["before", "by", "within", "on", "after"]
Modality = Literal["required", "proposed"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a stored value was read: one row for each line of its phrase.

    ``field`` is a column's name, or ``lead``, ``coordinate``, ``deadline``, ``citation``, ``addressee``,
    ``recipient``; ``item`` the position of the value among its like, from 1, None for a single value. ``box`` is in
    the viewer's coordinates, None where the format has no pages. ``words`` is what was read there before any repair.
    """

    field: str
    item: int | None
    page: int
    box: Box | None
    words: str
    rule: str | None


@dataclass(frozen=True, slots=True)
class Agency:
    """A body (cơ quan, đơn vị) in its role for a task."""

    role: AgencyRole
    name: str
    canonical: str | None = None
    kind: AgencyKind = "unknown"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as an interval with a kind. ``due_on`` is the last day that the words themselves name."""

    raw: str
    kind: DeadlineKind
    start_on: date | None = None
    due_on: date | None = None
    boundary: Boundary | None = None
    computed_on: date | None = None
    counted_from: str | None = None
    recurrence: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a numbered document; ``symbol`` is number and symbol joined (``128/KH-UBND``)."""

    symbol: str
    type: str | None = None
    issued_on: date | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Anomaly:
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Task:
    """One assigned piece of work (nhiệm vụ)."""

    path: str
    text: str
    page: int
    stem: str | None = None
    details: str | None = None
    modality: Modality = "required"
    deliverable: str | None = None
    confidence: float = 0.0
    agencies: tuple[Agency, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    citations: tuple[Citation, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    role: Literal["addressee", "recipient"]
    name: str


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """The fields of the letterhead and the signature; null where blank, absent or written by hand."""

    type: str | None = None
    code: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    subject: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    authority: str | None = None
    urgency: str | None = None
    secrecy: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph that holds an order or a deadline and became no task, and why."""

    path: str
    text: str
    page: int
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gives; ``citations`` are those outside tasks (a task holds its own)."""

    part: int
    first_page: int
    fields: DocumentFields
    parties: tuple[Party, ...] = ()
    tasks: tuple[Task, ...] = ()
    citations: tuple[Citation, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    pages: tuple[Page, ...] = ()
