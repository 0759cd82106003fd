"""``giaoviec cache``: the words that were read, kept for the next run."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import LANG, Cache, Lang, default_cache, settings
from pipeline.i18n import translator


def command(
    clear: Annotated[bool, typer.Option("--clear", help="Remove all of it.")] = False,
    cache: Cache = None,
    lang: Lang = LANG,
) -> None:
    """Show how much is kept of the files that were read, or remove it."""
    from pipeline.batch.cache import cache_of

    translate, chosen = translator(lang), settings(lang, cache=cache)
    kept = cache_of(chosen)
    assert kept is not None
    if clear:
        kept.clear()
    files, size = kept.size()
    message = translate("{folder}: files: {files}, {size} MB of at most {limit} MB")
    folder = cache or default_cache()
    limit = chosen.cache_bytes // 10**6
    typer.echo(message.format(folder=folder, files=files, size=round(size / 1e6, 1), limit=limit))
