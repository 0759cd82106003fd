"""``giaoviec tasks``: who has to do what until when."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import DB, LANG, Db, Lang
from pipeline.i18n import N_, translator

if TYPE_CHECKING:
    from rich.table import Table

    from pipeline.i18n import Translate


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


_DATES = ["%Y-%m-%d", "%d/%m/%Y"]
_HEADINGS = (N_("Due"), N_("Lead"), N_("With"), N_("Task"), N_("Document"))


def command(
    db: Db = DB,
    agency: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only tasks of this body: part of its name, accents optional.")
    ] = None,
    due_after: Annotated[
        datetime | None,
        typer.Option(formats=_DATES, metavar="DATE", help="Only what is due on this day or later (2026-03-31)."),
    ] = None,
    due_before: Annotated[
        datetime | None,
        typer.Option(formats=_DATES, metavar="DATE", help="Only what is due on this day or earlier."),
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="DOCUMENT", help="Only tasks of this document: id, code or file name.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How the tasks are written.")] = Format.TABLE,
    lang: Lang = LANG,
) -> None:
    """List tasks, the most urgent first."""
    from pipeline.store import opened, queries

    with opened(db) as database:
        wanted = queries.TaskFilter(
            agency=agency,
            document_id=queries.find_document(database, document)["id"] if document else None,
            due_from=due_after.date() if due_after else None,
            due_until=due_before.date() if due_before else None,
        )
        rows = queries.tasks(database, wanted)
    if format is Format.JSON:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif format is Format.CSV:
        typer.echo(as_csv(rows), nl=False)
    else:
        _print(rows, translator(lang))


def as_csv(rows: Sequence[dict[str, Any]]) -> str:
    """The rows with a heading and a byte order mark, without which Excel takes UTF-8 for something else.

    A text that Excel would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    out.write("\ufeff")
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _print(rows: Sequence[dict[str, Any]], translate: Translate) -> None:
    from pipeline.cli.output import console

    if rows:
        console().print(table(rows, translate))
    typer.echo(translate("Tasks: {count}").format(count=len(rows)))


def table(rows: Sequence[dict[str, Any]], translate: Translate) -> Table:
    """The tasks for a person, legible from 100 columns on."""
    from rich import box
    from rich.table import Table

    from pipeline.cli.output import due, shortened

    made = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, padding=(0, 1, 1, 0), expand=True)
    widths: list[dict[str, Any]] = [{"width": 12}, {"ratio": 3}, {"ratio": 3}, {"ratio": 8}, {"width": 16}]
    for heading, width in zip(_HEADINGS, widths, strict=True):
        made.add_column(translate(heading), overflow="fold", **width)
    for row in rows:
        with_others = shortened(row["coordinate"] or "", 120)
        name = row["document"] or translate("(without number)")
        made.add_row(due(row), row["lead"] or "–", with_others, shortened(row["text"]), name)
    return made
