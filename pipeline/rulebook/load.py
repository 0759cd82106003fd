"""Loads the rule files of the program and of the office. Every fault of every file is collected, then refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import regex

from pipeline.errors import RuleError
from pipeline.i18n import Message
from pipeline.rulebook.book import CompiledRule, Rulebook
from pipeline.rulebook.faults import Fault, Faults, like, like_id
from pipeline.rulebook.files import Block, Entry, Parsed, parse, to_the_top
from pipeline.rulebook.judged import judge
from pipeline.rulebook.lints import of_body
from pipeline.rulebook.model import Body, Rule, RuleFile

_MEANT = frozenset({".toml", ".tml", ".yaml", ".yml", ".json", ".ini"})
# Lists whose names end in what they stand for: a number, a year, a rate
_OPEN = regex.compile(
    r"deadline\.(?:number|ordinal)\.-?\d+|deadline\.every\.(?:DAI|WEEK|MONTH|YEAR)LY(?:;INTERVAL=\d+)?"
    r"|calendar\.(?:days_off|working_days)\.\d{4}"
)


@dataclass
class _Pile:
    """What was gathered so far; later files override earlier ones by id or name."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)  # what is allowed and may not be meant
    fragments: dict[str, str] = field(default_factory=dict)
    rules: dict[str, Entry[Rule]] = field(default_factory=dict)
    faulty: list[Entry[Rule]] = field(default_factory=list)  # rules that lack a key, to be judged by the others
    bodies: dict[str, Body] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    off: list[str] = field(default_factory=list)  # ids that were switched off
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
    off = tuple(one for one in pile.off if one not in pile.rules)
    book = Rulebook(digest.hexdigest()[:16], rules, tuple(pile.bodies.values()), pile.lists, pile.fragments, off)
    faults = sorted(pile.faults, key=lambda fault: (fault.file, fault.line or 0))
    return book, faults, pile.notes


def _files(directory: Path, pile: _Pile, *, named: bool) -> Iterable[tuple[Path, str]]:
    """The rule files of a directory. What would be passed over in silence is a fault: a folder that is not there, a
    file whose name says that it is meant as a rule file and does not end in .toml."""
    if not directory.is_dir():
        pile.faults.append(_no_folder(directory))
        return
    if named and not any(directory.rglob("*.toml")):
        pile.notes.append(_empty(directory))
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
    for body in parsed.agencies:
        _add_agency(pile, own, body, over=over)
    for rule in parsed.rules:
        _add_rule(pile, own, rule)


def _switch_off(pile: _Pile, name: str, parsed: Parsed) -> None:
    for rule_id in parsed.content.switch_off:
        known = set(pile.rules)
        if pile.rules.pop(rule_id, None) is None:
            reason = Message("there is no such rule to switch off")
            pile.faults.append(Fault(name, parsed.line(rule_id), rule_id, reason, like_id(rule_id, known)))
        else:
            pile.off.append(rule_id)
            reason = Message("the rule of the program is switched off")
            pile.notes.append(Fault(name, parsed.line(rule_id), rule_id, reason))


def _add_agency(pile: _Pile, own: dict[str, str], entry: Entry[Body], *, over: bool) -> None:
    body, block = entry.value, entry.block
    for name, found in of_body(body):
        if name not in entry.bad:
            pile.faults.append(Fault(block.file, block.line_of(name), entry.title, *found))
    if entry.bad:
        return
    place, key = (block.file, block.line), f"agency {body.name}"
    if key in own:
        hint = Message("also at {place}", place=own[key])
        pile.faults.append(Fault(*place, body.name, Message("this agency stands twice"), hint))
    elif body.name in pile.bodies:
        pile.notes.append(Fault(*place, body.name, Message("takes the place of the program's agency")))
    own[key] = "{}:{}".format(*place)
    pile.bodies[body.name] = body
    if over:
        _note_shared(pile, body, block)


def _note_shared(pile: _Pile, body: Body, block: Block) -> None:
    """A name that another body of the register has too: which of them a document means cannot be told."""
    for key, names in (("name", (body.name,)), ("short", body.short), ("aliases", body.aliases)):
        for name in names:
            known = next((one for one in pile.bodies.values() if one is not body and _goes_by(one, name)), None)
            if known is not None:
                reason = Message("{name} is a name of {agency} too", name=name, agency=known.name)
                pile.notes.append(Fault(block.file, block.line_of(key, name), body.name, reason))


def _goes_by(body: Body, name: str) -> bool:
    full = (one.casefold() for one in (body.name, *body.aliases))
    return name in body.short or name.casefold() in full


def _add_rule(pile: _Pile, own: dict[str, str], entry: Entry[Rule]) -> None:
    if entry.bad:
        pile.faulty.append(entry)
        return
    rule, place = entry.value, (entry.block.file, entry.block.line)
    if rule.id in own:
        hint = Message("also at {place}", place=own[rule.id])
        pile.faults.append(Fault(*place, rule.id, Message("this id stands twice"), hint))
    elif rule.id in pile.rules:
        before = pile.rules[rule.id].block
        reason = Message("takes the place of the rule at {place}", place=f"{before.file}:{before.line}")
        pile.notes.append(Fault(*place, rule.id, reason))
    own[rule.id] = "{}:{}".format(*place)
    pile.rules[rule.id] = entry


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


def _empty(directory: Path) -> Fault:
    hint = Message("name a folder of .toml files")
    return Fault(str(directory), None, None, Message("this folder holds no .toml file"), hint)


def _not_read(name: str) -> Fault:
    return Fault(name, None, None, Message("is not read"), Message("the name of a rule file ends in .toml"))


def _compiled(pile: _Pile) -> Iterable[CompiledRule]:
    for entry in (*pile.rules.values(), *pile.faulty):
        compiled, faults = judge(entry, pile.fragments, linted=entry.block.file in pile.linted)
        pile.faults += faults
        if compiled is not None:
            yield compiled
