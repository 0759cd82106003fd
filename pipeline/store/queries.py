"""What is asked of the database. Rows come as dicts with the columns of the contract."""

from __future__ import annotations

from collections.abc import Iterable
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
