from __future__ import annotations

import pytest

from pipeline.evaluation.judge import Judged
from pipeline.evaluation.statistics import Count, bins, calibration_error, counted, interval, sure, to_look_at, total


def found(confidence: float, *faults: str) -> Judged:
    return Judged("a", faults, confidence, 0)


def test_f1_is_of_what_is_known_and_what_was_found() -> None:
    assert Count(3, 4, 4).f1 == 0.75
    assert Count().f1 == 1.0
    assert Count(0, 0, 2).f1 == 0.0
    assert total([Count(1, 2, 3), Count(1, 1, 1)]) == Count(2, 3, 4)


def test_a_scorers_row_gives_back_its_counts() -> None:
    assert counted({"recall": 0.3333, "gold": 3, "found": 5}) == Count(1, 3, 5)
    assert counted({"recall": 1.0, "gold": 0, "found": 0}) == Count()


def test_documents_that_differ_widen_the_interval() -> None:
    assert interval([Count(5, 5, 5)] * 4) == (1.0, 1.0)
    low, high = interval([Count(5, 5, 5), Count(0, 5, 5), Count(5, 5, 5), Count(4, 5, 5)])
    assert low < 0.7 < high
    assert interval([Count(1, 2, 2), Count(2, 2, 2)]) == interval([Count(1, 2, 2), Count(2, 2, 2)])


def test_confidence_that_holds_has_no_error() -> None:
    half = [found(0.5), found(0.5, "lead")]
    assert calibration_error(bins(half)) == 0.0
    assert calibration_error(bins([found(0.9, "lead")])) == pytest.approx(0.9)
    assert [one.tasks for one in bins([*half, found(0.99), found(1.0), Judged("a", ("missed",))])] == [2, 2]


def test_a_clerk_looks_at_the_least_sure_first() -> None:
    tasks = [found(0.2, "lead"), *(found(0.9) for _ in range(8)), found(0.95, "deadline")]
    assert to_look_at(tasks, 0.9) == 0.1
    assert to_look_at(tasks, 0.99) == 1.0
    assert to_look_at([found(0.5)], 0.99) == 0.0


def test_sure_tasks_are_counted_with_those_that_are_right() -> None:
    assert sure([found(0.9), found(0.95, "lead"), found(0.8), Judged("a", ("missed",))]) == (3, 2, 1)
