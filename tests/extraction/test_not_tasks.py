"""What is a task and what is none, from the table beside this file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.read import tasks

CASES = tomllib.loads(Path(__file__).with_name("not_tasks.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_not_tasks(case: dict[str, Any]) -> None:
    found = [task.annotated.paragraph.content for task in tasks(case["text"], nature=case.get("nature", "plan"))]
    begun = [text[: len(start)] for text, start in zip(found, case["tasks"], strict=False)]
    assert (begun, len(found)) == (case["tasks"], len(case["tasks"])), found
