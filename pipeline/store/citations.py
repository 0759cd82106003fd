"""Joins a citation to the document that it names, whichever of the two arrives first."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database


def resolve(db: Database, document_ids: Iterable[int]) -> None:
    """Look anew for the targets of these documents' citations and for the citations of these documents."""
    keys: set[str] = set()
    for document_id in document_ids:
        keys |= {row[0] for row in db.execute("select symbol_key from citations where document_id = ?", [document_id])}
        keys |= {row[0] for row in db.execute("select code_key from documents where id = ?", [document_id])}
    resolve_keys(db, keys - {None})


def resolve_keys(db: Database, keys: Iterable[str]) -> None:
    """Set ``target_document_id`` of every citation of these symbols."""
    for key in keys:
        known = db.execute(
            "select id, issued_on from documents where code_key = ? and status = 'done'", [key]
        ).fetchall()
        for rowid, issued_on, target in db.execute(
            "select rowid, issued_on, target_document_id from citations where symbol_key = ?", [key]
        ).fetchall():
            found = _target(known, issued_on)
            if found != target:
                db.conn.execute("update citations set target_document_id = ? where rowid = ?", [found, rowid])


def _target(known: list[tuple[int, str | None]], issued_on: str | None) -> int | None:
    """The one document that is meant, None where none or several may be.

    Numbers begin anew each year, so a document of another year is another document; a date that differs within the
    year is more often a slip of the pen, and the extraction reports it.
    """
    if issued_on:
        same_day = [one for one, day in known if day == issued_on]
        if same_day:
            return same_day[0] if len(same_day) == 1 else None
        known = [(one, day) for one, day in known if day is None or day[:4] == issued_on[:4]]
    return known[0][0] if len(known) == 1 else None
