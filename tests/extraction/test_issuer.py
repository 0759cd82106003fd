"""The issuing body from the lines of a letterhead."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extraction.issuer import issuer_name, proper_case
from pipeline.rulebook import Matcher, load

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load([RULES]))


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (["UBND TỈNH LÀO CAI", "SỞ NỘI VỤ"], "Sở Nội vụ tỉnh Lào Cai"),
        (["UBND TỈNH LÀO CAI", "VĂN PHÒNG"], "Văn phòng UBND tỉnh Lào Cai"),
        # a committee that stands for its body, and one that is named with it
        (["ỦY BAN MTTQ VIỆT NAM TỈNH SƠN LA", "BAN THƯỜNG TRỰC"], "Ủy ban MTTQ Việt Nam tỉnh Sơn La"),
        (["HỘI NÔNG DÂN TỈNH SƠN LA", "BAN THƯỜNG VỤ"], "Ban Thường vụ Hội Nông dân tỉnh Sơn La"),
        (["BAN THƯỜNG TRỰC"], "Ban Thường trực"),
        # an office of a Party committee
        (["THÀNH ỦY HẢI PHÒNG", "BAN TỔ CHỨC"], "Ban Tổ chức Thành ủy Hải Phòng"),
        (["ĐẢNG ỦY XÃ BẮC HÀ", "ỦY BAN KIỂM TRA"], "Ủy ban Kiểm tra Đảng ủy xã Bắc Hà"),
        # the word for the place ends one line and begins the place of the other
        (["UBMTTQ VIỆT NAM PHƯỜNG ĐÔNG HẢI", "HỘI NÔNG DÂN PHƯỜNG"], "Hội Nông dân phường Đông Hải"),
        (["UBND THÀNH PHỐ HUẾ", "PHÒNG Y TẾ THÀNH PHỐ"], "Phòng Y tế thành phố Huế"),
        # a name of its own takes no place; a union begins a line of its own
        (["UBND XÃ BẮC HÀ", "TRƯỜNG TIỂU HỌC LÊ LỢI"], "Trường Tiểu học Lê Lợi"),
        (["LĐLĐ TỈNH SƠN LA", "CÔNG ĐOÀN NGÀNH Y TẾ"], "Công đoàn ngành Y tế tỉnh Sơn La"),
        (["SỞ", "KHOA HỌC VÀ CÔNG NGHỆ"], "Sở Khoa học và Công nghệ"),
    ],
)
def test_the_issuer_with_its_place(lines: list[str], issuer: str, matcher: Matcher) -> None:
    assert issuer_name(lines, matcher) == issuer


@pytest.mark.parametrize(
    ("capitals", "spelled"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA", "Liên đoàn Lao động tỉnh Sơn La"),
        ("HỘI LIÊN HIỆP PHỤ NỮ HUYỆN MƯỜNG LA", "Hội Liên hiệp Phụ nữ huyện Mường La"),
        ("HUYỆN ỦY BÁT XÁT", "Huyện ủy Bát Xát"),
        ("BAN CHQS XÃ BẮC HÀ", "Ban CHQS xã Bắc Hà"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_capitals_are_spelled_as_the_register_has_them(capitals: str, spelled: str, matcher: Matcher) -> None:
    assert proper_case(capitals, matcher) == spelled
