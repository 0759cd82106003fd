"""``giaoviec rules test``: each rule against its own examples."""

from __future__ import annotations

import typer

from pipeline.cli.options import LANG, Lang, Rules
from pipeline.cli.rules.books import folders, refuse
from pipeline.errors import ExitCode
from pipeline.i18n import translator


def command(rules: Rules = None, lang: Lang = LANG) -> None:
    """Run the examples and counter-examples of the rules."""
    from pipeline.rulebook import read
    from pipeline.workbench.books import place_of
    from pipeline.workbench.examples import failures

    book, faults = read(folders(rules))
    refuse(faults, lang)
    translate, failed = translator(lang), list(failures(book))
    for one in failed:
        typer.echo(f"{place_of(one.rule)}: {one.rule.id}: “{one.text}” {one.reason.localized(translate)}", err=True)
        found = one.found or translate("nothing")
        typer.echo("    " + translate("found: {found}").format(found=found), err=True)
    if failed:
        typer.echo(translate("Examples that do not hold: {count}").format(count=len(failed)), err=True)
        raise typer.Exit(int(ExitCode.SOME_FAILED))
    count = sum(len(rule.rule.examples) + len(rule.rule.counter_examples) for rule in book.rules)
    typer.echo(translate("Examples that hold: {count}").format(count=count))
