"""The outline tree (đề mục) of labels, headings and stems."""

from __future__ import annotations

from pipeline.layout.outline import outline
from pipeline.models import Node, Paragraph, Table
from tests.layout.make import labelled, tree


def grown(*texts: str) -> tuple[Node, ...]:
    return outline([labelled(text) for text in texts])


def shape(*texts: str) -> list[object]:
    return tree(grown(*texts))


def test_every_kind_stands_below_the_one_above_it() -> None:
    assert shape(
        "PHẦN I. NHIỆM VỤ",
        "Chương I. KIỂM TRA",
        "Mục 1. Kế hoạch",
        "Điều 1. Phạm vi",
        "1. Các xã:",
        "a) Lập danh sách:",
        "- Hộ nghèo:",
        "+ Hộ có nhà tạm.",
    ) == [["PHẦN I", ["Chương I", ["Mục 1", ["Điều 1", ["1", ["a", ["-", "+"]]]]]]]]


def test_roman_decimal_letter_dash() -> None:
    assert shape(
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "- Nâng cao nhận thức.",
        "- Huy động nguồn lực.",
        "2. Yêu cầu",
        "- Đúng tiến độ.",
        "II. NỘI DUNG",
        "1. Trồng rừng",
        "1.1. Chuẩn bị",
        "a) Chọn giống;",
        "b) Làm đất;",
        "1.2. Trồng",
        "2. Chăm sóc",
    ) == [
        ["I", ["1", "-", "-"], ["2", "-"]],
        ["II", ["1", ["1.1", "a", "b"], "1.2"], "2"],
    ]


def test_a_deeper_number_stands_below_a_shorter_one() -> None:
    assert shape("1. Thủy lợi", "1.1. Kênh", "1.1.1. Nạo vét", "1.1.2. Kè", "1.2. Đập", "2. Đất") == [
        ["1", ["1.1", "1.1.1", "1.1.2"], "1.2"],
        "2",
    ]


def test_points_with_the_vietnamese_d() -> None:
    assert shape("1. Các xã:", "d) Một;", "đ) Hai;", "e) Ba;") == [["1", "d", "đ", "e"]]


def test_a_numbering_that_begins_anew_below_a_colon_is_a_list_of_its_own() -> None:
    assert shape("1. Các phòng thực hiện:", "1. Rà soát;", "2. Báo cáo.") == [["1", "1", "2"]]
    assert shape("1. Sở Tài chính", "1. Sở Nội vụ") == ["1", "1"]


def test_plus_signs_stand_below_their_dash_and_dashes_close_them() -> None:
    assert shape("a) Các xã:", "- Kiểm kê:", "+ Đất;", "+ Rừng;", "- Báo cáo.") == [["a", ["-", "+", "+"], "-"]]


def test_a_stem_without_label_holds_what_follows() -> None:
    stem = "Chủ tịch Ủy ban nhân dân huyện yêu cầu:"
    assert shape(stem, "1. Các phòng báo cáo.", "2. Các xã rà soát.") == [[stem, "1", "2"]]


def test_a_stem_below_a_heading() -> None:
    stem = "Các phòng tập trung thực hiện:"
    assert shape("I. NHIỆM VỤ", stem, "- Rà soát.", "- Báo cáo.", "II. KINH PHÍ") == [
        ["I", [stem, "-", "-"]],
        "II",
    ]


def test_a_stem_does_not_stand_below_another_stems_items() -> None:
    one = "Ủy ban nhân dân huyện yêu cầu các phòng, đơn vị trực thuộc thực hiện ngay những việc sau:"
    two = "Đề nghị Ủy ban Mặt trận Tổ quốc huyện và các đoàn thể phối hợp vận động hội viên, đoàn viên:"
    assert shape(one, "- Rà soát.", two, "- Vận động.") == [[one, "-"], [two, "-"]]


def test_a_short_stem_that_names_a_matter_stands_among_the_items_of_the_outermost() -> None:
    stem = "Ủy ban nhân dân huyện yêu cầu các phòng, đơn vị trực thuộc thực hiện ngay những việc sau:"
    assert shape(stem, "Về thủy lợi:", "- Nạo vét.", "Về trồng trọt:", "- Gieo mạ.") == [
        [stem, ["Về thủy lợi:", "-"], ["Về trồng trọt:", "-"]]
    ]


def test_a_second_paragraph_of_an_item_stands_beside_it() -> None:
    text = "Việc nạo vét hoàn thành trước mùa mưa."
    assert shape("I. NHIỆM VỤ", "1. Nạo vét toàn bộ kênh cấp hai trên địa bàn.", text, "2. Tu sửa đập.") == [
        ["I", "1", text, "2"]
    ]


def test_a_paragraph_below_a_heading_is_its_child() -> None:
    text = "Nguồn ngân sách huyện và xã hội hóa."
    assert shape("III. KINH PHÍ", text, "IV. TỔ CHỨC THỰC HIỆN") == [["III", text], "IV"]


def test_a_label_alone_takes_the_line_below_as_its_title() -> None:
    (node,) = grown("Chương II", "QUYỀN VÀ NGHĨA VỤ", "Điều 3. Báo cáo")
    assert node.paragraph is not None
    assert (node.label, node.paragraph.text, node.paragraph.content) == (
        "Chương II",
        "Chương II QUYỀN VÀ NGHĨA VỤ",
        "QUYỀN VÀ NGHĨA VỤ",
    )
    assert tree(node.children) == ["Điều 3"]


def test_articles_close_what_stands_below_the_one_before() -> None:
    assert shape("Điều 1. Giao việc", "1. Sở A:", "a) Một;", "Điều 2. Hiệu lực") == [["Điều 1", ["1", "a"]], "Điều 2"]


def test_a_table_stands_below_the_heading_above_it() -> None:
    items: list[Paragraph | Table] = [labelled("II. PHÂN CÔNG"), Table(1, 1, (), 1), labelled("III. KINH PHÍ")]
    assert tree(outline(items)) == [["II", "table"], "III"]


def test_nothing_gives_nothing() -> None:
    assert outline([]) == ()


def test_a_list_in_brackets_ends_where_letters_follow() -> None:
    assert shape(
        "1. Phòng Nội vụ",
        "(1) Lập danh sách;",
        "(2) Đào tạo cán bộ.",
        "a) Tuyên truyền:",
        "(1) Treo pa nô:",
        "- Tại chợ.",
    ) == [["1", "(1)", "(2)", ["a", ["(1)", "-"]]]]


def test_letters_stand_beside_a_dash_that_is_a_sentence() -> None:
    assert shape("1. Phòng Nội vụ", "- Lập danh sách.", "a) Tuyên truyền.") == [["1", "-", "a"]]


def test_a_capital_before_a_heading_in_capitals_stands_above_roman_numerals() -> None:
    assert shape("A. MỤC ĐÍCH, YÊU CẦU", "I. MỤC ĐÍCH", "1. Một", "B. NỘI DUNG", "I. NHIỆM VỤ", "II. KINH PHÍ") == [
        ["A", ["I", "1"]],
        ["B", "I", "II"],
    ]
    assert shape("PHẦN I. CHUNG", "A. TÌNH HÌNH CHUNG", "I. VỤ MÙA") == [["PHẦN I", ["A", "I"]]]
    assert shape("I. NHIỆM VỤ", "A. Lềnh Văn Minh", "A LƯỚI") == [["I", "A. Lềnh Văn Minh", "A LƯỚI"]]
