"""Running text and outlines, from the table beside this file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.read import brief, tasks

CASES = tomllib.loads(Path(__file__).with_name("prose.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_prose(case: dict[str, Any]) -> None:
    assert brief(tasks(case["text"], nature=case.get("nature", "plan"))) == case["tasks"]
