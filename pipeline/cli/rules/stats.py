"""``giaoviec rules stats``: how the rules did over a database."""

from __future__ import annotations

import typer

from pipeline.cli.options import DB, LANG, Db, Lang, Rules
from pipeline.cli.rules.books import book_of
from pipeline.i18n import translator


def command(db: Db = DB, rules: Rules = None, lang: Lang = LANG) -> None:
    """Count the values that each rule gave, and show the rules that never hit or are rejected most."""
    from pipeline.store import opened
    from pipeline.workbench import stats

    translate, book = translator(lang), book_of(rules)
    with opened(db) as database:
        counted = stats.counts(database, book)
    for one in counted:
        typer.echo(f"{one.hits:>7} {one.documents:>6} {one.rule}{'  ' + one.file if one.file else ''}")
    quiet = list(stats.silent(counted, book))
    typer.echo(translate("Rules that never hit: {count}").format(count=len(quiet)))
    for rule in quiet:
        typer.echo(f"  {rule}")
    bad = stats.rejected(counted)
    typer.echo(translate("Rules whose tasks were rejected most: {count}").format(count=len(bad)))
    for one in bad:
        typer.echo(f"  {one.rejected}/{one.hits} {one.rule}")
