from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rulebook.patterns import PatternError, compile_pattern, expand, from_phrases, joined

FRAGMENTS = {
    "day": "(?P<day>[0-9]+)",
    "date": "{day}/(?P<month>[0-9]+)",
    "loop": "a{loop}",
    "one": "{two}",
    "two": "{one}",
}


def test_lines_are_joined_without_their_indents() -> None:
    assert joined("\n  trước \n  ngày\n") == "trướcngày"


def test_comments_and_empty_lines_fall_out() -> None:
    assert joined("ngày\n# what follows\n\n   # is the month\n tháng") == "ngàytháng"


def test_a_fragment_is_put_in_as_one_group_of_its_own() -> None:
    assert expand("ngày {day}|hạn", FRAGMENTS) == "ngày (?:(?P<day>[0-9]+))|hạn"


def test_a_fragment_may_hold_fragments() -> None:
    match = compile_pattern(expand("{date}", FRAGMENTS)).search("08/7")
    assert match is not None
    assert match.groupdict() == {"day": "08", "month": "7"}


def test_a_suffix_tells_the_groups_of_two_uses_apart() -> None:
    match = compile_pattern(expand("từ {date} đến {date:2}", FRAGMENTS)).search("từ 1/6 đến 30/9")
    assert match is not None
    assert match.groupdict() == {"day": "1", "month": "6", "day2": "30", "month2": "9"}


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("{week}", r"there is no fragment \{week\}"),
        ("{loop}", r"fragment \{loop\} refers to itself"),
        ("{one}", r"fragment \{one\} refers to itself"),
    ],
)
def test_an_unknown_or_circular_fragment_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        expand(pattern, FRAGMENTS)


@pytest.mark.parametrize("pattern", [r"\{day}", "a{2}", "a{1,3}", r"\p{Lu}"])
def test_other_braces_stay(pattern: str) -> None:
    assert expand(pattern, FRAGMENTS) == pattern


def test_the_longest_phrase_is_found() -> None:
    pattern = compile_pattern(from_phrases(("sở", "sở, ngành", "sở (nội vụ)")))
    assert [hit[0] for hit in pattern.finditer("các sở, ngành và sở (nội vụ), sở")] == [
        "sở, ngành",
        "sở (nội vụ)",
        "sở",
    ]


@given(st.lists(st.text(alphabet="ab .*+?()[]{}|\\^$-#&", min_size=1), min_size=1))
def test_phrases_are_taken_letter_by_letter(phrases: list[str]) -> None:
    pattern = compile_pattern(from_phrases(tuple(phrases)), whole_words=False)
    assert all(pattern.fullmatch(phrase) for phrase in phrases)


def test_whole_words_are_bounded_by_vietnamese_letters() -> None:
    pattern = compile_pattern("ban|giao")
    assert [hit.span() for hit in pattern.finditer("ban, bàn, bang, ubban, giao")] == [(0, 3), (23, 27)]
    assert compile_pattern("ban", whole_words=False).search("bang")


def test_case_counts_only_where_it_is_asked_for() -> None:
    assert compile_pattern("sở nội vụ").search("SỞ NỘI VỤ")
    assert not compile_pattern("TM", match_case=True).search("tm")


def test_a_pattern_is_levelled_like_the_text() -> None:
    assert compile_pattern("uỷ ban – hoà giải").search("ủy ban - hòa giải")
    assert compile_pattern("nga\u0300y").search("ngày")


def test_a_folded_pattern_looks_for_bare_letters() -> None:
    pattern = compile_pattern(r"đến \p{Lu}\w+ ngày", match_case=True, folded=True)
    assert pattern.search("den Hue ngay")


def test_a_pattern_that_cannot_be_compiled_is_refused() -> None:
    with pytest.raises(PatternError, match=r"missing \)"):
        compile_pattern("(ngày")
