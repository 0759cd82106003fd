"""Loads the rule files of the program and of the office. Every fault of every file is collected, then refused."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import RuleError
from pipeline.language.spelling import compose
from pipeline.rulebook.book import CompiledRule, Rulebook
from pipeline.rulebook.kinds import KINDS
from pipeline.rulebook.model import Body, Rule, RuleFile
from pipeline.rulebook.patterns import PatternError, expand, from_phrases


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a rule file; ``line`` from 1, None where it concerns the file as a whole."""

    file: str
    line: int | None
    rule: str | None
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.rule}: {self.reason}" if self.rule else f"{place}: {self.reason}"


@dataclass
class _Pile:
    """What was gathered so far; later files override earlier ones by id or name."""

    faults: list[Fault] = field(default_factory=list)
    fragments: dict[str, str] = field(default_factory=dict)
    rules: dict[str, tuple[Rule, str, int | None]] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)


def load(directories: Sequence[Path]) -> Rulebook:
    """The rulebook of these directories, later ones laid over earlier ones; raises RuleError with every fault."""
    rulebook, faults = read(directories)
    if faults:
        raise RuleError(
            "{count} faults in the rule files:\n{faults}",
            count=len(faults),
            faults="\n".join(map(str, faults)),
        )
    return rulebook


def read(directories: Sequence[Path]) -> tuple[Rulebook, list[Fault]]:
    """The rulebook, without its faulty rules, and the faults."""
    pile, digest = _Pile(), hashlib.sha256()
    for directory in directories:
        own: set[str] = set()
        for path in sorted(directory.rglob("*.toml")):
            raw = path.read_bytes()
            digest.update(path.name.encode() + b"\0" + raw)
            _gather(pile, own, str(path.relative_to(directory)), raw)
    rules = tuple(_compiled(pile))
    return (
        Rulebook(digest.hexdigest()[:16], rules, tuple(pile.bodies.values()), pile.lists, pile.fragments),
        pile.faults,
    )


def _gather(pile: _Pile, own: set[str], name: str, raw: bytes) -> None:
    """Add one file to the pile. ``own`` holds the ids that this directory has given: within it none may recur."""
    try:
        text = raw.decode("utf-8")
        if text != compose(text):
            pile.faults.append(Fault(name, None, None, "the text is not Unicode NFC: save it composed"))
        content = RuleFile.model_validate(tomllib.loads(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        pile.faults.append(Fault(name, None, None, f"is no TOML in UTF-8: {error}"))
        return
    except ValidationError as error:
        pile.faults += _invalid(name, text, error)
        return
    for rule_id in content.switch_off:
        if pile.rules.pop(rule_id, None) is None:
            pile.faults.append(Fault(name, _line(text, rule_id), rule_id, "there is no such rule to switch off"))
    pile.fragments |= content.fragments
    pile.lists |= content.lists
    pile.bodies |= {body.name: body for body in content.agency}
    for rule in content.rule:
        if rule.id in own:
            pile.faults.append(Fault(name, _line(text, rule.id), rule.id, "this id stands twice"))
        own.add(rule.id)
        pile.rules[rule.id] = (rule, name, _line(text, rule.id))


def _line(text: str, needle: str) -> int | None:
    position = text.find(f'"{needle}"')
    return text.count("\n", 0, position) + 1 if position >= 0 else None


def _invalid(name: str, text: str, error: ValidationError) -> Iterable[Fault]:
    data = tomllib.loads(text)
    for problem in error.errors():
        place = problem["loc"]
        rule_id = None
        if len(place) > 1 and place[0] == "rule" and isinstance(place[1], int):
            rule_id = str(data["rule"][place[1]].get("id", f"rule {place[1] + 1}"))
        where = ".".join(str(part) for part in place if not isinstance(part, int))
        yield Fault(name, _line(text, rule_id) if rule_id else None, rule_id, f"{where}: {problem['msg']}")


def _compiled(pile: _Pile) -> Iterable[CompiledRule]:
    for rule, name, line in pile.rules.values():
        try:
            yield _compile(rule, name, pile)
        except PatternError as error:
            pile.faults.append(Fault(name, line, rule.id, str(error)))


def _compile(rule: Rule, name: str, pile: _Pile) -> CompiledRule:
    if bool(rule.pattern) == bool(rule.phrases):
        raise PatternError("needs a pattern or phrases, one of the two")
    if not rule.examples or not rule.counter_examples:
        raise PatternError("needs at least one example and one counter-example")
    kind = KINDS.get(rule.kind)
    if kind is None:
        raise PatternError(f"there is no kind {rule.kind!r}; there are {', '.join(KINDS)}")
    pattern = expand(rule.pattern, pile.fragments) if rule.pattern else from_phrases(rule.phrases)
    compiled = CompiledRule(rule, pattern, name)
    compiled.compile()
    for key, value in rule.yields.items():
        if key not in kind.yields:
            raise PatternError(f"a rule of kind {rule.kind} does not yield {key!r}")
        allowed = kind.yields[key]
        if allowed and value not in allowed:
            raise PatternError(f"{key} = {value!r} is none of {', '.join(allowed)}")
    if missing := kind.required - rule.yields.keys():
        raise PatternError(f"must yield {', '.join(sorted(missing))}")
    if strange := compiled.groups - kind.groups:
        raise PatternError(f"group {', '.join(sorted(strange))} is unknown to the kind {rule.kind}")
    return compiled
