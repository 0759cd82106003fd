"""What a deadline rule of each ``shape`` must hold, so that a value follows from it, and the kinds that it gives.

The groups are those of the pattern; ``offset``, ``part``, ``ordinal`` and ``recurrence`` may stand in ``yields``. The
functions that read them stand in ``pipeline/extraction/deadlines/shapes.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import regex

from pipeline.rulebook.model import Rule

_PLACEHOLDER = regex.compile(r"\{(\w+)\}")
RECURRENCE = frozenset({"day", "days", "month", "weekday", "every", "count", "quarter_end"})  # what it may fill in
_OF_PLANS = frozenset({"month", "year"})  # in a cell, the title of the schedule names them
_OF_LISTS = frozenset({"days", "day", "month", "quarter_end"})  # what each part of a ``list`` may fill in


@dataclass(frozen=True, slots=True)
class Shape:
    """``needs`` are alternatives: all groups of one of them; none where a phrase means something without groups."""

    kinds: tuple[str, ...]
    needs: tuple[frozenset[str], ...] = ()
    may: frozenset[str] = frozenset()


def _shape(kinds: str, needs: str = "", may: str = "") -> Shape:
    alternatives = tuple(frozenset(one.split()) for one in needs.split("|") if one.strip())
    return Shape(tuple(kinds.split()), alternatives, frozenset(may.split()))


SHAPES: Mapping[str, Shape] = {
    "day": _shape("day", "day month | day offset | list | offset", "year"),
    "range": _shape("range", "day day2 month2 | list", "month year year2"),
    "week": _shape("range", "offset | ordinal month | list month", "year"),
    "month": _shape("month range", "month | list | offset", "year part"),
    "quarter": _shape("quarter range", "list | month | offset", "year part"),
    "half_year": _shape("half_year", "part", "year"),
    "months": _shape("range", "count", "year"),
    "year": _shape("year range", "year | part | offset", "year2"),
    "event": _shape("event"),
    "recurring": _shape("recurring", "recurrence", "list day month weekday every count"),
    "relative": _shape("relative", "", "count unit anchor day month year"),
}


def lacking(rule: Rule, groups: Collection[str]) -> tuple[str, ...]:
    """What the shape of a deadline rule needs and neither ``groups`` nor ``yields`` give, as its alternatives; empty
    where nothing is lacking."""
    shape = SHAPES.get(str(rule.yields.get("shape")))
    if rule.kind != "deadline" or shape is None:
        return ()
    given = {*groups, *rule.yields}
    planned = rule.where == ("cell",) and rule.yields["shape"] in _OF_PLANS
    if shape.needs and not planned and not any(need <= given for need in shape.needs):
        return tuple(" + ".join(sorted(need)) for need in shape.needs)
    fields = RECURRENCE & set(_PLACEHOLDER.findall(str(rule.yields.get("recurrence", ""))))
    if "list" in given:
        fields -= _OF_LISTS
    return tuple(sorted(fields - given)[:1])
