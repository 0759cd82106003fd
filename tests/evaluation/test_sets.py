from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.run import below, table
from pipeline.evaluation.sets import document_sets


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    names = ("000.pdf", "001.pdf", "000.office.pdf", "000.docx", "000.txt", "000.truth.txt", "notes.md")
    for name in ("seeds/" + name for name in names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in ("gold/000.json", "gold-real/a-b.json", "real/a-b.pdf", "real/other.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_each_rendering_is_a_set(shared: Path) -> None:
    sets = {one.name: one for one in document_sets(shared)}
    assert list(sets) == ["digital", "docx", "office", "plain", "real"]
    assert [path.name for path in sets["digital"].documents] == ["000.pdf", "001.pdf"]
    assert [path.name for path in sets["plain"].documents] == ["000.txt"]
    assert [path.name for path in sets["office"].gold] == ["000.json"]


def test_a_real_document_needs_a_known_result(shared: Path) -> None:
    real = document_sets(shared)[-1]
    assert [path.name for path in real.documents] == ["a-b.pdf"]
    assert [path.name for path in real.gold] == ["a-b.json"]


def scores(task: float, missing: list[str]) -> dict[str, Any]:
    floors = ("lead", "coordinate", "deadline", "reference", "document", "strict", "party", "anomaly", "text")
    columns = {"task": task} | dict.fromkeys((*floors, "task_reference", "deliverable", "evidence"), 1.0)
    total = {column: {"f1": value} for column, value in columns.items()}
    return {"total": total, "missing": missing, "calibration": {"tasks": 9, "sure": 8, "sure_right": 7}}


def test_what_is_below_its_floor_is_named() -> None:
    assert list(below({"digital": scores(0.99, [])})) == []
    faults = list(below({"digital": scores(0.5, []), "docx": scores(0.1, ["000"])}))
    assert faults == ["docx: no result for 000", "digital task: 0.500 is below 0.93"]


def test_the_table_shows_how_sure_it_is() -> None:
    shown = table({"digital": scores(0.5, ["004"])})
    assert "0.500" in shown
    assert "8 of 9: 7" in shown
    assert "004" in shown
