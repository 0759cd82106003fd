from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.extraction.calendar import calendar_from
from pipeline.rulebook.installed import rulebook_of
from pipeline.settings import Settings
from pipeline.version import made_by
from tests.rulebook.make import write

TODAY = date(2026, 3, 2)


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({"today": TODAY, "holiday_file": Path("holidays.toml")})


def test_holidays_come_with_the_rules_and_change_the_key(tmp_path: Path) -> None:
    own = write(
        tmp_path / "own", "holidays.toml", '[lists]\n"calendar.days_off.2031" = ["2031-03-04: own day"]\n'
    ).parent
    plain, local = Settings(today=TODAY), Settings(today=TODAY, rule_dirs=(own,))
    assert made_by(plain) != made_by(local)
    days = [calendar_from(rulebook_of(one.rule_dirs).lists).is_working_day(date(2031, 3, 4)) for one in (plain, local)]
    assert days == [True, False]
