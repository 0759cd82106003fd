from __future__ import annotations

from pipeline.rulebook import Matcher
from pipeline.workbench.facts import Fact, changes
from pipeline.workbench.watch import watched
from tests.rulebook.make import book, compiled


def seen(text: str, *, old: str, new: str) -> tuple[list[str], set[str]]:
    """What the watched book finds in a text, and the changed rules that it saw hit."""
    pair = watched(book(compiled("stem.one", old)), book(compiled("stem.one", new)))
    assert pair is not None
    rules, noted = pair
    return [hit.phrase for hit in Matcher(rules).find("stem", text)], noted.rules


def test_the_old_rules_find_while_the_new_ones_only_watch() -> None:
    assert seen("sở và ban", old="sở", new="ban") == (["sở"], {"stem.one"})
    assert seen("ban", old="sở", new="ban") == ([], {"stem.one"})
    assert seen("vụ", old="sở", new="ban") == ([], set())


def test_a_rule_that_stays_is_not_watched() -> None:
    assert seen("sở", old="sở", new="sở") == (["sở"], set())


def test_a_new_form_that_runs_away_counts_as_seen_and_leaves_the_old_one_at_work() -> None:
    pair = watched(book(compiled("stem.one", "sở")), book(compiled("stem.one", r"ban|(?:\w+x?)+y")))
    assert pair is not None
    matcher = Matcher(pair[0], seconds=0.02)
    assert len(matcher.find("stem", "sở " + "x" * 5000)) == 1
    assert (pair[1].rules, matcher.timeouts) == ({"stem.one"}, [])


def test_examples_and_sources_change_nothing() -> None:
    pair = watched(book(compiled("stem.one", "sở")), book(compiled("stem.one", "sở", source="a letter")))
    assert pair is not None
    assert len(pair[0].rules) == 1


def fact(value: str, field: str = "deadline", rule: str = "deadline.one") -> Fact:
    return Fact("1 Rà soát", field, value, rule)


def test_values_are_gained_lost_and_changed() -> None:
    before = [fact("a"), fact("b", "lead"), fact("c", "task")]
    after = [fact("d", rule="deadline.two"), fact("c", "task"), fact("e", "coordinate", "role.one")]
    told = [(one.kind, one.field, one.rule) for one in changes("x.pdf", before, after)]
    assert told == [
        ("changed", "deadline", "deadline.two"),
        ("lost", "lead", "deadline.one"),
        ("gained", "coordinate", "role.one"),
    ]


def test_the_same_value_by_another_rule_is_no_change() -> None:
    assert changes("x.pdf", [fact("a")], [fact("a", rule="deadline.two")]) == []
