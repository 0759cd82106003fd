from __future__ import annotations

from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from pipeline import services
from pipeline.batch.pool import InProcess
from pipeline.errors import NotFoundError
from pipeline.services import Summary
from pipeline.settings import Settings
from tests.batch.conftest import Stages


class Office:
    """A database and the folder that is ingested into it."""

    def __init__(self, inbox: Path, settings: Settings) -> None:
        self.inbox, self.settings = inbox, settings
        self.database = inbox.parent / "tasks.db"

    def put(self, name: str, text: str) -> Path:
        path = self.inbox / name
        path.write_text(text, "utf-8")
        return path

    def ingest(self, *paths: Path, **settings: object) -> Summary:
        chosen = self.settings.model_copy(update=settings)
        return services.ingest(paths or [self.inbox], self.database, chosen, make_executor=InProcess)

    def reprocess(self) -> Summary:
        return services.reprocess(self.database, self.settings, make_executor=InProcess)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        db = Database(self.database)
        found = db.execute(sql).fetchall()
        db.close()
        return found


@pytest.fixture
def office(inbox: Path, settings: Settings, stages: Stages) -> Office:
    return Office(inbox, settings)


def test_one_bad_file_never_stops_the_others(office: Office) -> None:
    office.put("a.txt", "Rà soát hồ sơ\nBáo cáo kết quả")
    office.put("b.txt", "damaged")
    office.put("c.txt", "bug")
    office.put("d.txt", "blank")
    gone = office.inbox / "gone.txt"
    summary = office.ingest(office.inbox, gone)
    assert (len(summary.done), summary.documents, summary.tasks, summary.flagged) == (1, 1, 2, 2)
    reasons = {Path(path).name: reason for path, reason in summary.failed}
    assert reasons["b.txt"] == "b.txt is cut off: ask for it again."
    assert "KeyError: 'bug', conftest.py:" in reasons["c.txt"]
    assert "no text" in reasons["d.txt"]
    assert "gone.txt cannot be opened" in reasons["gone.txt"]
    assert dict(office.rows("select name, status from files")) == {
        "a.txt": "done",
        "b.txt": "failed",
        "c.txt": "failed",
        "d.txt": "failed",
        "gone.txt": "failed",
    }
    assert office.rows("select count(*) from documents where status = 'failed'") == [(3,)]


class Deadly(InProcess):
    """A worker dies of ``doomed.txt``, and the file is gone with it."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        path: Path = args[0].path
        if path.name != "doomed.txt":
            return super().submit(fn, *args, **kwargs)
        path.unlink(missing_ok=True)
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor())
        return future


def test_a_file_that_kills_its_worker_and_is_gone_never_stops_the_others(office: Office) -> None:
    office.put("a.txt", "Rà soát hồ sơ")
    office.put("doomed.txt", "Báo cáo kết quả")
    summary = services.ingest([office.inbox], office.database, office.settings, make_executor=Deadly)
    assert ([Path(path).name for path in summary.done], len(summary.failed)) == (["a.txt"], 1)
    assert "doomed.txt brought the reading process down" in summary.failed[0][1]
    assert office.rows("select name, status, sha256 from files where name = 'doomed.txt'") == [
        ("doomed.txt", "failed", None)
    ]
    assert office.rows("select count(*) from documents") == [(1,)]


def test_the_same_again_is_neither_read_nor_written(office: Office, stages: Stages) -> None:
    office.put("a.txt", "Rà soát hồ sơ")
    office.ingest()
    before = office.rows("select * from documents") + office.rows("select * from files")
    summary = office.ingest()
    assert (summary.done, len(summary.unchanged), summary.tasks) == ([], 1, 1)
    assert stages.read == ["a.txt"]
    assert office.rows("select * from documents") + office.rows("select * from files") == before


def test_new_rules_extract_anew_from_the_cache(office: Office, stages: Stages) -> None:
    office.put("a.txt", "Rà soát hồ sơ")
    office.ingest()
    ids = office.rows("select id from tasks")
    stages.rules = "r2"
    assert len(office.ingest().done) == 1
    assert stages.read == ["a.txt"]
    assert office.rows("select id from tasks") == ids


def test_another_setting_extracts_anew(office: Office) -> None:
    office.put("a.txt", "secret\nRà soát hồ sơ")
    summary = office.ingest()
    assert [Path(path).name for path in summary.secret] == ["a.txt"]
    assert office.rows("select count(*) from tasks") == [(0,)]
    assert not list((office.inbox.parent / "cache").glob("*/*"))
    assert office.ingest(allow_secret=True).tasks == 2


def test_duplicates_lead_to_one_document(office: Office, stages: Stages) -> None:
    for name in ("a.txt", "b.txt"):
        office.put(name, "Rà soát hồ sơ")
    summary = office.ingest()
    assert (summary.documents, len(summary.done), len(summary.unchanged)) == (1, 1, 1)
    assert stages.read == ["a.txt"]
    assert len(set(office.rows("select document_id from files"))) == 1


def test_each_of_two_equal_failures_names_its_own_file(office: Office) -> None:
    for name in ("a.txt", "b.txt"):
        office.put(name, "damaged")
    assert len(office.ingest().failed) == 2
    assert office.rows("select error from files where name = 'b.txt'") == [("b.txt is cut off: ask for it again.",)]
    before = office.rows("select * from documents") + office.rows("select * from files")
    office.ingest()
    assert office.rows("select * from documents") + office.rows("select * from files") == before


def test_what_failed_is_tried_again(office: Office) -> None:
    path = office.put("a.txt", "scan")
    assert office.ingest().missing_program
    path.write_text("Rà soát hồ sơ", "utf-8")
    assert not office.ingest().failed
    assert office.rows("select status from documents") == [("done",)]


def test_sentences_are_stored_in_the_users_language(office: Office) -> None:
    office.put("a.txt", "damaged")
    office.ingest(language="vi")
    (error,) = office.rows("select error from documents")[0]
    assert error.startswith("a.txt")
    assert "cut off" not in error


def test_pages_that_were_not_recognised_are_told_and_tried_again(office: Office, stages: Stages) -> None:
    path = office.put("a.txt", "Rà soát hồ sơ\nunread")
    for _ in range(2):
        assert office.ingest().unread == [(str(path), [2])]
    assert stages.read == ["a.txt", "a.txt"]


def test_reprocess_needs_no_files(office: Office, stages: Stages) -> None:
    path = office.put("a.txt", "Rà soát hồ sơ")
    office.ingest()
    path.unlink()
    assert (office.reprocess().tasks, stages.read) == (1, ["a.txt"])


def test_reprocess_leaves_what_it_cannot_read(office: Office) -> None:
    path = office.put("a.txt", "Rà soát hồ sơ")
    office.ingest(cache_dir=None)
    path.unlink()
    assert "gone" in office.reprocess().failed[0][1]
    assert office.rows("select status from documents") + office.rows("select status from files") == [("done",)] * 2


def test_a_batch_leaves_no_more_in_the_cache_than_is_allowed(office: Office) -> None:
    office.put("a.txt", "Rà soát hồ sơ")
    office.ingest(cache_bytes=0)
    assert not list((office.inbox.parent / "cache").glob("*/*"))
    office.put("b.txt", "Báo cáo kết quả")
    office.ingest()
    assert len(list((office.inbox.parent / "cache").glob("*/*"))) == 1


def test_forget_takes_the_cached_pages_too(office: Office) -> None:
    office.put("a.txt", "Rà soát hồ sơ")
    office.ingest()
    assert services.forget(office.database, "a.txt", office.settings) == "a.txt"
    assert office.rows("select * from documents") + office.rows("select * from files") == []
    assert not list((office.inbox.parent / "cache").glob("*/*"))
    with pytest.raises(NotFoundError):
        services.forget(office.database, "a.txt", office.settings)


def test_progress_counts_pages(office: Office) -> None:
    class Watch:
        def __init__(self) -> None:
            self.planned, self.finished = 0, 0

        def plan(self, pages: int) -> None:
            self.planned += pages

        def done(self, name: str, pages: int) -> None:
            self.finished += pages

    for name in ("a.txt", "b.txt"):
        office.put(name, name)
    watch = Watch()
    services.ingest([office.inbox], office.database, office.settings, progress=watch, make_executor=InProcess)
    assert (watch.planned, watch.finished) == (2, 2)
