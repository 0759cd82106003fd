"""The rules as they are used: compiled, grouped by kind, run with a time limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import regex

from pipeline.language.spelling import fold, level
from pipeline.rulebook.model import Body, Rule
from pipeline.rulebook.patterns import compile_pattern


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's hit on a text: offsets into the text as it was given, and the spans of its named groups."""

    rule: CompiledRule
    text: str
    start: int
    end: int
    spans: Mapping[str, tuple[int, int]]

    @property
    def phrase(self) -> str:
        return self.text[self.start : self.end]

    @property
    def yields(self) -> Mapping[str, object]:
        return self.rule.yields

    @property
    def groups(self) -> dict[str, str]:
        return {name: self.text[start:end] for name, (start, end) in self.spans.items()}

    def get(self, name: str) -> str | None:
        span = self.spans.get(name)
        return self.text[span[0] : span[1]] if span else None


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its expanded pattern and the file that it came from."""

    rule: Rule
    pattern: str
    file: str
    line: int | None = None

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def kind(self) -> str:
        return self.rule.kind

    @property
    def priority(self) -> int:
        return self.rule.priority

    @property
    def where(self) -> Collection[str]:
        """The places at which it is asked; everywhere where it names none."""
        return self.rule.where

    @property
    def yields(self) -> Mapping[str, object]:
        return self.rule.yields

    @cached_property
    def _exact(self) -> regex.Pattern[str]:
        return compile_pattern(self.pattern, whole_words=self.rule.whole_words, match_case=self.rule.match_case)

    @cached_property
    def _folded(self) -> regex.Pattern[str]:
        return compile_pattern(self.pattern, whole_words=self.rule.whole_words, folded=True)

    def compile(self) -> None:
        """Compile now; raises PatternError."""
        _ = self._exact

    @property
    def groups(self) -> frozenset[str]:
        return frozenset(self._exact.groupindex)

    def find(self, surface: str, text: str, *, folded: bool, seconds: float | None) -> list[Match]:
        """All hits in ``surface`` (``text`` levelled or folded); raises TimeoutError past ``seconds``."""
        pattern = self._folded if folded else self._exact
        return [
            Match(
                self,
                text,
                hit.start(),
                hit.end(),
                {name: hit.span(name) for name in pattern.groupindex if hit.span(name)[0] >= 0},
            )
            for hit in pattern.finditer(surface, timeout=seconds)
        ]


@dataclass(frozen=True)
class Rulebook:
    """All rules, agencies and lists of an installation. ``version`` is a hash over the files they came from."""

    version: str
    rules: tuple[CompiledRule, ...]
    bodies: tuple[Body, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fragments: Mapping[str, str] = field(default_factory=dict)
    switched_off: tuple[str, ...] = ()  # rules of the program that an office does not want

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[CompiledRule, ...]]:
        groups: defaultdict[str, list[CompiledRule]] = defaultdict(list)
        for rule in self.rules:
            if rule.rule.status == "stable":
                groups[rule.kind].append(rule)
        return {kind: tuple(rules) for kind, rules in groups.items()}

    def __getitem__(self, rule_id: str) -> CompiledRule:
        return next(rule for rule in self.rules if rule.id == rule_id)


class Matcher:
    """Runs a rulebook over the paragraphs of one document.

    A rule that exceeds its time limit is named in ``timeouts`` and is left out for the rest of the document, so that
    it costs at most its limit. ``folded`` compares without diacritics: only for text that was read badly. ``lenient``
    names kinds of which nothing was found as written and that are then compared so: letterheads of scans. ``exact``
    names kinds that keep their diacritics though the others are folded: one short word alone would mean another.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        seconds: float = 1.0,
        folded: bool = False,
        lenient: frozenset[str] = frozenset(),
        exact: frozenset[str] = frozenset(),
    ) -> None:
        self.rulebook = rulebook
        self.folded = folded
        self.lenient = lenient
        self.exact = exact
        self.timeouts: list[str] = []
        self._seconds = seconds
        self._found: dict[tuple[str, str, str | None], list[Match]] = {}  # a third of all questions come twice

    @property
    def asked(self) -> frozenset[str]:
        """The kinds of rules that were asked so far."""
        return frozenset(kind for kind, _, _ in self._found)

    def beside(self, rulebook: Rulebook, changed: Collection[str]) -> Matcher:
        """A matcher of the same document with a rulebook that differs in ``changed`` kinds: what the others found is
        known."""
        other = Matcher(rulebook, seconds=self._seconds, folded=self.folded, lenient=self.lenient, exact=self.exact)
        other._found = {asked: hits for asked, hits in self._found.items() if asked[0] not in changed}
        other.timeouts = [rule for rule in self.timeouts if self.rulebook[rule].kind not in changed]
        return other

    def surface(self, text: str) -> str:
        """``text`` as the patterns see it; same length."""
        return fold(level(text)) if self.folded else level(text)

    def find(self, kind: str, text: str, where: str | None = None) -> list[Match]:
        """The hits of every rule of a kind, by start, then priority, then length; they may overlap."""
        asked = (kind, text, where)
        if asked not in self._found:
            self._found[asked] = self._in_order(kind, text, where)
        return list(self._found[asked])

    def _in_order(self, kind: str, text: str, where: str | None) -> list[Match]:
        """As written; of a lenient kind, where that gives nothing, without diacritics."""
        found = self._of_kind(kind, text, where, folded=self.folded and kind not in self.exact)
        if not found and kind in self.lenient and not self.folded:
            found = self._of_kind(kind, text, where, folded=True)
        return sorted(found, key=lambda hit: (hit.start, -hit.rule.priority, hit.start - hit.end))

    def _of_kind(self, kind: str, text: str, where: str | None, *, folded: bool) -> list[Match]:
        surface = fold(level(text)) if folded else level(text)
        found: list[Match] = []
        for rule in self.rulebook.by_kind.get(kind, ()):
            if rule.rule.misread and not (self.lenient or self.folded):
                continue
            if rule.where and where is not None and where not in rule.where:
                continue
            if rule.id not in self.timeouts:
                found += self._within_limit(rule, surface, text, folded=folded)
        return found

    def first(self, kind: str, text: str, where: str | None = None) -> Match | None:
        """The hit of highest priority; among equals the earliest, then the longest."""
        hits = self.find(kind, text, where)
        return min(hits, key=lambda hit: -hit.rule.priority) if hits else None

    def _within_limit(self, rule: CompiledRule, surface: str, text: str, *, folded: bool) -> list[Match]:
        """The hits of one rule; one that exceeds its time is left out from here on."""
        try:
            return rule.find(surface, text, folded=folded, seconds=self._seconds)
        except TimeoutError:
            self.timeouts.append(rule.id)
            return []


def resolve(matches: Iterable[Match]) -> list[Match]:
    """The matches that stand when no two may overlap: higher priority wins, then the longer, then the earlier."""
    order = sorted(matches, key=lambda hit: (-hit.rule.priority, hit.start - hit.end, hit.start))
    kept: list[Match] = []
    for hit in order:
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
