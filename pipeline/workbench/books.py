"""Rulebooks as a rule writer needs them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.extraction.agencies import Home
from pipeline.extraction.annotate import Tools
from pipeline.extraction.calendar import calendar_from
from pipeline.extraction.deadlines import DateContext
from pipeline.layout.text import Placed, paragraph
from pipeline.models import Line, Paragraph, Word
from pipeline.rulebook import CompiledRule, Matcher, Rulebook

# Kinds that are asked of a text in which mentions are masked
MASKED = frozenset({"role", "order", "stem", "not_task", "doubt"})


def with_drafts(book: Rulebook) -> Rulebook:
    """The book with its drafts at work, so that they can be tried before they count."""
    return replace(book, rules=tuple(map(_working, book.rules)))


def _working(rule: CompiledRule) -> CompiledRule:
    if rule.rule.status != "draft":
        return rule
    return replace(rule, rule=rule.rule.model_copy(update={"status": "stable"}))


def tools_for(matcher: Matcher, issued_on: date | None = None) -> Tools:
    """Tools for a sentence without a document: of that, a rule writer gives the date at most."""
    dates = DateContext(issued_on, calendar=calendar_from(matcher.rulebook.lists))
    return Tools(matcher, Home(), dates, matcher)


def as_paragraph(text: str, matcher: Matcher) -> Paragraph:
    """A paragraph of this text, its outline label split off."""
    return paragraph([Placed(Line(tuple(map(Word, text.split(" ")))), 1)], matcher)


def place_of(rule: CompiledRule) -> str:
    """The file and line that a rule came from."""
    return f"{rule.file}:{rule.line}" if rule.line else rule.file
