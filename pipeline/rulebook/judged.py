"""A rule of a file to a compiled one, and all that is wrong with it, each with the key at which it is to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from pipeline.i18n import Message
from pipeline.rulebook.book import CompiledRule
from pipeline.rulebook.faults import Fault, like
from pipeline.rulebook.files import Entry
from pipeline.rulebook.kinds import KINDS, Kind
from pipeline.rulebook.lints import of_pattern, of_rest
from pipeline.rulebook.model import Rule
from pipeline.rulebook.patterns import BrokenPatternError, FragmentError, PatternError, expand, from_phrases
from pipeline.rulebook.shapes import lacking


class Problem(NamedTuple):
    """What is wrong with a rule at one of its keys; ``said`` is a text of the file that stands on the line."""

    key: str
    reason: Message
    hint: Message | None = None
    said: str = ""


def judge(entry: Entry[Rule], fragments: Mapping[str, str], *, linted: bool) -> tuple[CompiledRule | None, list[Fault]]:
    """The rule compiled, None where it has a fault, and its faults; those of its own keys were told before."""
    rule, block = entry.value, entry.block
    compiled = CompiledRule(rule, rule.pattern or "", block.file, block.line)
    problems = list(_of_form(rule))
    try:
        compiled = _compile(rule, fragments, block.file, block.line)
    except PatternError as error:
        problems += () if "phrases" in entry.bad else [Problem("pattern", error.reason, error.hint)]
        sound = False
    else:
        problems += _of_groups(compiled)
        sound = bool(rule.pattern or rule.phrases)
    if linted and rule.kind in KINDS:
        problems += _linted(compiled, sound=sound)
    shown = [problem for problem in problems if problem.key not in entry.bad]
    told = [
        Fault(block.file, block.line_of(one.key, one.said), entry.title, one.reason, one.hint)
        for one in dict.fromkeys(shown)
    ]
    return (None if told or entry.bad else compiled), told


def _linted(compiled: CompiledRule, *, sound: bool) -> Iterator[Problem]:
    """What stands at no place is told once: a lint's texts tell the line."""
    for key, (reason, hint) in (*(of_pattern(compiled) if sound else ()), *of_rest(compiled)):
        yield Problem(key, reason, hint, str(reason.fields.get("text", "")) if "example" in key else "")


def _of_form(rule: Rule) -> Iterator[Problem]:
    if bool(rule.pattern) == bool(rule.phrases):
        yield Problem("pattern", Message("needs a pattern or phrases, one of the two"))
    if not rule.examples or not rule.counter_examples:
        key = "counter_examples" if rule.examples else "examples"
        yield Problem(key, Message("needs at least one example and one counter-example"))
    kind = KINDS.get(rule.kind)
    if kind is None:
        reason = Message("there is no kind {kind}; there are {kinds}", kind=rule.kind, kinds=", ".join(KINDS))
        yield Problem("kind", reason, like(rule.kind, KINDS))
    else:
        yield from _of_yields(rule, kind)


def _of_yields(rule: Rule, kind: Kind) -> Iterator[Problem]:
    for key, value in rule.yields.items():
        if key not in kind.yields:
            hint = like(key, kind.yields) or _among(kind.yields)
            yield Problem(
                "yields", Message("a rule of kind {kind} does not yield {key}", kind=rule.kind, key=key), hint
            )
        elif (allowed := kind.yields[key]) and value not in allowed:
            known = ", ".join(allowed)
            reason = Message("{key} = {value} is none of {known}", key=key, value=value, known=known)
            yield Problem("yields", reason, like(str(value), allowed))
    if missing := kind.required - rule.yields.keys():
        yield Problem("yields", Message("must yield {keys}", keys=", ".join(sorted(missing))))


def _of_groups(rule: CompiledRule) -> Iterator[Problem]:
    kind = KINDS.get(rule.kind)
    if kind is None:
        return
    if strange := rule.groups - kind.groups:
        names, kind_name = ", ".join(sorted(strange)), rule.kind
        reason = Message("group {names} is unknown to the kind {kind}", names=names, kind=kind_name)
        yield Problem("pattern", reason, _meant(min(strange), kind.groups))
    elif needs := lacking(rule.rule, rule.groups):
        reason = Message("shape = {shape} needs a group that the pattern lacks", shape=rule.yields.get("shape"))
        yield Problem("pattern", reason, Message("it needs one of these: {needs}", needs="; ".join(needs)))


def _compile(rule: Rule, fragments: Mapping[str, str], name: str, line: int | None) -> CompiledRule:
    pattern = _expanded(rule, fragments)
    compiled = CompiledRule(rule, pattern, name, line)
    try:
        compiled.compile()
    except BrokenPatternError as error:
        raise error.shown(pattern) from error
    return compiled


def _expanded(rule: Rule, fragments: Mapping[str, str]) -> str:
    if not rule.pattern:
        return from_phrases(rule.phrases)
    try:
        return expand(rule.pattern, fragments)
    except FragmentError as error:
        raise FragmentError(error.name, like(error.name, fragments) or _near(error.name, fragments)) from error


def _near(name: str, fragments: Mapping[str, str]) -> Message:
    """Names that resemble an unknown one in a part, and where all of them stand."""
    parts = [part for part in name.split("_") if len(part) > 1]
    close = get_close_matches(name, list(fragments), n=4, cutoff=0.4)
    near = dict.fromkeys((*close, *(one for one in fragments if set(parts) & set(one.split("_")))))
    names = ", ".join("{" + one + "}" for one in list(near)[:6])
    if not names:
        return Message("fragments stand below [fragments] in fragments.toml and beside the rules of the program")
    return Message(
        "there are {names}; all stand below [fragments] in fragments.toml and beside the rules of the program",
        names=names,
    )


def _meant(word: str, names: Iterable[str]) -> Message:
    known = ", ".join(sorted(names))
    close = get_close_matches(word, list(names), n=1, cutoff=0.6)
    if close:
        return Message("did you mean {word}? it may name {names}", word=close[0], names=known)
    return _among(names)


def _among(names: Iterable[str]) -> Message:
    known = ", ".join(sorted(names))
    return Message("it may name {names}", names=known) if known else Message("it may name none")
