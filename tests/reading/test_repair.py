from __future__ import annotations

import re
import tomllib

import pytest

from pipeline.models import Line, Word
from pipeline.reading import repair
from pipeline.reading.repair import repaired

PATTERNS = tomllib.loads(repair._DATA.read_text("utf-8"))["pattern"]


def text_of(*lines: str) -> str:
    read = [Line(tuple(Word(word, None, 0.9) for word in line.split())) for line in lines]
    return "\n".join(line.text for line in repaired(read))


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern["find"])
def test_patterns_hold_to_their_examples(pattern: dict[str, object]) -> None:
    find, put = re.compile(str(pattern["find"])), str(pattern["replace"])
    examples, counter_examples = pattern["examples"], pattern["counter_examples"]
    assert isinstance(examples, list)
    assert isinstance(counter_examples, list)
    for read, meant in examples:
        assert find.sub(put, read) == meant
    for text in counter_examples:
        assert find.sub(put, text) == text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("tố chức kiếm tra", "tổ chức kiểm tra"),
        ("đẩy mạnh chuyến đối số", "đẩy mạnh chuyển đổi số"),
        ("TỐ CHỨC THỰC HIỆN", "TỔ CHỨC THỰC HIỆN"),
        ("các địch vụ công", "các dịch vụ công"),
        ("báo cáo đế tổng hợp", "báo cáo để tổng hợp"),
        ("thị trần Bến Lức", "thị trấn Bến Lức"),
        ("~ Ban hành", "- Ban hành"),
        ("ngày l2/6/2022", "ngày 12/6/2022"),
        ("số 128KH-UBND", "số 128/KH-UBND"),
        ("Ðồng chí", "Đồng chí"),
        ("có chỉ tiết kèm theo", "có chi tiết kèm theo"),
        ("Lế Văn Hiển", "Lê Văn Hiển"),
        ("'TUYÊN TRUYỀN", "TUYÊN TRUYỀN"),
    ],
)
def test_what_is_mended(read: str, meant: str) -> None:
    assert text_of(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "thi hành án hành chính",
        "phối hợp với các đơn vị đối với nội dung này",
        "tạo tiền đề thực hiện",
        "tìm kiếm cứu nạn",
        "thanh kiếm cổ",
        "thiết kế từ năm 2024",
        "giao chỉ tiêu chi tiết",
        "thi đấu từ ngày 5",
        "Công ty cổ phần Đầu tư Hoa Ban",
        "bà Ngọc Điệp",
        "điểm đấu nối nước",
        "trong năm 2022 đã đề ra",
        "mục a - b ~ c",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert text_of(text) == text


def test_a_word_is_seen_with_the_next_line() -> None:
    assert text_of("công tác kiếm", "tra nội bộ") == "công tác kiểm\ntra nội bộ"


def test_punctuation_parts_neighbours_and_stays() -> None:
    assert text_of("thanh kiếm, tra xét") == "thanh kiếm, tra xét"
    assert text_of("(tố chức)") == "(tổ chức)"


def test_what_was_read_is_kept() -> None:
    (line,) = repaired([Line((Word("tố", None, 0.9), Word("chức", None, 0.9)))])
    assert [(word.text, word.raw) for word in line.words] == [("tổ", "tố"), ("chức", None)]


def test_without_a_dictionary_the_own_compounds_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    repair.confusions.cache_clear()
    monkeypatch.setattr(repair, "find_spec", lambda name: None)
    try:
        assert text_of("chuyến đối số", "thanh liêm") == "chuyển đổi số\nthanh liêm"
    finally:
        monkeypatch.undo()
        repair.confusions.cache_clear()
