"""Periods that are counted from an event: ``trong vòng 05 ngày làm việc kể từ ngày ký``."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from dateutil.relativedelta import relativedelta

from pipeline.extraction.calendar import WorkingCalendar

_HOURS_A_DAY, _WORKING_HOURS_A_DAY = 24, 8


def counted(start: date, count: int, unit: str, calendar: WorkingCalendar) -> date:
    """The last day of a period that begins with an event on ``start``.

    ``unit`` is hour, working_hour, working_day, day, week, month or year. The day of the event is not counted; a
    week, month or year ends on the corresponding day, or on the last of a shorter month; a last day on which
    offices are closed moves to the next working day (BLDS 2015, Điều 147 and 148). Hours are rounded up to days.
    Raises OverflowError past the year 9999.
    """
    if unit == "working_day":
        return calendar.add_working_days(start, count)
    if unit == "working_hour":
        return calendar.add_working_days(start, ceil(count / _WORKING_HOURS_A_DAY))
    if unit == "hour":
        return start + timedelta(days=ceil(count / _HOURS_A_DAY))
    if unit in ("day", "week"):
        end = start + timedelta(days=count * (7 if unit == "week" else 1))
    else:
        end = start + (relativedelta(months=count) if unit == "month" else relativedelta(years=count))
    return calendar.next_working_day(end)
