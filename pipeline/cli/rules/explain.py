"""``giaoviec rules explain``: why a stored task says what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import DB, LANG, Cache, Db, Lang, Rules, settings
from pipeline.cli.rules.books import book_of
from pipeline.i18n import Translate, translator

if TYPE_CHECKING:
    from pipeline.workbench.explain import Value


def command(
    task: Annotated[
        str, typer.Argument(metavar="TASK", help="The task's id or its beginning, or a document with one task.")
    ],
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
    if told.found is False:
        out.print(translate("With these rules this task would not be found."))
    if told.task["stem"]:
        knowing = ", ".join(f"{hit.rule}, {hit.file}" for hit in told.stems)
        known = f"  [{knowing}]" if knowing else ""
        out.print(f"  {translate('under'):<12} “{told.task['stem']}”{known}")
    for value in told.values:
        out.print(_value(value, translate))
    out.print(translate("Rules that hit this paragraph and lost: {count}").format(count=len(told.lost)))
    for hit in told.lost:
        why = hit.lost.localized(translate) if hit.lost else ""
        out.print(f"  {hit.kind:<12} “{hit.phrase}”  [{hit.rule}, {hit.file}]  ✗ {why}")


def _value(value: Value, translate: Translate) -> str:
    page = translate("page {page}").format(page=value.page)
    above = translate("from what it stands under") if value.above else ""
    place = ", ".join(filter(None, (page, value.rule or translate("by its place"), value.file, above)))
    return f"  {value.field:<12} “{value.words}”  [{place}]"
