"""Deadlines: from a phrase to an interval with a kind. The wordings stand in ``rules/deadlines/``."""

from pipeline.extraction.deadlines.context import DateContext, FoundDeadline
from pipeline.extraction.deadlines.find import find_deadlines
from pipeline.extraction.deadlines.recurring import next_dates

__all__ = ["DateContext", "FoundDeadline", "find_deadlines", "next_dates"]
