"""Outline labels (đề mục): what is one, of which kind, and where the text behind it begins."""

from __future__ import annotations

import pytest

from tests.layout.make import labelled

POINTS = list("abcdđeghiklmnopqrstuvxy")
TENS = ["", "X", "XX"]
ONES = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
ROMAN = [ten + one for ten in TENS for one in ONES if ten + one]


@pytest.mark.parametrize("closing", [") ", ". ", "/ "])
@pytest.mark.parametrize("letter", POINTS)
def test_every_point_of_the_vietnamese_alphabet(letter: str, closing: str) -> None:
    found = labelled(f"{letter}{closing}Rà soát hồ sơ tồn đọng;")
    assert (found.label, found.kind, found.content) == (letter, "letter", "Rà soát hồ sơ tồn đọng;")


@pytest.mark.parametrize("letter", ["f", "j", "w", "z", "ă", "â", "ê", "ô", "ơ", "ư", "A", "Đ"])
def test_letters_that_no_point_has(letter: str) -> None:
    assert labelled(f"{letter}) Rà soát hồ sơ;").label is None


@pytest.mark.parametrize("closing", [".", "/", ")"])
@pytest.mark.parametrize("number", ROMAN)
def test_roman_numerals_up_to_twenty_nine(number: str, closing: str) -> None:
    found = labelled(f"{number}{closing} TỔ CHỨC THỰC HIỆN")
    assert (found.label, found.kind, found.content) == (number, "roman", "TỔ CHỨC THỰC HIỆN")


@pytest.mark.parametrize("number", ["IIII", "VV", "IXI", "VX", "ii", "iv"])
def test_what_is_no_roman_numeral(number: str) -> None:
    assert labelled(f"{number}. TỔ CHỨC THỰC HIỆN").kind != "roman"


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("1. Mục đích", "1", "decimal1"),
        ("12. Các xã, phường", "12", "decimal1"),
        ("1) Rà soát", "1", "decimal1"),
        ("1/ Rà soát", "1", "decimal1"),
        ("1.Rà soát", "1", "decimal1"),
        ("2.1. Nội dung", "2.1", "decimal2"),
        ("2.1 Nội dung", "2.1", "decimal2"),
        ("2.10. Nội dung", "2.10", "decimal2"),
        ("1.2.3. Nội dung", "1.2.3", "decimal3"),
        ("1.2.3.4. Nội dung", "1.2.3.4", "decimal4"),
        ("1.2.3.4.5. Nội dung", "1.2.3.4.5", "decimal5"),
        ("1- Ban Tổ chức", "1", "decimal1"),
        ("1 - Ban Tổ chức", "1", "decimal1"),
        ("1.- Ban Tổ chức", "1", "decimal1"),
        ("1-Ban Tổ chức", "1", "decimal1"),
        ("1 / Ban Tổ chức", "1", "decimal1"),
        ("2.1- Giao Văn phòng", "2.1", "decimal2"),
        ("2.1) Giao Văn phòng", "2.1", "decimal2"),
    ],
)
def test_decimal_numbers_of_up_to_five_parts(text: str, label: str, kind: str) -> None:
    found = labelled(text)
    assert (found.label, found.kind) == (label, kind)
    assert found.content == text[len(label) :].lstrip("./) -")


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("PHẦN I", "PHẦN I", "part"),
        ("Phần thứ hai: GIẢI PHÁP", "Phần thứ hai", "part"),
        ("PHẦN 3. TỔ CHỨC", "PHẦN 3", "part"),
        ("Chương IV", "Chương IV", "chapter"),
        ("CHƯƠNG 2 TRÁCH NHIỆM", "CHƯƠNG 2", "chapter"),
        ("Mục 1. Kiểm tra", "Mục 1", "section"),
        ("Tiểu mục 2. Xử lý", "Tiểu mục 2", "section"),
        ("Điều 1. Giao Sở Xây dựng", "Điều 1", "article"),
        ("ĐIỀU 12: Hiệu lực", "ĐIỀU 12", "article"),
        ("Điều 5a. Chế độ báo cáo", "Điều 5a", "article"),
        ("- Lập danh sách", "-", "dash"),
        ("– Lập danh sách", "–", "dash"),
        ("-Lập danh sách", "-", "dash"),
        ("+ Lập danh sách", "+", "plus"),
        ("+Lập danh sách", "+", "plus"),
        ("• Lập danh sách", "•", "bullet"),
        ("* Lập danh sách", "*", "bullet"),
        ("I - MỤC ĐÍCH", "I", "roman"),
        ("II- Nhiệm vụ", "II", "roman"),
        ("a- Lập danh sách", "a", "letter"),
        ("b - Lập danh sách", "b", "letter"),
        ("(1) Lập danh sách", "(1)", "bracketed"),
        ("(b) Lập danh sách", "(b)", "bracketed"),
    ],
)
def test_parts_articles_and_marks(text: str, label: str, kind: str) -> None:
    found = labelled(text)
    assert (found.label, found.kind) == (label, kind)
    assert found.content == text[len(label) :].lstrip(".:- ")


@pytest.mark.parametrize(
    "text",
    [
        "Phần lớn hồ sơ đã được giải quyết.",
        "Chương trình phát triển đô thị của tỉnh.",
        "Mục tiêu đến năm 2030.",
        "Điều chỉnh quy hoạch sử dụng đất.",
        "Điều hòa nguồn nước cho vụ hè thu.",
        "V/v tổ chức tập huấn",
        "V.I. Lê-nin",
        "1.500 hộ được vay vốn.",
        "2.5 triệu lượt khách.",
        "12/2024 là tháng cao điểm.",
        "30/6/2024 là hạn cuối.",
        "3 xã chưa báo cáo.",
        "5-7 ngày mỗi đợt.",
        "10 - 15 người mỗi lớp.",
        "2025-2030 là nhiệm kỳ mới.",
        "2021 - 2025",
        "20-11 là ngày Nhà giáo.",
        "I - III năm 2026.",
        "e-Office được dùng chung.",
        "(2026) Kế hoạch năm.",
        "(1) và (2) được gộp.",
        "Sở Nội vụ; a) không đứng đầu.",
        "và các đơn vị liên quan",
        "x là số hộ",
    ],
)
def test_what_only_looks_like_a_label(text: str) -> None:
    found = labelled(text)
    assert (found.label, found.kind, found.content) == (None, None, text)


def test_a_label_alone_leaves_no_content() -> None:
    found = labelled("PHẦN I")
    assert (found.label, found.content, found.body) == ("PHẦN I", "", 6)
