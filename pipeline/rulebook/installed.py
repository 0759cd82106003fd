"""The rules that are in use."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.resources import rules_dir
from pipeline.rulebook.book import Rulebook
from pipeline.rulebook.load import load


@lru_cache
def rulebook_of(rule_dirs: tuple[Path, ...]) -> Rulebook:
    """The rules that come with the program and those of the office over them; raises RuleError."""
    return load((rules_dir(), *rule_dirs))
