"""The kinds of rules: what groups a pattern of each may name and what it may yield.

A kind is a mechanism that Python knows (``deadline``: calendar arithmetic on ``day``, ``month`` ...); its wordings
are the rules'. ``yields`` maps a key to its allowed values, None for free text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from pipeline.models import Boundary, DeadlineKind


@dataclass(frozen=True)
class Kind:
    groups: frozenset[str] = frozenset()
    yields: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    required: frozenset[str] = frozenset()  # keys that every rule of the kind must yield
    places: tuple[str, ...] = ()  # what a rule's ``where`` may name
    may_be_empty: bool = False  # it is asked of what stands between two things, which may be nothing


def _kind(groups: str = "", required: str = "", places: str = "", **yields: str | None) -> Kind:
    allowed = {key: tuple(values.split()) if values else None for key, values in yields.items()}
    return Kind(frozenset(groups.split()), allowed, frozenset(required.split()), tuple(places.split()))


KINDS: Mapping[str, Kind] = {
    # a time limit, and what looks like one
    "deadline": _kind(
        "day month year day2 month2 year2 list count unit weekday part ordinal every anchor",
        places="prose cell",
        required="shape",
        shape="day range week month quarter half_year months year recurring relative event",
        boundary="before by within on after",
        part="first middle last first_half last_half",
        ordinal=None,  # number of a week of its month, -1 is the last
        offset=None,  # 0 this day, week, month ...; 1 the next
        span="list",  # a list of months or quarters is one span from its first to its last
        when="future",  # only where the date does not lie before the document
        since="issue",  # the span begins on the day of issue
        recurrence=None,  # RFC 5545, {day}, {month}, {weekday}, {every} stand for the groups
        counted_from="issue receipt event",
        confidence=None,
    ),
    # words that belong to a phrase (of the named shape) when they stand directly before it
    "deadline_lead": _kind(places="prose cell", shape="relative recurring", boundary="before by within on after"),
    # when past: only where the date lies before the document
    "not_deadline": _kind(places="prose cell", reason=None, when="past"),
    # a mention of a numbered document
    "citation": _kind("number symbol year", required="form", form="administrative legal party"),
    "citation_type": _kind("type issuer", type="symbol none"),  # what stands before the number, up to it
    "citation_date": _kind("day month year day2 month2 year2"),
    "citation_of": _kind(),  # between a document and who issued it
    "citation_at": _kind(),  # between who issued it and a document
    "citation_issued": _kind(),  # the same, where it says that the one issued the other
    "citation_before": _kind("day month year day2 month2 year2 title"),  # the day, and the title, before who issued it
    "citation_join": Kind(may_be_empty=True),  # between the mentions of one list
    "citation_shared": _kind("list first", required="form", form="list range"),  # numbers that share a symbol
    "citation_blank": _kind("symbol", required="flag", flag="blank_number blank_date"),
    # bodies
    "agency_shape": _kind(
        "head", places="prose cell", kind="body person unknown", needs="capital capital_or_words none"
    ),
    "agency_group": _kind(kind="group"),
    "agency_tail": _kind(required="shape", shape="end owner place name"),  # what may complete a group
    "agency_reference": _kind("label", required="means", means="issuer self addressees above section"),
    # who does what, over text in which mentions are masked
    "role": _kind("lead coordinate neither action", places="stem heading item paragraph cell"),
    # what a paragraph or heading is for
    "section": _kind(
        places="heading stem",
        required="section",
        section="purpose assignment tasks orders proposals legal_basis narrative roles other",
    ),
    "order": _kind("verb", places="item paragraph article", modality="required proposed", strength="strong weak faint"),
    "not_task": _kind(
        places="item paragraph article",
        required="reason",
        reason="legal_basis closing liability narrative reference particulars force decided",
    ),
    # what speaks of a value that nothing was found for: over masked text
    "doubt": _kind(required="sign", sign="asks cooperates cut directs presides second subject time"),
    "stem": _kind(modality="required proposed", strength="weak"),
    "heading_prefix": _kind(),
    "group_heading": _kind(),
    "nature": _kind(
        places="type subject subject_of_titled addressee",
        required="nature",
        nature="plan order norms decides letter report named idle",
    ),
    "label": _kind(
        "label text",
        required="level",
        level="part chapter section article roman decimal letter bracketed dash plus bullet",
    ),
    "role_label": _kind("value", required="role", role="lead coordinate deadline deliverable other"),
    "label_heading": _kind(),  # a heading that only says what the label lines below it are
    # the document's own fields
    "document_type": _kind("subject", places="title symbol", required="type", type=None),
    "field": _kind(
        "value number symbol day month year place",
        places="issuer issuer_bare issuer_start signature",
        required="field",
        field="issuer_start issuer_bare issuer_place code code_damaged issued_on subject urgency secrecy signer",
    ),
    "signature": _kind("title own", authority=None, part="authority title end recipients"),
    "zone": _kind(
        "rest",
        places="head right_cell body closing",
        required="zone",
        zone="motto number date about addressee type stamp body recipients authority annex",
    ),
    "party_label": _kind(),
    "self_reference": _kind(),
    # a year that a title names: the plan's one, how far it reaches, autumn to summer (the year is the first, the last)
    "year": _kind("year year2", required="scope", scope="plan until season turn none"),
    "month": _kind("month"),  # the month that a title names
    # tables
    "column": _kind(
        required="role",
        role="number content lead coordinate time product requirement note code start other roster figure register",
    ),
    "cell": _kind(required="role", role="hour"),
}

# Kinds that are asked of a text in which mentions are masked, and what a pattern writes for each mark
MASKED = frozenset({"role", "order", "stem", "not_task", "doubt"})
MARKS: Mapping[str, str] = {"{agency}": "\ue000", "{cited}": "\ue001", "{time}": "\ue002"}

_CITATION = frozenset({"symbol", "type", "issued_on", "issuer"})
_DEADLINE = frozenset({"kind", "start", "due", "boundary", "computed", "counted_from", "recurrence", "inferred"})

# What an example's ``value`` may say of a deadline: closed lists, and the keys whose values are dates
CLOSED: Mapping[str, tuple[str, ...]] = {"kind": get_args(DeadlineKind), "boundary": get_args(Boundary)}
DATES = frozenset({"start", "due", "computed"})


def example_keys(kind: str) -> frozenset[str]:
    """What an example's ``value`` may name."""
    return _DEADLINE if kind == "deadline" else KINDS[kind].groups | (_CITATION if kind == "citation" else frozenset())
