"""The task database: schema, migrations, writing and queries. Other systems rely on its tables."""

from pipeline.store.database import open_database, opened, transaction
from pipeline.store.forget import forget
from pipeline.store.records import Processed
from pipeline.store.writing import is_current, save, save_again

__all__ = ["Processed", "forget", "is_current", "open_database", "opened", "save", "save_again", "transaction"]
