from __future__ import annotations

from typing import Any

import pytest

from pipeline.evaluation.judge import judge
from pipeline.evaluation.yardstick import Own


def task(text: str, **other: Any) -> dict[str, Any]:
    values = {"lead": ["Sở Nội vụ"], "coordinate": [], "deadlines": [], "modality": "required", "confidence": 0.8}
    return {"text": text, **values, **other}


ONE = task("Rà soát danh sách hộ nghèo trên địa bàn")
OTHER = task("Tổ chức tập huấn cho cán bộ thú y cấp xã")


def faults(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [one.faults for one in judge("a", gold, found, Own())]


def test_the_same_tasks_are_right_in_any_order() -> None:
    assert faults([ONE, OTHER], [OTHER, ONE]) == [(), ()]


@pytest.mark.parametrize(
    ("fault", "changed"),
    [
        ("lead", {"lead": ["Sở Y tế"]}),
        ("lead", {"lead": []}),
        ("coordinate", {"coordinate": ["Công an tỉnh"]}),
        ("deadline", {"deadlines": [{"kind": "day", "due_on": "2024-03-01"}]}),
        ("modality", {"modality": "proposed"}),
    ],
)
def test_each_wrong_value_is_named(fault: str, changed: dict[str, Any]) -> None:
    assert faults([ONE], [ONE | changed]) == [(fault,)]


def test_what_is_missed_and_what_is_invented() -> None:
    judged = judge("a", [ONE], [OTHER], Own())
    assert [(one.faults, one.confidence, one.index) for one in judged] == [
        (("invented",), 0.8, 0),
        (("missed",), None, None),
    ]


def test_what_need_not_be_found_counts_neither_way() -> None:
    optional = ONE | {"optional": True}
    assert faults([optional], [ONE]) == []
    assert faults([optional], []) == []


def test_spellings_of_a_body_are_the_same() -> None:
    gold, found = ONE | {"lead": ["UBND các xã"]}, ONE | {"lead": ["Uỷ ban nhân dân các xã"]}
    assert faults([gold], [found]) == [()]


def test_a_deadline_is_its_last_day_else_its_kind() -> None:
    def limits(gold: dict[str, Any], found: dict[str, Any]) -> list[tuple[str, ...]]:
        return faults([ONE | {"deadlines": [gold]}], [ONE | {"deadlines": [found]}])

    assert limits({"kind": "day", "due": "2024-03-01"}, {"kind": "month", "due_on": "2024-03-01"}) == [()]
    assert limits({"kind": "recurring", "due": None}, {"kind": "recurring", "due_on": None}) == [()]
    assert limits({"kind": "recurring", "due": None}, {"kind": "event", "due_on": None}) == [("deadline",)]
