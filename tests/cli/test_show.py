from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store import opened, save
from tests.cli.conftest import Say
from tests.store.make import NOW, processed


@pytest.mark.parametrize("name", ["1", "12/UBND-VP", "12/ubnd-vp", "a.pdf", "a", "in/a.pdf"])
def test_a_document_by_any_of_its_names(say: Say, stored: Path, name: str) -> None:
    said = say("show", name)
    assert said.code == 0
    assert "12/UBND-VP  [page 1, letterhead.number]" in said.out
    assert "01/03/2026" in said.out


def test_tasks_with_page_and_rule(say: Say, stored: Path) -> None:
    out = say("show", "1").out
    assert "I > 1  Rà soát hồ sơ" in out
    assert "lead: Sở Nội vụ" in out
    assert "look at: số viết tay" in out
    assert "page 1, role.lead, 95%" in out
    assert "unreviewed" not in out


def test_what_was_left_out(say: Say, stored: Path) -> None:
    out = say("show", "1", "--left-out").out
    assert "Kính đề nghị" in out
    assert "request" in out
    assert "Rà soát" not in out


def test_a_failed_document_shows_why(say: Say, stored: Path) -> None:
    assert "b.pdf is empty." in say("show", "b.pdf").out


def test_a_name_that_several_have(say: Say, stored: Path) -> None:
    with opened(stored) as db:
        save(db, processed(path="in/other.pdf", sha256="d" * 64), NOW)
    said = say("show", "12/UBND-VP")
    assert said.code == 8
    assert "1, 3" in said.err


def test_forget(say: Say, stored: Path) -> None:
    assert say("forget", "a.pdf").out == "a.pdf: forgotten.\n"
    assert say("show", "a.pdf").code == 8
