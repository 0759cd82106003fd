"""A pattern that runs away costs its limit, is recorded, and spoils nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.batch.pool import InProcess
from pipeline.extraction import extract
from pipeline.models import Extraction, Line, Page, Reading, Word
from pipeline.resources import rules_dir
from pipeline.rulebook import Matcher, Rulebook, load
from pipeline.services import ingest
from pipeline.settings import Settings
from tests.rulebook.make import book, compiled, write

SETTINGS = Settings(today=date(2026, 1, 15), language="en", pattern_seconds=0.02)
# each round may be cut in countless ways; bounded, so that its form alone does not give it away
RUNAWAY = r"rà soát các|(?:\w{1,50}x?){1,60}y"
RULE = rf"""
[[rule]]
id = "order.runaway"
kind = "order"
pattern = '{RUNAWAY}'
examples = [{{ text = "Sở rà soát các hồ sơ.", match = "rà soát các" }}]
counter_examples = [{{ text = "Sở thẩm định." }}]
"""
HOSTILE = "1. Rà soát " + "x" * 1_000_000 + "."
GOOD = "2. Giao Sở Y tế chủ trì báo cáo kết quả trước ngày 15/6/2025."


def extracted(paragraphs: tuple[str, ...], rules: Rulebook) -> Extraction:
    lines = tuple(Line(tuple(map(Word, text.split(" ")))) for text in paragraphs)
    (result,) = extract(Reading("text/plain", "plain", (Page(1, lines, read_as="format"),)), rules, SETTINGS)
    return result


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write(tmp_path / "office", "own.toml", RULE).parent


def test_a_runaway_rule_on_a_megabyte_is_an_anomaly_of_the_document(office: Path) -> None:
    result = extracted((HOSTILE, GOOD), load([rules_dir(), office]))
    late = [anomaly.message for anomaly in result.anomalies if anomaly.kind == "rule_timeout"]
    assert "Rule order.runaway took too long on this document and was left out." in late
    assert any("báo cáo kết quả" in task.text for task in result.tasks)


def test_a_rule_that_runs_away_over_the_names_of_a_scan_is_an_anomaly_too() -> None:
    """Names on scans are looked for by a matcher of their own."""
    rules = book(compiled("agency_group.runaway", RUNAWAY, "agency_group"))
    lines = (Line(tuple(map(Word, ["Giao", "x" * 3000]))),)
    (result,) = extract(Reading("image/png", "ocr", (Page(1, lines, read_as="ocr"),)), rules, SETTINGS)
    assert [anomaly.kind for anomaly in result.anomalies] == ["rule_timeout"]


def test_a_rule_that_ran_away_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    matcher = Matcher(book(compiled("order.runaway", RUNAWAY, "order")), seconds=0.02)
    for _ in range(3):
        assert matcher.find("order", "x" * 1_000_000) == []
    assert matcher.timeouts == ["order.runaway"]


def test_the_rest_of_the_batch_is_untouched(office: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    write(inbox, "a.txt", f"{GOOD}\n")
    write(inbox, "b.txt", f"1. Rà soát {'x' * 3000}.\n\n{GOOD}\n")
    write(inbox, "c.txt", f"{GOOD} \n")
    settings = SETTINGS.model_copy(update={"rule_dirs": (office,)})
    summary = ingest([inbox], tmp_path / "tasks.db", settings, make_executor=InProcess)
    assert (len(summary.done), summary.failed) == (3, [])
    db = Database(tmp_path / "tasks.db")
    sql = """
        select file_name, message from anomalies a join documents d on d.id = a.document_id
        where a.kind = 'rule_timeout'"""
    assert [(name, "order.runaway" in message) for name, message in db.execute(sql).fetchall()] == [("b.txt", True)]
    assert db["documents"].count == 3
    db.close()
