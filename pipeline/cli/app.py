"""Puts the commands together and turns every foreseen error into one sentence and an exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import typer

from pipeline.cli import cache, doctor, forget, ingest, reprocess, rules, show, tasks, text
from pipeline.cli.language import language_in, localise, localise_pages, usage_sentence
from pipeline.cli.options import common
from pipeline.errors import ExitCode, GiaoviecError
from pipeline.i18n import N_, translator

_HELP = N_("Reads government directives into a database of assigned tasks, offline.")
_INTERRUPTED = 130  # what Typer makes of Ctrl-C


def application() -> typer.Typer:
    """All commands, with their English help."""
    app = typer.Typer(
        name="giaoviec",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    app.callback(help=_HELP)(common)
    for module in (ingest, tasks, show, forget, reprocess, text, doctor, cache):
        app.command(module.__name__.rpartition(".")[2])(module.command)
    app.add_typer(rules.group(), name="rules", help=rules.HELP)
    return app


def main() -> None:
    """The entry point of the command ``giaoviec``."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    translate = translator(language_in(arguments))
    command = localise(typer.main.get_command(application()), translate)
    if not arguments or "--help" in arguments:
        localise_pages(translate)
    try:
        code = command.main(args=list(arguments), prog_name="giaoviec", standalone_mode=False)
    except GiaoviecError as error:
        typer.echo(error.localized(translate), err=True)
        return int(error.exit_code)
    except typer.TyperException as error:
        if type(error).__name__ != "NoArgsIsHelpError":  # then the help was shown, and that is all
            typer.echo(usage_sentence(error, translate), err=True)
        return int(ExitCode.USAGE)
    if code == _INTERRUPTED:
        typer.echo(translate("Stopped. What was done until now is stored."), err=True)
    return int(code or 0)
