"""Opens the task database: one file, WAL, foreign keys on, brought to the newest schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from pipeline.errors import DatabaseError
from pipeline.store.migrations import migrations

_WAIT_MS = 30_000


def open_database(path: Path, *, create: bool = False) -> Database:
    """The database at ``path``; a file that does not exist is made only with ``create``.

    Raises DatabaseError where the file is missing, is no database, belongs to another program or was written by a
    newer version.
    """
    if not path.exists() and not create:
        raise DatabaseError(
            "{file}: there is no such database; run 'giaoviec ingest' first, or name it with --db.", file=path
        )
    try:
        db = _connect(path)
        _check(db, path)
        migrations.apply(db)
    except sqlite3.OperationalError as error:
        raise DatabaseError(
            "{file}: the database cannot be opened ({reason}); check the folder and its permissions.",
            file=path,
            reason=error,
        ) from error
    except sqlite3.DatabaseError as error:
        raise DatabaseError(
            "{file}: this file is no SQLite database, or it is damaged ({reason}); name another file with --db.",
            file=path,
            reason=error,
        ) from error
    return db


def _connect(path: Path) -> Database:
    # The review pages read from worker threads; each request opens its own, so no connection is ever shared at once.
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute(f"pragma busy_timeout = {_WAIT_MS}")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    return Database(connection)


def _check(db: Database, path: Path) -> None:
    applied = {migration.name for migration in migrations.applied(db)}
    if not applied and set(db.table_names()) - {migrations.migrations_table}:
        raise DatabaseError("{file}: this database belongs to another program; name another file with --db.", file=path)
    if not applied <= {migration.name for migration in migrations.pending(Database(memory=True))}:
        raise DatabaseError("{file}: a newer giaoviec wrote this database; update the program.", file=path)


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """All or nothing. Takes the write lock at once: a lock taken in the middle could be refused without waiting."""
    db.conn.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.commit()
