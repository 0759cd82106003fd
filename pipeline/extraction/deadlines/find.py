"""Finds the deadlines of a paragraph or of a table's time cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.extraction.deadlines.context import DateContext, FoundDeadline
from pipeline.extraction.deadlines.phrase import Phrase
from pipeline.extraction.deadlines.shapes import Reading, read
from pipeline.extraction.deadlines.vocabulary import Vocabulary
from pipeline.language.spelling import fold
from pipeline.rulebook import Match, Matcher, resolve

_GATE = "deadline.gate"
_STALE_YEARS = 3  # what lies further back is a baseline or a cut-off, not a limit
_LESS_SURE = {"year_from_cited": 0.6, "no_year": 0.5, "before_issue": 0.7, "year_after_issue": 0.8}


def find_deadlines(
    text: str, matcher: Matcher, context: DateContext, *, cell: bool = False
) -> list[FoundDeadline]:
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
    standing = resolve([*hits, *matcher.find("not_deadline", text, where)])
    leads = {hit.end: hit.start for hit in matcher.find("deadline_lead", text, where)}
    words = Vocabulary(matcher.rulebook.lists)
    found = (
        deadline
        for hit in standing
        if hit.rule.rule.kind == "deadline"
        for deadline in _found(Phrase(hit, words, context), leads)
    )
    return list(_distinct(found))


def _may_hold(text: str, matcher: Matcher) -> bool:
    """Whether any of the words stands in the text without which no rule can hit."""
    words = matcher.rulebook.lists.get(_GATE)
    if words is None:
        return True
    surface = matcher.surface(text).casefold()
    return any((fold(word) if matcher.folded else word) in surface for word in words)


def _found(phrase: Phrase, leads: dict[int, int]) -> Iterator[FoundDeadline]:
    hit = phrase.match
    start = _start(hit, leads)
    for reading in read(phrase):
        if _stale(reading, phrase.context):
            continue
        yield FoundDeadline(
            replace(reading.deadline, raw=hit.text[start : hit.end]),
            start,
            hit.end,
            hit.rule.id,
            reading.inferred,
            _confidence(hit, reading),
        )


def _start(hit: Match, leads: dict[int, int]) -> int:
    """Where the phrase begins with the lead before it."""
    before = hit.text[: hit.start].rstrip()
    return leads.get(len(before), hit.start)


def _stale(reading: Reading, context: DateContext) -> bool:
    due, near = reading.deadline.due_on, context.reference
    return due is not None and near is not None and due.year < near.year - _STALE_YEARS


def _confidence(hit: Match, reading: Reading) -> float:
    value = hit.rule.yields.get("confidence", 1.0)
    confidence = float(value) if isinstance(value, int | float | str) else 1.0
    for mark in reading.inferred:
        confidence *= _LESS_SURE.get(mark, 1.0)
    return confidence


def _distinct(found: Iterator[FoundDeadline]) -> Iterator[FoundDeadline]:
    """Without repetitions of one date within the paragraph."""
    seen = set()
    for item in found:
        deadline = item.deadline
        key = (deadline.kind, deadline.start_on, deadline.due_on, deadline.recurrence)
        if deadline.due_on is None and deadline.recurrence is None:
            key = (*key, deadline.raw.casefold())  # type: ignore[assignment]
        if key not in seen:
            seen.add(key)
            yield item
