"""Faulty rule files, one fault each: every one is refused, with its file, its rule and the reason.

A file of ``faulty/`` says in comments at its head which rule is at fault and a part of the reason or the hint.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.rulebook import Fault, read
from pipeline.rulebook.check import check
from tests.rulebook.make import rule_text, write

FILES = sorted((Path(__file__).parent / "faulty").glob("*.toml"))


def said(text: str, key: str) -> str | None:
    found = re.search(rf"^# {key}: (.+)$", text, re.M)
    return found[1] if found else None


def faults_of(folder: Path) -> list[Fault]:
    return check([folder])[1]


def test_there_are_many() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_faulty_file_is_refused(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    write(tmp_path, path.name, text)
    (fault,) = faults_of(tmp_path)
    assert fault.file == path.name
    assert fault.rule == said(text, "rule")
    reason = said(text, "reason")
    assert reason is not None
    assert reason in str(fault)


def test_all_files_are_refused_at_once(tmp_path: Path) -> None:
    """One id in many files would be one fault more: each gets an id of its own."""
    for number, path in enumerate(FILES):
        text = (
            path.read_text("utf-8").replace("stem.", f"stem.f{number}.").replace("deadline.one", f"deadline.f{number}")
        )
        write(tmp_path, path.name, text)
    _, faults, _ = check([tmp_path])
    assert {fault.file for fault in faults} >= {path.name for path in FILES if path.stem not in AMONG}


AMONG = {"agency-with-unknown-successor", "unreachable", "same-as-another"}  # faults beside what other files hold


def test_bytes_that_are_no_utf_8(tmp_path: Path) -> None:
    (tmp_path / "old.toml").write_bytes("# ngày".encode("cp1258", "replace") + b"\xff\n")
    (fault,) = faults_of(tmp_path)
    assert (fault.file, fault.hint) == ("old.toml", "save the file as UTF-8")


def test_the_mark_of_notepad_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b"\xef\xbb\xbf" + rule_text().replace("\n", "\r\n").encode())
    assert read([tmp_path])[1] == []


@pytest.mark.parametrize("name", ["own.TOML", "own.toml.txt", "own.yaml", "own.tml"])
def test_a_file_that_would_be_passed_over_is_a_fault(name: str, tmp_path: Path) -> None:
    write(tmp_path, name, rule_text())
    (fault,) = faults_of(tmp_path)
    assert (fault.file, fault.reason) == (name, "is not read")


def test_other_files_and_hidden_ones_are_no_rules(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "# rules")
    write(tmp_path, ".own.toml", "[[rule]")
    assert faults_of(tmp_path) == []


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "rules")
    assert fault.reason == "there is no such folder"


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own.toml").symlink_to(tmp_path / "gone")
    (fault,) = faults_of(tmp_path)
    assert fault.reason.startswith("cannot be opened")


def test_rules_of_an_office_are_linted_on_loading_and_named_with_their_folder(tmp_path: Path) -> None:
    program, office = tmp_path / "program", tmp_path / "office"
    write(program, "a.toml", rule_text())
    write(office, "b.toml", rule_text("stem.two", "(?:[a-z]+)+ rà soát"))
    book, faults = read([program, office])
    assert [(fault.file, fault.rule) for fault in faults if "nested" in fault.reason] == [
        (str(office / "b.toml"), "stem.two")
    ]
    assert [rule.id for rule in book.rules] == ["stem.one"]


def test_the_rules_of_the_program_pass_the_check() -> None:
    _, faults, _ = check([Path(__file__).parents[2] / "rules"])
    assert list(map(str, faults)) == []
