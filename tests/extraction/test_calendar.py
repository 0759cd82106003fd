"""Working days, and periods counted by the Civil Code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import RuleError
from pipeline.extraction.calendar import WorkingCalendar, calendar_from
from pipeline.extraction.deadlines.counting import counted
from pipeline.rulebook import load

RULES = Path(__file__).parents[2] / "rules"


@pytest.mark.parametrize(
    "day",
    [
        date(2022, 4, 11),  # Giỗ Tổ fell on a Sunday
        date(2022, 5, 3),  # 1 May fell on a Sunday
        date(2023, 1, 20),  # the eve of Tết
        date(2024, 2, 14),
        date(2025, 9, 1),
        date(2026, 2, 18),
        date(2024, 6, 15),  # a Saturday
    ],
)
def test_days_off(day: date) -> None:
    assert not WorkingCalendar().is_working_day(day)


@pytest.mark.parametrize("day", [date(2024, 5, 4), date(2025, 4, 26)])
def test_saturdays_that_are_worked(day: date) -> None:
    assert WorkingCalendar().is_working_day(day)


def test_the_data_file_overrules_the_library() -> None:
    calendar = calendar_from(load([RULES / "calendar"]).lists)
    assert WorkingCalendar().is_working_day(date(2026, 1, 2))
    assert not calendar.is_working_day(date(2026, 1, 2))
    assert calendar.is_working_day(date(2026, 1, 10))


def test_entries_are_days_or_spans() -> None:
    calendar = calendar_from(
        {"calendar.days_off": ("2030-03-04..2030-03-06: nghỉ",), "calendar.working_days.2030": ("2030-03-09",)}
    )
    assert [day for day in range(4, 10) if calendar.is_working_day(date(2030, 3, day))] == [7, 8, 9]


def test_an_entry_without_a_date_is_refused() -> None:
    with pytest.raises(RuleError, match="mồng một"):
        calendar_from({"calendar.days_off": ("mồng một Tết",)})


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        (date(2022, 6, 17), 5, "working_day", date(2022, 6, 24)),
        (date(2022, 4, 28), 5, "working_day", date(2022, 5, 9)),
        (date(2022, 6, 17), 10, "day", date(2022, 6, 27)),
        (date(2022, 6, 17), 15, "day", date(2022, 7, 4)),  # the fifteenth day is a Saturday
        (date(2023, 1, 31), 1, "month", date(2023, 2, 28)),
        (date(2024, 3, 4), 2, "week", date(2024, 3, 18)),
        (date(2023, 6, 15), 1, "year", date(2024, 6, 17)),
        (date(2024, 3, 5), 24, "hour", date(2024, 3, 6)),
        (date(2024, 3, 5), 30, "hour", date(2024, 3, 7)),
        (date(2024, 3, 8), 8, "working_hour", date(2024, 3, 11)),
    ],
)
def test_counted(start: date, count: int, unit: str, end: date) -> None:
    assert counted(start, count, unit, WorkingCalendar()) == end
