"""Writes the outcome of one file in one transaction and keeps what people have said of its tasks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlite_utils import Database

from pipeline.i18n import Translate
from pipeline.models import Extraction
from pipeline.store import citations, files, rows
from pipeline.store.assign_ids import OldTask, Planned, assign_ids, lost
from pipeline.store.database import transaction
from pipeline.store.records import Processed

_OF_DOCUMENT = ("citations", "anomalies", "evidence")
_OF_TASK = ("task_agencies", "deadlines", *_OF_DOCUMENT)


def save(db: Database, processed: Processed, now: str, translate: Translate = str) -> int | None:
    """Store one outcome; the id of its (first) document, None where there is no file.

    ``now`` is a UTC ISO time. Nothing is written where all is as it was.
    """
    with transaction(db):
        if processed.error:
            document_id = files.save_failure(db, processed, now)
        else:
            document_id = _done(db, processed, now, translate)
        files.record(db, processed, document_id, now)
    return document_id


def save_again(db: Database, processed: Processed, now: str) -> int | None:
    """Record one more path to content that is stored already; the id of its first document."""
    with transaction(db):
        row = db.execute("select id from documents where sha256 = ? and part = 1", [processed.sha256]).fetchone()
        document_id = int(row[0]) if row else None
        files.record(db, processed, document_id, now)
    return document_id


def is_current(db: Database, sha256: str, made_by: str) -> bool:
    """Whether this content is stored as this program with these rules and settings would store it."""
    found = db.execute("select made_by from documents where sha256 = ? and status = 'done'", [sha256])
    return {row[0] for row in found} == {made_by}


def _done(db: Database, processed: Processed, now: str, translate: Translate) -> int:
    assert processed.sha256 is not None
    old_tasks = _old_tasks(db, processed.sha256)
    ids = {extraction.part: _document(db, processed, extraction, now) for extraction in processed.extractions}
    planned = assign_ids(processed.sha256, processed.extractions, old_tasks)
    missing = lost(old_tasks, planned)
    kept = {one.id for one in planned if one.reviewed} | {str(old["id"]) for old in missing}
    _clear(db, processed.sha256, kept)
    for extraction in processed.extractions:
        _contents(db, ids[extraction.part], extraction)
    for one in planned:
        _task(db, ids[one.part], one, translate)
    for old in missing:
        _keep(db, ids.get(old["part"], ids[min(ids)]), old, translate)
    _drop(db, processed, {one.id for one in planned} | kept)
    citations.resolve(db, ids.values())
    return ids[min(ids)]


def _old_tasks(db: Database, sha256: str) -> list[OldTask]:
    sql = (
        "select t.*, d.part from tasks t join documents d on d.id = t.document_id"
        " where d.sha256 = ? order by d.part, t.position"
    )
    return list(db.query(sql, [sha256]))


def _document(db: Database, processed: Processed, extraction: Extraction, now: str) -> int:
    """Insert or update the document's row; the names under which it first came stay."""
    row = rows.document(extraction, processed.media_type, processed.text_source)
    row |= {"sha256": processed.sha256, "made_by": processed.made_by, "ingested_at": now}
    known = db.execute(
        "select id from documents where sha256 = ? and part = ?", [processed.sha256, extraction.part]
    ).fetchone()
    if known:
        db.table("documents").update(known[0], row)
        return int(known[0])
    names = {"file_name": files.text(processed.name), "source_path": files.text(processed.path)}
    return files.row_id(db.table("documents").insert(row | names).last_pk)


def _clear(db: Database, sha256: str, kept: Collection[str]) -> None:
    """Remove what this run writes anew: all rows of the file's documents but those of the ``kept`` tasks."""
    documents = "(select id from documents where sha256 = ?)"
    for table in ("pages", "parties", "left_out"):
        db.conn.execute(f"delete from {table} where document_id in {documents}", [sha256])
    for table in _OF_DOCUMENT:
        db.conn.execute(f"delete from {table} where task_id is null and document_id in {documents}", [sha256])
    for (task_id,) in db.execute(f"select id from tasks where document_id in {documents}", [sha256]).fetchall():
        if task_id in kept:
            db.conn.execute("delete from anomalies where task_id = ? and kind like 'rerun_%'", [task_id])
        else:
            for table in _OF_TASK:
                db.conn.execute(f"delete from {table} where task_id = ?", [task_id])


def _contents(db: Database, document_id: int, extraction: Extraction) -> None:
    """The rows that hang on the document itself."""
    _insert(db, "pages", rows.pages(extraction), document_id=document_id)
    _insert(db, "parties", rows.parties(extraction), document_id=document_id)
    _insert(db, "left_out", rows.left_out(extraction), document_id=document_id)
    _insert(db, "citations", rows.citations(extraction.citations), document_id=document_id)
    _insert(db, "anomalies", rows.anomalies(extraction.anomalies), document_id=document_id)
    _insert(db, "evidence", rows.evidence(extraction.evidence), document_id=document_id)


def _task(db: Database, document_id: int, planned: Planned, translate: Translate) -> None:
    if planned.reviewed:
        _place(db, planned.id, document_id, planned.position)
        if differs := planned.differs:
            message = translate("A person reviewed this task; this run reads it differently: {values}.")
            _note(db, document_id, planned.id, "rerun_differs", message.format(values=", ".join(differs)))
        return
    task, task_id = planned.task, planned.id
    db.table("tasks").upsert({"id": task_id, "document_id": document_id, **rows.task(task, planned.position)}, pk="id")
    _insert(db, "task_agencies", rows.agencies(task), task_id=task_id)
    _insert(db, "deadlines", rows.deadlines(task), task_id=task_id)
    _insert(db, "citations", rows.citations(task.citations), document_id=document_id, task_id=task_id)
    _insert(db, "anomalies", rows.anomalies(task.anomalies), document_id=document_id, task_id=task_id)
    _insert(db, "evidence", rows.evidence(task.evidence), document_id=document_id, task_id=task_id)


def _keep(db: Database, document_id: int, old: OldTask, translate: Translate) -> None:
    """A reviewed task that this run does not find stays, with a note."""
    _place(db, old["id"], document_id, old["position"])
    message = translate("A person reviewed this task; this run does not find it.")
    _note(db, document_id, old["id"], "rerun_missing", message)


def _place(db: Database, task_id: str, document_id: int, position: int) -> None:
    db.conn.execute("update tasks set document_id = ?, position = ? where id = ?", [document_id, position, task_id])
    for table in _OF_DOCUMENT:
        db.conn.execute(f"update {table} set document_id = ? where task_id = ?", [document_id, task_id])


def _note(db: Database, document_id: int, task_id: str, kind: str, message: str) -> None:
    sql = "select coalesce(max(position), 0) + 1 from anomalies where task_id = ?"
    position = db.execute(sql, [task_id]).fetchone()[0]
    row = {"document_id": document_id, "task_id": task_id, "position": position, "kind": kind, "message": message}
    db.table("anomalies").insert(row)


def _drop(db: Database, processed: Processed, task_ids: Collection[str]) -> None:
    """Remove tasks that are gone and documents that this run no longer tells apart within the file."""
    for old in _old_tasks(db, processed.sha256 or ""):
        if old["id"] not in task_ids:
            db.conn.execute("delete from tasks where id = ?", [old["id"]])
    parts: Sequence[int] = [extraction.part for extraction in processed.extractions]
    marks = ", ".join("?" * len(parts))
    db.conn.execute(f"delete from documents where sha256 = ? and part not in ({marks})", [processed.sha256, *parts])


def _insert(db: Database, table: str, found: Iterable[Mapping[str, object]], **owner: object) -> None:
    db.table(table).insert_all([{**owner, **row} for row in found])
