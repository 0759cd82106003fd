"""What is asked of the database. Rows come as dicts with the columns of the contract."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from pipeline.errors import NotFoundError
from pipeline.store.rows import symbol_key

SURE = 0.9  # confidence from which a task needs no second look
FLAGGED = f"""(
    t.confidence < {SURE}
    or exists (select 1 from anomalies a where a.task_id = t.id)
    or not exists (select 1 from task_agencies l where l.task_id = t.id and l.role = 'lead'))"""


def stored_files(db: Database) -> list[tuple[str, str, int]]:
    """(source path, sha256, pages) of every file that is stored well."""
    sql = (
        "select source_path, sha256, max(sum(coalesce(pages, 1)), 1) from documents"
        " where status = 'done' group by sha256 order by min(id)"
    )
    return list(db.execute(sql).fetchall())


def count(db: Database, document_ids: Iterable[int]) -> tuple[int, int, int]:
    """(documents, tasks, flagged tasks) of the files to which these documents belong."""
    documents = tasks = flagged = 0
    for document_id in document_ids:
        same = "d.id = ?1 or d.sha256 = (select sha256 from documents where id = ?1)"
        documents += db.execute(f"select count(*) from documents d where {same}", [document_id]).fetchone()[0]
        sql = f"select count(*), coalesce(sum({FLAGGED}), 0) from tasks t join documents d on d.id = t.document_id"
        row = db.execute(f"{sql} where {same}", [document_id]).fetchone()
        tasks, flagged = tasks + row[0], flagged + row[1]
    return documents, tasks, flagged


def find_document(db: Database, name: str) -> dict[str, Any]:
    """The document of this id, code or file name (with or without its suffix).

    Raises NotFoundError where there is none, or several of which none is meant before the others.
    """
    tests = (
        ("cast(id as text) = ?", name),
        ("code_key = ?", symbol_key(name)),
        ("file_name = ? and part = 1", name),
        ("substr(file_name, 1, length(?1) + 1) = ?1 || '.' and part = 1", name),
        ("id in (select document_id from files where path = ?)", name),
    )
    for condition, value in tests:
        found = list(db.query(f"select * from documents where {condition} order by id", [value]))
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(
                "{name}: several documents are called this; name one by its id: {ids}.",
                name=name,
                ids=", ".join(str(row["id"]) for row in found),
            )
    raise NotFoundError("{name}: there is no document of this id, code or file name in the database.", name=name)


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks are wanted; what is None does not restrict.

    ``agency`` is part of a body's name as written or in full, in any case and without regard to diacritics.
    ``due_from`` and ``due_until`` take the day that is named or, without one, the day that was worked out.
    """

    agency: str | None = None
    document_id: int | None = None
    due_from: date | None = None
    due_until: date | None = None


def tasks(db: Database, wanted: TaskFilter) -> list[dict[str, Any]]:
    """Rows of ``task_list``, the most urgent first, those without a day last."""
    conditions, values = ["1"], dict[str, object]()
    if wanted.document_id is not None:
        conditions.append("document_id = :document")
        values["document"] = wanted.document_id
    if wanted.due_from:
        conditions.append("coalesce(due_on, computed_on) >= :from")
        values["from"] = wanted.due_from.isoformat()
    if wanted.due_until:
        conditions.append("coalesce(due_on, computed_on) <= :until")
        values["until"] = wanted.due_until.isoformat()
    if wanted.agency:
        db.register_function(plain, deterministic=True, replace=True)
        conditions.append(
            "exists (select 1 from task_agencies a where a.task_id = task_list.task_id"
            " and (instr(plain(a.name), :agency) or instr(plain(a.canonical), :agency)))"
        )
        values["agency"] = plain(wanted.agency)
    sql = f"""
        select * from task_list where {" and ".join(conditions)}
        order by coalesce(due_on, computed_on) is null, coalesce(due_on, computed_on)"""
    return list(db.query(sql, values))


def plain(text: str | None) -> str:
    """Lower case without diacritics: how people type a name they look for."""
    folded = unicodedata.normalize("NFD", (text or "").lower().replace("đ", "d"))
    return "".join(c for c in folded if not unicodedata.combining(c))


def document_tasks(db: Database, document_id: int) -> list[dict[str, Any]]:
    """The tasks of a document in its order; besides, ``notes`` of anomalies and the ``rules`` that found the values."""
    sql = """
        select l.*, t.page, t.confidence, t.stem, t.details,
            (select group_concat(message, ' ') from
                (select message from anomalies where task_id = t.id order by position)) as notes,
            (select group_concat(rule, ', ') from
                (select distinct rule from evidence e where e.task_id = t.id and rule is not null)) as rules
        from task_list l join tasks t on t.id = l.task_id
        where l.document_id = ? order by t.position"""
    return list(db.query(sql, [document_id]))


def document_rules(db: Database, document_id: int) -> dict[str, tuple[int, str | None]]:
    """Where each field of the document was read: field -> (page, rule)."""
    sql = "select field, page, rule from evidence where document_id = ? and task_id is null order by rowid desc"
    return {field: (page, rule) for field, page, rule in db.execute(sql, [document_id])}


def parties(db: Database, document_id: int) -> list[dict[str, Any]]:
    sql = "select role, name from parties where document_id = ? order by role, position"
    return list(db.query(sql, [document_id]))


def anomalies(db: Database, document_id: int) -> list[dict[str, Any]]:
    """Those of the document itself, not of its tasks."""
    sql = "select kind, message from anomalies where document_id = ? and task_id is null order by position"
    return list(db.query(sql, [document_id]))


def left_out(db: Database, document_id: int) -> list[dict[str, Any]]:
    """Paragraphs with an order or a deadline that became no task, and why."""
    sql = "select path, text, page, reason from left_out where document_id = ? order by position"
    return list(db.query(sql, [document_id]))
