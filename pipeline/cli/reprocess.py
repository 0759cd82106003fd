"""``giaoviec reprocess``: new rules over what was read before."""

from __future__ import annotations

import typer

from pipeline.cli.ingest import exit_code, report
from pipeline.cli.options import DB, LANG, Cache, Db, Jobs, Lang, Rules, Secret, settings
from pipeline.i18n import translator


def command(
    db: Db = DB,
    rules: Rules = None,
    jobs: Jobs = 0,
    allow_secret: Secret = False,
    cache: Cache = None,
    lang: Lang = LANG,
) -> int:
    """Extract all documents of the database anew, without reading their pages again."""
    from pipeline.cli.progress import Bar
    from pipeline.services import reprocess

    translate = translator(lang)
    chosen = settings(lang, rules=rules, jobs=jobs, allow_secret=allow_secret, cache=cache)
    with Bar(translate) as bar:
        summary = reprocess(db, chosen, progress=bar.seen)
    typer.echo(report(summary, translate))
    return exit_code(summary)
