"""Limits that stand beside one another in a paragraph: what says the same, and what ends another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.extraction.deadlines.context import FoundDeadline

_YEARLY = ("FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY")
_DAY_OF_YEAR = "FREQ=YEARLY;BYMONTH="


def ended(found: Iterable[FoundDeadline], text: str) -> Iterator[FoundDeadline]:
    """What recurs with the day up to which it does (``hằng ngày đến hết ngày 10/12``) as one."""
    pending: FoundDeadline | None = None
    for item in found:
        if pending is not None and (ended := _until(pending, item, text)) is not None:
            pending = ended
            continue
        if pending is not None:
            yield pending
        pending = item
    if pending is not None:
        yield pending


def _until(item: FoundDeadline, end: FoundDeadline, text: str) -> FoundDeadline | None:
    """The first ending with the second, where that stands right behind it; None where it does not end it."""
    due, rule = end.deadline.due_on, item.deadline.recurrence
    directly = not text[item.end : end.start].strip(" ,")
    if not (directly and due and rule and end.deadline.boundary == "by" and item.deadline.due_on is None):
        return None
    raw = text[item.start : end.end]
    deadline = replace(item.deadline, raw=raw, due_on=due, recurrence=f"{rule};UNTIL={due:%Y%m%d}")
    inferred = tuple(dict.fromkeys((*item.inferred, *end.inferred)))
    return replace(item, deadline=deadline, end=end.end, inferred=inferred, confidence=item.confidence * end.confidence)


def distinct(found: Iterable[FoundDeadline], text: str) -> Iterator[FoundDeadline]:
    """Without phrases that are repeated within the paragraph, and without ``định kỳ`` where its day is named too."""
    items = list(found)
    named = {_frequency(item) for item in items if "BY" in (item.deadline.recurrence or "")}
    seen = set()
    for position, item in enumerate(items):
        deadline = item.deadline
        key = (deadline.raw.casefold(), deadline.start_on, deadline.due_on, deadline.recurrence)
        if key in seen or ("BY" not in (deadline.recurrence or "BY") and _frequency(item) in named):
            continue
        if any(_dated(item, later, text) for later in items[position + 1 :]):
            continue
        seen.add(key)
        yield item


def _dated(item: FoundDeadline, later: FoundDeadline, text: str) -> bool:
    """Whether the later one names the days of what recurs each half-year or year, in the same clause."""
    days = later.deadline.recurrence or ""
    return (
        item.deadline.recurrence in _YEARLY
        and days.startswith(_DAY_OF_YEAR)
        and not set(text[item.end : later.start]) & set(".;")
    )


def _frequency(item: FoundDeadline) -> str:
    return (item.deadline.recurrence or "").split(";", 1)[0]
