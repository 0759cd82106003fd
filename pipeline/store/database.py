"""Opens the task database: one file, WAL, foreign keys on, brought to the newest schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
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
    with _told(path):
        connection = sqlite3.connect(path, check_same_thread=False)
    try:
        return _prepared(connection, path)
    except BaseException:
        connection.close()
        raise


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Database]:
    """:func:`open_database` for the length of a block; what SQLite refuses in it is a DatabaseError too."""
    db = open_database(path, create=create)
    try:
        with _told(path):
            yield db
    finally:
        db.conn.close()


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    with _told(path):
        for pragma in (f"busy_timeout = {_WAIT_MS}", "foreign_keys = on", "journal_mode = wal", "synchronous = normal"):
            connection.execute(f"pragma {pragma}")
        db = Database(connection)
        _check(db, path)
        migrations.apply(db)
    return db


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what the file or the machine is to blame for into a sentence; a fault of ours passes as it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DatabaseError(
            "{file}: the database cannot be used ({reason}); check the folder, its permissions and the space left.",
            file=path,
            reason=error,
        ) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        raise DatabaseError(
            "{file}: this file is no SQLite database, or it is damaged ({reason}); name another file with --db.",
            file=path,
            reason=error,
        ) from error


def _check(db: Database, path: Path) -> None:
    applied = {migration.name for migration in migrations.applied(db)}
    if not applied and set(db.table_names()) - {migrations.migrations_table}:
        raise DatabaseError("{file}: this database belongs to another program; name another file with --db.", file=path)
    with closing(sqlite3.connect(":memory:")) as empty:
        known = {migration.name for migration in migrations.pending(Database(empty))}
    if not applied <= known:
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
