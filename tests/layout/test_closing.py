"""Nơi nhận and the signature (ô 7 and 9b), and what stands behind them."""

from __future__ import annotations

import pytest

from pipeline.models import Line
from tests.layout.make import Sheet, laid_out, plain, said, tree

TASK = "Các phòng chuyên môn hoàn thành báo cáo trước ngày 25 hằng tháng để Văn phòng tổng hợp, trình lãnh đạo."


def signed(sheet: Sheet) -> Sheet:
    """Nơi nhận left and the signature right, in the order in which they are read."""
    top = sheet.y
    sheet.line("Nơi nhận:", bold=True).line("- Như trên;").line("- Thường trực Huyện ủy (để báo").line("cáo);", 92)
    sheet.line("- Lưu: VT, NN.")
    bottom, sheet.y = sheet.y, top
    sheet.line("TM. ỦY BAN NHÂN DÂN", 350, bold=True).line("KT. CHỦ TỊCH", 375, bold=True)
    sheet.line("PHÓ CHỦ TỊCH", 373, bold=True, down=60).line("Lò Văn Thắng", 375, bold=True)
    sheet.y = max(bottom, sheet.y)
    return sheet


SIGNATURE = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Văn Thắng"]
RECIPIENTS = ["Nơi nhận:", "- Như trên;", "- Thường trực Huyện ủy (để báo cáo);", "- Lưu: VT, NN."]


def test_recipients_and_signature_side_by_side() -> None:
    layout = laid_out(signed(Sheet().prose(TASK)))
    assert tree(layout.body) == [TASK]
    assert said(layout.recipients) == RECIPIENTS
    assert said(layout.signature) == SIGNATURE


def test_a_closing_set_as_a_table() -> None:
    sheet = Sheet().prose(TASK)
    left = "Nơi nhận:\n- Như trên;\n- Thường trực Huyện ủy (để báo\ncáo);\n- Lưu: VT, NN."
    layout = laid_out(sheet.table([[left, "\n".join(SIGNATURE)]], 2))
    assert tree(layout.body) == [TASK]
    assert said(layout.recipients) == RECIPIENTS
    assert said(layout.signature) == SIGNATURE


def beside(sheet: Sheet, left: str, right: str, x: float, *, bold: bool) -> Sheet:
    """A recipient and a line of the signature that the reader took for one line."""
    sheet.line(left, down=0).line(right, x, bold=bold)
    second, first = sheet.lines.pop(), sheet.lines.pop()
    assert first.box
    assert second.box
    sheet.lines.append(Line((*first.words, *second.words), first.box.union(second.box)))
    return sheet


@pytest.mark.parametrize(("x", "bold", "confidence"), [(395, False, None), (374, True, None), (395, False, 0.9)])
def test_a_recipient_that_ran_into_the_signer(x: float, bold: bool, confidence: float | None) -> None:
    sheet = Sheet(confidence=confidence).prose(TASK).line("Nơi nhận:", down=0).line("KT. CHỦ TỊCH", 375, bold=True)
    sheet.line("- Như trên;", down=0).line("PHÓ CHỦ TỊCH", 373, bold=True)
    beside(sheet, "- Các Chi cục Thủy lợi và Kiểm lâm huyện, thị xã", "Lò Văn Thắng", x, bold=bold)
    layout = laid_out(sheet.line("Mai Sơn;").line("- Lưu: VT."))
    assert said(layout.signature) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Văn Thắng"]
    wrapped = "- Các Chi cục Thủy lợi và Kiểm lâm huyện, thị xã Mai Sơn;"
    assert said(layout.recipients) == ["Nơi nhận:", "- Như trên;", wrapped, "- Lưu: VT."]


def test_a_long_recipient_is_no_signature() -> None:
    sheet = Sheet().prose(TASK).line("Nơi nhận:")
    long = "- Ủy ban Mặt trận Tổ quốc tỉnh và các huyện Mai Sơn, Yên Châu;"
    layout = laid_out(sheet.line(long).line("- Lưu: VT.").line("GIÁM ĐỐC", 385, down=60).line("Lò Văn Thắng", 375))
    assert said(layout.recipients) == ["Nơi nhận:", long, "- Lưu: VT."]


def test_a_signature_above_the_recipients() -> None:
    sheet = Sheet().prose(TASK).line("KT. GIÁM ĐỐC", 375, bold=True).line("PHÓ GIÁM ĐỐC", 373, down=60)
    sheet.line("Lò Văn Thắng", 375).line("Nơi nhận:").line("- Như trên;").line("- Lưu: VT.")
    layout = laid_out(sheet)
    assert said(layout.signature) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lò Văn Thắng"]
    assert said(layout.recipients) == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]


def test_a_closing_cut_by_the_end_of_a_page() -> None:
    first = Sheet(1, 700).prose(TASK)
    second = signed(Sheet(2, 60))
    layout = laid_out(first, second)
    assert said(layout.recipients) == RECIPIENTS
    assert said(layout.signature) == SIGNATURE


def test_a_closing_in_plain_text() -> None:
    layout = plain(f"{TASK}\nNơi nhận:\n- Như trên;\n- Lưu: VT, NN.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Thắng")
    assert tree(layout.body) == [TASK]
    assert said(layout.recipients) == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, NN."]
    assert said(layout.signature) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Văn Thắng"]


@pytest.mark.parametrize("title", ["HIỆU TRƯỞNG", "GIÁM ĐỐC", "PHÓ TRƯỞNG PHÒNG"])
def test_a_title_without_an_authority_ends_the_recipients(title: str) -> None:
    layout = plain(f"{TASK}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n{title}\nLò Văn Thắng")
    assert said(layout.recipients) == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert said(layout.signature) == [title, "Lò Văn Thắng"]


@pytest.mark.parametrize("recipients", [True, False])
def test_a_title_and_a_name_begin_the_closing(recipients: bool) -> None:
    sheet = (
        Sheet().prose(TASK).line("TRƯỞNG BAN", 380, bold=True).line("CHỦ TỊCH HỘI NÔNG DÂN", 350, bold=True, down=60)
    )
    sheet.line("Lò Văn Thắng", 375, bold=True)
    if recipients:
        sheet.line("Nơi nhận:").line("- Như trên;").line("- Lưu: VT.")
    layout = laid_out(sheet)
    assert tree(layout.body) == [TASK]
    assert said(layout.signature) == ["TRƯỞNG BAN", "CHỦ TỊCH HỘI NÔNG DÂN", "Lò Văn Thắng"]
    assert said(layout.recipients) == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."][: 3 * recipients]


def test_a_heading_in_capitals_begins_no_closing() -> None:
    heading = "CHỦ TỊCH ỦY BAN NHÂN DÂN CÁC XÃ"
    layout = laid_out(signed(Sheet().prose(TASK).line(heading, bold=True).prose(TASK)))
    assert tree(layout.body) == [TASK, heading, TASK]


def test_recipients_right_of_the_signature() -> None:
    sheet = Sheet().prose(TASK)
    top = sheet.y
    sheet.line("TRƯỞNG PHÒNG", 140, bold=True, down=60).line("Lò Văn Thắng", 145, bold=True)
    sheet.y = top
    sheet.line("Nơi nhận:", 350).line("- Ủy ban nhân dân huyện", 350).line("Mai Sơn;", 350).line("- Lưu: VT.", 350)
    layout = laid_out(sheet)
    assert said(layout.signature) == ["TRƯỞNG PHÒNG", "Lò Văn Thắng"]
    assert said(layout.recipients) == ["Nơi nhận:", "- Ủy ban nhân dân huyện Mai Sơn;", "- Lưu: VT."]


def test_words_of_a_sentence_are_no_closing() -> None:
    text = "Công khai thời gian làm việc tại nơi nhận hồ sơ; bố trí người hướng dẫn người dân trong giờ cao điểm."
    layout = laid_out(signed(Sheet().prose(text)))
    assert tree(layout.body) == [text]


def test_an_annex_begins_behind_the_closing() -> None:
    first = signed(Sheet().prose(TASK).filler())
    second = Sheet(2, 60).centred("PHỤ LỤC", bold=True).centred("Phân công nhiệm vụ trọng tâm", bold=True)
    second.centred("(Kèm theo Kế hoạch số 12/KH-UBND)", italic=True).prose("1. Phòng Tài chính thẩm định dự toán.")
    layout = laid_out(first, second)
    assert said(layout.signature) == SIGNATURE
    (annex,) = layout.annexes
    assert said(annex.titles) == ["PHỤ LỤC", "Phân công nhiệm vụ trọng tâm", "(Kèm theo Kế hoạch số 12/KH-UBND)"]
    assert tree(annex.nodes) == ["1"]


def test_two_annexes_stand_apart() -> None:
    first = signed(Sheet().prose(TASK).filler())
    second = Sheet(2, 60).centred("Phụ lục I", bold=True).centred("Danh sách các xã", bold=True).prose("1. Xã Nậm Có.")
    third = Sheet(3, 60).centred("Phụ lục II", bold=True).centred("Mức hỗ trợ", bold=True).prose("1. Hộ nghèo.")
    layout = laid_out(first, second, third)
    assert [said(annex.titles) for annex in layout.annexes] == [
        ["Phụ lục I", "Danh sách các xã"],
        ["Phụ lục II", "Mức hỗ trợ"],
    ]
    assert [said(node.paragraph for node in annex.nodes) for annex in layout.annexes] == [
        ["1. Xã Nậm Có."],
        ["1. Hộ nghèo."],
    ]


@pytest.mark.parametrize("bold", [True, False])
def test_titles_above_a_table_are_centred_over_it(bold: bool) -> None:
    second = Sheet(2, 60).centred("PHỤ LỤC", bold=bold)
    second.centred("Phân công nhiệm vụ trọng tâm của các phòng, đơn vị trực thuộc", bold=bold)
    second.table([["TT", "Nội dung"], ["1", "Thống kê hộ nghèo"]], 2)
    (annex,) = laid_out(signed(Sheet().prose(TASK).filler()), second).annexes
    assert said(annex.titles) == ["PHỤ LỤC", "Phân công nhiệm vụ trọng tâm của các phòng, đơn vị trực thuộc"]
    assert tree(annex.nodes) == ["table"]


def test_a_table_behind_the_closing_is_an_annex_without_titles() -> None:
    second = Sheet(2, 60).table([["TT", "Nội dung"], ["1", "Thống kê hộ nghèo"]], 2)
    layout = laid_out(signed(Sheet().prose(TASK).filler()), second)
    assert [tree(annex.nodes) for annex in layout.annexes] == [["table"]]


def test_a_document_without_closing() -> None:
    layout = laid_out(Sheet().prose(TASK))
    assert (layout.recipients, layout.signature, layout.annexes) == ((), (), ())
