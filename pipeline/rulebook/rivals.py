"""Faults that show only beside the other rules of a book, or by measuring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.i18n import Message
from pipeline.language.spelling import level
from pipeline.rulebook.book import CompiledRule, Match, Rulebook
from pipeline.rulebook.lints import Finding
from pipeline.rulebook.safety import slow_on


def of_book(book: Rulebook) -> Iterator[tuple[CompiledRule, Finding]]:
    """The faults that show only beside the other rules, or by measuring."""
    for rules in book.by_kind.values():
        for rule in rules:
            if (rival := unreachable(rule, rules)) is not None:
                hint = Message("raise its priority, narrow the other rule, or take this one out")
                yield rule, (Message("can never be reached: {rival} takes its every example", rival=rival), hint)
            if (text := slow_on(rule)) is not None:
                hint = Message("limit its repetitions: {limit} for *", limit="{0,40}")
                yield rule, (Message("the pattern is slow, for instance on “{text}…”", text=text), hint)


def unreachable(rule: CompiledRule, rules: Sequence[CompiledRule]) -> str | None:
    """The id of the rule that stands before ``rule`` on its every example, None where it stands on one.

    Tells nothing of rules whose examples hold masked bodies: these are tried by ``rules test``.
    """
    rivals = [other for other in rules if other is not rule and _before(other, rule, rules) and _meet(other, rule)]
    taken = [_taker(example.text, rule, rivals) for example in rule.rule.examples]
    return taken[0] if taken and all(taken) else None


def _before(other: CompiledRule, rule: CompiledRule, rules: Sequence[CompiledRule]) -> bool:
    if other.rule.priority == rule.rule.priority:  # of two that are the same, the first stands
        same = other.pattern == rule.pattern and other.yields == rule.yields
        return same and rules.index(other) < rules.index(rule)
    return other.rule.priority > rule.rule.priority


def _meet(one: CompiledRule, other: CompiledRule) -> bool:
    """Whether the first is asked wherever the second is, and of any text that the second is asked of."""
    everywhere = not one.rule.where
    return (everywhere or (bool(other.rule.where) and set(other.rule.where) <= set(one.rule.where))) and (
        other.rule.misread or not one.rule.misread
    )


def _taker(text: str, rule: CompiledRule, rivals: Sequence[CompiledRule]) -> str | None:
    own = _hits(rule, text)
    if not own:
        return None
    for rival in rivals:
        hits = _hits(rival, text)
        if all(any(hit.start <= mine.start and mine.end <= hit.end for hit in hits) for mine in own):
            return rival.id
    return None


def _hits(rule: CompiledRule, text: str) -> list[Match]:
    try:
        return rule.find(level(text), text, folded=False, seconds=1.0)
    except TimeoutError:
        return []
