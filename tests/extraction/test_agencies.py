"""Bodies in sentences, headings and cells, from the table beside this file."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction.agencies import FoundAgency, Home, find_agencies, is_agency_text, split_agencies
from pipeline.rulebook import Matcher, Rulebook, load

RULES = Path(__file__).parents[2] / "rules"
TABLE = tomllib.loads(Path(__file__).with_name("agencies.toml").read_text("utf-8"))
HOMES = {name: Home(**values) for name, values in TABLE["home"].items()}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load([RULES])


@pytest.fixture
def matcher(rulebook: Rulebook) -> Matcher:
    return Matcher(rulebook)


def rows(kind: str) -> Iterator[Any]:
    for group in TABLE[kind]:
        for row in group["rows"]:
            yield pytest.param(row, HOMES[group["home"]], id=f"{group['group']}: {row['text']}")


def check(found: list[FoundAgency], row: dict[str, Any]) -> None:
    assert [agency.name for agency in found] == row["names"]
    if "canonical" in row:
        assert [agency.canonical or "" for agency in found][: len(row["canonical"])] == row["canonical"]
    if "kinds" in row:
        assert [agency.kind for agency in found] == row["kinds"]
    if "means" in row:
        assert [agency.means for agency in found] == row["means"]


@pytest.mark.parametrize(("row", "home"), list(rows("find")))
def test_bodies_of_a_sentence(row: dict[str, Any], home: Home, matcher: Matcher) -> None:
    found = find_agencies(row["text"], matcher, home)
    check(found, row)
    assert all(0 <= agency.start < agency.end <= len(row["text"]) for agency in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@pytest.mark.parametrize("text", [text for group in TABLE["none"] for text in group["texts"]])
def test_no_bodies(text: str, matcher: Matcher) -> None:
    assert find_agencies(text, matcher, HOMES["province"]) == []


@pytest.mark.parametrize(("row", "home"), list(rows("split")))
def test_a_text_of_bodies_is_split(row: dict[str, Any], home: Home, matcher: Matcher) -> None:
    check(split_agencies(row["text"], matcher, home), row)


@pytest.mark.parametrize("text", TABLE["agency_text"]["yes"])
def test_a_text_that_holds_nothing_but_bodies(text: str, matcher: Matcher) -> None:
    assert is_agency_text(text, matcher, HOMES["province"])


@pytest.mark.parametrize("text", TABLE["agency_text"]["no"])
def test_a_text_that_says_more(text: str, matcher: Matcher) -> None:
    assert not is_agency_text(text, matcher, HOMES["province"])


def test_offsets_point_at_the_name(matcher: Matcher) -> None:
    text = "Giao Sở Tài chính và các Sở: Nội vụ, Y tế."
    found = find_agencies(text, matcher, HOMES["nowhere"])
    assert [text[one.start : one.end] for one in found] == ["Sở Tài chính", "các Sở: Nội vụ", "Y tế"]


def test_every_spelling_has_one_full_name(matcher: Matcher) -> None:
    spellings = ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hoá, Thể thao & Du lịch tỉnh", "SVHTTDL")
    names = {find_agencies(text, matcher, HOMES["province"])[0].canonical for text in spellings}
    assert names == {"Sở Văn hóa, Thể thao và Du lịch tỉnh Lào Cai"}


def test_the_addressees_are_what_is_said_above(matcher: Matcher) -> None:
    home = Home(addressees=("Sở Y tế", "Sở Nội vụ"))
    (found,) = find_agencies("Như trên", matcher, home)
    assert found.canonical == "Sở Y tế; Sở Nội vụ"


def test_a_body_that_was_merged_is_not_valid_later(matcher: Matcher) -> None:
    (found,) = find_agencies("Sở Kế hoạch và Đầu tư", matcher, HOMES["province"])
    assert found.valid_on(date(2024, 5, 1))
    assert not found.valid_on(date(2025, 8, 1))


@pytest.mark.parametrize(
    ("text", "home", "valid"),
    [
        ("UBND các huyện, thị xã", "province", False),
        ("UBND các xã, phường", "province", True),
        ("UBND tỉnh Hải Dương", "nowhere", False),
        ("UBND tỉnh Lào Cai", "nowhere", True),
        ("Phòng Y tế huyện", "province", False),
        ("Phòng Tài chính - Kế hoạch", "department", True),
    ],
)
def test_places_that_ended(text: str, home: str, valid: bool, matcher: Matcher) -> None:
    (found,) = find_agencies(text, matcher, HOMES[home])
    assert found.valid_on(date(2025, 6, 1))
    assert found.valid_on(date(2025, 8, 1)) is valid


def test_text_without_diacritics(rulebook: Rulebook) -> None:
    matcher = Matcher(rulebook, folded=True)
    found = find_agencies("So Tai chinh, UBND cac xa, phuong", matcher, HOMES["province"])
    assert [one.canonical for one in found] == ["Sở Tài chính tỉnh Lào Cai", "UBND các xã, phường"]


@pytest.mark.parametrize(
    ("text", "name", "canonical"),
    [
        ("S¢ Tai chinh", "Sở Tài chính", "Sở Tài chính tỉnh Lào Cai"),
        ("S6 Néi vu", "Sở Nội vụ", "Sở Nội vụ tỉnh Lào Cai"),
        (
            "Sé Vin hoa, Thé thao va Du lich",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Lào Cai",
        ),
        (
            "Viin phong Uy ban nhin dén tinh",
            "Văn phòng Ủy ban nhân dân tỉnh",
            "Văn phòng Ủy ban nhân dân tỉnh Lào Cai",
        ),
        ("Sờ Tài chính", "Sở Tài chính", "Sở Tài chính tỉnh Lào Cai"),
        ("Sở Kê hoạch và Đâu tư", "Sở Kế hoạch và Đầu tư", "Sở Kế hoạch và Đầu tư tỉnh Lào Cai"),
        ("Ban CHỌQS huyện", "Ban CHQS huyện", "Ban Chỉ huy quân sự huyện"),
    ],
)
def test_names_that_were_misread(text: str, name: str, canonical: str, rulebook: Rulebook) -> None:
    (found,) = find_agencies(text, Matcher(rulebook, folded=True), HOMES["province"])
    assert (found.name, found.canonical) == (name, canonical)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize("text", ["giải trình số tài khoản", "các số liệu của bản báo cáo", "to trình của sơ sở"])
def test_text_with_diacritics_is_read_with_them(text: str, rulebook: Rulebook) -> None:
    assert find_agencies(text, Matcher(rulebook, folded=True), HOMES["province"]) == []


@pytest.mark.parametrize("text", ["S6 Néi vu", "Viin phong Uy ban nhin dén tinh"])
def test_healthy_text_is_not_put_right(text: str, matcher: Matcher) -> None:
    assert all(found.body is None for found in find_agencies(text, matcher, HOMES["province"]))


@pytest.mark.parametrize(
    "words", ["Ban Chỉ đạo ", "các Sở ", "UBND xã A, ", "Văn phòng ", "các cơ quan, ", "Thường trực "]
)
def test_endless_repetition_is_survived(words: str, matcher: Matcher) -> None:
    text = words * 1000
    found = find_agencies(text, matcher, HOMES["province"])
    assert all(one.end <= len(text) for one in found)
