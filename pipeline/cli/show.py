"""``giaoviec show``: one document, what was read of it and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import DB, LANG, Db, Lang
from pipeline.i18n import N_, translator

if TYPE_CHECKING:
    from rich.table import Table
    from sqlite_utils import Database

    from pipeline.i18n import Translate

_FIELDS = {
    "file_name": N_("File"),
    "type": N_("Type"),
    "code": N_("Code"),
    "issued_on": N_("Issued on"),
    "place": N_("Place"),
    "issuer": N_("Issuer"),
    "subject": N_("Subject"),
    "authority": N_("Signed for"),
    "signer_title": N_("Signer's title"),
    "signer": N_("Signer"),
    "urgency": N_("Urgency"),
    "secrecy": N_("Secrecy"),
    "pages": N_("Pages"),
    "text_source": N_("Read as"),
    "ocr_confidence": N_("Confidence of recognition"),
    "error": N_("Error"),
}
_TASK = {
    "stem": N_("under"),
    "details": N_("details"),
    "lead": N_("lead"),
    "coordinate": N_("with"),
    "deadline": N_("deadline"),
    "deliverable": N_("deliverable"),
    "modality": N_("kind"),
    "review": N_("review"),
    "notes": N_("look at"),
}
_VALUES = {
    "required": "",  # the rule, so not worth a line
    "proposed": N_("proposed"),
    "unreviewed": "",
    "accepted": N_("accepted"),
    "edited": N_("edited"),
    "rejected": N_("rejected"),
    "text_layer": N_("text layer"),
    "ocr": N_("recognition"),
    "mixed": N_("text layer and recognition"),
}
_PARTIES = {"addressee": N_("Addressees"), "recipient": N_("Recipients")}


def command(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, code or file name.")],
    db: Db = DB,
    left_out: Annotated[
        bool, typer.Option("--left-out", help="Show the paragraphs with an order or a date that became no task.")
    ] = False,
    lang: Lang = LANG,
) -> None:
    """Show a document's fields and tasks, each with its page and the rule that found it."""
    from pipeline.cli.output import console
    from pipeline.store import opened, queries

    translate, out = translator(lang), console()
    with opened(db) as database:
        found = queries.find_document(database, document)
        if left_out:
            out.print(_grid(_left_out(database, found["id"], translate)))
            return
        out.print(_grid(_fields(database, found, translate)))
        for task in queries.document_tasks(database, found["id"]):
            out.print()
            out.print(_task(task, translate))


def _grid(rows: Iterator[tuple[str, str]]) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(ratio=1)
    for label, value in rows:
        grid.add_row(label, value)
    return grid


def _fields(db: Database, document: Mapping[str, Any], translate: Translate) -> Iterator[tuple[str, str]]:
    from pipeline.cli.output import day
    from pipeline.store import queries

    where = queries.document_rules(db, document["id"])
    for field, label in _FIELDS.items():
        if (value := document[field]) is None:
            continue
        text = day(value) if field == "issued_on" else _value(value, translate)
        page, rule = where.get("number" if field == "code" else field, (None, None))
        yield translate(label), f"{text}  [{_place(page, rule, translate)}]" if page else text
    for role, label in _PARTIES.items():
        names = [party["name"] for party in queries.parties(db, document["id"]) if party["role"] == role]
        if names:
            yield translate(label), "; ".join(names)
    for anomaly in queries.anomalies(db, document["id"]):
        yield translate("Look at"), anomaly["message"]


def _task(task: Mapping[str, Any], translate: Translate) -> Table:
    from pipeline.cli.output import shortened

    def rows() -> Iterator[tuple[str, str]]:
        yield task["path"] or "·", task["text"]
        for column, label in _TASK.items():
            if value := _value(task[column], translate):
                yield "", f"{translate(label)}: {shortened(value)}"
        yield "", _place(task["page"], task["rules"], translate) + f", {task['confidence']:.0%}, {task['task_id']}"

    return _grid(rows())


def _value(value: object, translate: Translate) -> str:
    """A stored value in the user's words; empty where it says nothing that need be shown."""
    text = "" if value is None else str(value)
    return translate(_VALUES.get(text, text))


def _place(page: int, rule: str | None, translate: Translate) -> str:
    place = translate("page {page}").format(page=page)
    return f"{place}, {rule}" if rule else place


def _left_out(db: Database, document_id: int, translate: Translate) -> Iterator[tuple[str, str]]:
    from pipeline.store import queries
    from pipeline.workbench.reasons import REASONS

    found = queries.left_out(db, document_id)
    if not found:
        yield "", translate("No paragraph with a known order or a date was left out.")
    for one in found:
        yield one["path"] or "·", one["text"]
        yield "", f"{_place(one['page'], None, translate)}: {translate(REASONS.get(one['reason'], one['reason']))}"
    yield "", translate("Work that is asked for in words that no rule knows, without a date, is not shown here.")
