"""A scan without some of its diacritics, and why its task says what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.batch.cache import cache_of
from pipeline.extraction import extract
from pipeline.models import Reading, TextSource
from pipeline.reading.formats.plain import read_plain
from pipeline.resources import rules_dir
from pipeline.rulebook import Rulebook, load, read
from pipeline.settings import Settings
from pipeline.store import Processed, opened, save
from pipeline.workbench.explain import explain
from tests.rulebook.make import rule_text, write
from tests.store.make import NOW

SCAN = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 415/KH-UBND
Lào Cai, ngày 14 tháng 12 năm 2023
KẾ HOẠCH
1. Sở Y tế chủ trì mo lop tap huan cho cán bộ xã, hoàn thành trước ngày 20/5/2024.
"""
YIELDS = 'yields = {{ section = "purpose" }}\npriority = {}\n'
OWN = rule_text("section.course", "mở lớp tập huấn", "section", YIELDS.format(1)) + rule_text(
    "section.training", "tập huấn", "section", YIELDS.format(0)
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    own = write(tmp_path_factory.mktemp("own"), "own.toml", OWN).parent
    rules = load([rules_dir()])
    return replace(rules, rules=(*rules.rules, *read([own])[0].rules))


def lost(book: Rulebook, folder: Path, source: TextSource, *, cached: bool) -> list[tuple[str, str | None]]:
    """The hits on the task's paragraph that do not stand, of the kind that is compared leniently."""
    settings = Settings(today=date(2024, 6, 1), cache_dir=folder / "cache", language="en")
    reading = Reading("application/pdf", source, tuple(read_plain(SCAN.encode(), Path("a.txt"))))
    if source == "ocr":
        reading = replace(reading, pages=tuple(replace(page, read_as="ocr") for page in reading.pages))
    done = Processed("a.pdf", "0" * 64, "application/pdf", source, extract(reading, book, settings), made_by="1")
    cache = cache_of(settings)
    assert cache is not None
    if cached:
        cache.save("0" * 64, reading)
    with opened(folder / "tasks.db", create=True) as db:
        save(db, done, NOW)
        (task,) = db.query("select id from tasks")
        told = explain(db, task["id"], book, settings)
    return [(hit.phrase, hit.lost) for hit in told.lost if hit.kind == "section"]


@pytest.mark.parametrize("cached", [True, False])
def test_a_scan_is_explained_with_the_rules_as_extraction_compared_them(
    book: Rulebook, tmp_path: Path, cached: bool
) -> None:
    assert lost(book, tmp_path, "ocr", cached=cached) == [("tap huan", "priority 0 below 1 of section.course")]


def test_without_recognition_letters_are_taken_as_they_stand(book: Rulebook, tmp_path: Path) -> None:
    assert lost(book, tmp_path, "text_layer", cached=True) == []
