"""The rulebook that a command is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.cli.options import Language
from pipeline.errors import ExitCode
from pipeline.i18n import translator

if TYPE_CHECKING:
    from pipeline.rulebook import Fault, Rulebook


def folders(rules: list[Path] | None) -> tuple[Path, ...]:
    """The rules of the program and the folders that are laid over them."""
    from pipeline.resources import rules_dir

    return (rules_dir(), *(rules or ()))


def book_of(rules: list[Path] | None) -> Rulebook:
    """Raises RuleError with every fault."""
    from pipeline.rulebook import load

    return load(folders(rules))


def own_rules(book: Rulebook, rules: list[Path] | None) -> Iterator[str]:
    """Ids of the rules that stand in the office's folders."""
    for rule in book.rules:
        if any(Path(rule.file).is_relative_to(folder) for folder in rules or ()):
            yield rule.id


def refuse(faults: list[Fault], lang: Language) -> None:
    """Tell every fault and leave with the code for bad rules; nothing where there is none."""
    if not faults:
        return
    translate = translator(lang)
    for fault in faults:
        typer.echo(fault.localized(translate), err=True)
    typer.echo(translate("Faults in the rule files: {count}").format(count=len(faults)), err=True)
    raise typer.Exit(int(ExitCode.BAD_RULES))
