"""Assignment tables and tables that look like them, from the table beside this file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.read import brief, tasks

CASES = tomllib.loads(Path(__file__).with_name("tables.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_tables(case: dict[str, Any]) -> None:
    found = tasks(case.get("section", "III. PHÂN CÔNG"), case["text"], nature=case.get("nature", "plan"))
    assert brief(found) == case["tasks"]
