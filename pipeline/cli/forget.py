"""``giaoviec forget``: removes a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import DB, LANG, Cache, Db, Lang, settings
from pipeline.i18n import translator


def command(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, code or file name.")],
    db: Db = DB,
    cache: Cache = None,
    lang: Lang = LANG,
) -> None:
    """Remove a document, its rows and what is kept of its pages; the file itself stays."""
    from pipeline.services import forget

    translate = translator(lang)
    name = forget(db, document, settings(lang, cache=cache))
    typer.echo(translate("{file}: forgotten.").format(file=Path(name).name))
