"""The document's own fields from its letterhead and its signature."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extraction.fields import fields_of
from pipeline.models import DocumentFields
from pipeline.rulebook import Matcher, load
from tests.layout.make import Sheet, laid_out, plain

RULES = Path(__file__).parents[2] / "rules"
BODY = "Các phòng chuyên môn hoàn thành báo cáo trước ngày 25 hằng tháng để Văn phòng tổng hợp, trình lãnh đạo."


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load([RULES]))


def read(
    matcher: Matcher, *, number: str = "Số: 12/KH-SNV", title: str = "KẾ HOẠCH", sign: str = "GIÁM ĐỐC"
) -> DocumentFields:
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head = f"SỞ NỘI VỤ\n{motto}\n{number}\nHuế, ngày 05 tháng 3 năm 2024\n{title}\nĐào tạo kỹ năng số năm 2024"
    closing = f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{sign}\nLê Thị Bích"
    return fields_of(plain(f"{head}\n{BODY}\n{closing}"), matcher).values


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Số: 8/BC-P.KTTH", "8/BC-P.KTTH"),
        ("Số: 8/CV-TT.HĐND", "8/CV-TT.HĐND"),
        ("Số: 19-2018/NQ-CP", "19-2018/NQ-CP"),
        ("Số 12 - HD/BTCTU", "12-HD/BTCTU"),
        ("số: 345 /UBND-KT", "345/UBND-KT"),
        ("Số: 45/KH - UBND", "45/KH-UBND"),
        ("Số: 30a/2008/NQ-CP", "30a/2008/NQ-CP"),
        ("Số 12b/QĐ-UBND", "12b/QĐ-UBND"),
        ("Số: 34 KH/TĐTN-BTG", "34 KH/TĐTN-BTG"),
        ("Số: 05/2024/QĐST-DS", "05/2024/QĐST-DS"),
        ("Số: 123456/CTSL-TTHT", "123456/CTSL-TTHT"),
        ("Số: 77/GM-VP V/v dự họp", "77/GM-VP"),
    ],
)
def test_numbers_and_symbols(line: str, code: str, matcher: Matcher) -> None:
    assert read(matcher, number=line).code == code


@pytest.mark.parametrize(
    ("title", "kind", "subject"),
    [
        ("KẾ HOẠCH", "kế hoạch", "Đào tạo kỹ năng số năm 2024"),
        ("KẾ HOẠCH HÀNH ĐỘNG", "kế hoạch", "Đào tạo kỹ năng số năm 2024"),
        ("KẾ HOẠCH PHỐI HỢP", "kế hoạch", "Đào tạo kỹ năng số năm 2024"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "chương trình", "Đào tạo kỹ năng số năm 2024"),
        ("BÁO CÁO TỔNG KẾT", "báo cáo", "Đào tạo kỹ năng số năm 2024"),
        ("KẾ HOẠCH PHÁT TRIỂN DU LỊCH", "kế hoạch", "PHÁT TRIỂN DU LỊCH Đào tạo kỹ năng số năm 2024"),
    ],
)
def test_what_the_line_of_the_type_adds_to_it(title: str, kind: str, subject: str, matcher: Matcher) -> None:
    fields = read(matcher, title=title)
    assert (fields.type, fields.subject) == (kind, subject)


@pytest.mark.parametrize(
    ("lines", "title", "authority"),
    [
        ("GIÁM ĐỐC", "Giám đốc", None),
        ("Q. GIÁM ĐỐC", "Giám đốc", "Q."),
        ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG", "Chánh văn phòng", "TL."),
        ("KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nTHƯỜNG TRỰC", "Phó trưởng ban thường trực", "KT."),
        ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG", "Phó chánh văn phòng", "KT."),
        ("NGƯỜI GIAO VIỆC\nGIÁM ĐỐC", "Giám đốc", None),
        ("CHỦ TỌA\nGIÁM ĐỐC", "Giám đốc", None),
    ],
)
def test_titles_of_signers(lines: str, title: str, authority: str | None, matcher: Matcher) -> None:
    fields = read(matcher, sign=lines)
    assert ((fields.signer_title or "").lower(), fields.authority) == (title.lower(), authority)
    assert fields.signer == "Lê Thị Bích"


def test_a_title_that_the_page_wraps(matcher: Matcher) -> None:
    sheet = Sheet().prose(BODY).line("KT. VIỆN TRƯỞNG", 370).line("PHÓ VIỆN TRƯỞNG THƯỜNG", 345)
    layout = laid_out(sheet.line("TRỰC KHU VỰC", 375, down=70).line("LÒ VĂN THẮNG", 375))
    fields = fields_of(layout, matcher).values
    assert (fields.signer_title, fields.signer) == ("Phó Viện trưởng thường trực khu vực", "LÒ VĂN THẮNG")


def test_of_two_signatures_the_first_is_read_whole(matcher: Matcher) -> None:
    layout = plain(f"{BODY}\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nLê Thị Bích\nKẾ TOÁN TRƯỞNG\nTrần Văn Cao")
    fields = fields_of(layout, matcher).values
    assert (fields.signer_title, fields.signer) == ("Giám đốc", "Lê Thị Bích")
