"""``giaoviec rules check``: every fault of every rule file."""

from __future__ import annotations

import typer

from pipeline.cli.options import LANG, Lang, Rules
from pipeline.cli.rules.books import folders, refuse
from pipeline.i18n import translator


def command(rules: Rules = None, lang: Lang = LANG) -> None:
    """Tell every fault of the rule files, with file, line, rule and reason."""
    from pipeline.rulebook.check import check

    book, faults = check(folders(rules))
    refuse(faults, lang)
    typer.echo(translator(lang)("Rules without a fault: {count}").format(count=len(book.rules)))
