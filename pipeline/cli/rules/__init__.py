"""``giaoviec rules``: what those who write rules need. Each command is a module with ``command``."""

from __future__ import annotations

import typer

from pipeline.i18n import N_

HELP = N_("Check, prove, try and compare rules.")


def group() -> typer.Typer:
    """The commands of the group."""
    from pipeline.cli.rules import check, diff, examples, explain, stats, trial

    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
    modules = {"check": check, "test": examples, "try": trial, "explain": explain, "diff": diff, "stats": stats}
    for name, module in modules.items():
        app.command(name)(module.command)
    return app
