"""Each rule about deadlines against its own examples and counter-examples."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction.deadlines import DateContext, FoundDeadline, find_deadlines
from pipeline.extraction.deadlines.shapes import SHAPES
from pipeline.rulebook import CompiledRule, Matcher, Rulebook, load
from pipeline.rulebook.kinds import KINDS

BOOK = load([Path(__file__).parents[2] / "rules" / "deadlines"])
RULES = [pytest.param(rule, id=rule.id) for rule in BOOK.rules]


@pytest.fixture
def book() -> Rulebook:
    return BOOK


def value(found: FoundDeadline) -> dict[str, object]:
    deadline = found.deadline
    return {
        "kind": deadline.kind,
        "start": deadline.start_on,
        "due": deadline.due_on,
        "boundary": deadline.boundary,
        "computed": deadline.computed_on,
        "counted_from": deadline.counted_from,
        "recurrence": deadline.recurrence,
        "inferred": list(found.inferred),
    }


def found_by(rule: CompiledRule, text: str, issued_on: str | None, book: Rulebook) -> list[FoundDeadline]:
    context = DateContext(issued_on=date.fromisoformat(issued_on) if issued_on else None)
    found = find_deadlines(text, Matcher(book), context, cell="cell" in rule.rule.where)
    return [item for item in found if item.rule == rule.id]


def phrases(rule: CompiledRule, text: str, book: Rulebook, *, folded: bool = False) -> list[str]:
    surface = Matcher(book, folded=folded).surface(text)
    return [hit.phrase for hit in rule.find(surface, text, folded=folded, seconds=1.0)]


@pytest.mark.parametrize("rule", RULES)
def test_pattern_on_examples(rule: CompiledRule, book: Rulebook) -> None:
    for example in rule.rule.examples:
        assert any(phrase in example.match for phrase in phrases(rule, example.text, book)), example.text
        assert phrases(rule, example.text, book, folded=True), f"folded: {example.text}"
    for counter in rule.rule.counter_examples:
        assert phrases(rule, counter.text, book) == []


@pytest.mark.parametrize("rule", [item for item in RULES if item.values[0].rule.kind == "deadline"])  # type: ignore[union-attr]
def test_value_of_examples(rule: CompiledRule, book: Rulebook) -> None:
    for example in rule.rule.examples:
        found = found_by(rule, example.text, example.issued_on, book)
        wanted: dict[str, Any] = example.value
        assert [item.deadline.raw for item in found][:1] == [example.match], example.text
        assert any({key: value(item)[key] for key in wanted} == wanted for item in found), example.text


def test_every_example_states_its_value() -> None:
    without = [
        rule.id for rule in BOOK.rules if rule.rule.kind == "deadline" for x in rule.rule.examples if not x.value
    ]
    assert without == []


def test_shapes_of_rules_and_of_code_are_the_same() -> None:
    assert set(SHAPES) == set(KINDS["deadline"].yields["shape"] or ())
    assert {rule.yields["shape"] for rule in BOOK.rules if rule.rule.kind == "deadline"} == set(SHAPES)
