"""What is refused of a deadline rule before it is run: groups that its shape lacks, values that no deadline has."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest

from pipeline.extraction.deadlines import DateContext, find_deadlines
from pipeline.extraction.deadlines.shapes import SHAPES as READ
from pipeline.resources import PACKAGE, rules_dir
from pipeline.rulebook import CompiledRule, Matcher, load
from pipeline.rulebook.kinds import KINDS
from pipeline.rulebook.lints import odd_example_values
from pipeline.rulebook.patterns import expand
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


def table() -> str:
    """The shapes as a table of Markdown, as the guide for rule writers shows them."""
    rows = ["| `shape` | cần nhóm | có thể thêm | `kind` |", "|---|---|---|---|"]
    for name, shape in SHAPES.items():
        needs = "; ".join(" + ".join(f"`{group}`" for group in sorted(need)) for need in shape.needs)
        rows.append(f"| `{name}` | {needs or '–'} | {_names(shape.may)} | {_names(shape.kinds)} |")
    return "\n".join(rows) + "\n"


def _names(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "–"


def test_the_guide_shows_the_shapes_as_they_are() -> None:
    guide = (PACKAGE.parent / "docs" / "huong-dan-viet-luat.md").read_text("utf-8")
    assert table() in guide, f"put this into the guide:\n{table()}"


def test_the_guide_names_fragments_that_are_there_with_their_groups() -> None:
    guide = (PACKAGE.parent / "docs" / "huong-dan-viet-luat.md").read_text("utf-8")
    fragments = load([rules_dir()]).fragments
    rows = re.findall(r"^\| `\{(\w+)\}` \| [^|]+ \| ([^|]+) \|", guide, re.M)
    assert len(rows) >= 5
    for name, groups in rows:
        inner = expand("{" + name + "}", fragments)
        assert set(re.findall(r"\?P<(\w+)>", inner)) == set(re.findall(r"`(\w+)`", groups)), name


SAID = [
    ("day", "ngày (?P<day>[0-9]+)/(?P<month>[0-9]+)", {}, "ngày 5/6"),
    ("day", "ngày (?P<day>[0-9]+)", {"offset": 1}, "ngày 5"),
    ("day", "ngày (?P<list>[0-9/, ]+)", {}, "ngày 5/6, 7/8"),
    ("day", "hôm sau", {"offset": 1}, "hôm sau"),
    ("range", "(?P<day>[0-9]+)-(?P<day2>[0-9]+)/(?P<month2>[0-9]+)", {}, "5-8/6"),
    ("range", "các ngày (?P<list>[0-9/, ]+)", {}, "các ngày 5/6, 7/6"),
    ("week", "tuần sau", {"offset": 1}, "tuần sau"),
    ("week", "tuần (?P<list>[0-9]) tháng (?P<month>[0-9]+)", {}, "tuần 2 tháng 6"),
    ("week", "tuần đầu tháng (?P<month>[0-9]+)", {"ordinal": 1}, "tuần đầu tháng 6"),
    ("month", "tháng (?P<month>[0-9]+)", {}, "tháng 6"),
    ("month", "tháng (?P<list>[0-9, ]+)", {}, "tháng 6, 7"),
    ("month", "tháng sau", {"offset": 1}, "tháng sau"),
    ("quarter", "quý (?P<list>[IV]+)", {}, "quý II"),
    ("quarter", "quý (?P<month>[0-9])", {}, "quý 2"),
    ("quarter", "quý sau", {"offset": 1}, "quý sau"),
    ("half_year", "nửa sau năm (?P<year>[0-9]+)", {"part": "last_half"}, "nửa sau năm 2024"),
    ("months", "(?P<count>[0-9]+) tháng đầu", {}, "6 tháng đầu"),
    ("year", "năm (?P<year>[0-9]+)", {}, "năm 2024"),
    ("year", "giai đoạn (?P<year>[0-9]+)-(?P<year2>[0-9]+)", {}, "giai đoạn 2024-2026"),
    ("year", "đầu năm", {"part": "first"}, "đầu năm"),
    ("year", "năm sau", {"offset": 1}, "năm sau"),
    ("event", "mùa mưa", {}, "mùa mưa"),
    ("recurring", "mồng (?P<day>[0-9]+)", {"recurrence": "FREQ=MONTHLY;BYMONTHDAY={day}"}, "mồng 5"),
    ("relative", "khi có lệnh", {}, "khi có lệnh"),
]


@pytest.mark.parametrize(("shape", "pattern", "yields", "text"), SAID)
def test_a_phrase_with_what_its_shape_needs_gives_one_of_its_kinds(
    shape: str, pattern: str, yields: dict[str, object], text: str
) -> None:
    """The table of the guide against the functions that read the groups."""
    one = rule(pattern, shape, **yields)
    assert lacking(one.rule, one.groups) == ()
    program = load([rules_dir()])
    lists = {name: words for name, words in program.lists.items() if name != "deadline.gate"}
    context = DateContext(date(2024, 5, 2))
    found = find_deadlines(text, Matcher(replace(program, rules=(one,), lists=lists)), context)
    assert found
    assert {item.deadline.kind for item in found} <= set(SHAPES[shape].kinds)
    if shape not in ("event", "relative", "recurring"):
        assert all(item.deadline.due_on for item in found)


def test_each_way_to_fill_a_shape_is_tried() -> None:
    tried = {(shape, frozenset({*rule(pattern, shape).groups, *yields})) for shape, pattern, yields, _ in SAID}
    for name, shape in SHAPES.items():
        for need in shape.needs:
            assert any(one == name and need <= given for one, given in tried), (name, need)
