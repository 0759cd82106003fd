"""Finds the deadlines of a paragraph or of a table's time cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast
from weakref import WeakKeyDictionary

from pipeline.extraction.deadlines.beside import distinct, ended
from pipeline.extraction.deadlines.context import DateContext, FoundDeadline
from pipeline.extraction.deadlines.limits import Reading
from pipeline.extraction.deadlines.phrase import Phrase
from pipeline.extraction.deadlines.shapes import read
from pipeline.extraction.deadlines.vocabulary import Vocabulary
from pipeline.language.spelling import fold
from pipeline.models import Boundary, Deadline
from pipeline.rulebook import Match, Matcher, resolve

_VOCABULARIES: WeakKeyDictionary[Matcher, Vocabulary] = WeakKeyDictionary()  # one for each document's matcher
_GATE = "deadline.gate"
_STALE_YEARS = 3  # what lies further back is a baseline or a cut-off, not a limit
_LESS_SURE = {"year_from_cited": 0.6, "no_year": 0.5, "before_issue": 0.7, "year_after_issue": 0.8}


def find_deadlines(text: str, matcher: Matcher, context: DateContext, *, cell: bool = False) -> list[FoundDeadline]:
    """The time limits of ``text`` in their order, without those that a rule of kind ``not_deadline`` covers.

    ``cell``: the text is a table's time column, where a bare date or quarter is a limit. ``raw`` takes in a
    ``hoàn thành`` or ``xong`` directly before it (rules of kind ``deadline_lead``).
    """
    if not _may_hold(text, matcher):
        return []
    where = "cell" if cell else "prose"
    hits = matcher.find("deadline", text, where)
    if not hits:
        return []
    guards = matcher.find("not_deadline", text, where)
    told = [hit for hit in guards if hit.rule.yields.get("when") == "past"]
    standing = resolve([*hits, *(hit for hit in guards if hit not in told)])
    leads = _leads(matcher.find("deadline_lead", text, where))
    words = _VOCABULARIES.setdefault(matcher, Vocabulary(matcher.rulebook.lists))
    found = (
        deadline
        for hit in standing
        if hit.rule.rule.kind == "deadline"
        for deadline in _found(Phrase(hit, words, context), leads)
        if not (_over(deadline.deadline, context) and (_of_future(hit) or any(_overlap(hit, guard) for guard in told)))
    )
    return list(distinct(ended(found, text), text))


def _may_hold(text: str, matcher: Matcher) -> bool:
    """Whether any of the words stands in the text without which no rule can hit."""
    words = matcher.rulebook.lists.get(_GATE)
    if words is None:
        return True
    surface = matcher.surface(text).casefold()
    return any((fold(word) if matcher.folded else word) in surface for word in words)


def _leads(hits: Iterable[Match]) -> dict[tuple[int, object], Match]:
    """The longest lead that ends at an offset, for each shape that it belongs to (None: any)."""
    leads: dict[tuple[int, object], Match] = {}
    for hit in hits:
        key = hit.end, hit.rule.yields.get("shape")
        if key not in leads or hit.start < leads[key].start:
            leads[key] = hit
    return leads


def _found(phrase: Phrase, leads: Mapping[tuple[int, object], Match]) -> Iterator[FoundDeadline]:
    hit = phrase.match
    start, time, boundary = _with_leads(hit, leads)
    for reading in read(phrase):
        if _stale(reading, phrase.context):
            continue
        deadline = replace(reading.deadline, raw=hit.text[start : hit.end])
        yield FoundDeadline(
            replace(deadline, boundary=boundary) if boundary else deadline,
            start,
            hit.end,
            hit.rule.id,
            reading.inferred,
            _confidence(hit, reading),
            time,
        )


def _with_leads(hit: Match, leads: Mapping[tuple[int, object], Match]) -> tuple[int, int, Boundary | None]:
    """Where the phrase begins with the leads before it, where it begins without the verb among them, and the boundary
    that one of them gives."""
    start, time, boundary = hit.start, hit.start, None
    for shape in (hit.rule.yields["shape"], None):
        lead = leads.get((len(hit.text[:start].rstrip()), shape))
        if lead is not None:
            start, time = lead.start, lead.end + 1 if shape is None else lead.start
            boundary = boundary or lead.rule.yields.get("boundary")
    return start, time, cast(Boundary | None, boundary)


def _over(deadline: Deadline, context: DateContext) -> bool:
    near = context.reference
    return deadline.due_on is not None and near is not None and deadline.due_on < near


def _of_future(hit: Match) -> bool:
    return hit.rule.yields.get("when") == "future"


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end


def _stale(reading: Reading, context: DateContext) -> bool:
    due, near = reading.deadline.due_on, context.reference
    return due is not None and near is not None and due.year < near.year - _STALE_YEARS


def _confidence(hit: Match, reading: Reading) -> float:
    value = hit.rule.yields.get("confidence", 1.0)
    confidence = float(value) if isinstance(value, int | float | str) else 1.0
    for mark in reading.inferred:
        confidence *= _LESS_SURE.get(mark, 1.0)
    return confidence
