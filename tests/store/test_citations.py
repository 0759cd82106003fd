from __future__ import annotations

from datetime import date

import pytest
from sqlite_utils import Database

from pipeline.models import Citation
from pipeline.store import forget, save
from tests.store.make import NOW, extraction, processed, task


def cite(db: Database, symbol: str, issued_on: date | None = None) -> None:
    citing = extraction(task(citations=(Citation(symbol, issued_on=issued_on),)), code="99/BC-X")
    save(db, processed(citing, path="citing.pdf", sha256="9" * 64), NOW)


def add(db: Database, code: str, issued_on: date | None, sha: str) -> int:
    document_id = save(db, processed(extraction(code=code, issued_on=issued_on), path=sha, sha256=sha * 64), NOW)
    assert document_id is not None
    return document_id


def target(db: Database) -> int | None:
    (row,) = db.query("select target_document_id from citations where task_id is not null and document_id = "
                      "(select id from documents where code = '99/BC-X')")  # fmt: skip
    return row["target_document_id"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("cited_first", [True, False])
def test_the_target_is_found_whichever_comes_first(db: Database, cited_first: bool) -> None:
    if cited_first:
        cited = add(db, "128/KH-UBND", date(2026, 1, 5), "1")
    cite(db, "128/kh - ubnd")
    if not cited_first:
        assert target(db) is None
        cited = add(db, "128/KH-UBND", date(2026, 1, 5), "1")
    assert target(db) == cited


def test_the_date_tells_equal_codes_apart(db: Database) -> None:
    add(db, "7/CT-UBND", date(2025, 2, 1), "1")
    second = add(db, "7/CT-UBND", date(2026, 2, 1), "2")
    cite(db, "7/CT-UBND", date(2026, 2, 1))
    assert target(db) == second
    cite(db, "7/CT-UBND")
    assert target(db) is None


def test_a_document_of_another_year_is_not_meant(db: Database) -> None:
    add(db, "7/CT-UBND", date(2025, 2, 1), "1")
    cite(db, "7/CT-UBND", date(2026, 2, 1))
    assert target(db) is None


def test_a_slip_in_the_day_still_joins(db: Database) -> None:
    cited = add(db, "7/CT-UBND", date(2026, 2, 1), "1")
    cite(db, "7/CT-UBND", date(2026, 2, 11))
    assert target(db) == cited


def test_forgetting_the_other_one_leaves_the_only_one(db: Database) -> None:
    first, second = add(db, "7/CT-UBND", None, "1"), add(db, "7/CT-UBND", None, "2")
    cite(db, "7/CT-UBND")
    assert target(db) is None
    forget(db, first)
    assert target(db) == second
    forget(db, second)
    assert target(db) is None
