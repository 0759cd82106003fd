"""The command line over the whole program, on files that need neither OCR nor samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.cli.ingest import exit_code, report
from pipeline.errors import ExitCode
from pipeline.i18n import translator
from pipeline.services import Summary
from tests.cli.conftest import Say

LETTER = """ỦY BAN NHÂN DÂN
TỈNH A
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/UBND-VP
A, ngày 02 tháng 3 năm 2026
V/v rà soát hồ sơ

Kính gửi: Sở Nội vụ.

Giao Sở Nội vụ chủ trì rà soát hồ sơ, báo cáo trước ngày 20/3/2026.
"""


def test_bad_files_beside_a_good_one(say: Say, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "letter.txt").write_text(LETTER, "utf-8")
    (inbox / "empty.pdf").touch()
    (inbox / "page.pdf").write_text("<html><body>404</body></html>")
    (inbox / "cut.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog")
    said = say("ingest", "inbox", "inbox/none.pdf")
    assert said.code == ExitCode.SOME_FAILED
    assert "failed: 4" in said.out
    for name in ("empty.pdf", "page.pdf", "cut.pdf", "none.pdf"):
        (line,) = [line for line in said.out.splitlines() if f"inbox/{name}" in line]
        assert line.strip().startswith(f"inbox/{name}")
    db = Database(tmp_path / "tasks.db")
    assert dict(db.execute("select name, status from files").fetchall()) == {
        "letter.txt": "done",
        "empty.pdf": "failed",
        "page.pdf": "failed",
        "cut.pdf": "failed",
        "none.pdf": "failed",
    }
    assert db.execute("select code from documents where status = 'done'").fetchone() == ("12/UBND-VP",)
    db.close()


def test_a_folder_without_documents(say: Say, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    said = say("ingest", "inbox")
    assert said.code == ExitCode.NO_DOCUMENTS
    assert "inbox" in said.err
    assert not (tmp_path / "tasks.db").exists()


def test_a_database_that_is_none(say: Say, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    said = say("ingest", "letter.txt", "--db", "letter.txt")
    assert said.code == ExitCode.BAD_DATABASE
    assert "letter.txt" in said.err
    assert (tmp_path / "letter.txt").read_text("utf-8") == LETTER


def test_rules_with_a_fault(say: Say, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "faulty.toml").write_text("[[rule]]\nid = 3\n")
    said = say("ingest", "letter.txt", "--rules", "own")
    assert said.code == ExitCode.BAD_RULES
    assert "faulty.toml" in said.err


def test_text(say: Say, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    assert "Kính gửi: Sở Nội vụ." in say("text", "letter.txt").out
    words = json.loads(say("text", "letter.txt", "--json").out)["pages"][0]["lines"]
    assert any(line["text"] == "Kính gửi: Sở Nội vụ." for line in words)
    (tmp_path / "empty.pdf").touch()
    said = say("text", "empty.pdf")
    assert said.code == ExitCode.UNREADABLE
    assert "empty.pdf" in said.err


def test_cache(say: Say, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    say("ingest", "letter.txt")
    assert "files: 1," in say("cache").out
    assert "files: 0," in say("cache", "--clear").out


@pytest.mark.parametrize(
    ("summary", "code"),
    [
        (Summary(), ExitCode.OK),
        (Summary(failed=[("a", "b")]), ExitCode.SOME_FAILED),
        (Summary(unread=[("a", [2])]), ExitCode.SOME_FAILED),
        (Summary(failed=[("a", "b")], missing_program=True), ExitCode.MISSING_PROGRAM),
    ],
)
def test_exit_codes(summary: Summary, code: ExitCode) -> None:
    assert exit_code(summary) == code


def test_the_report_tells_files_of_one_name_apart() -> None:
    summary = Summary(failed=[("x/a.pdf", "a.pdf is empty."), ("y/a.pdf", "a.pdf is empty.")], secret=["z.pdf"])
    lines = report(summary, translator("en")).splitlines()
    assert lines[-2:] == ["  x/a.pdf is empty.", "  y/a.pdf is empty."]
    assert any(line.startswith("z.pdf: marked secret") for line in lines)


def test_an_encrypted_pdf(say: Say, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(tmp_path / "locked.pdf"), encrypt="secret")
    page.drawString(72, 720, "locked")
    page.save()
    said = say("ingest", "locked.pdf")
    assert said.code == ExitCode.SOME_FAILED
    assert "locked.pdf is protected by a password" in said.out
