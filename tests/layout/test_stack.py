"""Several documents in one file."""

from __future__ import annotations

from pipeline.layout import lay_out
from tests.layout.make import Sheet, finder, reading, said
from tests.layout.test_letterhead import MOTTO, letter

BODY = "Các địa phương rà soát diện tích cây trồng bị thiệt hại và báo cáo về Sở trước ngày 20 tháng này."


def page(number: int, sheet: Sheet) -> Sheet:
    sheet.number = number
    return sheet.centred("Kính gửi: Các phòng").prose(BODY).filler()


def test_a_letterhead_of_its_own_begins_a_document() -> None:
    first = page(1, letter())
    second = Sheet(2).prose(BODY).filler()
    third = page(3, letter(number="Số: 319/SNN-TT"))
    layouts = lay_out(reading(first, second, third), finder())
    assert [(one.part, one.first_page, len(one.pages)) for one in layouts] == [(1, 1, 2), (2, 3, 1)]
    assert [said([one.number_line]) for one in layouts] == [["Số: 318/SNN-TT"], ["Số: 319/SNN-TT"]]


def test_a_form_in_an_annex_begins_none() -> None:
    form = Sheet(2).centred("PHỤ LỤC I").beside("ĐƠN VỊ", MOTTO[0]).beside("", MOTTO[1])
    form.beside("Số: 05/BC", "ngày 12 tháng 5 năm 2024").prose(BODY)
    (layout,) = lay_out(reading(page(1, letter()), form), finder())
    assert layout.doubtful == ()


def test_a_motto_alone_leaves_doubt() -> None:
    form = Sheet(2).beside("ĐƠN VỊ", MOTTO[0]).beside("", MOTTO[1]).prose(BODY).filler()
    (layout,) = lay_out(reading(page(1, letter()), form), finder())
    assert layout.doubtful == (2,)
