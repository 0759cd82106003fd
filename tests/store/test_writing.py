from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from pipeline.models import Agency, Anomaly, Deadline
from pipeline.store import Processed, forget, is_current, save, save_again
from tests.store.make import LATER, NOW, SHA, decomposed, extraction, failed, page, processed, task


def rows(db: Database, sql: str) -> list[dict[str, Any]]:
    return list(db.query(sql))


def one(db: Database, sql: str) -> dict[str, Any]:
    (row,) = rows(db, sql)
    return row


def dump(db: Database) -> list[str]:
    return list(db.conn.iterdump())


def test_every_value_has_its_place(db: Database) -> None:
    save(db, processed(), NOW)
    document = one(db, "select * from documents")
    assert (document["file_name"], document["source_path"]) == ("a.pdf", "in/a.pdf")
    assert (document["code"], document["issued_on"], document["pages"]) == ("12/UBND-VP", "2026-03-01", 1)
    assert (document["status"], document["error"], document["ingested_at"]) == ("done", None, NOW)
    file = one(db, "select * from files")
    assert (file["path"], file["document_id"], file["status"]) == ("in/a.pdf", document["id"], "done")
    assert one(db, "select * from pages")["width"] == 595
    assert [(r["role"], r["name"], r["position"]) for r in rows(db, "select * from parties")] == [
        ("addressee", "Các sở", 1),
        ("recipient", "Như trên", 1),
        ("recipient", "Lưu: VT", 2),
    ]
    found = one(db, "select * from tasks")
    assert (found["path"], found["page"], found["review"], found["modality"]) == ("1", 1, "unreviewed", "required")
    agencies = rows(db, "select role, position, name, canonical, kind from task_agencies order by role desc")
    assert [tuple(row.values()) for row in agencies] == [
        ("lead", 1, "Sở Nội vụ", "Sở Nội vụ tỉnh", "body"),
        ("coordinate", 1, "Sở Tài chính", None, "unknown"),
    ]
    assert one(db, "select * from deadlines")["due_on"] == "2026-03-20"
    assert {(r["task_id"], r["symbol"]) for r in rows(db, "select * from citations")} == {
        (found["id"], "5/QĐ-UBND"),
        (None, "9/NĐ-CP"),
    }
    assert {(r["task_id"], r["kind"]) for r in rows(db, "select * from anomalies")} == {
        (found["id"], "handwritten"),
        (None, "blank_date"),
    }
    lead = one(db, "select * from evidence where field = 'lead'")
    assert (lead["x0"], lead["top"], lead["x1"], lead["bottom"], lead["item"]) == (1, 2, 3, 4, 1)
    assert one(db, "select * from left_out")["reason"] == "request"


def test_the_view_joins_names_in_order(db: Database) -> None:
    leads = tuple(Agency("lead", name) for name in ("Ban B", "Ban A"))
    late = Deadline("quý IV", "quarter", due_on=date(2026, 12, 31))
    early = Deadline("ngày 5/5/2026", "day", due_on=date(2026, 5, 5))
    save(db, processed(extraction(task(agencies=leads, deadlines=(late, early)))), NOW)
    row = one(db, "select * from task_list")
    assert (row["document"], row["lead"], row["coordinate"]) == ("12/UBND-VP", "Ban B; Ban A", None)
    assert (row["due_on"], row["deadline"], row["anomalies"]) == ("2026-05-05", "quý IV; ngày 5/5/2026", "handwritten")


def test_the_same_again_changes_nothing(db: Database) -> None:
    save(db, processed(), NOW)
    before = dump(db)
    assert is_current(db, SHA, "v1")
    save_again(db, processed(), LATER)
    assert dump(db) == before
    assert not is_current(db, SHA, "v2")


def test_a_second_path_leads_to_the_same_document(db: Database) -> None:
    first = save(db, processed(), NOW)
    assert save_again(db, processed(path="in/copy.pdf"), LATER) == first
    assert {(r["path"], r["document_id"]) for r in rows(db, "select * from files")} == {
        ("in/a.pdf", first),
        ("in/copy.pdf", first),
    }


def test_a_stack_in_one_file(db: Database) -> None:
    stack = [extraction(part=1), replace(extraction(part=2, code="13/UBND-VP"), first_page=3, pages=(page(3),))]
    save(db, processed(*stack), NOW)
    assert [(r["part"], r["first_page"], r["code"]) for r in rows(db, "select * from documents order by part")] == [
        (1, 1, "12/UBND-VP"),
        (2, 3, "13/UBND-VP"),
    ]
    save(db, processed(stack[0], made_by="v2"), LATER)
    assert one(db, "select * from documents")["part"] == 1


def test_how_the_pages_were_read(db: Database) -> None:
    scanned = replace(extraction(), pages=(page(1), page(2, "ocr", (0.5, 0.9))))
    save(db, processed(scanned), NOW)
    document = one(db, "select * from documents")
    assert (document["text_source"], document["ocr_confidence"]) == ("mixed", 0.7)


def test_a_later_run_keeps_ids_by_place_or_by_text(db: Database) -> None:
    long = "Tổ chức kiểm tra việc sử dụng đất tại các khu dân cư"
    save(db, processed(extraction(task(path="1"), task(long, path="2"))), NOW)
    first, second = [r["id"] for r in rows(db, "select id from tasks order by position")]
    moved = extraction(
        task("Một việc hoàn toàn khác, chưa từng có", path="1"),
        task(long + " mới", path="3"),
        task("Rà soát hồ sơ tồn đọng và báo cáo", path="1"),
    )
    save(db, processed(moved, made_by="v2"), LATER)
    ids = [r["id"] for r in rows(db, "select id from tasks order by position")]
    assert ids[1] == second
    assert ids[2] == first
    assert ids[0] not in (first, second)
    assert one(db, "select ingested_at, made_by from documents") == {"ingested_at": LATER, "made_by": "v2"}


def test_equal_tasks_of_a_file_are_told_apart(db: Database) -> None:
    save(db, processed(extraction(task(), task())), NOW)
    ids = [r["id"] for r in rows(db, "select id from tasks")]
    assert len(set(ids)) == 2
    save(db, processed(extraction(task(), task()), made_by="v2"), LATER)
    assert [r["id"] for r in rows(db, "select id from tasks")] == ids


def test_what_is_gone_goes_with_its_rows(db: Database) -> None:
    save(db, processed(extraction(task(), task("Một nhiệm vụ khác hẳn", path="9"))), NOW)
    save(db, processed(extraction(task()), made_by="v2"), LATER)
    assert one(db, "select count(*) n from tasks")["n"] == 1
    for table in ("task_agencies", "deadlines", "evidence", "anomalies"):
        sql = f"select count(*) n from {table} where task_id is not null and task_id not in (select id from tasks)"
        assert one(db, sql)["n"] == 0


@pytest.mark.parametrize("review", ["accepted", "edited", "rejected"])
def test_what_a_person_said_survives(db: Database, review: str) -> None:
    save(db, processed(), NOW)
    db.execute("update tasks set review = ?, deliverable = 'bằng tay'", [review])
    db.execute("update task_agencies set name = 'Sở Y tế' where role = 'lead'")
    save(db, processed(made_by="v2"), LATER)
    assert one(db, "select review, deliverable from tasks") == {"review": review, "deliverable": "bằng tay"}
    assert one(db, "select name from task_agencies where role = 'lead'")["name"] == "Sở Y tế"
    assert rows(db, "select * from anomalies where kind like 'rerun%'") == []


def test_a_run_that_disagrees_with_a_person_shows_it(db: Database) -> None:
    save(db, processed(), NOW)
    db.execute("update tasks set review = 'accepted'")
    for version in ("v2", "v3"):
        save(db, processed(extraction(task(deadlines=())), made_by=version), LATER)
        assert one(db, "select count(*) n from deadlines")["n"] == 1
        assert "deadlines" in one(db, "select * from anomalies where kind = 'rerun_differs'")["message"]


def test_a_reviewed_task_that_is_no_longer_found_stays(db: Database) -> None:
    save(db, processed(), NOW)
    db.execute("update tasks set review = 'accepted'")
    save(db, processed(extraction(task("Một nhiệm vụ khác hẳn", path="7")), made_by="v2"), LATER)
    assert {r["review"] for r in rows(db, "select review from tasks")} == {"accepted", "unreviewed"}
    assert one(db, "select * from anomalies where kind = 'rerun_missing'")["task_id"]


def test_a_failed_file_has_rows(db: Database) -> None:
    document_id = save(db, failed(), NOW)
    document = one(db, "select * from documents")
    assert (document["id"], document["status"], document["error"]) == (document_id, "failed", "b.pdf is empty.")
    assert one(db, "select status, error from files") == {"status": "failed", "error": "b.pdf is empty."}
    before = dump(db)
    save(db, failed(), LATER)
    assert dump(db) == before


def test_a_path_without_a_file_has_a_row_in_files_only(db: Database) -> None:
    nothing = Processed("in/none.pdf", error="none.pdf is not there.", exists=False)
    assert save(db, nothing, NOW) is None
    assert one(db, "select path, document_id, status from files") == {
        "path": "in/none.pdf",
        "document_id": None,
        "status": "failed",
    }
    assert rows(db, "select * from documents") == []


@pytest.mark.parametrize("sha256", [None, "b" * 64])
def test_a_file_that_was_replaced_loses_its_failure(db: Database, sha256: str | None) -> None:
    save(db, failed(sha256=sha256), NOW)
    save(db, processed(path="in/b.pdf"), LATER)
    assert one(db, "select status from documents")["status"] == "done"
    assert one(db, "select status, error from files") == {"status": "done", "error": None}


def test_a_good_document_outlives_a_later_failure(db: Database) -> None:
    save(db, processed(), NOW)
    save(db, failed("in/a.pdf", SHA, "a.pdf: Tesseract is missing."), LATER)
    assert one(db, "select status from documents")["status"] == "done"
    assert one(db, "select count(*) n from tasks")["n"] == 1
    assert one(db, "select status from files")["status"] == "failed"


def test_names_are_composed_and_storable(db: Database) -> None:
    save(db, processed(path="in/" + decomposed("Kế hoạch.pdf")), NOW)
    assert one(db, "select file_name from documents")["file_name"] == "Kế hoạch.pdf"
    broken = b"in/k\xe9.pdf".decode("utf-8", "surrogateescape")
    save(db, failed(broken), NOW)
    assert one(db, "select name from files where status = 'failed'")["name"].startswith("k")


def test_a_failure_in_the_middle_leaves_nothing(db: Database) -> None:
    impossible = extraction(task(agencies=(Agency("lead", "Sở", kind="planet"),)))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="CHECK"):
        save(db, processed(impossible), NOW)
    assert rows(db, "select * from documents") == []
    assert rows(db, "select * from files") == []


def test_forget_removes_a_file_and_all_its_paths(db: Database) -> None:
    document_id = save(db, processed(), NOW)
    save_again(db, processed(path="in/copy.pdf"), NOW)
    save(db, processed(extraction(code="1/KH-UBND"), path="in/c.pdf", sha256="c" * 64), NOW)
    assert document_id is not None
    assert forget(db, document_id) == SHA
    assert [r["path"] for r in rows(db, "select path from files")] == ["in/c.pdf"]
    for table in ("pages", "parties", "tasks", "citations", "anomalies", "evidence", "left_out"):
        assert one(db, f"select count(*) n from {table} where document_id = {document_id}")["n"] == 0


def test_an_anomaly_of_a_rerun_goes_when_it_agrees_again(db: Database) -> None:
    save(db, processed(), NOW)
    db.execute("update tasks set review = 'accepted'")
    save(db, processed(extraction(task(anomalies=(Anomaly("no_lead", "x"),), deliverable="y")), made_by="v2"), NOW)
    assert one(db, "select count(*) n from anomalies where kind = 'rerun_differs'")["n"] == 1
    save(db, processed(made_by="v3"), NOW)
    assert one(db, "select count(*) n from anomalies where kind = 'rerun_differs'")["n"] == 0
