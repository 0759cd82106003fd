"""One rule file: its text and tables, each rule and agency read for itself, so that a fault hides no other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import regex
from pydantic import ValidationError

from pipeline.i18n import N_, Message
from pipeline.language.spelling import compose
from pipeline.rulebook.faults import Fault, invalid, like
from pipeline.rulebook.model import Body, CounterExample, Example, Rule, RuleFile

_Entry = TypeVar("_Entry", Rule, Body)
_FIELDS = sorted({name for model in (RuleFile, Rule, Example, CounterExample, Body) for name in model.model_fields})
_PLACE = regex.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_TABLE = {name: regex.compile(rf"^[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", regex.M) for name in ("rule", "agency")}
_TOML = {
    "Cannot overwrite": N_("this key or table stands twice"),
    "Cannot declare": N_("this key or table stands twice"),
    "Expected '='": N_("a key needs a = and a value behind it"),
    "Expected ']": N_("a ] is missing"),
    "Unclosed array": N_("a ] is missing"),
    "Unclosed inline": N_("a closing brace is missing"),
    "Duplicate inline": N_("this key or table stands twice"),
    "Invalid value": N_("this is no value: a text stands between quotation marks"),
    "Unescaped '\\'": N_("a \\ within double quotation marks means something else"),
    "Illegal character": N_("a text in quotation marks ends on the line on which it begins"),
    "Unterminated string": N_("the closing quotation marks are missing"),
    "Expected newline": N_("something stands behind the value on this line"),
}


@dataclass
class Parsed:
    """What a file holds without what is faulty in it. ``rules`` and ``agencies`` come with their lines."""

    text: str
    content: RuleFile = field(default_factory=RuleFile)
    rules: list[tuple[Rule, int | None]] = field(default_factory=list)
    agencies: list[tuple[Body, int | None]] = field(default_factory=list)
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
        parsed.faults.append(_broken(name, str(error)))
        return parsed
    _fill(parsed, name, data)
    return parsed


def _fill(parsed: Parsed, name: str, data: Mapping[str, Any]) -> None:
    rest = {key: value for key, value in data.items() if key not in _TABLE}
    rest |= {key: value for key, value in data.items() if key in _TABLE and not _is_tables(value)}
    try:
        parsed.content = RuleFile.model_validate(rest)
    except ValidationError as error:
        parsed.faults += _invalid(parsed, name, error)
    parsed.rules = list(_entries(parsed, name, "rule", Rule, data.get("rule")))
    parsed.agencies = list(_entries(parsed, name, "agency", Body, data.get("agency")))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _entries(
    parsed: Parsed, name: str, table: str, model: type[_Entry], values: object
) -> Iterator[tuple[_Entry, int | None]]:
    if not isinstance(values, list) or not _is_tables(values):
        return
    key = "id" if table == "rule" else "name"
    starts = [match.start() for match in _TABLE[table].finditer(parsed.text)]
    known = len(starts) == len(values)
    for number, value in enumerate(values):
        title = str(value.get(key, f"{table} {number + 1}"))
        line = _line_of(parsed, key, title, starts[number]) if known else parsed.line(title)
        try:
            yield model.model_validate(value), line
        except ValidationError as error:
            parsed.faults += _invalid(parsed, name, error, table, title, line)


def _line_of(parsed: Parsed, key: str, title: str, start: int) -> int:
    """The line of an entry's id or name, that of its table where it has none."""
    pattern = rf"^[ \t]*\[\[|^[ \t]*{key}[ \t]*=[ \t]*[\"']{regex.escape(title)}"
    begin = parsed.text.index("]]", start)
    found = regex.compile(pattern, regex.M).search(parsed.text, begin)
    there = found.start() if found and "[[" not in found[0] else start
    return parsed.text.count("\n", 0, there) + 1


def _invalid(
    parsed: Parsed,
    name: str,
    error: ValidationError,
    table: str = "",
    title: str | None = None,
    line: int | None = None,
) -> Iterable[Fault]:
    for problem in error.errors(include_url=False):
        place = [table, *problem["loc"]] if table else list(problem["loc"])
        key = ".".join(str(part) for part in place if part and not isinstance(part, int))
        unknown = problem["type"] == "extra_forbidden"
        last = str(place[-1])
        hint = _hint(last, table) if unknown else None
        reason, more = invalid(problem["type"], key, problem["msg"], problem.get("ctx", {}), problem["input"])
        yield Fault(name, line or (parsed.line(last) if not table else None), title, reason, hint or more)


def _hint(key: str, table: str) -> Message | None:
    if table and key in RuleFile.model_fields:
        return to_the_top(key)
    return like(key, _FIELDS)


def to_the_top(key: str) -> Message:
    """A key behind the head of a table belongs to that table."""
    return Message("write {key} at the top of the file, before the first line that begins with [", key=key)


def _broken(name: str, error: str) -> Fault:
    """What ``tomllib`` says, with its line in its place."""
    found = _PLACE.search(error)
    line = int(found[1]) if found and found[1] else None
    problem: str = _PLACE.sub("", error)
    known = next((said for start, said in _TOML.items() if problem.startswith(start)), None)
    told = Message(known) if known else problem
    if line and found:
        reason = Message("is no TOML at column {column}: {problem}", column=found[2], problem=told)
    else:
        reason = Message("is no TOML up to its end: {problem}", problem=told)
    return Fault(name, line, None, reason, _quotes(problem))


def _quotes(problem: str) -> Message | None:
    if "escape" in problem or "character" in problem:
        return Message("write patterns between single quotation marks: '...'")
    return None
