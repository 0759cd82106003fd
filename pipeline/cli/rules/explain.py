"""``giaoviec rules explain``: why a stored task says what it says."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import DB, LANG, Cache, Db, Lang, Rules, settings
from pipeline.cli.rules.books import book_of
from pipeline.i18n import translator


def command(
    task: Annotated[str, typer.Argument(metavar="TASK", help="The task's id, as 'giaoviec show' prints it.")],
    db: Db = DB,
    rules: Rules = None,
    cache: Cache = None,
    lang: Lang = LANG,
) -> None:
    """Show each value of a task with its words, page and rule, and the rules that lost."""
    from pipeline.cli.output import console
    from pipeline.store import opened
    from pipeline.workbench.explain import explain

    translate, out = translator(lang), console()
    with opened(db) as database:
        told = explain(database, task, book_of(rules), settings(lang, rules=rules, cache=cache))
    out.print(f"{told.document['code'] or told.document['file_name']}: {told.task['text']}")
    for value in told.values:
        page = translate("page {page}").format(page=value.page)
        rule = value.rule or translate("by its place")
        out.print(f"  {value.field:<12} “{value.words}”  [{page}, {rule}{', ' + value.file if value.file else ''}]")
    out.print(translate("Rules that hit this paragraph and lost: {count}").format(count=len(told.lost)))
    for hit in told.lost:
        why = hit.lost.localized(translate) if hit.lost else ""
        out.print(f"  {hit.kind:<12} “{hit.phrase}”  [{hit.rule}, {hit.file}]  ✗ {why}")
