"""Each rule against its own examples and counter-examples, with the value that an example promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.extraction.annotate import Annotated, annotate
from pipeline.extraction.citations import find_citations
from pipeline.extraction.deadlines import FoundDeadline, find_deadlines
from pipeline.i18n import Message
from pipeline.rulebook import CompiledRule, Match, Matcher, Rulebook
from pipeline.rulebook.kinds import MASKED
from pipeline.rulebook.model import Example
from pipeline.workbench.books import as_paragraph, tools_for, with_drafts

_TIMES = frozenset({"deadline", "deadline_lead", "not_deadline"})  # a lead before them belongs to their phrase


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold. ``found`` is what came out, empty where nothing did."""

    rule: CompiledRule
    text: str
    reason: Message
    found: str = ""


def failures(book: Rulebook) -> Iterator[Failure]:
    """What does not hold, over all rules that are not deprecated."""
    book = with_drafts(book)
    matcher = Matcher(book)
    for rule in book.rules:
        if rule.rule.status != "deprecated":
            yield from of_rule(rule, matcher)


def of_rule(rule: CompiledRule, matcher: Matcher) -> Iterator[Failure]:
    """The failures of one rule of the matcher's book."""
    for example in rule.rule.examples:
        told = Told(rule, example.text, matcher)
        if not any(told.means(phrase, example.match) for phrase in told.phrases):
            yield _not_found(rule, example, told.phrases)
        elif (fault := _value_fault(told, example)) is not None:
            yield fault
    for counter in rule.rule.counter_examples:
        if phrases := Told(rule, counter.text, matcher).phrases:
            yield Failure(rule, counter.text, Message("is a counter-example and is found"), "; ".join(phrases))


def _not_found(rule: CompiledRule, example: Example, phrases: Sequence[str]) -> Failure:
    """What stands there instead, where the rule finds something else than ``match`` says."""
    if not phrases:
        return Failure(rule, example.text, Message("does not find “{match}”", match=example.match))
    found = "; ".join(phrases)
    reason = Message("the phrase found is “{found}”, match says “{match}”", found=found, match=example.match)
    return Failure(rule, example.text, reason, found)


def _value_fault(told: Told, example: Example) -> Failure | None:
    wanted = example.value
    if told.rule.kind == "deadline":
        found = told.deadlines(example.issued_on)
        values = [value for raw, value in found if raw == example.match]
        if found and not values:
            return _not_found(told.rule, example, [raw for raw, _ in found])
    elif wanted:
        hits = [hit for hit, phrase in zip(told.hits, told.phrases, strict=True) if phrase == example.match]
        values = [{key: told.value(hit, key) for key in wanted} for hit in hits]
    else:
        return None
    if any({key: value.get(key) for key in wanted} == dict(wanted) for value in values):
        return None
    shown = "; ".join(map(_shown, values))
    if told.rule.kind == "deadline" and not values:
        return Failure(told.rule, example.text, told.why_none(example.match))
    return Failure(told.rule, example.text, Message("does not give {value}", value=_shown(wanted)), shown)


class Told:
    """A text as a rule sees it, and what the rule finds there."""

    def __init__(self, rule: CompiledRule, text: str, matcher: Matcher) -> None:
        self.rule, self.text, self.matcher = rule, text, matcher
        self.seen = text
        if rule.kind in MASKED:
            self.text = self.annotated.paragraph.content
            self.seen = self.annotated.masked_content
        self.hits = self._hits()

    @cached_property
    def annotated(self) -> Annotated:
        return annotate(as_paragraph(self.text, self.matcher), tools_for(self.matcher))

    def _hits(self) -> list[Match]:
        try:
            return self.rule.find(self.matcher.surface(self.seen), self.seen, folded=False, seconds=1.0)
        except TimeoutError:
            return []

    @property
    def phrases(self) -> list[str]:
        return [self.text[hit.start : hit.end] for hit in self.hits]

    def means(self, phrase: str, match: str) -> bool:
        return phrase in match if self.rule.kind in _TIMES else phrase == match

    def deadlines(self, issued_on: str | None) -> list[tuple[str, dict[str, object]]]:
        """Phrase with its lead, and value, of each deadline that the rule gives."""
        found = self._all(date.fromisoformat(issued_on) if issued_on else None)
        return [(item.deadline.raw, value_of(item)) for item in found if item.rule == self.rule.id]

    def _all(self, issued_on: date | None = None) -> list[FoundDeadline]:
        dates = tools_for(self.matcher, issued_on).dates
        return find_deadlines(self.text, self.matcher, dates, cell="cell" in self.rule.where)

    def why_none(self, match: str) -> Message:
        """Why the phrase that the rule finds is no deadline of its own: another rule's stands there, or none does."""
        start = max(self.text.find(match), 0)
        for other in self._all():
            if other.start < start + len(match) and start < other.end:
                return Message("{rule} stands there instead: raise priority", rule=other.rule)
        return Message("is found, and no value follows from it")

    def value(self, hit: Match, key: str) -> object:
        """Bodies of a role, a field of a citation, or the words of a group."""
        if self.rule.kind == "role" and key in hit.spans:
            body = self.annotated.paragraph.body
            start, end = hit.spans[key]
            return [agency.name for agency in self.annotated.within(start + body, end + body)]
        if self.rule.kind == "citation" or key not in hit.spans:
            found = find_citations(self.text, self.matcher)
            value = getattr(found[0].citation, key, None) if found else None
            return None if value is None else str(value)
        start, end = hit.spans[key]
        return self.text[start:end]


def value_of(found: FoundDeadline) -> dict[str, object]:
    """A deadline in the words of an example's ``value``."""
    deadline = found.deadline
    return {
        "kind": deadline.kind,
        "start": deadline.start_on,
        "due": deadline.due_on,
        "boundary": deadline.boundary,
        "computed": deadline.computed_on,
        "counted_from": deadline.counted_from,
        "recurrence": deadline.recurrence,
        "inferred": list(found.inferred),
    }


def _shown(value: Mapping[str, object]) -> str:
    return ", ".join(f"{key} = {one}" for key, one in value.items() if one not in (None, []))
