"""Rules of repetition and their next dates."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extraction.deadlines import next_dates
from pipeline.extraction.deadlines.recurring import recurrence


@pytest.mark.parametrize(
    ("rule", "after", "dates"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=20", date(2022, 6, 20), [date(2022, 7, 20), date(2022, 8, 20)]),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15", date(2022, 6, 17), [date(2022, 9, 15), date(2022, 12, 15)]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10", date(2022, 12, 10), [date(2023, 12, 10), date(2024, 12, 10)]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", date(2022, 6, 17), [date(2022, 12, 31), date(2023, 12, 31)]),
        ("FREQ=WEEKLY;BYDAY=FR", date(2022, 6, 17), [date(2022, 6, 24), date(2022, 7, 1)]),
        ("FREQ=DAILY", date(2022, 6, 17), [date(2022, 6, 18), date(2022, 6, 19)]),
        ("FREQ=MONTHLY", date(2022, 6, 17), [date(2022, 6, 30), date(2022, 7, 31)]),
        ("FREQ=MONTHLY;INTERVAL=3", date(2022, 6, 17), [date(2022, 6, 30), date(2022, 9, 30)]),
        ("FREQ=MONTHLY;INTERVAL=6", date(2022, 7, 1), [date(2022, 12, 31), date(2023, 6, 30)]),
        ("FREQ=YEARLY", date(2022, 6, 17), [date(2022, 12, 31), date(2023, 12, 31)]),
        ("FREQ=WEEKLY", date(2022, 6, 17), [date(2022, 6, 24), date(2022, 7, 1)]),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            date(2022, 7, 1),
            [date(2022, 7, 29), date(2022, 8, 31)],
        ),
    ],
)
def test_next_dates(rule: str, after: date, dates: list[date]) -> None:
    assert next_dates(rule, after, 2) == dates


def test_a_template_is_filled_without_leading_zeros() -> None:
    assert recurrence("FREQ=MONTHLY;BYMONTHDAY={day}", {"day": "05"}) == "FREQ=MONTHLY;BYMONTHDAY=5"


@pytest.mark.parametrize("fields", [{"day": "31", "month": "2"}, {"day": "45", "month": "1"}])
def test_a_rule_that_never_comes_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        recurrence("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}", fields)
