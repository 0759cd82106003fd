from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.spelling import compose, fold, level

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LETTERS = sorted({compose(letter + tone) for letter in VOWELS + VOWELS.upper() for tone in TONES} | {"đ", "Đ"})

vietnamese = st.text(alphabet=st.sampled_from([*LETTERS, *"bcghklmnpqrstvx", *"BCDGHQTX", *" -–—“”/.,:0123456789"]))
composed = st.one_of(vietnamese, st.text()).map(compose)


@given(st.text())
def test_composing_is_idempotent(text: str) -> None:
    assert compose(compose(text)) == compose(text)
    assert unicodedata.is_normalized("NFC", compose(text))


@given(composed)
def test_levelling_and_folding_keep_each_offset(text: str) -> None:
    assert len(level(text)) == len(text)
    assert len(fold(text)) == len(text)
    assert len(fold(level(text))) == len(text)


@given(composed)
def test_levelling_and_folding_are_idempotent(text: str) -> None:
    assert level(level(text)) == level(text)
    assert fold(fold(text)) == fold(text)


@given(vietnamese.map(compose))
def test_levelling_changes_no_letter_but_tones_and_marks(text: str) -> None:
    for before, after in zip(text, level(text), strict=True):
        assert not before.isalnum() or fold(before) == fold(after)


@given(vietnamese.map(compose))
def test_folded_vietnamese_is_ascii_but_for_marks(text: str) -> None:
    assert all(letter.isascii() for letter in fold(text) if letter.isalpha())


@pytest.mark.parametrize("letter", LETTERS)
def test_each_vietnamese_letter_folds_to_its_base(letter: str) -> None:
    base = unicodedata.normalize("NFD", letter)[0].translate(str.maketrans("đĐ", "dD"))
    assert fold(letter) == base


@pytest.mark.parametrize(
    ("written", "levelled"),
    [
        ("uỷ ban", "ủy ban"),
        ("Uỷ Ban", "Ủy Ban"),
        ("UỶ BAN", "ỦY BAN"),
        ("hoà bình", "hòa bình"),
        ("HOÁ HỌC", "HÓA HỌC"),
        ("khoẻ mạnh", "khỏe mạnh"),
        ("tuỳ tiện, luỹ kế, thuý", "tùy tiện, lũy kế, thúy"),
        ("xoá nhoà", "xóa nhòa"),
    ],
)
def test_the_tone_stands_on_the_first_of_two_vowels(written: str, levelled: str) -> None:
    assert level(written) == levelled
    assert level(levelled) == levelled


@pytest.mark.parametrize("text", ["quý IV", "Quỳ Hợp", "hoàn thành", "toàn tỉnh", "huỳnh", "thuyết", "khoản", "QUÝ"])
def test_a_tone_that_has_one_place_alone_stays(text: str) -> None:
    assert level(text) == text


@pytest.mark.parametrize(
    ("written", "levelled"),
    [
        ("Ðiều 1", "Điều 1"),
        ("ðơn vị", "đơn vị"),
        ("2021–2025", "2021-2025"),
        ("2021—2025", "2021-2025"),
        ("“một cửa”", '"một cửa"'),
        ("‘a’", "'a'"),
        ("a\u00a0b\tc\nd", "a b c d"),
    ],
)
def test_letters_and_marks_that_look_alike_become_one(written: str, levelled: str) -> None:
    assert level(written) == levelled


def test_a_decomposed_text_composes_to_what_is_typed() -> None:
    typed = "Uỷ ban nhân dân phường Đống Đa, quý IV"
    assert compose(unicodedata.normalize("NFD", typed)) == typed


def test_folding_lets_different_diacritics_meet() -> None:
    assert fold("Phường Hòa Thuận") == fold("Phương Hoa Thuàn") == "Phuong Hoa Thuan"
