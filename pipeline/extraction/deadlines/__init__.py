"""Deadlines: from a phrase to an interval with a kind. The wordings stand in ``rules/deadlines/``."""

from pipeline.extraction.deadlines.context import DateContext, FoundDeadline
from pipeline.extraction.deadlines.find import find_deadlines
from pipeline.extraction.deadlines.recurring import next_dates
from pipeline.extraction.deadlines.title import Years, years_of

__all__ = ["DateContext", "FoundDeadline", "Years", "find_deadlines", "next_dates", "years_of"]
