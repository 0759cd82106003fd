"""Loads the rule files of the program and of the office. Every fault of every file is collected, then refused."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import RuleError
from pipeline.language.spelling import compose
from pipeline.rulebook.book import CompiledRule, Rulebook
from pipeline.rulebook.kinds import KINDS, Kind
from pipeline.rulebook.lints import of_body, of_rule
from pipeline.rulebook.model import Body, CounterExample, Example, Rule, RuleFile
from pipeline.rulebook.patterns import PatternError, expand, from_phrases

_FIELDS = sorted({name for model in (RuleFile, Rule, Example, CounterExample, Body) for name in model.model_fields})
_MEANT = frozenset({".toml", ".tml", ".yaml", ".yml", ".json", ".ini"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a rule file; ``line`` from 1, None where it concerns the file as a whole."""

    file: str
    line: int | None
    rule: str | None
    reason: str
    hint: str | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        said = f"{self.reason} ({self.hint})" if self.hint else self.reason
        return f"{place}: {self.rule}: {said}" if self.rule else f"{place}: {said}"


@dataclass
class _Pile:
    """What was gathered so far; later files override earlier ones by id or name."""

    faults: list[Fault] = field(default_factory=list)
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
            faults="\n".join(map(str, faults)),
        )
    return rulebook


def read(directories: Sequence[Path], *, lint_from: int = 1) -> tuple[Rulebook, list[Fault]]:
    """The rulebook, without its faulty rules, and the faults.

    Files of the first directory are named by their place in it, those of the others with the directory too. Rules of
    the directory at ``lint_from`` and of those behind it are linted: those of the program itself were when it was made.
    """
    pile, digest = _Pile(), hashlib.sha256()
    for number, directory in enumerate(directories):
        own: set[str] = set()
        for path, name in _files(directory, pile, named=number > 0):
            try:
                raw = path.read_bytes()
            except OSError as error:
                pile.faults.append(Fault(name, None, None, f"cannot be opened: {error.strerror}"))
                continue
            digest.update(path.name.encode() + b"\0" + raw)
            if number >= lint_from:
                pile.linted.add(name)
            _gather(pile, own, name, raw)
    rules = tuple(_compiled(pile))
    return (
        Rulebook(digest.hexdigest()[:16], rules, tuple(pile.bodies.values()), pile.lists, pile.fragments),
        pile.faults,
    )


def _files(directory: Path, pile: _Pile, *, named: bool) -> Iterable[tuple[Path, str]]:
    """The rule files of a directory. What would be passed over in silence is a fault: a folder that is not there, a
    file whose name says that it is meant as a rule file and does not end in .toml."""
    if not directory.is_dir():
        pile.faults.append(Fault(str(directory), None, None, "there is no such folder", "name a folder of .toml files"))
        return
    for path in sorted(directory.rglob("*")):
        inside = path.relative_to(directory)
        name = str(path if named else inside)
        if path.is_dir() or any(part.startswith(".") for part in inside.parts):
            continue
        if path.suffix == ".toml":
            yield path, name
        elif path.suffix.lower() in _MEANT or ".toml" in path.name.lower():
            pile.faults.append(Fault(name, None, None, "is not read", "the name of a rule file ends in .toml"))


def _gather(pile: _Pile, own: set[str], name: str, raw: bytes) -> None:
    """Add one file to the pile. ``own`` holds the ids that this directory has given: within it none may recur."""
    try:
        text = raw.decode("utf-8-sig")  # Notepad begins a file with a mark
        if text != compose(text):
            pile.faults.append(Fault(name, _uncomposed(text), None, "the text is not Unicode NFC: save it composed"))
            text = compose(text)
        content = RuleFile.model_validate(tomllib.loads(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        pile.faults.append(Fault(name, None, None, f"is no TOML in UTF-8: {error}", _toml_hint(error)))
        return
    except ValidationError as error:
        pile.faults += _invalid(name, text, error)
        return
    for rule_id in content.switch_off:
        if pile.rules.pop(rule_id, None) is None:
            hint = like(rule_id, pile.rules)
            pile.faults.append(Fault(name, _line(text, rule_id), rule_id, "there is no such rule to switch off", hint))
    pile.fragments |= content.fragments
    pile.lists |= content.lists
    for body in content.agency:
        pile.faults += (Fault(name, _line(text, body.name), body.name, *found) for found in of_body(body))
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
        hint = like(str(place[-1]), _FIELDS) if problem["type"] == "extra_forbidden" else None
        yield Fault(name, _line(text, rule_id) if rule_id else None, rule_id, f"{where}: {problem['msg']}", hint)


def like(word: str, known: Iterable[str]) -> str | None:
    """A hint at what was meant by a word that is unknown, None where nothing is like it."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {found[0]}?" if found else None


def _uncomposed(text: str) -> int | None:
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if line != compose(line)), None)


def _toml_hint(error: Exception) -> str | None:
    if isinstance(error, UnicodeDecodeError):
        return "save the file as UTF-8"
    if "escape" in str(error) or "character" in str(error):
        return "write patterns between single quotation marks: '...'"
    return None


def _compiled(pile: _Pile) -> Iterable[CompiledRule]:
    for rule, name, line in pile.rules.values():
        try:
            compiled = _compile(rule, name, line, pile)
        except PatternError as error:
            pile.faults.append(Fault(name, line, rule.id, str(error), error.hint))
            continue
        found = list(of_rule(compiled)) if name in pile.linted else []
        pile.faults += (Fault(name, line, rule.id, *one) for one in found)
        if not found:
            yield compiled


def _compile(rule: Rule, name: str, line: int | None, pile: _Pile) -> CompiledRule:
    if bool(rule.pattern) == bool(rule.phrases):
        raise PatternError("needs a pattern or phrases, one of the two")
    if not rule.examples or not rule.counter_examples:
        raise PatternError("needs at least one example and one counter-example")
    kind = KINDS.get(rule.kind)
    if kind is None:
        raise PatternError(f"there is no kind {rule.kind!r}; there are {', '.join(KINDS)}", like(rule.kind, KINDS))
    pattern = _expanded(rule, pile.fragments)
    compiled = CompiledRule(rule, pattern, name, line)
    compiled.compile()
    _check_yields(rule, kind)
    if strange := compiled.groups - kind.groups:
        hint = like(min(strange), kind.groups) or f"it may name {', '.join(sorted(kind.groups)) or 'none'}"
        raise PatternError(f"group {', '.join(sorted(strange))} is unknown to the kind {rule.kind}", hint)
    return compiled


def _expanded(rule: Rule, fragments: Mapping[str, str]) -> str:
    if not rule.pattern:
        return from_phrases(rule.phrases)
    try:
        return expand(rule.pattern, fragments)
    except PatternError as error:
        name = str(error).partition("no fragment {")[2].rstrip("}")
        raise PatternError(str(error), like(name, fragments)) from error


def _check_yields(rule: Rule, kind: Kind) -> None:
    for key, value in rule.yields.items():
        if key not in kind.yields:
            hint = like(key, kind.yields) or f"it may yield {', '.join(kind.yields) or 'nothing'}"
            raise PatternError(f"a rule of kind {rule.kind} does not yield {key!r}", hint)
        allowed = kind.yields[key]
        if allowed and value not in allowed:
            raise PatternError(f"{key} = {value!r} is none of {', '.join(allowed)}", like(str(value), allowed))
    if missing := kind.required - rule.yields.keys():
        raise PatternError(f"must yield {', '.join(sorted(missing))}")
