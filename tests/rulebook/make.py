"""Rule files in a folder of the test's own, and rules that need no file."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

from pipeline.rulebook import CompiledRule, Rulebook
from pipeline.rulebook.model import Rule

EXAMPLES = 'examples = [{ text = "a", match = "a" }]\ncounter_examples = [{ text = "b" }]\n'


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), "utf-8")
    return path


def rule_text(rule_id: str = "stem.one", pattern: str = "rà soát", kind: str = "stem", more: str = "") -> str:
    return f'[[rule]]\nid = "{rule_id}"\nkind = "{kind}"\npattern = \'{pattern}\'\n{more}{EXAMPLES}\n'


def compiled(rule_id: str, pattern: str, kind: str = "stem", **values: Any) -> CompiledRule:
    return CompiledRule(Rule(id=rule_id, kind=kind, pattern=pattern, **values), pattern, "made.toml")


def book(*rules: CompiledRule) -> Rulebook:
    return Rulebook("1", rules)
