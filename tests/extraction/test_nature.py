"""What a letter is, by its subject and by whom it addresses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.extraction import extract
from pipeline.models import Reading
from pipeline.reading.formats.plain import read_plain
from pipeline.settings import Settings
from tests.extraction.read import rulebook

LETTER = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 415/UBND-KT
V/v báo cáo tiến độ trồng rừng
Lào Cai, ngày 14 tháng 5 năm 2024
Kính gửi: {addressee}
Thực hiện chương trình công tác năm 2024, Ủy ban nhân dân tỉnh đề nghị:
1. Gửi số liệu trồng rừng vụ xuân về Chi cục Kiểm lâm trước ngày 20/5/2024.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lý Văn Hòa
"""


@pytest.mark.parametrize(
    ("addressee", "modality"),
    [
        ("Các sở, ban, ngành tỉnh", "required"),
        ("Ủy ban nhân dân các huyện, thị xã", "required"),
        ("Ủy ban nhân dân huyện Bát Xát", "required"),
        ("Bộ Nông nghiệp và Phát triển nông thôn", "proposed"),
    ],
)
def test_a_letter_about_a_report_asks_those_below_for_it(addressee: str, modality: str) -> None:
    pages = read_plain(LETTER.format(addressee=addressee).encode(), Path("a.txt"))
    (found,) = extract(Reading("text/plain", "plain", tuple(pages)), rulebook(), Settings(today=date(2024, 6, 1)))
    assert [task.modality for task in found.tasks] == [modality]
