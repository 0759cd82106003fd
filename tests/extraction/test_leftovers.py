"""Where a rule may be missing: stems and tables that no rule knows, and orders and dates without a task."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.extraction import extract
from pipeline.models import Reading
from pipeline.reading.formats.plain import read_plain
from pipeline.rulebook.installed import rulebook_of
from pipeline.settings import Settings
from pipeline.store import opened
from tests.cli.conftest import Say, say
from tests.rulebook.make import write

__all__ = ["say"]

HEAD = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG HÀ
Số: 12/UBND-TH
Đồng Hà, ngày 01 tháng 9 năm 2023
Kính gửi: Sở Y tế

Mưa lũ đã qua.
"""
TABLE = """<p>Số: 12/UBND-TH</p><p>Đồng Hà, ngày 01 tháng 9 năm 2023</p><p>Kính gửi: Sở Y tế</p>
<p>Các việc như sau.</p>
<table><tr><th>Đầu việc</th><th>{bearer}</th><th>{time}</th></tr>
<tr><td>Dọn kho hồ sơ cũ</td><td>Sở Y tế</td><td>{first}</td></tr>
<tr><td>Sơn cổng trụ sở</td><td>Sở Nội vụ</td><td>25/9/2023</td></tr></table><p>Trân trọng.</p>"""


def left(text: str) -> list[tuple[str, str]]:
    reading = Reading("text/plain", "plain", tuple(read_plain((HEAD + text).encode(), Path("a.txt"))))
    (one,) = extract(reading, rulebook_of(()), Settings(today=date(2024, 6, 1)))
    return [(item.text, item.reason) for item in one.left_out]


def test_a_stem_that_no_rule_knows_is_told_and_not_its_items() -> None:
    text = "Nhờ các đơn vị lưu tâm mấy việc:\n- Sách vở của thư viện được giữ sạch.\n- Cây xanh còn tốt lắm.\n"
    assert left(text) == [("Nhờ các đơn vị lưu tâm mấy việc:", "unknown_stem")]


@pytest.mark.parametrize(
    "stem",
    [
        "Yêu cầu Sở Y tế thực hiện các nhiệm vụ sau:",
        "Thời tiết mấy hôm nay như sau:",
    ],
)
def test_a_stem_that_is_known_or_names_no_body_is_not(stem: str) -> None:
    assert left(f"{stem}\n- Sách vở của thư viện được giữ sạch.\n- Cây xanh còn tốt lắm.\n") == []


@pytest.mark.parametrize(
    ("bearer", "time", "first", "told"),
    [
        ("Người gánh", "Mốc", "20/9/2023", True),
        ("Cơ quan chủ trì", "Thời hạn hoàn thành", "20/9/2023", False),
    ],
)
def test_a_table_with_dates_whose_columns_no_rule_knows(
    bearer: str, time: str, first: str, told: bool, say: Say, tmp_path: Path
) -> None:
    page = TABLE.format(bearer=bearer, time=time, first=first)
    write(tmp_path, "a.html", f"<html><body>{page}</body></html>")
    say("ingest", "a.html")
    with opened(tmp_path / "tasks.db") as db:
        reasons = [row["reason"] for row in db["left_out"].rows]
        assert (reasons == ["unknown_columns"]) == told
        assert db["tasks"].count == (0 if told else 2)
    shown = say("show", "1", "--left-out").out
    assert (f"Đầu việc | {bearer} | {time}" in shown) == told
    assert ("rules of kind column do not know enough headings of this table" in shown) == told
    assert "in words that no rule knows" in shown
