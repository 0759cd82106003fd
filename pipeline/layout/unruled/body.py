"""What stands below a header and keeps to its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.layout.unruled.bands import Band, Span, box_of, spans_of, white_between
from pipeline.layout.unruled.header import Header, header_at
from pipeline.models import Finder, Word

NUMBER = regex.compile(r"^(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])[.)]?$")
_SAYS = regex.compile(r"\w")
_GUTTER = 0.42  # of a line's height: white space between two columns is wider
_FAR = 3.0  # of a line's height: text further down does not belong to the table
_LOOSE = 0.9  # of a line's height: a line further down is no rest of a cell
_RUN = 0.8  # of a line's height: the words of a heading are nearer
_AHEAD = 5  # bands within which a row follows one that crosses gutters
_MANY = 4  # gutters; where there are so many, words of a merged cell may cross one
_FULL = 3  # columns that such a row fills


@dataclass(frozen=True, slots=True)
class Gutters:
    """For each white space between two neighbouring columns the strips that nothing has crossed."""

    strips: tuple[tuple[Span, ...], ...]

    def without(self, words: Iterable[Word]) -> Gutters:
        strips = self.strips
        for word in words:
            box = box_of(word)
            strips = tuple(tuple(_cut(row, box.x0, box.x1)) for row in strips)
        return Gutters(strips)

    def crossed(self, least: float) -> int:
        """How many of them are left narrower than ``least`` points."""
        return sum(_widest(row) < least for row in self.strips)

    def kept(self, before: Gutters, least: float) -> Gutters:
        """The gutters, those that are crossed as they were ``before``."""
        pairs = zip(self.strips, before.strips, strict=True)
        return Gutters(tuple(new if _widest(new) >= least else old for new, old in pairs))

    @property
    def walls(self) -> tuple[float, ...]:
        """Where one column ends and the next begins: the middle of the widest strip."""
        chosen = [max(row, key=lambda strip: strip[1] - strip[0]) for row in self.strips]
        return tuple((left + right) / 2 for left, right in chosen)


@dataclass(frozen=True, slots=True)
class Body:
    """The bands below a header; those with an index in ``headings`` run over several columns."""

    bands: tuple[Band, ...]
    headings: frozenset[int]
    gutters: Gutters

    def filled(self, band: Band) -> tuple[int, ...]:
        """The columns in which ``band`` says something; dots to write on do not."""
        edges = (float("-inf"), *self.gutters.walls, float("inf"))
        parts = [band.part(left, right) for left, right in pairwise(edges)]
        return tuple(n for n, words in enumerate(parts) if any(_SAYS.search(word.text) for word in words))


def gutters_of(header: Header) -> Gutters:
    return Gutters(tuple(((left.span[1], right.span[0]),) for left, right in pairwise(header.titles)))


def _cut(strips: Sequence[Span], x0: float, x1: float) -> Iterable[Span]:
    for left, right in strips:
        if x1 <= left or x0 >= right:
            yield left, right
            continue
        if x0 > left:
            yield left, x0
        if x1 < right:
            yield x1, right


def _widest(strips: Sequence[Span]) -> float:
    return max((right - left for left, right in strips), default=0.0)


def body_of(bands: Sequence[Band], gutters: Gutters, titles: Sequence[str], finder: Finder) -> Body:
    """The bands from the first on that keep to the gutters, with headings of groups and merged cells among them.

    It ends above another header that knows ``titles``, the roles that were found in this one.
    """
    bands = bands[: next((n for n in range(len(bands)) if _repeats(bands, n, titles, finder)), None)]
    taken: list[Band] = []
    headings: set[int] = set()
    for position, band in enumerate(bands):
        if _is_over(taken, band, finder):
            break
        least = _GUTTER * band.height
        narrowed = gutters.without(band.words)
        crossed = narrowed.crossed(least)
        if crossed and not _goes_on(bands[position + 1 :], gutters):
            break
        if crossed and _heads_group(band):
            headings.add(len(taken))
        elif crossed > (1 if len(gutters.strips) >= _MANY and taken else 0):
            break
        else:
            gutters = narrowed.kept(gutters, least)
        taken.append(band)
    return _trimmed(Body(tuple(taken), frozenset(headings), gutters))


def _repeats(bands: Sequence[Band], position: int, titles: Sequence[str], finder: Finder) -> bool:
    header = header_at(bands, position, finder)
    return header is not None and [role for role in header.roles if role] == [role for role in titles if role]


def _is_over(taken: Sequence[Band], band: Band, finder: Finder) -> bool:
    if taken and white_between(taken[-1], band) > _FAR * band.height:
        return True
    return any(finder.first("zone", line.text, "closing") for line in band.lines)


def _heads_group(band: Band) -> bool:
    """Whether a band that crosses gutters is a heading: one run of words, numbered, in capitals or bold."""
    numbered = len(band.words) > 1 and bool(NUMBER.match(band.words[0].text))
    text = band.words[1:] if numbered else band.words
    if len(spans_of(text, _RUN * band.height)) > 1:
        return False
    return numbered or band.text.isupper() or band.bold


def _goes_on(below: Sequence[Band], gutters: Gutters) -> bool:
    """Whether one of the next bands keeps to the gutters and fills several columns."""
    for band in below[:_AHEAD]:
        narrowed = gutters.without(band.words)
        holds = not narrowed.crossed(_GUTTER * band.height)
        if holds and len(Body((), frozenset(), narrowed).filled(band)) >= _FULL:
            return True
    return False


def _trimmed(body: Body) -> Body:
    """Without bands at the end that are text below the table: one column alone, after white space; or headings."""
    end = len(body.bands)
    last = max((n for n, band in enumerate(body.bands) if len(body.filled(band)) > 1), default=-1)
    for n in range(last + 1, end):
        if n and white_between(body.bands[n - 1], body.bands[n]) > _LOOSE * body.bands[n].height:
            end = n
            break
    while end and end - 1 in body.headings:
        end -= 1
    return Body(body.bands[:end], frozenset(n for n in body.headings if n < end), body.gutters)
