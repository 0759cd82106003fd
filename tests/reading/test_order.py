from pipeline.models import Box, Cell, Grid
from pipeline.reading.order import reading_order
from tests.reading.make import line


def order(*lines: object, tables: tuple[Grid, ...] = ()) -> list[str]:
    return [found.text for found in reading_order(list(lines), tables)]  # type: ignore[arg-type]


LETTERHEAD = [
    line("CƠ QUAN CẤP TRÊN", 100, 60, 220),
    line("CƠ QUAN", 120, 75, 200),
    line("QUỐC HIỆU RẤT DÀI Ở BÊN PHẢI", 280, 60, 540),
    line("Tiêu ngữ ở dưới", 340, 75, 480),
    line("Số: 12/QĐ-ABC", 115, 105, 205),
    line("V/v một việc gì đó dài", 90, 122, 230),
    line("còn một dòng nữa", 105, 136, 215),
    line("Nơi ấy, ngày 5 tháng 6 năm 2024", 320, 105, 500),
    line("Kính gửi:", 250, 170, 310),
    line("Một đoạn văn chạy suốt cả chiều ngang của trang giấy khổ A4", 85, 200, 540),
]
READ = [found.text for found in LETTERHEAD]


def test_letterhead_row_by_row() -> None:
    assert order(*reversed(LETTERHEAD)) == READ


def test_specks_above_do_not_spoil_the_letterhead() -> None:
    specks = [line("“", 28, 24, 40), line("'", 39, 16, 50)]
    assert order(*LETTERHEAD, *specks)[2:] == READ


def test_letterhead_whose_left_side_is_set_solid() -> None:
    tight = [
        line("CƠ QUAN CẤP TRÊN", 100, 60, 220),
        line("CƠ QUAN", 120, 75, 200),
        line("PHÒNG", 120, 90, 200),
        line("QUỐC HIỆU RẤT DÀI", 280, 60, 540),
        line("Tiêu ngữ", 340, 75, 480),
        line("Số: 12/QĐ-ABC", 115, 105, 205),
        line("Nơi ấy, ngày 5", 320, 105, 500),
    ]
    assert order(*reversed(tight)) == [found.text for found in tight]


def test_recipients_before_the_signature() -> None:
    left = [line(text, 85, 500 + 12 * n) for n, text in enumerate(["Nơi nhận:", "- Như trên;", "- Lưu: VT."])]
    right = [line("CHỨC VỤ", 350, 500, 450), line("PHÓ CHỨC VỤ", 350, 515, 450), line("Tên Người Ký", 350, 600, 450)]
    body = line("Câu cuối ngắn./.", 85, 470)
    assert order(*right, *left, body) == [found.text for found in [body, *left, *right]]


def test_table_cell_by_cell_between_paragraphs() -> None:
    cells = tuple(
        Cell(r, c, 1, 1, Box(100 * c, 100 + 50 * r, 100 * c + 100, 150 + 50 * r)) for r in (0, 1) for c in (0, 1)
    )
    grid = Grid(2, 2, cells, Box(0, 100, 200, 200))
    inside = [
        line("a", 5, 105, cell=(0, 0)),
        line("b", 5, 125, cell=(0, 0)),
        line("c", 105, 115, cell=(0, 1)),
        line("d", 5, 155, cell=(0, 2)),
        line("e", 105, 152, cell=(0, 3)),
    ]
    after, before = line("sau", 5, 210), line("trước", 5, 80)
    assert order(after, *reversed(inside), before, tables=(grid,)) == ["trước", *"abcde", "sau"]


def test_nothing_is_lost() -> None:
    scattered = [line(f"x{n}", 37 * n % 500, 53 * n % 800) for n in range(60)]
    assert sorted(order(*scattered)) == sorted(found.text for found in scattered)
