"""The years that a document's title names, and what they say of its dates without a year."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pipeline.extraction.deadlines.periods import Period
from pipeline.rulebook import Match, Matcher, resolve

_AUTUMN, _SUMMER_ENDS = (9, 1), (8, 31)  # the school year, which the winter crop and the dry season lie within


class Years(NamedTuple):
    """``plan`` is the one year of a plan (``năm 2026``), ``until`` the last of several years or how far the document
    reaches (``đến năm 2030``), ``season`` a time from autumn to summer (``năm học 2025 - 2026``)."""

    plan: int | None = None
    until: int | None = None
    season: Period | None = None


def years_of(title: str, issued_on: date | None, matcher: Matcher) -> Years:
    """What a title says, as far as it is not over on the day of issue; a plan is made at most a year before its own.

    The year of issue alone says nothing more than the date, and would hide the turn of the year.
    """
    hits = resolve(matcher.find("year", title))
    this = issued_on.year if issued_on else 0
    plans = sorted({year for hit in hits if _scope(hit) == "plan" and (year := _year(hit)) >= this})
    if len(plans) == 1 and (not this or plans[0] <= this + 1):
        return Years(plan=plans[0] if plans[0] != this else None)
    seasons = [_season(hit) for hit in hits if _scope(hit) in ("season", "turn")]
    ahead = [season for season in seasons if issued_on is None or season.last >= issued_on]
    if ahead and not plans:
        return Years(season=ahead[0])
    ends = [*plans, *(_year(hit, "year2") for hit in hits if _scope(hit) == "until")]
    return Years(until=max((year for year in ends if year > this), default=None))


def _scope(hit: Match) -> str:
    return str(hit.rule.yields["scope"])


def _year(hit: Match, group: str = "year") -> int:
    return int(hit.get(group) or hit.get("year") or 0)


def _season(hit: Match) -> Period:
    first = _year(hit) - (_scope(hit) == "turn")
    return Period(date(first, *_AUTUMN), date(first + 1, *_SUMMER_ENDS))
