"""How the tables came to be what they are. A migration that has been released is never changed, nor what it runs: add
another below. Migrations run in the order in which they stand here, each once a database."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from pipeline.store.schema_1 import INDEXES, TABLES, TASK_LIST

migrations = Migrations("giaoviec")


@migrations()
def create_tables(db: Database) -> None:
    for statement in (*TABLES, *INDEXES, TASK_LIST):
        db.conn.execute(statement)
