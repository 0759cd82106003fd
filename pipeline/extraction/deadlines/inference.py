"""The year of a date that is printed without one."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extraction.deadlines.context import DateContext
from pipeline.extraction.deadlines.periods import Period

_TURN_OF_YEAR = 11  # from November on, a date up to March is one of the next year
_SPRING = 3


def in_year(
    year: int | None, make: Callable[[int], Period], context: DateContext
) -> tuple[Period | None, tuple[str, ...]]:
    """The period in its year, and how the year was found; None where nothing tells it. Raises ValueError from ``make``.

    A printed year stands. Else that of the plan's title; else that of issue if the period is not over by then, or,
    late in a year for a date of early spring, the next; else that of issue all the same, marked; without a date of
    issue that of the newest document cited.
    """
    issued, plan = context.issued_on, context.plan_year
    if year is not None:
        return make(year), ()
    if plan is not None and (issued is None or plan >= issued.year):
        period = make(plan)
        over = ("before_issue",) if issued and period.last < issued else ()
        return period, ("year_from_plan", *over)
    if issued is not None:
        return _beside_issue(make, context)
    if context.newest_cited is not None:
        return make(context.newest_cited.year), ("year_from_cited",)
    return None, ("no_year",)


def _beside_issue(make: Callable[[int], Period], context: DateContext) -> tuple[Period, tuple[str, ...]]:
    assert context.issued_on is not None
    issued = context.issued_on
    period = make(issued.year)
    if period.last >= issued:
        return period, ("year_from_issue",)
    if issued.month >= _TURN_OF_YEAR and period.last.month <= _SPRING:
        return make(issued.year + 1), ("year_after_issue",)
    return period, ("year_from_issue", "before_issue")
