"""Each lint finds what it is for, and leaves alone what looks like it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.rulebook import CompiledRule, lints
from pipeline.rulebook.lints import Finding
from pipeline.rulebook.rivals import unreachable
from pipeline.rulebook.safety import hostile_texts, nested_quantifier, slow_on
from pipeline.rulebook.syntax import items_in, parse
from tests.rulebook.make import book, compiled

Lint = Callable[[CompiledRule], Iterator[Finding]]


def finds(lint: Lint, pattern: str, **values: Any) -> bool:
    return bool(list(lint(compiled("stem.one", pattern, **values))))


def example(text: str, match: str) -> list[dict[str, str]]:
    return [{"text": text, "match": match}]


@pytest.mark.parametrize("pattern", ["", "(?:rà soát)?", "x*", "a|"])
def test_a_pattern_that_matches_nothing_at_all(pattern: str) -> None:
    assert finds(lints.empty_match, pattern, examples=example("rà soát", "rà soát"))


@pytest.mark.parametrize("pattern", ["rà( soát)?", "(?=rà)rà", "^rà soát$"])
def test_a_pattern_that_takes_a_letter(pattern: str) -> None:
    assert not finds(lints.empty_match, pattern, examples=example("rà soát", "rà soát"))


def test_what_stands_between_two_mentions_may_be_nothing() -> None:
    assert not finds(lints.empty_match, "(?: và)?", kind="citation_join")


@pytest.mark.parametrize(
    "pattern", [r"\d.\d", "[0-9]{1,2}.[0-9]{4}", "(?P<day>[0-9]+).(?P<month>[0-9]+)", "3.2", "x|1.5"]
)
def test_a_bare_dot_between_digits(pattern: str) -> None:
    assert finds(lints.dot_between_digits, pattern)


@pytest.mark.parametrize("pattern", [r"\d\.\d", "[0-9][.][0-9]", r"\w.\w", "[0-9].*[0-9]", "số .", "[0-9] [0-9]"])
def test_another_dot(pattern: str) -> None:
    assert not finds(lints.dot_between_digits, pattern)


@pytest.mark.parametrize("pattern", ["^a|b", "a|b$", "^true|false|null$", "x(?:^a|b)"])
def test_an_anchor_that_binds_one_alternative(pattern: str) -> None:
    assert finds(lints.anchor_beside_bar, pattern)


@pytest.mark.parametrize("pattern", ["^(?:a|b)$", "(?:^a)|b", "^a|^b", "a$|b$", "(?:^|x)a", "a(?:$|b)", r"\^a|b"])
def test_an_anchor_that_is_meant(pattern: str) -> None:
    assert not finds(lints.anchor_beside_bar, pattern)


NESTED = [
    "(a+)+",
    "(a*)*",
    "(?:a+)*b",
    "((a+))+",
    "(?:a+){2,}",
    "(a|a)+",
    "(?:a|aa)*b",
    r"(?:\w|\d)+x",
    r"(?:\w+ ?)+:",
    r"(?:\s*\w*)*;",
    "([a-z]+)*$",
    "(?P<list>(?:a+,?)+)",
]
PLAIN = [
    "(?:[^ ]+ )+",
    "(?:ab)+",
    "(?:, \ue000+)*",
    r"(?: \w+){0,11}",
    "(?>a+)+",
    "(?:a+)++",
    "a+b+",
    "(?:a|b)+",
    r"(?:\([^()]*\))*",
    r"(?:[0-9]+(?:/[0-9]+)?;)+",
]


@pytest.mark.parametrize("pattern", NESTED)
def test_a_repetition_that_can_be_read_in_countless_ways(pattern: str) -> None:
    assert nested_quantifier(pattern) is not None
    assert finds(lints.nested, pattern)


@pytest.mark.parametrize("pattern", PLAIN)
def test_a_repetition_with_one_reading(pattern: str) -> None:
    assert nested_quantifier(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"a\.[^]x]{2}", ["a", r"\.", "[^]x]"]),
        (r"\p{Lu}+(?i)b", [r"\p{Lu}", "(?i)", "b"]),
        ("(?P<day>[0-9])", ["(?P<day>[0-9])", "[0-9]"]),
        ("(?<=a|b)c", ["(?<=a|b)", "a", "b", "c"]),
    ],
)
def test_a_pattern_is_taken_apart(pattern: str, texts: list[str]) -> None:
    found = [item.text for item in items_in(parse(pattern))]
    assert sorted(found) == sorted(texts)


def test_a_slow_pattern_is_named_with_its_text() -> None:
    slow = compiled("stem.one", r"rà soát các|(?:\w{1,50}x?){1,60}y")
    assert slow_on(slow, 0.05) == "a" * 20
    assert slow_on(compiled("stem.one", "rà soát")) is None


def test_hostile_texts_repeat_what_the_rule_looks_for() -> None:
    texts = list(hostile_texts(compiled("stem.one", "x", examples=example("Sở rà soát.", "rà soát"))))
    assert any(text.startswith("rà soát rà soát ") for text in texts)


@pytest.mark.parametrize("text", ["(?:rà|soát)", r"ngày \d+", "ngày [0-9]{1,2}", "{day} tháng", "a.*b"])
def test_an_example_made_from_a_pattern(text: str) -> None:
    assert finds(lints.generated_examples, "x", examples=example(text, text))


def test_an_example_that_is_only_the_wording() -> None:
    bare = example("rà soát", "rà soát")
    assert finds(lints.generated_examples, "rà soát", examples=bare)
    assert not finds(lints.generated_examples, "rà soát", examples=example("Sở rà soát.", "rà soát"))
    assert not finds(lints.generated_examples, "rà soát", kind="column", examples=bare)


def rival(first: dict[str, Any], second: dict[str, Any]) -> str | None:
    found = example("Sở rà soát các quy trình.", "rà soát")
    one = compiled("stem.one", examples=found, **{"pattern": "rà soát", **first})
    two = compiled("stem.two", examples=found, **{"pattern": "rà soát các", **second})
    return unreachable(one, book(one, two).by_kind["stem"])


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ({}, {"priority": 1}, "stem.two"),
        ({}, {}, None),
        ({}, {"priority": -1}, None),
        ({}, {"priority": 1, "pattern": "soát các"}, None),
        ({"where": ("stem",)}, {"priority": 1}, "stem.two"),
        ({}, {"priority": 1, "where": ("stem",)}, None),
        ({"where": ("stem",)}, {"priority": 1, "where": ("item",)}, None),
        ({}, {"priority": 1, "misread": True}, None),
    ],
)
def test_a_rule_whose_examples_others_take(first: dict[str, Any], second: dict[str, Any], taken: str | None) -> None:
    assert rival(first, second) == taken


def test_of_two_that_are_the_same_the_second_is_never_reached() -> None:
    found = example("Sở rà soát.", "rà soát")
    one, two = (compiled(name, "rà soát", examples=found) for name in ("stem.one", "stem.two"))
    rules = book(one, two).by_kind["stem"]
    assert [unreachable(rule, rules) for rule in rules] == [None, "stem.one"]
