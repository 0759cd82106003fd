from __future__ import annotations

import hashlib

from sqlite_utils import Database

from pipeline.store.migrations import migrations
from pipeline.store.schema_1 import INDEXES, TABLES, TASK_LIST

# of the statements of the first release, white space aside
FIRST = "3b5a36a2e7a88662feadd3f05f645f24ecad20fc737246850db142a6f5b86b1c"


def test_the_first_schema_is_never_changed() -> None:
    """After an edit: undo it and write a migration, or old databases lack what new ones have."""
    text = " ".join(" ".join((*TABLES, *INDEXES, TASK_LIST)).split())
    assert hashlib.sha256(text.encode()).hexdigest() == FIRST


def test_each_migration_is_applied_once_in_order(db: Database) -> None:
    assert [migration.name for migration in migrations.applied(db)][:1] == ["create_tables"]
    assert list(migrations.pending(db)) == []
