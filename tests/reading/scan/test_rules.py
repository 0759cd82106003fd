from pipeline.reading.scan.rules import rules_of
from tests.reading.scan.draw import grid, line, paper, word


def test_rules_are_found_and_text_is_not() -> None:
    page = paper()
    page[300:302, 100:400] = 0
    line(page, 100, 200, words=10)
    line(page, 100, 290, words=4)
    rules = rules_of(page, 150)
    assert rules.level[301, 110:390].all()
    assert not rules.ink[150:292].any()


def test_letters_that_cross_a_rule_keep_their_strokes() -> None:
    page = paper()
    page[300:302, 100:600] = 0
    page[285:315, 200:203] = 0
    rules = rules_of(page, 150)
    assert rules.ink[300, 150]
    assert not rules.ink[300, 201]


def test_a_narrow_gap_is_closed_and_a_wide_one_is_not() -> None:
    page = paper()
    page[100:300, 200:202] = 0
    page[315:500, 200:202] = 0
    page[530:700, 200:202] = 0
    rules = rules_of(page, 150)
    assert rules.upright[105:495, 200].all()
    assert not rules.upright[505:525, 200].any()
    assert not rules.upright_walls[306:309, 200].any()


def test_the_sides_of_a_low_frame_are_wiped_too() -> None:
    page = paper()
    grid(page, [200, 400], [300, 330])
    word(page, 260, 322, 5)
    rules = rules_of(page, 150)
    assert rules.ink[305:325, 200:202].all()
    assert not rules.ink[310:320, 260:270].any()
