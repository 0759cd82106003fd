"""One rule file: its text and tables, each rule and agency read for itself, so that a fault hides no other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import regex
from pydantic import ValidationError

from pipeline.i18n import Message
from pipeline.language.spelling import compose
from pipeline.rulebook.broken import broken, single_brackets
from pipeline.rulebook.faults import Fault, invalid, like
from pipeline.rulebook.model import Body, CounterExample, Example, Rule, RuleFile

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_Model = TypeVar("_Model", Rule, Body)
_FIELDS = sorted({name for model in (RuleFile, Rule, Example, CounterExample, Body) for name in model.model_fields})
_TABLE = {name: regex.compile(rf"^[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", regex.M) for name in ("rule", "agency")}
_HEAD = regex.compile(r"^[ \t]*\[", regex.M)
_STANDS_FOR = {"id": "id.missing", "kind": "missing", "name": "missing"}  # so that the rest of an entry can be judged


@dataclass(frozen=True, slots=True)
class Block:
    """The stretch of a file that an entry takes; ``line`` is that of its id or name."""

    file: str
    line: int | None
    text: str = ""
    start: int = 0
    end: int = 0

    def line_of(self, key: str, said: str = "") -> int | None:
        """The line of a key, or of what is ``said`` behind it; that of the id where the file does not show it."""
        name = regex.escape(key)
        for pattern in (rf"^[ \t]*{name}[ \t]*=", rf"(?<![\w.]){name}[ \t]*="):
            found = regex.compile(pattern, regex.M).search(self.text, self.start, self.end)
            if found:
                there = self.text.find(said, found.start(), self.end) if said else -1
                return self.text.count("\n", 0, there if there >= 0 else found.end()) + 1
        return self.line


@dataclass(frozen=True)
class Entry(Generic[_Model]):
    """A rule or an agency as its file gives it, without the values of the keys in ``bad``: these are faults."""

    value: _Model
    title: str
    block: Block
    bad: frozenset[str] = frozenset()


@dataclass
class Parsed:
    """What a file holds without what is faulty in it."""

    text: str
    content: RuleFile = field(default_factory=RuleFile)
    rules: list[Entry[Rule]] = field(default_factory=list)
    agencies: list[Entry[Body]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def line(self, needle: str) -> int | None:
        """The first line on which a text stands between quotation marks, or else as a key."""
        name = regex.escape(needle)
        found = regex.search(rf"[\"']{name}[\"']|^[ 	]*{name}[ 	]*=", self.text, regex.M)
        return self.text.count("\n", 0, found.start()) + 1 if found else None


def parse(name: str, raw: bytes) -> Parsed:
    """The file of this name; what is wrong with it is among its faults."""
    try:
        text = raw.decode("utf-8-sig")  # Notepad begins a file with a mark
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        hint = Message("save the file as UTF-8")
        return Parsed("", faults=[Fault(name, line, None, Message("is no text in UTF-8"), hint)])
    parsed = Parsed(compose(text))
    if text != parsed.text:
        line = next(number for number, one in enumerate(text.split("\n"), 1) if one != compose(one))
        parsed.faults.append(Fault(name, line, None, Message("the text is not Unicode NFC: save it composed")))
    try:
        data = tomllib.loads(parsed.text)
    except tomllib.TOMLDecodeError as error:
        parsed.faults.append(broken(name, parsed.text, str(error)))
        return parsed
    _fill(parsed, name, data)
    return parsed


def _fill(parsed: Parsed, name: str, data: Mapping[str, Any]) -> None:
    for table in _TABLE:
        if isinstance(data.get(table), dict):
            parsed.faults.append(single_brackets(name, table, _line_of_table(parsed, table)))
    rest = {key: value for key, value in data.items() if key not in _TABLE}
    odd = {key: value for key, value in data.items() if key in _TABLE and not isinstance(value, dict)}
    rest |= {key: value for key, value in odd.items() if not _is_tables(value)}
    try:
        parsed.content = RuleFile.model_validate(rest)
    except ValidationError as error:
        parsed.faults += _invalid_file(parsed, name, error)
    parsed.rules = list(_entries(parsed, name, "rule", Rule, data.get("rule")))
    parsed.agencies = list(_entries(parsed, name, "agency", Body, data.get("agency")))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _line_of_table(parsed: Parsed, table: str) -> int | None:
    found = regex.search(rf"^[ \t]*\[{{1,2}}[ \t]*{regex.escape(table)}[ \t.\]]", parsed.text, regex.M)
    return parsed.text.count("\n", 0, found.start()) + 1 if found else None


def _entries(parsed: Parsed, name: str, table: str, model: type[_Model], values: object) -> Iterator[Entry[_Model]]:
    if not isinstance(values, list) or not _is_tables(values):
        return
    key = "id" if table == "rule" else "name"
    starts = [match.start() for match in _TABLE[table].finditer(parsed.text)]
    known = len(starts) == len(values)
    for number, value in enumerate(values):
        title = str(value.get(key, f"{table} {number + 1}"))
        block = _block(parsed, name, key, title, starts[number]) if known else Block(name, parsed.line(title))
        try:
            yield Entry(model.model_validate(value), title, block)
        except ValidationError as error:
            parsed.faults += _invalid(block, error, table, title)
            if (rest := _rest(model, value, error)) is not None:
                yield Entry(rest, title, block, _bad(error))


def _block(parsed: Parsed, name: str, key: str, title: str, start: int) -> Block:
    """The entry whose table begins at ``start``; without an id or name its line is that of the table."""
    begin = parsed.text.index("]]", start)
    after = _HEAD.search(parsed.text, begin)
    end = after.start() if after else len(parsed.text)
    found = regex.compile(rf"^[ \t]*{key}[ \t]*=[ \t]*[\"']{regex.escape(title)}", regex.M).search(
        parsed.text, begin, end
    )
    line = parsed.text.count("\n", 0, found.start() if found else start) + 1
    return Block(name, line, parsed.text, start, end)


def _bad(error: ValidationError) -> frozenset[str]:
    return frozenset(str(problem["loc"][0]) for problem in error.errors(include_url=False) if problem["loc"])


def _rest(model: type[_Model], value: Mapping[str, Any], error: ValidationError) -> _Model | None:
    """The entry without what pydantic refused, so that its other faults are told too."""
    bad = _bad(error)
    rest = {key: one for key, one in value.items() if key not in bad}
    rest |= {key: said for key, said in _STANDS_FOR.items() if key in bad and key in model.model_fields}
    try:
        return model.model_validate(rest)
    except ValidationError:
        return None


def _invalid(block: Block, error: ValidationError, table: str, title: str) -> Iterator[Fault]:
    for problem in error.errors(include_url=False):
        names = [str(part) for part in problem["loc"] if not isinstance(part, int)]
        given = problem["input"]
        said = given if isinstance(given, str) else ""
        reason, hint = _told(problem, ".".join([table, *names]), names[-1], table)
        missing = problem["type"] == "missing"
        if missing and isinstance(given, dict):
            said = next((one for one in given.values() if isinstance(one, str)), "")
        key = names[0] if len(names) > 1 or not missing else ""
        line = block.line_of(key, said) if key else block.line
        yield Fault(block.file, line, title, reason, hint)


def _invalid_file(parsed: Parsed, name: str, error: ValidationError) -> Iterator[Fault]:
    for problem in error.errors(include_url=False):
        names = [str(part) for part in problem["loc"] if not isinstance(part, int)]
        reason, hint = _told(problem, ".".join(names), names[-1], "")
        line = parsed.line(names[-1]) or _line_of_table(parsed, names[0])
        yield Fault(name, line, None, reason, hint)


def _told(problem: ErrorDetails, key: str, last: str, table: str) -> tuple[Message, Message | None]:
    hint = _hint(last, table) if problem["type"] == "extra_forbidden" else None
    reason, more = invalid(problem["type"], key, problem["msg"], problem.get("ctx", {}), problem["input"])
    return reason, hint or more


def _hint(key: str, table: str) -> Message | None:
    if table and key in RuleFile.model_fields:
        return to_the_top(key)
    return like(key, _FIELDS)


def to_the_top(key: str) -> Message:
    """A key behind the head of a table belongs to that table."""
    return Message("write {key} at the top of the file, before the first line that begins with [", key=key)
