"""Texts that assign nothing, run against all rules: whatever is found in them is found wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.extraction import extract
from pipeline.reading.reader import read_file
from pipeline.resources import PACKAGE, rules_dir
from pipeline.rulebook import Rulebook, load
from pipeline.settings import Settings
from pipeline.workbench.trial import try_texts

SETTINGS = Settings(today=date(2026, 1, 15), language="en")
TEXTS = sorted((Path(__file__).parent / "negative").glob("*.txt"))
DOCUMENTS = [*TEXTS, PACKAGE.parent / "samples" / "cong-van-cam-on-khong-co-nhiem-vu.pdf"]
KINDS = {"deadline", "role", "stem"}

# file -> ids of the rules that may hit there, each with the reason beside it
EXEMPT: Mapping[str, set[str]] = {
    "thu-cam-on": {
        "role.lead.subject",  # who thanks is named as one who does
        "deadline.month_within",  # the month that is over
    },
}


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    return load([rules_dir()])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_nothing_is_assigned(path: Path) -> None:
    (result,) = extract(read_file(path, SETTINGS), rulebook(), SETTINGS)
    assert [task.text for task in result.tasks] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_rule_finds_a_deadline_a_role_or_a_stem(path: Path) -> None:
    paragraphs = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    tried = try_texts(paragraphs, rulebook(), date(2025, 11, 12))
    found = {hit.rule: hit.phrase for one in tried for hit in one.hits if hit.kind in KINDS and not hit.lost}
    assert {rule: phrase for rule, phrase in found.items() if rule not in EXEMPT.get(path.stem, set())} == {}


def test_what_is_exempt_is_there() -> None:
    assert EXEMPT.keys() <= {path.stem for path in TEXTS}
    assert {rule for rules in EXEMPT.values() for rule in rules} <= {rule.id for rule in rulebook().rules}
