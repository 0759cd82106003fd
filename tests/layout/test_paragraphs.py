"""Lines with boxes, and lines without, to paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout.text import Placed, is_broken, paragraph
from pipeline.models import Line, Paragraph, Word
from tests.layout.make import FIRST, LEFT, RIGHT, Sheet, body, finder, plain, said, texts

ONE = (
    "Phòng Kinh tế rà soát các hộ kinh doanh trên địa bàn, đối chiếu với sổ theo dõi của Chi cục Thuế và "
    "lập danh sách những hộ chưa đăng ký, gửi về Văn phòng để tổng hợp."
)
TWO = (
    "Đội Quản lý thị trường kiểm tra việc niêm yết giá tại các chợ, chú ý mặt hàng xăng dầu, thuốc chữa bệnh và "
    "lương thực trong những ngày cao điểm."
)


def test_a_first_line_that_is_indented_begins_a_paragraph() -> None:
    assert texts(Sheet().prose(ONE).prose(TWO)) == [ONE, TWO]


def test_a_ragged_right_edge_changes_nothing() -> None:
    assert texts(Sheet().prose(ONE, justified=False).prose(TWO, justified=False)) == [ONE, TWO]


def test_a_hanging_indent_continues_its_item() -> None:
    sheet = Sheet().prose("Các phòng thực hiện những việc sau:")
    sheet.prose(f"- {ONE}", first=18, hang=28).prose(f"- {TWO}", first=18, hang=28)
    assert texts(sheet)[1:] == [f"- {ONE}", f"- {TWO}"]


def test_lines_may_hang_below_the_text_behind_a_wide_label() -> None:
    sheet = Sheet().filler()
    sheet.line("1.1. Phòng Kinh tế đối chiếu sổ theo dõi hộ kinh doanh với số liệu của", LEFT + 18, to=RIGHT)
    hanging = sheet.lines[-1].words[1].box
    assert hanging is not None
    sheet.line("Chi cục Thuế và Văn phòng Đăng ký đất đai.", hanging.x0)
    assert texts(sheet)[-1].endswith("số liệu của Chi cục Thuế và Văn phòng Đăng ký đất đai.")


def test_a_line_that_begins_with_a_small_letter_goes_on_though_there_was_room() -> None:
    sheet = Sheet().prose(ONE).line("Đội Quản lý thị trường kiểm tra giá", LEFT + FIRST).line("xăng dầu.").prose(TWO)
    assert texts(sheet) == [ONE, "Đội Quản lý thị trường kiểm tra giá xăng dầu.", TWO]


def test_a_label_begins_a_paragraph_though_the_line_above_is_full() -> None:
    full = "Các phòng, ban và Ủy ban nhân dân các xã, phường, thị trấn trong huyện khẩn trương"
    sheet = Sheet().line(full, LEFT + FIRST, to=RIGHT).line("rà soát quỹ đất;", LEFT)
    sheet.prose(f"a) {ONE}").prose(f"b) {TWO}")
    assert [text[:2] for text in texts(sheet)] == ["Cá", "a)", "b)"]


def test_a_number_at_the_start_of_a_line_of_prose_is_no_label() -> None:
    sheet = Sheet().line("Huyện có 14 xã; đến nay đã có 11 xã đạt chuẩn và còn lại", LEFT + FIRST, to=RIGHT)
    sheet.line("3. xã đang hoàn thiện hồ sơ để trình thẩm định trong thời gian tới theo", to=RIGHT).line("quy định.")
    assert len(texts(sheet)) == 1


def test_a_symbol_broken_at_the_end_of_a_line_is_joined() -> None:
    sheet = Sheet().line("Thực hiện Kế hoạch tuyên truyền phổ biến pháp luật số 128/KH-", LEFT + FIRST, to=RIGHT)
    sheet.line("UBND ngày 27/5/2022, các phòng báo cáo kết quả.")
    (text,) = texts(sheet)
    assert "số 128/KH-UBND ngày" in text


def test_a_symbol_broken_behind_its_number_is_joined() -> None:
    sheet = Sheet().line("Căn cứ Quyết định về việc giao chỉ tiêu kế hoạch số 1503/", LEFT + FIRST, to=RIGHT)
    sheet.line("QĐ-UBND của Ủy ban nhân dân tỉnh.")
    assert "1503/QĐ-UBND của" in texts(sheet)[0]


def test_a_dash_at_the_end_of_a_line_of_prose_stays_a_dash() -> None:
    sheet = Sheet().line("Sở Lao động - Thương binh và Xã hội phối hợp với Ban Dân vận -", LEFT + FIRST, to=RIGHT)
    sheet.line("Mặt trận Tổ quốc tổ chức thăm hỏi.")
    assert "Ban Dân vận - Mặt trận" in texts(sheet)[0]


def test_which_words_are_halves_of_a_symbol() -> None:
    assert [is_broken(*pair) for pair in (("128/KH-", "UBND"), ("số 05/", "2024"), ("&", "PC"), ("TT-", "BTC"))] == [
        True,
        True,
        False,
        True,
    ]
    assert [is_broken(*pair) for pair in (("128/KH-", "của"), ("văn hóa -", "Xã"), ("128/KH", "UBND"))] == [False] * 3
    assert [is_broken(*pair) for pair in (("128/TC", "T-KH"), ("128/UBND", "-TH"))] == [True] * 2
    assert [is_broken(*pair) for pair in (("128/UBND", "- Sở"), ("128/UBND", "-Sở"), ("TC", "T-KH"))] == [False] * 3


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    first, second = Sheet(1, 700), Sheet(2, 60)
    first.line("Ủy ban nhân dân các xã chủ động phương án sơ tán người dân ra khỏi vùng", LEFT + FIRST, to=RIGHT)
    second.line("sạt lở, bố trí nơi ở tạm và lương thực dự phòng.").prose(TWO)
    found = [item for item in body(first, second) if isinstance(item, Paragraph)]
    assert [item.text.split()[-2:] for item in found] == [["dự", "phòng."], ["cao", "điểm."]]
    assert {piece.page for piece in found[0].pieces} == {1, 2}
    assert (found[0].page, found[1].page) == (1, 2)


def test_page_numbers_are_dropped_and_numbers_in_the_text_are_not() -> None:
    first, second = Sheet(1, 30), Sheet(2, 30)
    for sheet, number in ((first, "1"), (second, "- 2 -")):
        sheet.centred(number)
        sheet.y = 100
        sheet.prose(ONE)
    second.y = 400
    second.centred("2024").prose(TWO)
    second.y = 800
    second.centred("2")
    assert texts(first, second) == [ONE, ONE, "2024", TWO]


def test_a_recognised_mark_at_the_edge_of_a_page_is_a_page_number() -> None:
    sheet = Sheet(1, 30, confidence=0.9).centred("Z")
    sheet.y = 100
    assert texts(sheet.prose(ONE)) == [ONE]


def test_a_centred_heading_over_two_lines_is_one_paragraph() -> None:
    sheet = (
        Sheet().prose(ONE).prose(TWO).centred("DANH MỤC NHIỆM VỤ", bold=True).centred("TRỌNG TÂM NĂM 2025", bold=True)
    )
    sheet.prose(TWO)
    found = [item for item in body(sheet) if isinstance(item, Paragraph)]
    assert [item.text for item in found] == [ONE, TWO, "DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2025", TWO]
    assert [item.centred for item in found] == [False, False, True, False]
    assert [item.bold for item in found] == [False, False, True, False]


def test_a_wide_gap_ends_a_paragraph() -> None:
    sheet = (
        Sheet().prose(ONE).line("Các xã vùng cao chủ động dự trữ giống lúa ngắn ngày và phân bón", to=RIGHT, down=60)
    )
    sheet.line("Các xã vùng thấp khơi thông dòng chảy trước mùa mưa bão năm nay.", to=RIGHT)
    assert len(texts(sheet)) == 3


def test_words_know_their_place_in_the_text() -> None:
    (found,) = [item for item in body(Sheet().prose(f"a) {ONE}")) if isinstance(item, Paragraph)]
    assert all(found.text[piece.start : piece.end] == piece.word.text for piece in found.pieces)
    assert [piece.line for piece in found.pieces] == sorted(piece.line for piece in found.pieces)
    assert (found.label, found.content) == ("a", ONE)
    start = found.text.index("Chi cục Thuế")
    assert " ".join(piece.word.text for piece in found.pieces_of(start, start + 12)) == "Chi cục Thuế"


words = st.text(alphabet="abđớ-/&1.TKHU", min_size=1, max_size=6)


@given(st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=5))
def test_any_lines_give_a_text_that_holds_their_words(rows: list[list[str]]) -> None:
    found = paragraph([Placed(Line(tuple(map(Word, row))), 1) for row in rows], finder())
    assert [found.text[piece.start : piece.end] for piece in found.pieces] == [word for row in rows for word in row]
    assert found.text.replace(" ", "") == "".join(word for row in rows for word in row)
    assert "  " not in found.text
    assert found.text == found.text.strip()


def test_lines_of_a_text_file_are_joined_to_paragraphs() -> None:
    layout = plain(
        """
        Thực hiện Kế hoạch công tác năm, Ủy ban nhân dân xã yêu cầu các thôn rà soát
        số hộ cần hỗ trợ
        và báo cáo.
        1. Thôn trưởng lập danh sách các hộ có nhà ở bị hư hỏng sau đợt mưa lớn vừa qua, ghi
        rõ mức độ hư hỏng.
        2. Kế toán bố trí kinh phí.
        """
    )
    found = said(node.paragraph for node in layout.body)
    assert [text.split()[-1] for text in found] == ["cáo.", "hỏng.", "phí."]


def test_a_line_that_is_a_paragraph_stays_one() -> None:
    layout = plain("Các thôn rà soát số hộ\ncần hỗ trợ sửa nhà và báo cáo Ủy ban nhân dân xã.", whole=True)
    assert len(layout.body) == 2


def test_a_number_in_brackets_at_the_start_of_a_line_may_go_on_with_the_sentence() -> None:
    sheet = Sheet().line(
        "Phòng Kinh tế thực hiện ba việc: (1) rà soát hộ kinh doanh trên địa bàn;", LEFT + FIRST, to=RIGHT
    )
    sheet.line("(2) Lập danh sách gửi Văn phòng; (3) niêm yết tại trụ sở.").prose(f"(1) {ONE}").prose(f"(2) {TWO}")
    assert [text[:3] for text in texts(sheet)] == ["Phò", "(1)", "(2)"]
