"""The fate of every path that was given, and the document rows of those that could not be read."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from pipeline.store.records import Processed


def text(path: str) -> str:
    """``path`` as SQLite can hold it: a name that is no UTF-8 reaches Python with lone surrogates."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def row_id(inserted: Any) -> int:
    """The integer key of a row that was just inserted."""
    return int(inserted)


def record(db: Database, processed: Processed, document_id: int | None, now: str) -> None:
    """Write the row of ``files``; a row that says the same already stays as it is."""
    row = {
        "path": text(processed.path),
        "name": text(processed.name),
        "sha256": processed.sha256,
        "document_id": document_id,
        "status": "failed" if processed.error else "done",
        "error": processed.error,
    }
    known = next(db.query("select * from files where path = ?", [row["path"]]), None)
    if known is None or any(known[key] != value for key, value in row.items()):
        db.table("files").upsert({**row, "seen_at": now}, pk="path")
    _drop_orphans(db)


def save_failure(db: Database, processed: Processed, now: str) -> int | None:
    """The document row of a file that failed; one that was stored well earlier stays as it is."""
    if not processed.exists:
        return None
    known = _known(db, processed)
    row = {
        "file_name": text(processed.name),
        "source_path": text(processed.path),
        "sha256": processed.sha256,
        "media_type": processed.media_type,
        "status": "failed",
        "error": processed.error,
        "made_by": processed.made_by,
    }
    if known is None:
        return row_id(db.table("documents").insert({**row, "ingested_at": now}).last_pk)
    failed_so = known["status"] == "failed" and known["source_path"] == row["source_path"]
    if failed_so and known["error"] != processed.error:
        db.table("documents").update(known["id"], {"error": processed.error, "ingested_at": now})
    return int(known["id"])


def _known(db: Database, processed: Processed) -> dict[str, Any] | None:
    if processed.sha256:
        return next(db.query("select * from documents where sha256 = ? and part = 1", [processed.sha256]), None)
    sql = "select d.* from documents d join files f on f.document_id = d.id where f.path = ? and d.sha256 is null"
    return next(db.query(sql, [text(processed.path)]), None)


def _drop_orphans(db: Database) -> None:
    """Remove failures that no path leads to any more: the file was replaced by one that can be read."""
    db.conn.execute(
        "delete from documents where status = 'failed'"
        " and id not in (select document_id from files where document_id is not null)"
    )
