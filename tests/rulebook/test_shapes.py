"""What is refused of a deadline rule before it is run: groups that its shape lacks, values that no deadline has."""

from __future__ import annotations

import pytest

from pipeline.extraction.deadlines.shapes import SHAPES as READ
from pipeline.resources import rules_dir
from pipeline.rulebook import CompiledRule, load
from pipeline.rulebook.kinds import KINDS
from pipeline.rulebook.lints import odd_example_values
from pipeline.rulebook.shapes import SHAPES, lacking
from tests.rulebook.make import compiled

DAY = r"(?P<day>\d+)/(?P<month>\d+)"


def rule(pattern: str, shape: str, where: tuple[str, ...] = (), **yields: object) -> CompiledRule:
    return compiled("deadline.one", pattern, "deadline", yields={"shape": shape, **yields}, where=where)


@pytest.mark.parametrize(
    ("pattern", "shape", "yields"),
    [
        (r"ngày (?P<day>\d+)", "day", {}),
        ("sớm", "day", {}),
        (r"(?P<day>\d+)-(?P<day2>\d+)", "range", {}),
        (r"tuần (?P<ordinal>\d)", "week", {}),
        ("tháng này", "month", {}),
        ("quý này", "quarter", {}),
        ("nửa năm", "half_year", {}),
        ("mấy tháng đầu", "months", {}),
        ("năm nay", "year", {}),
        ("hằng tháng", "recurring", {}),
        ("hằng tháng", "recurring", {"recurrence": "FREQ=MONTHLY;BYMONTHDAY={day}"}),
    ],
)
def test_a_rule_without_the_groups_of_its_shape_is_told(pattern: str, shape: str, yields: dict[str, object]) -> None:
    one = rule(pattern, shape, **yields)
    assert lacking(one.rule, one.groups)


@pytest.mark.parametrize(
    ("pattern", "shape", "yields"),
    [
        (DAY, "day", {}),
        ("ngày mai", "day", {"offset": 1}),
        ("nửa đầu năm", "half_year", {"part": "first_half"}),
        ("trước mùa mưa", "event", {}),
        ("khi có lệnh", "relative", {}),
        (r"ngày (?P<day>\d+) hằng tháng", "recurring", {"recurrence": "FREQ=MONTHLY;BYMONTHDAY={day}"}),
        (r"ngày (?P<list>[\d, ]+) hằng tháng", "recurring", {"recurrence": "FREQ=MONTHLY;BYMONTHDAY={days}"}),
    ],
)
def test_a_rule_with_them_is_not(pattern: str, shape: str, yields: dict[str, object]) -> None:
    one = rule(pattern, shape, **yields)
    assert lacking(one.rule, one.groups) == ()


def test_in_a_cell_the_title_of_the_schedule_names_the_month() -> None:
    one = rule("trong tháng", "month", ("cell",))
    assert lacking(one.rule, one.groups) == ()


def test_shapes_are_those_that_are_read_and_their_groups_those_of_the_kind() -> None:
    assert set(SHAPES) == set(READ) == set(KINDS["deadline"].yields["shape"] or ())
    named = {group for shape in SHAPES.values() for group in shape.may.union(*shape.needs)}
    assert named - set(KINDS["deadline"].yields) <= KINDS["deadline"].groups


def test_the_rules_of_the_program_have_what_their_shapes_need() -> None:
    found = {one.id: lacking(one.rule, one.groups) for one in load([rules_dir()]).rules}
    assert {rule_id: needs for rule_id, needs in found.items() if needs} == {}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"kind": "days"}, "kind = days is none of day, month"),
        ({"boundary": "until"}, "boundary = until is none of before, by"),
        ({"due": "2026-07-20"}, "write 2026-07-20 without quotation marks"),
        ({"due": "20/7/2026"}, "write 2026-07-20 without quotation marks"),
        ({"start": 2026}, "write 2026-07-20 without quotation marks"),
    ],
)
def test_a_value_that_no_deadline_has_is_told(value: dict[str, object], said: str) -> None:
    examples = [{"text": "nộp 20/7", "match": "20/7", "value": value}]
    one = compiled("deadline.one", DAY, "deadline", yields={"shape": "day"}, examples=examples)
    ((reason, hint),) = odd_example_values(one)
    assert said in f"{reason} ({hint})"
