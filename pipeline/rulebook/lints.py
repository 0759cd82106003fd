"""What a rule may not be though it loads. Each lint gives its reasons and a hint; none changes a rule.

``of_pattern`` and ``of_rest`` are quick and read one rule alone. :mod:`pipeline.rulebook.rivals` compares rules with
each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

import regex

from pipeline.i18n import Message
from pipeline.language.spelling import compose, level
from pipeline.rulebook.book import CompiledRule
from pipeline.rulebook.faults import like
from pipeline.rulebook.kinds import CLOSED, DATES, KINDS, MARKS, MASKED, example_keys
from pipeline.rulebook.model import Body
from pipeline.rulebook.safety import nested_quantifier
from pipeline.rulebook.shapes import RECURRENCE
from pipeline.rulebook.syntax import Item, groups_in, parse

Finding = tuple[Message, Message]  # reason, hint
_SYNTAX = regex.compile(r"\(\?|\\[dwsbpP]|\[[^\]]*-[^\]]*\][+*?{]|\.[*+]|\{[a-z_]+\}|\{[0-9,]+\}")
_DAY_FIRST = regex.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_PLACEHOLDER = regex.compile(r"\{(\w+)\}")


def of_pattern(rule: CompiledRule) -> Iterator[tuple[str, Finding]]:
    """The faults of a compiled rule's pattern, each with the key at which it stands."""
    for lint in _OF_PATTERN:
        yield from (("pattern", found) for found in lint(rule))


def of_rest(rule: CompiledRule) -> Iterator[tuple[str, Finding]]:
    """The faults of a rule that need no pattern, so that they show beside a broken one too."""
    for key, lint in _OF_REST:
        yield from ((key, found) for found in lint(rule))


def empty_match(rule: CompiledRule) -> Iterator[Finding]:
    if KINDS[rule.rule.kind].may_be_empty:
        return
    texts = ["", *(example.text for example in rule.rule.examples)]
    for text in texts:
        surface = level(text)
        try:
            hits = rule.find(surface, text, folded=False, seconds=1.0)
        except TimeoutError:
            return
        if any(hit.start == hit.end for hit in hits):
            yield Message("the pattern matches the empty string"), Message("make at least one part of it obligatory")
            return


def dot_between_digits(rule: CompiledRule) -> Iterator[Finding]:
    for group in groups_in(parse(rule.pattern)):
        for items in group.alternatives:
            for before, dot, behind in zip(items, items[1:], items[2:], strict=False):
                if dot.text == "." and dot.most == 1 and _is_digit(before) and _is_digit(behind):
                    yield Message("a bare dot between digits matches any letter"), Message(r"write \. for a full stop")
                    return


def _is_digit(item: Item) -> bool:
    try:
        pattern = regex.compile(rf"(?:{item.text})")
    except regex.error:
        return False
    return any(pattern.fullmatch(text) for text in (*"0123456789", "05", "2020")) and not pattern.fullmatch("a")


def anchor_beside_bar(rule: CompiledRule) -> Iterator[Finding]:
    for group in groups_in(parse(rule.pattern)):
        worded = [items for items in group.alternatives if any(not item.is_anchor for item in items)]
        for place, anchor in ((0, "^"), (-1, "$")):
            bound = [items for items in worded if items[place].text == anchor]
            if len(worded) > 1 and len(bound) == 1 and bound[0] is worded[place]:
                hint = Message("write ^(?:a|b)$, or (?:^a)|b where one alternative alone is meant")
                yield Message("{anchor} binds only one of the alternatives beside |", anchor=anchor), hint
                return


def not_composed(rule: CompiledRule) -> Iterator[Finding]:
    texts = [rule.pattern, *(example.text for example in rule.rule.examples)]
    if any(text != compose(text) for text in texts):
        hint = Message("save the file composed, and write no combining marks as escapes")
        yield Message("the text is not Unicode NFC"), hint


def nested(rule: CompiledRule) -> Iterator[Finding]:
    found = nested_quantifier(rule.pattern)
    if found:
        yield (
            Message("nested quantifiers: the repetition of {text} can be read in countless ways", text=found[:60]),
            Message("limit the inner or the outer repetition, or put something obligatory between its rounds"),
        )


def odd_place(rule: CompiledRule) -> Iterator[Finding]:
    places = KINDS[rule.rule.kind].places
    for place in rule.rule.where:
        if place not in places:
            hint = Message("there are {places}", places=", ".join(places)) if places else Message("leave it out")
            kind = rule.rule.kind
            yield Message("where = {place} is no place at which a {kind} is looked for", place=place, kind=kind), hint


def odd_values(rule: CompiledRule) -> Iterator[Finding]:
    yields = rule.yields
    confidence = yields.get("confidence", 1.0)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 < confidence <= 1:
        reason = Message("confidence = {value} is no number above 0 and up to 1", value=repr(confidence))
        yield reason, Message("write for instance 0.8")
    for key in ("offset", "ordinal"):
        if key in yields and (isinstance(yields[key], bool) or not isinstance(yields[key], int)):
            reason = Message("{key} = {value} is no whole number", key=key, value=repr(yields[key]))
            yield reason, Message("write it without quotation marks")
    for name in _PLACEHOLDER.findall(str(yields.get("recurrence", ""))):
        if name not in RECURRENCE:
            hint = Message("it may name {names}", names=", ".join(sorted(RECURRENCE)))
            yield Message("recurrence names {name}", name="{" + name + "}"), hint


def strange_values(rule: CompiledRule) -> Iterator[Finding]:
    known = example_keys(rule.rule.kind)
    for key in dict.fromkeys(key for example in rule.rule.examples for key in example.value):
        if key not in known:
            names = ", ".join(sorted(known))
            listed = Message("it may name {names}", names=names) if names else Message("it may name none")
            yield Message("the value of an example names {key}", key=key), like(key, known) or listed


def odd_example_values(rule: CompiledRule) -> Iterator[Finding]:
    """Values of a deadline that no deadline has: they would only fail when the examples are run."""
    if rule.rule.kind != "deadline":
        return
    for example in rule.rule.examples:
        for key, value in example.value.items():
            if key in CLOSED and value not in CLOSED[key]:
                known = ", ".join(CLOSED[key])
                reason = Message("{key} = {value} is none of {known}", key=key, value=value, known=known)
                yield reason, like(str(value), CLOSED[key]) or Message("write one of these")
            elif key in DATES and (isinstance(value, datetime) or not isinstance(value, date)):
                yield Message("{key} = {value} is no date", key=key, value=repr(value)), _as_date(value)


def _as_date(value: object) -> Message:
    """How a date is written that was given as a text or with an hour."""
    found = _DAY_FIRST.search(str(value))
    shown = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else str(value)[:10]
    right = shown if _is_date(shown) else "2026-07-20"
    return Message("write {date} without quotation marks", date=right)


def idle_mark(rule: CompiledRule) -> Iterator[Finding]:
    """A mark of a mention in a pattern over text that holds no marks."""
    kind = rule.rule.kind
    for mark, letter in MARKS.items():
        if kind in MASKED or (letter == MARKS["{cited}"] and kind in _AFTER_CITATIONS):
            continue
        if letter in rule.pattern or rf"\u{ord(letter):x}" in rule.pattern.lower():
            reason = Message("{mark} stands for nothing in a rule of kind {kind}", mark=mark, kind=kind)
            yield reason, Message("mentions are only marked for {kinds}", kinds=", ".join(sorted(MASKED)))


def poor_examples(rule: CompiledRule) -> Iterator[Finding]:
    for example in rule.rule.examples:
        if not example.match or example.match not in example.text:
            reason = Message("match is not a part of the example “{text}”", text=example.text[:60])
            yield reason, Message("copy it from the example letter by letter")
        if example.issued_on is not None and not _is_date(example.issued_on):
            yield _no_date("issued_on", example.issued_on)


def poor_counter_examples(rule: CompiledRule) -> Iterator[Finding]:
    examples = {example.text for example in rule.rule.examples}
    for counter in rule.rule.counter_examples:
        if counter.text in examples:
            reason = Message("“{text}” is an example and a counter-example", text=counter.text[:60])
            yield reason, Message("take one of the two away")
        if not counter.text.strip():
            hint = Message("write a wording that looks alike and means something else")
            yield Message("a counter-example is empty"), hint


def generated_examples(rule: CompiledRule) -> Iterator[Finding]:
    """An example that was made from the pattern proves nothing. Rules over whole cells and titles are exempt from
    the second test: there the phrase is the text."""
    for example in rule.rule.examples:
        if _SYNTAX.search(example.text):
            reason = Message("the example “{text}” is made from its pattern", text=example.text[:60])
            yield reason, Message("quote a sentence of a real document")
            return
    within = rule.rule.kind in _WITHIN_SENTENCES and "cell" not in rule.rule.where
    forms = {rule.rule.pattern, *rule.rule.phrases}
    if within and rule.rule.examples and all(one.text == one.match and one.text in forms for one in rule.rule.examples):
        hint = Message("quote the sentence of a real document in which it stands")
        yield Message("every example is the rule's own wording and nothing else"), hint


def lifecycle(rule: CompiledRule) -> Iterator[Finding]:
    if rule.rule.status == "deprecated" and not rule.rule.reason:
        hint = Message("add reason = '...' with the id that takes its place")
        yield Message("a deprecated rule needs a reason"), hint


def of_body(body: Body) -> Iterator[tuple[str, Finding]]:
    """The faults of one agency of the register, each with the key at which it stands."""
    for key, names in (("name", (body.name,)), ("aliases", body.aliases), ("short", body.short)):
        if not all(name.strip() for name in names):
            yield key, (Message("an agency has an empty name"), Message("write its full name"))
        if any(name != compose(name) for name in names):
            yield key, (Message("the name is not Unicode NFC"), Message("save the file composed"))
    for key, value in (("valid_from", body.valid_from), ("valid_to", body.valid_to)):
        if value is not None and not _is_date(value):
            yield key, _no_date(key, value)


def _no_date(key: str, value: str) -> Finding:
    return Message("{key} = {value} is no date", key=key, value=value), Message("write it as 2026-03-31")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_WITHIN_SENTENCES = frozenset({"deadline", "not_deadline", "citation", "citation_of", "role", "order", "stem"})
_AFTER_CITATIONS = frozenset({"deadline", "deadline_lead", "not_deadline"})
_OF_PATTERN: Sequence[Callable[[CompiledRule], Iterator[Finding]]] = (
    empty_match,
    dot_between_digits,
    anchor_beside_bar,
    not_composed,
    nested,
    idle_mark,
)
_OF_REST: Sequence[tuple[str, Callable[[CompiledRule], Iterator[Finding]]]] = (
    ("where", odd_place),
    ("yields", odd_values),
    ("value", strange_values),
    ("value", odd_example_values),
    ("examples", poor_examples),
    ("counter_examples", poor_counter_examples),
    ("examples", generated_examples),
    ("status", lifecycle),
)
