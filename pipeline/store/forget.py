"""Removes documents with all that hangs on them."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.store import citations
from pipeline.store.database import transaction


def forget(db: Database, document_id: int) -> str | None:
    """Remove the file that a document belongs to: all its documents, their rows and its paths.

    Returns the file's sha256, under which its pages are cached; None where nothing could be read of it.
    """
    with transaction(db):
        row = db.execute("select sha256 from documents where id = ?", [document_id]).fetchone()
        sha256 = row[0] if row else None
        same = "sha256 = ?" if sha256 else "id = ?"
        value = sha256 or document_id
        gone = db.execute(f"select id, code_key from documents where {same}", [value]).fetchall()
        for one, _ in gone:
            db.conn.execute("delete from files where document_id = ?", [one])
        if sha256:
            db.conn.execute("delete from files where sha256 = ?", [sha256])
        db.conn.execute(f"delete from documents where {same}", [value])
        citations.resolve_keys(db, {key for _, key in gone if key})
    db.conn.execute("pragma wal_checkpoint(truncate)")
    return sha256
