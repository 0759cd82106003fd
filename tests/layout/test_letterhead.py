"""The zones above the body (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 1 to 5 and 9a), as offices really set them."""

from __future__ import annotations

import pytest

from pipeline.models import Layout
from tests.layout.make import FILLER, LEFT, Sheet, laid_out, plain, said, tree

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
OPENING = "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về sản xuất vụ đông, Sở yêu cầu các địa phương báo cáo tiến độ."


def head(number: str = "Số: 318/SNN-TT", date: str = "Yên Bái, ngày 12 tháng 10 năm 2023") -> Sheet:
    sheet = Sheet().beside("ỦY BAN NHÂN DÂN", MOTTO[0], bold=True).beside("TỈNH YÊN BÁI", MOTTO[1], bold=True)
    return sheet.beside("SỞ NÔNG NGHIỆP", "", bold=True).beside(number, date)


def letter(**fields: str) -> Sheet:
    """Up to the subject of a công văn."""
    return head(**fields).beside("V/v báo cáo tiến độ", "").beside("sản xuất vụ đông", "")


def assert_whole(layout: Layout) -> None:
    assert said(layout.issuer_lines) == ["ỦY BAN NHÂN DÂN", "TỈNH YÊN BÁI", "SỞ NÔNG NGHIỆP"]
    assert said([layout.number_line, layout.date_line]) == ["Số: 318/SNN-TT", "Yên Bái, ngày 12 tháng 10 năm 2023"]


def test_a_letter() -> None:
    sheet = letter().centred("Kính gửi: Ủy ban nhân dân các huyện, thị xã").prose(OPENING).filler()
    layout = laid_out(sheet)
    assert_whole(layout)
    assert said([layout.subject]) == ["V/v báo cáo tiến độ sản xuất vụ đông"]
    assert said(layout.addressees) == ["Kính gửi: Ủy ban nhân dân các huyện, thị xã"]
    assert layout.title is None
    assert tree(layout.body) == [OPENING, *FILLER]


def test_addressees_below_each_other() -> None:
    sheet = letter().line("Kính gửi:", 200)
    sheet.line("- Ủy ban nhân dân các huyện, thị xã, thành phố;", 230)
    sheet.line("- Trung tâm Khuyến nông và Dịch vụ", 230).line("nông nghiệp tỉnh.", 230).prose(OPENING).filler()
    layout = laid_out(sheet)
    assert said(layout.addressees) == [
        "Kính gửi:",
        "- Ủy ban nhân dân các huyện, thị xã, thành phố;",
        "- Trung tâm Khuyến nông và Dịch vụ nông nghiệp tỉnh.",
    ]
    assert tree(layout.body) == [OPENING, *FILLER]


def test_a_plan_has_a_title_and_a_centred_subject() -> None:
    sheet = head("Số: 41/KH-SNN").centred("KẾ HOẠCH", bold=True)
    sheet.centred("Phòng, chống dịch tả lợn Châu Phi trên địa bàn", bold=True).centred("tỉnh năm 2024", bold=True)
    layout = laid_out(sheet.prose(OPENING).filler().prose("I. MỤC ĐÍCH, YÊU CẦU", bold=True))
    assert said([layout.title, layout.subject]) == [
        "KẾ HOẠCH",
        "Phòng, chống dịch tả lợn Châu Phi trên địa bàn tỉnh năm 2024",
    ]
    assert tree(layout.body) == [OPENING, *FILLER, "I"]


def test_a_subject_may_hold_a_date_and_begin_like_a_body() -> None:
    sheet = head("Số: 41/KH-SNN").centred("KẾ HOẠCH", bold=True)
    sheet.centred("Thực hiện Nghị quyết số 12/NQ-HĐND ngày 05 tháng 7 năm", bold=True)
    sheet.centred("2023 của Hội đồng nhân dân tỉnh", bold=True)
    layout = laid_out(sheet.prose(OPENING).filler())
    assert said([layout.subject]) == [
        "Thực hiện Nghị quyết số 12/NQ-HĐND ngày 05 tháng 7 năm 2023 của Hội đồng nhân dân tỉnh"
    ]
    assert tree(layout.body) == [OPENING, *FILLER]


def test_a_decision_names_who_decides_below_its_subject() -> None:
    sheet = head("Số: 77/QĐ-SNN").centred("QUYẾT ĐỊNH", bold=True).centred("Về việc thành lập Tổ công tác", bold=True)
    sheet.y += 10
    layout = laid_out(sheet.centred("GIÁM ĐỐC SỞ NÔNG NGHIỆP", bold=True).prose("Căn cứ Luật Trồng trọt;").filler())
    assert said([layout.subject]) == ["Về việc thành lập Tổ công tác"]
    assert said(layout.other) == ["GIÁM ĐỐC SỞ NÔNG NGHIỆP"]
    assert tree(layout.body) == ["Căn cứ Luật Trồng trọt;", *FILLER]


def test_both_cells_in_one_line_are_cut_apart() -> None:
    sheet = Sheet().run_together("ỦY BAN NHÂN DÂN", MOTTO[0]).run_together("TỈNH YÊN BÁI", MOTTO[1])
    sheet.beside("SỞ NÔNG NGHIỆP", "").run_together("Số: 318/SNN-TT", "Yên Bái, ngày 12 tháng 10 năm 2023")
    sheet.beside("V/v báo cáo tiến độ", "").beside("sản xuất vụ đông", "")
    layout = laid_out(sheet.centred("Kính gửi: Ủy ban nhân dân các huyện").prose(OPENING).filler())
    assert_whole(layout)
    assert said([layout.subject]) == ["V/v báo cáo tiến độ sản xuất vụ đông"]


def test_a_number_left_blank_does_not_cut_its_line() -> None:
    sheet = head("", "Yên Bái, ngày 12 tháng 10 năm 2023")
    sheet.y -= 20
    sheet.line("Số:", 110, down=0).line("/SNN-TT", 160)
    layout = laid_out(sheet.beside("V/v báo cáo tiến độ", "").centred("Kính gửi: Các phòng").prose(OPENING).filler())
    assert said([layout.number_line]) == ["Số: /SNN-TT"]


def test_the_date_may_stand_above_the_number() -> None:
    sheet = Sheet().beside("ỦY BAN NHÂN DÂN", MOTTO[0], bold=True).beside("TỈNH YÊN BÁI", MOTTO[1], bold=True)
    sheet.beside("SỞ NÔNG NGHIỆP", "Yên Bái, ngày 12 tháng 10 năm 2023").beside("Số: 318/SNN-TT", "")
    layout = laid_out(sheet.beside("V/v báo cáo tiến độ", "").centred("Kính gửi: Các phòng").prose(OPENING).filler())
    assert_whole(layout)


@pytest.mark.parametrize("stamp", ["HỎA TỐC", "KHẨN", "MẬT", "DỰ THẢO LẦN 2"])
def test_stamps_are_kept_apart(stamp: str) -> None:
    sheet = letter()
    sheet.line(stamp, 110, bold=True)
    layout = laid_out(sheet.centred("Kính gửi: Các phòng chuyên môn").prose(OPENING).filler())
    assert_whole(layout)
    assert said(layout.other) == [stamp]
    assert said([layout.subject]) == ["V/v báo cáo tiến độ sản xuất vụ đông"]


def test_a_stamp_beside_the_title() -> None:
    sheet = head("Số: 6/CĐ-SNN").line("HỎA TỐC", LEFT, down=0).centred("CÔNG ĐIỆN", bold=True)
    sheet.centred("Về khắc phục hậu quả mưa đá", bold=True)
    layout = laid_out(sheet.prose(OPENING).filler())
    assert said([layout.title, layout.subject]) == ["CÔNG ĐIỆN", "Về khắc phục hậu quả mưa đá"]
    assert said(layout.other) == ["HỎA TỐC"]


def test_a_telegram_names_its_addressees_before_a_colon() -> None:
    sheet = head("Số: 6/CĐ-SNN").centred("CÔNG ĐIỆN", bold=True).centred("Về khắc phục hậu quả mưa đá", bold=True)
    sheet.y += 10
    sheet.centred("GIÁM ĐỐC SỞ NÔNG NGHIỆP điện:").line("- Ủy ban nhân dân các huyện;", 150)
    layout = laid_out(sheet.line("- Chi cục Kiểm lâm.", 150).prose(OPENING).filler())
    assert said(layout.addressees) == [
        "GIÁM ĐỐC SỞ NÔNG NGHIỆP điện:",
        "- Ủy ban nhân dân các huyện;",
        "- Chi cục Kiểm lâm.",
    ]


def test_an_addressee_of_two_lines_does_not_end_the_list() -> None:
    sheet = head("Số: 6/CĐ-SNN").centred("CÔNG ĐIỆN", bold=True).centred("Về khắc phục hậu quả mưa đá", bold=True)
    sheet.y += 10
    long = "- Ủy ban nhân dân các huyện Trạm Tấu, Mù Cang Chải, Văn Yên, Lục Yên, Trấn Yên và thị xã Nghĩa Lộ;"
    sheet.centred("GIÁM ĐỐC SỞ NÔNG NGHIỆP điện:").prose(long)
    layout = laid_out(sheet.prose("- Chi cục Kiểm lâm.").prose(OPENING).filler())
    assert said(layout.addressees) == ["GIÁM ĐỐC SỞ NÔNG NGHIỆP điện:", long, "- Chi cục Kiểm lâm."]
    assert tree(layout.body) == [OPENING, *FILLER]


def test_a_subject_in_bold_ends_where_plain_lines_begin() -> None:
    sheet = head("Số: 9/GM-SNN").centred("GIẤY MỜI", bold=True).centred("Dự lễ trồng cây", bold=True)
    opening = "Hưởng ứng phong trào trồng cây, Sở Nông nghiệp trân trọng kính mời các đồng chí đến dự lễ phát động."
    layout = laid_out(sheet.prose(opening, first=0).filler())
    assert said([layout.subject]) == ["Dự lễ trồng cây"]
    assert tree(layout.body) == [opening, *FILLER]


def test_a_party_document() -> None:
    sheet = Sheet().beside("TỈNH ỦY YÊN BÁI", "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True).beside("BAN TUYÊN GIÁO", "")
    sheet.beside("*", "").beside("Số 52-HD/BTGTU", "Yên Bái, ngày 03 tháng 8 năm 2023")
    sheet.centred("HƯỚNG DẪN", bold=True).centred("sinh hoạt chuyên đề quý IV", bold=True)
    layout = laid_out(sheet.prose(OPENING).filler())
    assert said(layout.issuer_lines)[:2] == ["TỈNH ỦY YÊN BÁI", "BAN TUYÊN GIÁO"]
    assert said([layout.number_line, layout.title, layout.subject]) == [
        "Số 52-HD/BTGTU",
        "HƯỚNG DẪN",
        "sinh hoạt chuyên đề quý IV",
    ]


def test_a_letterhead_set_as_a_table() -> None:
    sheet = Sheet()
    left = "ỦY BAN NHÂN DÂN\nTỈNH YÊN BÁI\nSỞ NÔNG NGHIỆP"
    sheet.table([[left, "\n".join(MOTTO)], ["Số: 318/SNN-TT", "Yên Bái, ngày 12 tháng 10 năm 2023"]], 2)
    layout = laid_out(sheet.centred("Kính gửi: Các phòng chuyên môn").prose(OPENING).filler())
    assert_whole(layout)
    assert tree(layout.body) == [OPENING, *FILLER]


def test_a_scan_without_its_diacritics() -> None:
    sheet = Sheet(confidence=0.9).beside("UY BAN NHAN DAN", "CONG HOA XA HOI CHU NGHIA VIET NAM")
    sheet.beside("TINH YEN BAI", "Doc lap - Tu do - Hanh phuc").beside(
        "Số: 318/UBND-NN", "Yên Bái, ngày 2 tháng 1 năm 2023"
    )
    layout = laid_out(sheet.centred("Kinh gui: Các phòng chuyên môn").prose(OPENING).filler(), scanned=True)
    assert said(layout.issuer_lines) == ["UY BAN NHAN DAN", "TINH YEN BAI"]
    assert said(layout.addressees) == ["Kinh gui: Các phòng chuyên môn"]


def test_plain_text() -> None:
    layout = plain(
        f"""
        ỦY BAN NHÂN DÂN
        TỈNH YÊN BÁI
        SỞ NÔNG NGHIỆP
        {MOTTO[0]}
        {MOTTO[1]}
        Số: 318/SNN-TT
        Yên Bái, ngày 12 tháng 10 năm 2023
        V/v báo cáo tiến độ sản xuất vụ đông
        Kính gửi: Ủy ban nhân dân các huyện
        {OPENING}
        """
    )
    assert_whole(layout)
    assert said([layout.subject]) == ["V/v báo cáo tiến độ sản xuất vụ đông"]
    assert tree(layout.body) == [OPENING]


def test_a_page_without_any_letterhead_is_all_body() -> None:
    layout = laid_out(Sheet().prose(OPENING).filler().prose("1. Các xã rà soát diện tích gieo trồng."))
    assert layout.issuer_lines == ()
    assert tree(layout.body) == [OPENING, *FILLER, "1"]


def test_an_empty_page_is_an_empty_document() -> None:
    layout = laid_out(Sheet())
    assert (layout.part, layout.first_page, layout.body, layout.number_line) == (1, 1, (), None)
