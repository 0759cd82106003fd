"""Rules of repetition (RFC 5545) and the dates that follow from them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import rrulestr

_FIELD = re.compile(r"\{(\w+)\}")
_LEAP_YEAR = 2024  # so that 29 February is a date


def recurrence(template: str, fields: dict[str, str]) -> str:
    """``template`` with its ``{day}``, ``{month}``, ``{weekday}`` filled in.

    Raises ValueError where no year has such a day (31 February), KeyError for a field that the phrase does not hold.
    """
    rule = _FIELD.sub(lambda field: fields[field[1]].lstrip("0"), template)
    for day in fields.get("days", fields.get("day", "1")).split(","):
        date(_LEAP_YEAR, int(fields.get("month", "1")), int(day))
    rrulestr(rule)
    return rule


def next_dates(recurrence: str, after: date, n: int) -> list[date]:
    """The first ``n`` dates of an RRULE after a day.

    A rule that names no day (``FREQ=MONTHLY``) falls on the last day of its period: reports cover whole ones.
    """
    rule = _with_day(recurrence)
    # An interval counts from the start: the first of January makes six months end in June and December.
    start = datetime.combine(date(after.year, 1, 1), time.min)
    dates = rrulestr(rule, dtstart=start).xafter(datetime.combine(after, time.max))
    return [when.date() for when in islice(dates, n)]


def _with_day(rule: str) -> str:
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if any(name.startswith("BY") for name in parts):
        return rule
    every = int(parts.get("INTERVAL", "1"))
    if parts["FREQ"] == "MONTHLY" and 12 % every == 0:
        ends = ",".join(str(month) for month in range(every, 13, every))
        return f"FREQ=YEARLY;BYMONTH={ends};BYMONTHDAY=-1"
    days = {"MONTHLY": ";BYMONTHDAY=-1", "YEARLY": ";BYMONTH=12;BYMONTHDAY=31", "WEEKLY": ";BYDAY=FR"}
    return rule + days.get(parts["FREQ"], "")
