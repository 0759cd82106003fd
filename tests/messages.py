"""Finds every sentence that the program says to people."""

from __future__ import annotations

import ast
import inspect
import string
import tomllib
from collections.abc import Iterator

from pipeline import errors
from pipeline.reading import content
from pipeline.resources import PACKAGE, rules_dir

_MARKS = {"_", "N_", "Message", "translate", "translator", "say", "_say"}
_ERRORS = {name for name, value in vars(errors).items() if inspect.isclass(value) and issubclass(value, Exception)}


def messages() -> dict[str, str]:
    """Message -> where it stands."""
    found = dict.fromkeys((*content._NAMES.values(), *content._ARCHIVES.values()), "reading/content.py")
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found |= dict.fromkeys(_said(node, in_command_line="cli" in path.parts), where)
    for path in rules_dir().rglob("*.toml"):
        for rule in tomllib.loads(path.read_text("utf-8")).get("rule", []):
            if rule["kind"] == "not_task":
                found[rule["yields"]["reason"]] = path.name
    return found


def _said(node: ast.AST, *, in_command_line: bool) -> Iterator[str]:
    if isinstance(node, ast.Call):
        called = node.func.func if isinstance(node.func, ast.Call) else node.func  # translator(language)("...")
        name = getattr(called, "attr", None) or getattr(called, "id", "")
        if name in _MARKS | _ERRORS:
            yield from _strings(node.args[:1])
        for keyword in node.keywords:
            if keyword.arg == "help" and in_command_line:
                yield from _strings([keyword.value])
            if keyword.arg in {"actual", "promised"} and name in _ERRORS:
                yield from _strings([keyword.value])
    elif isinstance(node, ast.FunctionDef) and node.name == "command" and in_command_line:
        yield ast.get_docstring(node) or ""


def _strings(nodes: list[ast.expr]) -> Iterator[str]:
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def fields(message: str) -> set[str]:
    """Names of the places that are filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def as_catalogue(found: dict[str, str]) -> str:
    """Entries to be translated, to paste into the catalogue."""
    quote = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
    return "\n\n".join(f'msgid "{text.translate(quote)}"\nmsgstr ""' for text in found)
