"""Tells whether a change of rules can concern a document, at the price of one extraction.

The document is extracted with the old rules while the changed ones are tried on the same texts in silence. Where
neither a rule that changes nor its new form hits anywhere, every step with the new rules would be the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.rulebook import CompiledRule, Match, Rulebook


@dataclass
class Seen:
    """Ids of changed rules that hit, or ran out of time, since the last ``clear``."""

    rules: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Watched(CompiledRule):
    """A rule that notes its hits; a ``silent`` one keeps them to itself."""

    seen: Seen = field(default_factory=Seen)
    silent: bool = False

    def find(self, surface: str, text: str, *, folded: bool, seconds: float | None) -> list[Match]:
        try:
            hits = super().find(surface, text, folded=folded, seconds=seconds)
        except TimeoutError:
            self.seen.rules.add(self.id)
            if self.silent:
                return []
            raise
        if hits:
            self.seen.rules.add(self.id)
        return [] if self.silent else hits


@dataclass(frozen=True)
class Difference:
    """Where two rulebooks differ: the ``kinds`` of the rules that do, and whether agencies and lists are the same."""

    kinds: frozenset[str]
    same_bodies: bool


def difference(old: Rulebook, new: Rulebook) -> Difference:
    """A list changes every rule that is written with it, too."""
    before, after = ({(rule.id, rule.kind): _essence(rule) for rule in book.rules} for book in (old, new))
    other = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    return Difference(frozenset(kind for _, kind in other), old.bodies == new.bodies and old.lists == new.lists)


def watched(old: Rulebook, new: Rulebook) -> tuple[Rulebook, Seen] | None:
    """The old book that watches for the changed rules; None where lists or agencies changed: these reach anywhere."""
    if not difference(old, new).same_bodies:
        return None
    seen = Seen()
    before, after = ({rule.id: _essence(rule) for rule in book.rules} for book in (old, new))
    rules = [rule if after.get(rule.id) == before[rule.id] else _watch(rule, seen) for rule in old.rules]
    silent = [_watch(rule, seen, silent=True) for rule in new.rules if before.get(rule.id) != after[rule.id]]
    return replace(old, rules=(*rules, *silent)), seen


def _essence(rule: CompiledRule) -> object:
    """All of a rule that reaches extraction."""
    unread = {"examples", "counter_examples", "reason", "source", "pattern", "phrases"}
    return rule.pattern, rule.rule.model_dump(exclude=unread)


def _watch(rule: CompiledRule, seen: Seen, *, silent: bool = False) -> Watched:
    return Watched(rule.rule, rule.pattern, rule.file, rule.line, seen, silent)
