from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.find import find_files
from pipeline.errors import NoDocumentsError


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_folders_are_gone_through_in_order(tmp_path: Path) -> None:
    touch(tmp_path / "b.PDF", tmp_path / "a" / "c.docx", tmp_path / "a" / "notes.db", tmp_path / "a.tiff")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.tiff", "b.PDF", "a/c.docx"]


def test_hidden_and_lock_files_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path / ".git" / "x.pdf", tmp_path / ".x.pdf", tmp_path / "~$x.docx", tmp_path / "x.pdf")
    assert find_files([tmp_path]) == [tmp_path / "x.pdf"]


def test_a_file_that_is_named_counts_whatever_it_is_called(tmp_path: Path) -> None:
    touch(tmp_path / "letter")
    missing = tmp_path / "gone.pdf"
    assert find_files([tmp_path / "letter", missing, tmp_path / "letter"]) == [tmp_path / "letter", missing]


def test_nothing_to_read(tmp_path: Path) -> None:
    touch(tmp_path / "data.csv")
    with pytest.raises(NoDocumentsError, match=r"no document.*\.pdf"):
        find_files([tmp_path])
