"""``giaoviec rules stats``: how the rules did over a database."""

from __future__ import annotations

import typer

from pipeline.cli.options import DB, LANG, Db, Lang, Rules
from pipeline.cli.rules.books import book_of, own_rules
from pipeline.i18n import translator


def command(db: Db = DB, rules: Rules = None, lang: Lang = LANG) -> None:
    """Count the values that each rule gave, and show the rules that never hit or are rejected most."""
    from pipeline.store import opened
    from pipeline.workbench import stats

    translate, book = translator(lang), book_of(rules)
    own = frozenset(own_rules(book, rules))
    with opened(db) as database:
        counted = stats.counts(database, book)
    typer.echo(f"{translate('values'):>8} {translate('documents'):>9}  {translate('rule')}")
    for one in counted:
        typer.echo(f"{one.hits:>8} {one.documents:>9}  {one.rule}{'  ' + one.file if one.file else ''}")
    quiet = stats.silent(counted, book, own)
    typer.echo(translate("Rules that never hit: {count}").format(count=len(quiet)))
    for rule in quiet:
        typer.echo(f"  {rule}{'  ' + translate('(own rule)') if rule in own else ''}")
    if rest := stats.uncounted(book, own):
        text = translate("Own rules of kinds that store no value themselves, so that they are not counted: {rules}")
        typer.echo(text.format(rules=", ".join(rest)))
    bad = stats.rejected(counted)
    typer.echo(translate("Rules whose tasks were rejected most: {count}").format(count=len(bad)))
    for one in bad:
        typer.echo(f"  {one.rejected}/{one.hits} {one.rule}")
