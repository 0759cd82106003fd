"""Loads the rule files of the program and of the office. Every fault of every file is collected, then refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import regex

from pipeline.errors import RuleError
from pipeline.i18n import Message
from pipeline.rulebook.book import CompiledRule, Rulebook
from pipeline.rulebook.faults import Fault, Faults, like
from pipeline.rulebook.files import Parsed, parse, to_the_top
from pipeline.rulebook.kinds import KINDS, Kind
from pipeline.rulebook.lints import of_body, of_rule
from pipeline.rulebook.model import Body, Rule, RuleFile
from pipeline.rulebook.patterns import BrokenPatternError, FragmentError, PatternError, expand, from_phrases

_MEANT = frozenset({".toml", ".tml", ".yaml", ".yml", ".json", ".ini"})
# Lists whose names end in what they stand for: a number, a year, a rate
_OPEN = regex.compile(
    r"deadline\.(?:number|ordinal)\.-?\d+|deadline\.every\.(?:DAI|WEEK|MONTH|YEAR)LY(?:;INTERVAL=\d+)?"
    r"|calendar\.(?:days_off|working_days)\.\d{4}"
)

_Place = tuple[str, int | None]  # file and line


@dataclass
class _Pile:
    """What was gathered so far; later files override earlier ones by id or name."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)  # what is allowed and may not be meant
    fragments: dict[str, str] = field(default_factory=dict)
    rules: dict[str, tuple[Rule, str, int | None]] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    linted: set[str] = field(default_factory=set)  # files whose rules are linted too


def load(directories: Sequence[Path]) -> Rulebook:
    """The rulebook of these directories, later ones laid over earlier ones; raises RuleError with every fault."""
    rulebook, faults = read(directories)
    if faults:
        raise RuleError(
            "{count} faults in the rule files:\n{faults}",
            count=len(faults),
            faults=Faults(faults),
        )
    return rulebook


def read(directories: Sequence[Path], *, lint_from: int = 1) -> tuple[Rulebook, list[Fault]]:
    """The rulebook, without its faulty rules, and the faults."""
    return read_with_notes(directories, lint_from=lint_from)[:2]


def read_with_notes(directories: Sequence[Path], *, lint_from: int) -> tuple[Rulebook, list[Fault], list[Fault]]:
    """The rulebook, without its faulty rules, the faults, and notes: what an office's file takes the place of.

    Files of the first directory are named by their place in it, those of the others with the directory too. Rules of
    the directory at ``lint_from`` and of those behind it are linted: those of the program itself were when it was made.
    """
    pile, digest = _Pile(), hashlib.sha256()
    for number, directory in enumerate(directories):
        own: dict[str, str] = {}
        for path, name in _files(directory, pile, named=number > 0):
            try:
                raw = path.read_bytes()
            except OSError as error:
                reason = Message("cannot be opened: {reason}", reason=error.strerror)
                pile.faults.append(Fault(name, None, None, reason))
                continue
            digest.update(path.name.encode() + b"\0" + raw)
            if number >= lint_from:
                pile.linted.add(name)
            _gather(pile, own, name, raw, over=number > 0)
    rules = tuple(_compiled(pile))
    book = Rulebook(digest.hexdigest()[:16], rules, tuple(pile.bodies.values()), pile.lists, pile.fragments)
    return book, pile.faults, pile.notes


def _files(directory: Path, pile: _Pile, *, named: bool) -> Iterable[tuple[Path, str]]:
    """The rule files of a directory. What would be passed over in silence is a fault: a folder that is not there, a
    file whose name says that it is meant as a rule file and does not end in .toml."""
    if not directory.is_dir():
        pile.faults.append(_no_folder(directory))
        return
    for path in sorted(directory.rglob("*")):
        inside = path.relative_to(directory)
        name = str(path if named else inside)
        if path.is_dir() or any(part.startswith(".") for part in inside.parts):
            continue
        if path.suffix == ".toml":
            yield path, name
        elif path.suffix.lower() in _MEANT or ".toml" in path.name.lower():
            pile.faults.append(_not_read(name))


def _gather(pile: _Pile, own: dict[str, str], name: str, raw: bytes, *, over: bool) -> None:
    """Add one file to the pile. ``own`` holds what this directory has given and where: within it nothing may recur.
    ``over`` tells that the file lies over the program's own."""
    parsed = parse(name, raw)
    pile.faults += parsed.faults
    _switch_off(pile, name, parsed)
    pile.fragments |= parsed.content.fragments
    if over:
        _judge_lists(pile, name, parsed)
    pile.lists |= parsed.content.lists
    for body, line in parsed.agencies:
        _add_agency(pile, own, body, (name, line))
    for rule, line in parsed.rules:
        _add_rule(pile, own, rule, (name, line))


def _switch_off(pile: _Pile, name: str, parsed: Parsed) -> None:
    for rule_id in parsed.content.switch_off:
        if pile.rules.pop(rule_id, None) is None:
            hint = like(rule_id, pile.rules)
            reason = Message("there is no such rule to switch off")
            pile.faults.append(Fault(name, parsed.line(rule_id), rule_id, reason, hint))


def _add_agency(pile: _Pile, own: dict[str, str], body: Body, place: _Place) -> None:
    pile.faults += (Fault(*place, body.name, *found) for found in of_body(body))
    key = f"agency {body.name}"
    if key in own:
        hint = Message("also at {place}", place=own[key])
        pile.faults.append(Fault(*place, body.name, Message("this agency stands twice"), hint))
    elif body.name in pile.bodies:
        pile.notes.append(Fault(*place, body.name, Message("takes the place of the program's agency")))
    own[key] = "{}:{}".format(*place)
    pile.bodies[body.name] = body


def _add_rule(pile: _Pile, own: dict[str, str], rule: Rule, place: _Place) -> None:
    if rule.id in own:
        hint = Message("also at {place}", place=own[rule.id])
        pile.faults.append(Fault(*place, rule.id, Message("this id stands twice"), hint))
    elif rule.id in pile.rules:
        _, file, line = pile.rules[rule.id]
        reason = Message("takes the place of the rule at {place}", place=f"{file}:{line}")
        pile.notes.append(Fault(*place, rule.id, reason))
    own[rule.id] = "{}:{}".format(*place)
    pile.rules[rule.id] = (rule, *place)


def _judge_lists(pile: _Pile, name: str, parsed: Parsed) -> None:
    """A list that nothing asks for is a fault where its name resembles that of another; what it takes away, a note."""
    for key, words in parsed.content.lists.items():
        line = parsed.line(key)
        if key in RuleFile.model_fields:
            reason = Message("the list {name} is unknown", name=key)
            pile.faults.append(Fault(name, line, None, reason, to_the_top(key)))
        elif key in pile.lists:
            missing = [word for word in pile.lists[key] if word not in words]
            if missing:
                told = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
                reason = Message(
                    "takes the place of the program's list, of whose words are missing: {words}", words=told
                )
                pile.notes.append(Fault(name, line, key, reason))
        elif not _OPEN.fullmatch(key):
            reason, hint = Message("the list {name} is unknown", name=key), like(key, pile.lists)
            (pile.faults if hint or "." in key else pile.notes).append(Fault(name, line, None, reason, hint))


def _no_folder(directory: Path) -> Fault:
    hint = Message("name a folder of .toml files")
    return Fault(str(directory), None, None, Message("there is no such folder"), hint)


def _not_read(name: str) -> Fault:
    return Fault(name, None, None, Message("is not read"), Message("the name of a rule file ends in .toml"))


def _compiled(pile: _Pile) -> Iterable[CompiledRule]:
    for rule, name, line in pile.rules.values():
        try:
            compiled = _compile(rule, name, line, pile)
        except PatternError as error:
            pile.faults.append(Fault(name, line, rule.id, error.reason, error.hint))
            continue
        found = list(of_rule(compiled)) if name in pile.linted else []
        pile.faults += (Fault(name, line, rule.id, *one) for one in found)
        if not found:
            yield compiled


def _compile(rule: Rule, name: str, line: int | None, pile: _Pile) -> CompiledRule:
    if bool(rule.pattern) == bool(rule.phrases):
        raise PatternError(Message("needs a pattern or phrases, one of the two"))
    if not rule.examples or not rule.counter_examples:
        raise PatternError(Message("needs at least one example and one counter-example"))
    kind = KINDS.get(rule.kind)
    if kind is None:
        reason = Message("there is no kind {kind}; there are {kinds}", kind=rule.kind, kinds=", ".join(KINDS))
        raise PatternError(reason, like(rule.kind, KINDS))
    pattern = _expanded(rule, pile.fragments)
    compiled = CompiledRule(rule, pattern, name, line)
    try:
        compiled.compile()
    except BrokenPatternError as error:
        raise (error.at(len(pattern)) if pattern == rule.pattern else error) from error
    _check_yields(rule, kind)
    if strange := compiled.groups - kind.groups:
        names, kind_name = ", ".join(sorted(strange)), rule.kind
        hint = like(min(strange), kind.groups) or _among(kind.groups)
        raise PatternError(Message("group {names} is unknown to the kind {kind}", names=names, kind=kind_name), hint)
    return compiled


def _expanded(rule: Rule, fragments: Mapping[str, str]) -> str:
    if not rule.pattern:
        return from_phrases(rule.phrases)
    try:
        return expand(rule.pattern, fragments)
    except FragmentError as error:
        raise FragmentError(error.name, like(error.name, fragments)) from error


def _among(names: Iterable[str]) -> Message:
    known = ", ".join(sorted(names))
    return Message("it may name {names}", names=known) if known else Message("it may name none")


def _check_yields(rule: Rule, kind: Kind) -> None:
    for key, value in rule.yields.items():
        if key not in kind.yields:
            hint = like(key, kind.yields) or _among(kind.yields)
            raise PatternError(Message("a rule of kind {kind} does not yield {key}", kind=rule.kind, key=key), hint)
        allowed = kind.yields[key]
        if allowed and value not in allowed:
            known = ", ".join(allowed)
            reason = Message("{key} = {value} is none of {known}", key=key, value=value, known=known)
            raise PatternError(reason, like(str(value), allowed))
    if missing := kind.required - rule.yields.keys():
        raise PatternError(Message("must yield {keys}", keys=", ".join(sorted(missing))))
