from __future__ import annotations

from pipeline.evaluation.fit import Example, halves, split, sure_of, weights_of

WELL = [Example(f"d{n % 6}", {"order_found": 1.0}, True) for n in range(600)]
BADLY = [Example(f"d{n % 6}", {"labelled": 1.0}, n % 2 == 0) for n in range(600)]


def test_what_goes_wrong_weighs_against() -> None:
    weights = weights_of([*WELL, *BADLY])
    assert weights["labelled"] < 0 < weights["order_found"]
    tasks, certain, right = sure_of([*WELL, *BADLY], weights)
    assert (tasks, certain, right) == (1200, 600, 600)


def test_a_known_way_to_go_wrong_counts_before_it_is_seen() -> None:
    rare = [*WELL, Example("d1", {"date_of_no_meaning": 1.0}, True)]
    assert weights_of(rare)["date_of_no_meaning"] < -2


def test_halves_share_no_document() -> None:
    fitted, measured = split([*WELL, *BADLY], 0)
    assert {one.document for one in measured} == {"d0", "d2", "d4"}
    assert {one.document for one in fitted} == {"d1", "d3", "d5"}
    assert [one[0] for one in halves([*WELL, *BADLY])] == [600, 600]
