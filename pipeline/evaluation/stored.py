"""The tasks that a database holds of a document, in the form that a yardstick compares."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def tasks_of(database: Path, file_name: str) -> list[dict[str, Any]] | None:
    """The tasks of the file's first document in their order; None where it failed or is not there."""
    with _opened(database) as db:
        row = db.execute(
            "select id, status from documents where file_name = ? order by id limit 1", (file_name,)
        ).fetchone()
        if row is None or row["status"] != "done":
            return None
        tasks = [
            dict(one)
            for one in db.execute(
                "select id, text, modality, confidence from tasks where document_id = ? order by position", (row["id"],)
            )
        ]
        for task in tasks:
            bodies = db.execute("select role, name from task_agencies where task_id = ?", (task["id"],)).fetchall()
            for role in ("lead", "coordinate"):
                task[role] = [one["name"] for one in bodies if one["role"] == role]
            limits = db.execute("select kind, due_on from deadlines where task_id = ?", (task["id"],))
            task["deadlines"] = [dict(one) for one in limits]
    return tasks


@contextmanager
def _opened(database: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(database)
    db.row_factory = sqlite3.Row
    try:
        yield db
    finally:
        db.close()
