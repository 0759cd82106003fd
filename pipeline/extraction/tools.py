"""What extraction compares a document's text with. The workbench asks here too, so that it sees what extraction saw."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from pipeline.extraction.calendar import calendar_from
from pipeline.extraction.deadlines import DateContext, years_of
from pipeline.rulebook import Matcher, Rulebook
from pipeline.settings import Settings

# Kinds whose wordings are few and fixed: where a scan lost their diacritics they are still beyond doubt.
_LENIENT = frozenset({"zone", "signature", "document_type", "section", "role_label", "column", "party_label"})

# Kinds that find a name by the one word that it begins with: without diacritics that word is many others.
_EXACT = frozenset({"agency_shape"})


class Matchers(NamedTuple):
    """``names`` finds the names of bodies, ``wordings`` all else; they are one where nothing was recognised."""

    wordings: Matcher
    names: Matcher


def matchers_for(text_source: str | None, healths: Collection[str], rulebook: Rulebook, settings: Settings) -> Matchers:
    """The matchers for a text from this source, its pages being of these ``healths``.

    Text that was recognised is compared without diacritics where a wording is fixed or names a body; text that comes
    garbled and without its image is compared so throughout.
    """
    seconds = settings.pattern_seconds
    if text_source in ("ocr", "mixed"):
        wordings = Matcher(rulebook, seconds=seconds, lenient=_LENIENT)
        return Matchers(wordings, Matcher(rulebook, seconds=seconds, folded=True, exact=_EXACT))
    garbled = bool(healths) and all(health == "garbage" for health in healths)
    matcher = Matcher(rulebook, seconds=seconds, folded=garbled)
    return Matchers(matcher, matcher)


def date_context(
    issued_on: date | None,
    subject: str,
    date_line: str,
    cited_on: Iterable[date | None],
    matcher: Matcher,
    settings: Settings,
) -> DateContext:
    """The dates of a document: its own, the years that its subject (or, undated, its date line) names, and the newest
    of the days ``cited_on`` that can be."""
    years = years_of(subject, issued_on, matcher)
    if issued_on is None and not any(years):
        years = years_of(date_line, None, matcher)
    months = {int(hit.get("month") or 0) for hit in matcher.find("month", subject)}
    sane = [day for day in cited_on if day and (issued_on is None or day <= issued_on) and day <= settings.today]
    return DateContext(
        issued_on,
        years.plan,
        max(sane, default=None),
        months.pop() if len(months) == 1 else None,
        plan_until=years.until,
        season=years.season,
        calendar=calendar_from(matcher.rulebook.lists),
    )
