"""Every rule that comes with the program, against its own examples and counter-examples.

The rules of deadlines are measured by what they mean in ``tests/extraction/test_deadline_rules.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction.agencies import Home
from pipeline.extraction.annotate import Tools, annotate
from pipeline.extraction.citations import find_citations
from pipeline.extraction.deadlines import DateContext
from pipeline.layout.text import Placed, paragraph
from pipeline.models import Line, Paragraph, Word
from pipeline.rulebook import CompiledRule, Match, Matcher, load
from pipeline.rulebook.kinds import MASKED

BOOK = load([Path(__file__).parents[2] / "rules"])
ELSEWHERE = {"deadline", "deadline_lead", "not_deadline"}
RULES = [pytest.param(rule, id=rule.id) for rule in BOOK.rules if rule.rule.kind not in ELSEWHERE]


class Told:
    """A text as the rule sees it, and what the rule finds there."""

    def __init__(self, rule: CompiledRule, text: str) -> None:
        self.rule, self.text = rule, text
        self.matcher = Matcher(BOOK)
        self.tools = Tools(self.matcher, Home(), DateContext(), self.matcher)
        self.seen = text
        if rule.rule.kind in MASKED:
            self.annotated = annotate(as_paragraph(text, self.matcher), self.tools)
            self.text = self.annotated.paragraph.content
            self.seen = self.annotated.masked_content
        self.hits = rule.find(self.matcher.surface(self.seen), self.seen, folded=False, seconds=1.0)

    @property
    def phrases(self) -> list[str]:
        return [self.text[hit.start : hit.end] for hit in self.hits]

    def value(self, hit: Match, key: str) -> object:
        """What the rule makes of a hit: bodies, a citation's field, or the words of a group."""
        if self.rule.rule.kind == "role":
            body = self.annotated.paragraph.body
            start, end = hit.spans[key]
            return [agency.name for agency in self.annotated.within(start + body, end + body)]
        if self.rule.rule.kind == "citation" or key not in hit.spans:
            (first, *_) = find_citations(self.text, self.matcher)
            return str(getattr(first.citation, key))
        start, end = hit.spans[key]
        return self.text[start:end]


def as_paragraph(text: str, matcher: Matcher) -> Paragraph:
    return paragraph([Placed(Line(tuple(map(Word, text.split(" ")))), 1)], matcher)


def values() -> Iterator[Any]:
    for rule in BOOK.rules:
        for example in rule.rule.examples:
            if example.value and rule.rule.kind not in ELSEWHERE:
                yield pytest.param(rule, example.text, example.match, example.value, id=f"{rule.id}: {example.text}")


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_examples(rule: CompiledRule) -> None:
    for example in rule.rule.examples:
        assert example.match in Told(rule, example.text).phrases, example.text


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_leaves_its_counter_examples_alone(rule: CompiledRule) -> None:
    for example in rule.rule.counter_examples:
        assert Told(rule, example.text).phrases == [], example.text


@pytest.mark.parametrize(("rule", "text", "match", "value"), list(values()))
def test_a_rule_makes_of_its_examples_what_they_say(
    rule: CompiledRule, text: str, match: str, value: dict[str, object]
) -> None:
    told = Told(rule, text)
    hit = told.hits[told.phrases.index(match)]
    assert {key: told.value(hit, key) for key in value} == value


def test_a_role_states_its_bodies() -> None:
    rules = [rule for rule in BOOK.rules if rule.rule.kind == "role"]
    assert [rule.id for rule in rules for example in rule.rule.examples if not example.value] == []
