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
        (["UBND TP. HẢI PHÒNG", "SỞ Y TẾ"], "Sở Y tế TP. Hải Phòng"),
        # a committee of a body at a place; two bodies of one rank
        (["HỘI NÔNG DÂN VIỆT NAM", "BAN CHẤP HÀNH TỈNH SƠN LA"], "Ban Chấp hành Hội Nông dân Việt Nam tỉnh Sơn La"),
        (["HUYỆN ỦY MAI SƠN", "TRUNG TÂM CHÍNH TRỊ"], "Trung tâm Chính trị"),
        (["UBND TỈNH SƠN LA", "SỞ NỘI VỤ -", "CÔNG AN TỈNH"], "Sở Nội vụ - Công an tỉnh Sơn La"),
        (["SỞ Y TẾ SƠN LA", "BỆNH VIỆN ĐA KHOA TỈNH"], "Bệnh viện đa khoa tỉnh Sơn La"),
        (["SỞ TÀI CHÍNH", "SỞ NỘI VỤ"], "Sở Tài chính - Sở Nội vụ"),
    ],
)
def test_the_issuer_with_its_place(lines: list[str], issuer: str, matcher: Matcher) -> None:
    assert issuer_name(lines, matcher) == issuer


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        # a line's end within a word, and a word alone that is no body
        (["BỘ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG"], "Bộ Nông nghiệp và Môi trường"),
        (
            ["UBND TỈNH SƠN LA", "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ", "HỘI"],
            "Sở Lao động - Thương binh và Xã hội tỉnh Sơn La",
        ),
        (["ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI", "PHÒNG"], "Ủy ban nhân dân thành phố Hải Phòng"),
        (["CỤC QUẢN LÝ THỊ", "TRƯỜNG SƠN LA"], "Cục Quản lý thị trường Sơn La"),
        (["UBND PHƯỜNG ĐÔNG HẢI", "PHÒNG KINH TẾ"], "Phòng Kinh tế phường Đông Hải"),
        # a head, a committee or an office whose body follows, as the register has it
        (["CHI CỤC", "THUẾ KHU VỰC MAI SƠN"], "Chi cục Thuế khu Vực Mai Sơn"),
        (["THANH TRA", "CHÍNH PHỦ"], "Thanh tra Chính phủ"),
        (["VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH SƠN LA"], "Văn phòng Ủy ban nhân dân tỉnh Sơn La"),
        (["BAN THƯỜNG VỤ", "TỈNH ỦY SƠN LA"], "Ban Thường vụ Tỉnh ủy Sơn La"),
        (["TỔNG LIÊN", "ĐOÀN LAO ĐỘNG VIỆT NAM"], "Tổng Liên đoàn Lao động Việt Nam"),
        # a conjunction, a comma or a dash at the line's end
        (["SỞ TÀI CHÍNH -", "SỞ NỘI VỤ"], "Sở Tài chính - Sở Nội vụ"),
        (["UBND TỈNH SƠN LA", "BAN CHỈ HUY", "PHÒNG THỦ DÂN SỰ"], "Ban Chỉ huy Phòng thủ dân sự tỉnh Sơn La"),
    ],
)
def test_a_name_that_lines_cut(lines: list[str], issuer: str, matcher: Matcher) -> None:
    assert issuer_name(lines, matcher).lower() == issuer.lower()


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
