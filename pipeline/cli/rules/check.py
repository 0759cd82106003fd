"""``giaoviec rules check``: every fault of every rule file."""

from __future__ import annotations

import shlex
from pathlib import Path

import typer

from pipeline.cli.options import LANG, Lang, Rules
from pipeline.cli.rules.books import folders, refuse
from pipeline.i18n import translator


def command(rules: Rules = None, lang: Lang = LANG) -> None:
    """Tell every fault of the rule files, with file, line, rule and reason."""
    from pipeline.rulebook.check import check

    book, faults, notes = check(folders(rules))
    translate = translator(lang)
    if notes:
        typer.echo(translate("Worth a look: {count}").format(count=len(notes)))
        for note in notes:
            typer.echo(f"  {note.localized(translate)}")
    refuse(faults, lang)
    typer.echo(translate("Rules without a fault: {count}").format(count=len(book.rules)))
    typer.echo(translate("Next, run the examples: {command}").format(command=_next(rules)))


def _next(rules: list[Path] | None) -> str:
    return shlex.join(["giaoviec", "rules", "test", *(part for path in rules or () for part in ("--rules", str(path)))])
