from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.errors import DatabaseError
from pipeline.store import open_database, opened, transaction


def test_a_new_file_is_made_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "tasks.db"
    with pytest.raises(DatabaseError, match=r"tasks\.db.*ingest"):
        open_database(path)
    assert not path.exists()
    open_database(path, create=True).close()
    open_database(path).close()


def test_journal_and_foreign_keys(db: Database) -> None:
    assert db.execute("pragma journal_mode").fetchone()[0] == "wal"
    assert db.execute("pragma foreign_keys").fetchone()[0] == 1


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("these are notes, many of them\n" * 200)
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match=r"notes\.db.*no SQLite database"):
        open_database(path, create=True)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be used"):
        open_database(tmp_path / "nowhere" / "tasks.db", create=True)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table bills (id integer)")
    connection.close()
    with pytest.raises(DatabaseError, match="another program"):
        open_database(path, create=True)


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "tasks.db"
    db = open_database(path, create=True)
    db.table("_sqlite_migrations").insert({"migration_set": "giaoviec", "name": "later", "applied_at": "2030"})
    db.close()
    with pytest.raises(DatabaseError, match="newer"):
        open_database(path)


def test_a_transaction_is_all_or_nothing(db: Database) -> None:
    def half() -> None:
        with transaction(db):
            db.table("files").insert({"path": "a", "name": "a", "status": "done", "seen_at": "now"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert db.table("files").count == 0


def test_what_sqlite_refuses_later_is_told_too(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        with opened(path) as db:
            db.execute("pragma query_only = on")
            db.table("files").insert({"path": "a", "name": "a", "status": "done", "seen_at": "now"})

    open_database(tmp_path / "tasks.db", create=True).close()
    with pytest.raises(DatabaseError, match="readonly"):
        write(tmp_path / "tasks.db")


def test_a_fault_of_the_program_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        with opened(path, create=True) as db:
            db.table("files").insert({"path": "a", "name": "a", "status": "lost", "seen_at": "now"})

    with pytest.raises(sqlite3.IntegrityError):
        write(tmp_path / "tasks.db")
