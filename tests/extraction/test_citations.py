"""Mentions of numbered documents, from the table beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction.citations import FoundCitation, date_conflict, find_citations
from pipeline.models import Citation
from pipeline.rulebook import Matcher, Rulebook, load

RULES = Path(__file__).parents[2] / "rules"
TABLE = tomllib.loads(Path(__file__).with_name("citations.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load([RULES])


@pytest.fixture
def matcher(rulebook: Rulebook) -> Matcher:
    return Matcher(rulebook)


def rows() -> Iterator[Any]:
    for group in TABLE["find"]:
        for row in group["rows"]:
            yield pytest.param(row["text"], row["found"], id=f"{group['group']}: {row['text']}")


def value(text: str, found: FoundCitation, keys: set[str]) -> dict[str, Any]:
    cited = found.citation
    given = {"symbol": cited.symbol, "type": cited.type, "issued_on": cited.issued_on, "issuer": cited.issuer}
    if "span" in keys:
        given["span"] = text[found.start : found.end]
    if "flags" in keys:
        given["flags"] = list(found.flags)
    return given


@pytest.mark.parametrize(("text", "wanted"), list(rows()))
def test_documents_that_a_text_names(text: str, wanted: list[dict[str, Any]], matcher: Matcher) -> None:
    found = find_citations(text, matcher)
    empty = dict.fromkeys(("type", "issued_on", "issuer"))
    keys = [set(want) for want in wanted] + [set[str]()] * len(found)
    assert [value(text, one, key) for one, key in zip(found, keys, strict=False)] == [empty | want for want in wanted]


@pytest.mark.parametrize("text", TABLE["none"]["texts"])
def test_no_document(text: str, matcher: Matcher) -> None:
    assert find_citations(text, matcher) == []


def test_the_symbol_has_offsets_of_its_own(matcher: Matcher) -> None:
    text = "theo Kế hoạch số 91/KH-UBND ngày 27/5/2022."
    (found,) = find_citations(text, matcher)
    assert text[found.symbol_start : found.symbol_end] == "91/KH-UBND"


def test_text_without_diacritics(rulebook: Rulebook) -> None:
    (found,) = find_citations("Ke hoach so 91/KH-UBND ngay 27/5/2022 va 1/nguoi", Matcher(rulebook, folded=True))
    assert (found.citation.symbol, found.citation.issued_on) == ("91/KH-UBND", date(2022, 5, 27))


@pytest.mark.parametrize(
    ("symbol", "issued_on", "conflict"),
    [
        ("59/2019/NĐ-CP", date(2025, 7, 1), True),
        ("59/2019/NĐ-CP", date(2019, 7, 1), False),
        ("59/2019/NĐ-CP", None, False),
        ("02/NQ-CP", date(2025, 7, 1), False),
        ("2019/UBND-TH", date(2025, 7, 1), False),
    ],
)
def test_the_year_of_the_number_against_the_date(symbol: str, issued_on: date | None, conflict: bool) -> None:
    assert date_conflict(Citation(symbol, issued_on=issued_on)) is conflict
