"""The header of a table without ruling lines: titles side by side that the column rules know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.layout.unruled.bands import Band, Span, box_of, spans_of, text_of, white_between
from pipeline.models import Finder

_GAP = 0.55  # of a line's height: titles stand further apart, words of one title nearer
_CLOSE = 0.8  # of a line's height: lines of one header are nearer
_MOST_BANDS = 6  # titles of three lines, with lower ones between their lines
_LONGEST = 70  # letters of a title
_SHORT = 4  # letters of a title that a narrow column may break
_FEWEST = 3  # columns
_WORDY = 7  # words; a title has fewer in one line
_NO_TITLE = regex.compile(r"\d|[.;:]$|^[^\p{Lu}(]")


@dataclass(frozen=True, slots=True)
class Title:
    """A column: its title's place. ``upper`` counts the bands that hold a title common to it and its neighbours."""

    span: Span
    role: str
    upper: int = 0
    group: Span | None = None


@dataclass(frozen=True, slots=True)
class Header:
    bands: tuple[Band, ...]
    titles: tuple[Title, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(title.role for title in self.titles)


def header_at(bands: Sequence[Band], start: int, finder: Finder) -> Header | None:
    """The header whose first band is ``bands[start]``, None where no table that assigns work begins there."""
    best: Header | None = None
    if _runs_on(bands[start]):
        return None
    for end in range(start + 1, min(len(bands), start + _MOST_BANDS) + 1):
        if end - start > 1 and not _close(bands[end - 2], bands[end - 1]):
            break
        header = _header(tuple(bands[start:end]), finder)
        if header and (best is None or _known(header) > _known(best) or _goes_on(best, bands[end - 1])):
            best = header
    return best


def _runs_on(band: Band) -> bool:
    """Whether a band is prose: many words and no white space wide enough to part titles. Quick, for most bands are."""
    words = band.words
    if len(words) <= _WORDY:
        return False
    gap = _GAP * band.height
    return all(box_of(right).x0 - box_of(left).x1 < gap for left, right in pairwise(words))


def _known(header: Header) -> int:
    return sum(bool(role) for role in header.roles)


def _close(upper: Band, lower: Band) -> bool:
    return white_between(upper, lower) < _CLOSE * min(upper.height, lower.height)


def _goes_on(header: Header, band: Band) -> bool:
    """Whether the band holds the rest of titles that are known already: small letters, or bold as all above."""
    first = spans_of(band.words, _GAP * band.height)
    if any(band.box.x0 < title.span[1] for title in header.titles if title.role == "number"):
        return False
    small = all(text_of([band], span)[:1].islower() for span in first)
    return small or (band.bold and all(other.bold for other in header.bands))


def _header(bands: tuple[Band, ...], finder: Finder) -> Header | None:
    words = [word for band in bands for word in band.words]
    spans = spans_of(words, _GAP * bands[0].height)
    if len(spans) < _FEWEST - 1 or len(words) > 12 * len(spans):
        return None
    titles = tuple(title for span in spans for title in _titles(bands, span, finder))
    texts = [text_of(bands, span) for span in spans]
    if any(len(text) > _LONGEST or _NO_TITLE.search(text) for text in texts):
        return None
    header = Header(bands, titles)
    return header if assigns_work(header) else None


def assigns_work(header: Header) -> bool:
    """At least three columns, one of them for work and one for a body or a time, at most one in four unknown."""
    roles = header.roles
    unknown = sum(not role for role in roles)
    named = "content" in roles and ("lead" in roles or "time" in roles)
    return len(roles) >= _FEWEST and named and 4 * unknown <= len(roles)


def _titles(bands: Sequence[Band], span: Span, finder: Finder) -> list[Title]:
    """The column below ``span``, or the columns where one title stands above several."""
    for upper in range(1, len(bands)):
        common = text_of(bands[:upper], span)
        low = [word for band in bands[upper:] for word in band.part(*span)]
        parts = spans_of(low, _GAP * bands[0].height)
        if not common or len(parts) < 2 or not _covers(bands[:upper], span, parts):
            continue
        roles = [_role(text_of(bands[upper:], part), finder) for part in parts]
        if all(roles) and len(set(roles)) == len(roles):
            return [Title(part, role, upper, span) for part, role in zip(parts, roles, strict=True)]
    return [Title(span, _role(text_of(bands, span), finder))]


def _covers(bands: Sequence[Band], span: Span, parts: Sequence[Span]) -> bool:
    """Whether words above reach over the white space between the parts."""
    words = [word for band in bands for word in band.part(*span)]
    above = spans_of(words, _GAP * bands[0].height)
    return all(any(a < left[1] and right[0] < b for a, b in above) for left, right in pairwise(parts))


def _role(title: str, finder: Finder) -> str:
    """What the column holds. A narrow column breaks its short title within the word."""
    short = title.replace(" ", "")
    hit = finder.first("column", title) or (finder.first("column", short) if len(short) <= _SHORT else None)
    return str(hit.yields["role"]) if hit else ""
