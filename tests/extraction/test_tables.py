"""Assignment tables and tables that look like them, from the table beside this file."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.read import brief, tasks

CASES = tomllib.loads(Path(__file__).with_name("tables.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_tables(case: dict[str, Any]) -> None:
    found = tasks(case.get("section", "III. PHÂN CÔNG"), case["text"], nature=case.get("nature", "plan"))
    assert brief(found) == case["tasks"]


def test_a_column_for_the_beginning_makes_a_range() -> None:
    rows = (
        "Nội dung | Cơ quan chủ trì | Từ ngày | Đến ngày\nNạo vét kênh dẫn nước | Sở Xây dựng | 01/3/2026 | 30/6/2026"
    )
    (task,) = tasks("III. PHÂN CÔNG", rows)
    (deadline,) = (timed.found.deadline for timed in task.deadlines)
    assert (deadline.kind, deadline.start_on, deadline.due_on) == ("range", date(2026, 3, 1), date(2026, 6, 30))
