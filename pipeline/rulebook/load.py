"""Loads the rule files of the program and of the office. Every fault of every file is collected, then refused."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import RuleError
from pipeline.i18n import Message
from pipeline.language.spelling import compose
from pipeline.rulebook.book import CompiledRule, Rulebook
from pipeline.rulebook.faults import Fault, Faults, invalid, like
from pipeline.rulebook.kinds import KINDS, Kind
from pipeline.rulebook.lints import of_body, of_rule
from pipeline.rulebook.model import Body, CounterExample, Example, Rule, RuleFile
from pipeline.rulebook.patterns import FragmentError, PatternError, expand, from_phrases

_FIELDS = sorted({name for model in (RuleFile, Rule, Example, CounterExample, Body) for name in model.model_fields})
_MEANT = frozenset({".toml", ".tml", ".yaml", ".yml", ".json", ".ini"})


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
            faults=Faults(faults),
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
                pile.faults.append(
                    Fault(name, None, None, Message("cannot be opened: {reason}", reason=error.strerror))
                )
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


def _gather(pile: _Pile, own: set[str], name: str, raw: bytes) -> None:
    """Add one file to the pile. ``own`` holds the ids that this directory has given: within it none may recur."""
    try:
        text = raw.decode("utf-8-sig")  # Notepad begins a file with a mark
        if text != compose(text):
            pile.faults.append(
                Fault(name, _uncomposed(text), None, Message("the text is not Unicode NFC: save it composed"))
            )
            text = compose(text)
        content = RuleFile.model_validate(tomllib.loads(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        pile.faults.append(
            Fault(name, None, None, Message("is no TOML in UTF-8: {error}", error=error), _toml_hint(error))
        )
        return
    except ValidationError as error:
        pile.faults += _invalid(name, text, error)
        return
    for rule_id in content.switch_off:
        if pile.rules.pop(rule_id, None) is None:
            hint = like(rule_id, pile.rules)
            reason = Message("there is no such rule to switch off")
            pile.faults.append(Fault(name, _line(text, rule_id), rule_id, reason, hint))
    pile.fragments |= content.fragments
    pile.lists |= content.lists
    for body in content.agency:
        pile.faults += (Fault(name, _line(text, body.name), body.name, *found) for found in of_body(body))
    pile.bodies |= {body.name: body for body in content.agency}
    for rule in content.rule:
        if rule.id in own:
            pile.faults.append(Fault(name, _line(text, rule.id, nth=2), rule.id, Message("this id stands twice")))
        own.add(rule.id)
        pile.rules[rule.id] = (rule, name, _line(text, rule.id))


def _line(text: str, needle: str, nth: int = 1) -> int | None:
    """The line of the ``nth`` place at which a quoted text stands."""
    position = -1
    for _ in range(nth):
        position = text.find(f'"{needle}"', position + 1)
    return text.count("\n", 0, position) + 1 if position >= 0 else None


def _no_folder(directory: Path) -> Fault:
    hint = Message("name a folder of .toml files")
    return Fault(str(directory), None, None, Message("there is no such folder"), hint)


def _not_read(name: str) -> Fault:
    return Fault(name, None, None, Message("is not read"), Message("the name of a rule file ends in .toml"))


def _invalid(name: str, text: str, error: ValidationError) -> Iterable[Fault]:
    data = tomllib.loads(text)
    for problem in error.errors():
        place = problem["loc"]
        rule_id = None
        if len(place) > 1 and place[0] == "rule" and isinstance(place[1], int):
            rule_id = str(data["rule"][place[1]].get("id", f"rule {place[1] + 1}"))
        where = ".".join(str(part) for part in place if not isinstance(part, int))
        unknown = problem["type"] == "extra_forbidden"
        hint = like(str(place[-1]), _FIELDS) if unknown else None
        line = _line(text, rule_id) if rule_id else None
        yield Fault(name, line, rule_id, invalid(problem["type"], where, problem["msg"]), hint)


def _uncomposed(text: str) -> int | None:
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if line != compose(line)), None)


def _toml_hint(error: Exception) -> Message | None:
    if isinstance(error, UnicodeDecodeError):
        return Message("save the file as UTF-8")
    if "escape" in str(error) or "character" in str(error):
        return Message("write patterns between single quotation marks: '...'")
    return None


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
    compiled.compile()
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
