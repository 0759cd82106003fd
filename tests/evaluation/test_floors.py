from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.evaluation.floors import below
from pipeline.evaluation.judge import Judged
from pipeline.evaluation.run import Result
from pipeline.evaluation.statistics import Count


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    path = tmp_path / "floors.toml"
    path.write_text("[all]\nsure_share = 0.5\nsure_right = 0.97\n\n[digital]\nstrict = 0.9\n", "utf-8")
    return path


def result(right: int, name: str = "digital", missing: tuple[str, ...] = (), confidence: float = 0.95) -> Result:
    judged = [Judged("a", () if n < right else ("lead",), confidence, n) for n in range(10)]
    return Result(name, {"strict": {"a": Count(right, 10, 10)}}, tuple(judged), missing=missing)


def test_what_is_below_its_floor_is_named(floors: Path) -> None:
    assert list(below([result(10)], floors)) == []
    assert list(below([result(8)], floors)) == [
        "digital strict: 0.800 is below 0.9",
        "sure_right: 0.800 is below 0.97",
    ]
    assert next(iter(below([result(10, confidence=0.5)], floors))).startswith("sure_share: 0.000")


def test_a_document_without_result_is_named(floors: Path) -> None:
    assert list(below([result(10, "other", ("000",))], floors)) == ["other: no result for 000"]


def test_a_few_sets_do_not_answer_for_all(floors: Path) -> None:
    assert list(below([result(8, "other")], floors, whole=False)) == []
