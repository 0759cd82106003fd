from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rulebook import CompiledRule, Match, Matcher, resolve
from tests.rulebook.make import book, compiled


def phrases(hits: Iterable[Match]) -> list[str]:
    return [hit.phrase for hit in hits]


def test_a_hit_gives_the_words_as_they_are_spelled() -> None:
    matcher = Matcher(book(compiled("stem.one", "uỷ ban (?P<value>[a-zà-ỹ]+)", yields={"modality": "required"})))
    (hit,) = matcher.find("stem", "Kính gửi ỦY BAN huyện và Uỷ ban")
    assert (hit.phrase, hit.start, hit.end) == ("ỦY BAN huyện", 9, 21)
    assert (hit.get("value"), hit.groups, hit.get("other")) == ("huyện", {"value": "huyện"}, None)
    assert hit.yields == {"modality": "required"}


def test_a_group_that_took_no_part_is_absent() -> None:
    (hit,) = Matcher(book(compiled("stem.one", "hạn(?P<day> [0-9]+)?"))).find("stem", "hạn")
    assert (hit.spans, hit.get("day")) == ({}, None)


def test_hits_stand_by_place_then_priority_then_length() -> None:
    matcher = Matcher(
        book(
            compiled("stem.short", "báo"),
            compiled("stem.long", "báo cáo"),
            compiled("stem.first", "báo cáo", priority=5),
            compiled("stem.before", "gửi"),
        )
    )
    hits = matcher.find("stem", "gửi báo cáo")
    assert [hit.rule.id for hit in hits] == ["stem.before", "stem.first", "stem.long", "stem.short"]


def test_the_first_hit_is_that_of_highest_priority_wherever_it_stands() -> None:
    matcher = Matcher(book(compiled("stem.weak", "gửi"), compiled("stem.strong", "cáo", priority=1)))
    hit = matcher.first("stem", "gửi báo cáo")
    assert hit is not None
    assert hit.rule.id == "stem.strong"
    assert matcher.first("stem", "không có") is None


def test_a_rule_is_asked_only_at_its_places() -> None:
    matcher = Matcher(book(compiled("stem.head", "sở", where=("head",)), compiled("stem.any", "sở")))
    assert [hit.rule.id for hit in matcher.find("stem", "sở", "head")] == ["stem.head", "stem.any"]
    assert [hit.rule.id for hit in matcher.find("stem", "sở", "body")] == ["stem.any"]
    assert len(matcher.find("stem", "sở")) == 2
    assert matcher.find("order", "sở") == []


@pytest.mark.parametrize(("status", "count"), [("stable", 1), ("draft", 0), ("deprecated", 0)])
def test_only_stable_rules_run(status: str, count: int) -> None:
    assert len(Matcher(book(compiled("stem.one", "sở", status=status))).find("stem", "sở")) == count


def test_what_is_misread_is_looked_for_in_recognised_text_alone() -> None:
    rules = book(compiled("stem.one", "s6", misread=True))
    assert Matcher(rules).find("stem", "s6") == []
    assert len(Matcher(rules, lenient=frozenset({"zone"})).find("stem", "s6")) == 1


def test_a_lenient_kind_is_compared_without_diacritics_where_nothing_was_found() -> None:
    rules = book(compiled("stem.one", "phòng"), compiled("zone.one", "phòng", kind="zone", yields={"zone": "x"}))
    matcher = Matcher(rules, lenient=frozenset({"zone"}))
    assert phrases(matcher.find("zone", "Phong và phòng")) == ["phòng"]
    assert phrases(matcher.find("zone", "Phong và phông")) == ["Phong", "phông"]
    assert matcher.find("stem", "Phong và phông") == []


def test_a_folded_matcher_compares_everything_without_diacritics() -> None:
    matcher = Matcher(book(compiled("stem.one", "đến ngày")), folded=True)
    assert phrases(matcher.find("stem", "đén ngay")) == ["đén ngay"]
    assert matcher.surface("Ðén ngày") == "Den ngay"


def test_the_same_question_is_asked_of_the_rules_once(monkeypatch: pytest.MonkeyPatch) -> None:
    matcher = Matcher(book(compiled("stem.one", "sở")))
    first = matcher.find("stem", "sở, sở")
    monkeypatch.setattr(CompiledRule, "find", None)
    first.clear()
    assert phrases(matcher.find("stem", "sở, sở")) == ["sở", "sở"]


def test_a_pattern_that_runs_away_is_named_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    runaway = compiled("stem.runaway", "(?:x+x+)+y")
    matcher = Matcher(book(runaway, compiled("stem.good", "sở")), seconds=0.02)
    text = "sở " + "x" * 5000
    assert phrases(matcher.find("stem", text)) == ["sở"]
    assert matcher.timeouts == ["stem.runaway"]
    asked: list[str] = []

    def ask(rule: CompiledRule, *_: object, **__: object) -> list[Match]:
        asked.append(rule.id)
        return []

    monkeypatch.setattr(CompiledRule, "find", ask)
    matcher.find("stem", text + " ban")
    assert (asked, matcher.timeouts) == (["stem.good"], ["stem.runaway"])


def test_what_ran_away_in_one_document_is_tried_in_the_next() -> None:
    rules = book(compiled("stem.runaway", "(?:x+x+)+y"))
    first = Matcher(rules, seconds=0.02)
    first.find("stem", "x" * 5000)
    assert first.timeouts == ["stem.runaway"]
    assert phrases(Matcher(rules).find("stem", "xxy")) == ["xxy"]


def match(start: int, end: int, priority: int = 0, name: str = "stem.one") -> Match:
    return Match(compiled(name, "x", priority=priority), "x" * 100, start, end, {})


def test_the_higher_priority_stands_then_the_longer_then_the_earlier() -> None:
    longer, urgent, early, late = match(0, 10), match(8, 12, 1), match(20, 25), match(22, 27)
    assert resolve([longer, urgent, early, late]) == [urgent, early]
    assert resolve([match(0, 3), longer]) == [longer]


def test_matches_that_touch_both_stand() -> None:
    assert len(resolve([match(0, 3), match(3, 5)])) == 2


spans = st.tuples(st.integers(0, 50), st.integers(1, 20), st.integers(0, 2))


@given(st.lists(spans))
def test_what_stands_never_overlaps_and_what_falls_was_beaten(chosen: list[tuple[int, int, int]]) -> None:
    given_ = [match(start, start + length, priority) for start, length, priority in chosen]
    kept = resolve(given_)
    assert all(one.end <= two.start for one, two in pairwise(kept))
    for lost in given_:
        if lost not in kept:
            rivals = [one for one in kept if one.start < lost.end and lost.start < one.end]
            assert any(_rank(one) >= _rank(lost) for one in rivals)


def _rank(hit: Match) -> tuple[int, int]:
    return hit.rule.rule.priority, hit.end - hit.start
