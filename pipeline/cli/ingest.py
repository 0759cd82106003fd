"""``giaoviec ingest``: files and folders into the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import DB, LANG, Cache, Db, Jobs, Lang, Rules, Secret, settings
from pipeline.errors import ExitCode
from pipeline.i18n import translator

if TYPE_CHECKING:
    from pipeline.i18n import Translate
    from pipeline.services import Summary


def command(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Documents, or folders of documents.")],
    db: Db = DB,
    rules: Rules = None,
    jobs: Jobs = 0,
    allow_secret: Secret = False,
    cache: Cache = None,
    lang: Lang = LANG,
) -> int:
    """Read documents into the database; what is stored already stays as it is."""
    from pipeline.cli.progress import Bar
    from pipeline.services import ingest

    translate = translator(lang)
    chosen = settings(lang, rules=rules, jobs=jobs, allow_secret=allow_secret, cache=cache)
    with Bar(translate) as bar:
        summary = ingest(paths, db, chosen, progress=bar.seen)
    typer.echo(report(summary, translate))
    return exit_code(summary)


def report(summary: Summary, translate: Translate) -> str:
    """What was done, as lines of text."""
    lines = [
        translate("Documents: {documents}; files read: {done}, unchanged: {unchanged}, failed: {failed}").format(
            documents=summary.documents,
            done=len(summary.done),
            unchanged=len(summary.unchanged),
            failed=len(summary.failed),
        ),
        translate("Tasks: {tasks}; to be looked at: {flagged} (unsure, with an anomaly, or without a lead)").format(
            tasks=summary.tasks, flagged=summary.flagged
        ),
    ]
    for path in summary.secret:
        message = translate("{file}: marked secret, not read further; --allow-secret reads it.")
        lines.append(message.format(file=path))
    for path, pages in summary.unread:
        message = translate("{file}: pages that could not be recognised: {pages}; what they say is not stored.")
        lines.append(message.format(file=path, pages=", ".join(map(str, pages))))
    if summary.failed:
        lines.append(translate("Failed:"))
        # a sentence names its file without folders; here two files may have the same name
        lines += ["  " + reason.replace(Path(path).name, path, 1) for path, reason in summary.failed]
    return "\n".join(lines)


def exit_code(summary: Summary) -> int:
    """A missing program is the machine's fault and comes before a document's."""
    if summary.missing_program:
        return int(ExitCode.MISSING_PROGRAM)
    return int(ExitCode.SOME_FAILED if summary.failed or summary.unread else ExitCode.OK)
