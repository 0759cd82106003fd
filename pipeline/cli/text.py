"""``giaoviec text``: what is read of a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import LANG, Lang, settings


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One document.")],
    as_json: Annotated[bool, typer.Option("--json", help="Words with their boxes instead of lines.")] = False,
    lang: Lang = LANG,
) -> None:
    """Print the text of a file in reading order, a form feed between pages."""
    from pipeline import transcript
    from pipeline.reading.reader import read_file

    reading = read_file(file, settings(lang))
    if as_json:
        typer.echo(json.dumps(transcript.as_json(reading), ensure_ascii=False))
    else:
        typer.echo(transcript.plain_text(reading), nl=False)
