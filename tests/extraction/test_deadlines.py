"""Every phrasing of a time limit, from the table beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction.deadlines import DateContext, FoundDeadline, find_deadlines
from pipeline.extraction.tools import date_context
from pipeline.rulebook import Matcher, Rulebook, load
from pipeline.settings import Settings

RULES = Path(__file__).parents[2] / "rules"
TABLE = tomllib.loads(Path(__file__).with_name("deadlines.toml").read_text("utf-8"))
DATES = ("issued_on", "plan_year", "plan_month", "newest_cited", "received_on")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load([RULES / "deadlines"])


def positives() -> Iterator[Any]:
    for group in TABLE["positive"]:
        for row in group["rows"]:
            yield pytest.param(row, id=f"{group['group']}: {row['text']}")


def negatives() -> Iterator[Any]:
    for group in TABLE["negative"]:
        for text in group["texts"]:
            yield pytest.param(text, group.get("cell", False), id=f"{group['group']}: {text}")


def value(found: FoundDeadline, keys: set[str]) -> dict[str, object]:
    deadline = found.deadline
    return {
        "raw": deadline.raw,
        "kind": deadline.kind,
        "start": deadline.start_on,
        "due": deadline.due_on,
        "computed": deadline.computed_on,
        "recurrence": deadline.recurrence,
        **({"boundary": deadline.boundary} if "boundary" in keys else {}),
        **({"counted_from": deadline.counted_from} if "counted_from" in keys else {}),
        **({"inferred": list(found.inferred)} if "inferred" in keys else {}),
    }


@pytest.mark.parametrize("row", list(positives()))
def test_positive(row: dict[str, Any], rulebook: Rulebook) -> None:
    context = DateContext(**{key: row[key] for key in DATES if key in row})
    matcher = Matcher(rulebook, folded=row.get("folded", False))
    found = find_deadlines(row["text"], matcher, context, cell=row.get("cell", False))
    wanted = row.get("found") or [
        {key: row[key] for key in row if key not in {*DATES, "text", "cell", "folded", "found"}}
    ]
    empty = dict.fromkeys(("start", "due", "computed", "recurrence"))
    assert [value(item, set(want)) for item, want in zip(found, wanted, strict=False)] == [
        {**empty, **want} for want in wanted
    ]
    assert len(found) == len(wanted)
    for item in found:
        assert row["text"][item.start : item.end] == item.deadline.raw


@pytest.mark.parametrize(("text", "cell"), list(negatives()))
def test_negative(text: str, cell: bool, rulebook: Rulebook) -> None:
    found = find_deadlines(text, Matcher(rulebook), DateContext(issued_on=date(2022, 6, 17)), cell=cell)
    assert [(item.deadline.raw, item.rule) for item in found] == []


def test_enough_of_both() -> None:
    assert sum(len(group["rows"]) for group in TABLE["positive"]) >= 150
    assert sum(len(group["texts"]) for group in TABLE["negative"]) >= 80


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['title']}: {row['text']}") for row in TABLE["titled"]])
def test_year_of_title(row: dict[str, Any], rulebook: Rulebook) -> None:
    matcher, settings = Matcher(rulebook), Settings(today=date(2027, 1, 1))
    context = date_context(row.get("issued_on"), row["title"], row.get("date_line", ""), [], matcher, settings)
    found = [(item.deadline.due_on, item.inferred[0]) for item in find_deadlines(row["text"], matcher, context)]
    assert found == [(row.get("due"), row["inferred"])]


@pytest.mark.parametrize(
    ("subject", "month"),
    [("Tháng 12 năm 2025", 12), ("Kế hoạch công tác năm 2025", None), ("Kết quả tháng 8, nhiệm vụ tháng 9", None)],
)
def test_month_of_a_schedule(subject: str, month: int | None, rulebook: Rulebook) -> None:
    settings = Settings(today=date(2026, 1, 1))
    found = date_context(date(2025, 11, 28), subject, "", [], Matcher(rulebook), settings)
    assert found.plan_month == month
