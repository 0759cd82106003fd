"""The year of a date that is printed without one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pipeline.extraction.deadlines.context import DateContext
from pipeline.extraction.deadlines.periods import Period

_TURN_OF_YEAR = 11  # from November on, a date up to March is one of the next year
_SPRING = 3


def in_year(
    year: int | None, make: Callable[[int], Period], context: DateContext
) -> tuple[Period | None, tuple[str, ...]]:
    """The period in its year, and how the year was found; None where nothing tells it. Raises ValueError from ``make``.

    A printed year stands. Else that of the plan's title, or the one that lies in the season which it names; else that
    of issue if the period is not over by then, or the next, late in a year for a date of early spring and wherever the
    title reaches into later years; else that of issue all the same, marked; without a date of issue the same by the
    newest document cited.
    """
    issued, plan = context.issued_on, context.plan_year
    if year is not None:
        return make(year), ()
    if plan is not None and (issued is None or plan >= issued.year):
        period = make(plan)
        return period, ("year_from_plan", *_over(period, issued))
    if context.season is not None:
        return _in_season(make, context.season, issued)
    if issued is not None:
        return _beside(make, issued, context.plan_until)
    if context.newest_cited is not None:
        return _beside(make, context.newest_cited, context.plan_until)[0], ("year_from_cited",)
    return None, ("no_year",)


def _over(period: Period, issued: date | None) -> tuple[str, ...]:
    return ("before_issue",) if issued and period.last < issued else ()


def _in_season(make: Callable[[int], Period], season: Period, issued: date | None) -> tuple[Period, tuple[str, ...]]:
    """The first that is not over by the day of issue, else the last that the season holds."""
    start = issued or season.first
    for year in range(start.year, season.last.year + 1):
        period = make(year)
        if start <= period.last and period.first <= season.last:
            return period, ("year_from_plan",)
    period = make(season.last.year)
    if period.first > season.last:
        period = make(season.last.year - 1)
    return period, ("year_from_plan", *_over(period, issued))


def _beside(make: Callable[[int], Period], near: date, until: int | None) -> tuple[Period, tuple[str, ...]]:
    period = make(near.year)
    if period.last >= near:
        return period, ("year_from_issue",)
    at_turn = near.month >= _TURN_OF_YEAR and period.last.month <= _SPRING
    if at_turn or (until is not None and until > near.year):
        return make(near.year + 1), ("year_after_issue",)
    return period, ("year_from_issue", "before_issue")
