"""The command line in the user's language: help texts and the sentences for wrong usage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from pipeline.i18n import LANGUAGES, N_, Translate

# Typer's own words: those of its help pages by the name of the constant, and what stands in them
_PAGE = {
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "DEFAULT_STRING": N_("[default: {}]"),
    "REQUIRED_LONG_STRING": N_("[required]"),
}
_USAGE = N_("Usage:")
N_("Show this message and exit.")

_WRONG_USAGE = {
    "NoSuchOption": N_("There is no option {name}; 'giaoviec --help' lists what there is."),
    "MissingParameter": N_("{name} is missing; add it, or see --help."),
    "BadParameter": N_("The value of {name} does not fit ({reason}); --help says what it may be."),
}
_OTHER_USAGE = N_("The command line is not understood ({reason}); 'giaoviec --help' lists what there is.")


def language_in(arguments: Sequence[str]) -> str:
    """The value of ``--lang`` wherever it stands, ``vi`` without one: help is shown before options are parsed."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or "".join(arguments[index + 1 : index + 2])
            return value if value in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]


def localise(command: Any, translate: Translate) -> Any:
    """Translate the help of a command, of its parameters and of its subcommands in place."""
    command.help = translate(command.help) if command.help else None
    command.options_metavar = translate(N_("[OPTIONS]"))
    for parameter in (*command.params, command.get_help_option(typer.Context(command))):
        parameter.help = translate(parameter.help) if parameter.help else None
    usage = command.get_usage
    command.get_usage = lambda context: usage(context).replace(_USAGE, translate(_USAGE), 1)
    if children := getattr(command, "commands", {}):
        command.subcommand_metavar = translate(N_("COMMAND [ARGUMENTS]..."))
        for child in children.values():
            localise(child, translate)
    return command


def localise_pages(translate: Translate) -> None:
    """Translate the frame of the help pages. Costs an import that only they need."""
    from typer import rich_utils

    for constant, message in _PAGE.items():
        setattr(rich_utils, constant, translate(message))


def usage_sentence(error: typer.TyperException, translate: Translate) -> str:
    """What is wrong with the command line and where to look, in one sentence."""
    template = _WRONG_USAGE.get(type(error).__name__)
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or (parameter and _name(parameter))
    if template and name:
        return translate(template).format(name=name, reason=error.message.rstrip("."))
    return translate(_OTHER_USAGE).format(reason=error.format_message().rstrip("."))


def _name(parameter: Any) -> str:
    """``--db`` for an option, ``PATH...`` for an argument."""
    return str(parameter.opts[-1] if parameter.param_type_name == "option" else parameter.metavar or parameter.name)
