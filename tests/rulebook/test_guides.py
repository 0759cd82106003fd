"""Every block of the two guides for rule writers does what the guide says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.resources import PACKAGE, rules_dir
from pipeline.rulebook import read
from pipeline.rulebook.model import Rule
from pipeline.store import opened
from pipeline.workbench.examples import failures
from tests.rulebook.make import write

CLONE = PACKAGE.parent
GUIDE = CLONE / "docs" / "huong-dan-viet-luat.md"
FORMAT = CLONE / "rules" / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.S | re.M)
LETTER = "Số: 7/UBND\nKính gửi: Sở Y tế\n\n1. Giao Sở Y tế chủ trì rà soát, cổng tiếp nhận khóa sổ ngày 15/6/2026.\n"


def blocks(path: Path) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in BLOCK.findall(path.read_text("utf-8"))]


def only_task(path: Path) -> str:
    """The id of the letter's task once it is stored."""
    if not path.exists():
        return ""
    with opened(path) as database:
        return str(next(iter(database["tasks"].rows))["id"])


def test_the_guide_leads_where_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its blocks one after the other: files are written, commands run, and what is shown holds the expected lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write(tmp_path, "van-ban/cong-van.txt", LETTER)
    shown, kinds = "", []
    for kind, text in blocks(GUIDE):
        kinds.append(kind)
        if kind == "toml":
            name = text.splitlines()[0].removeprefix("# ")
            write(tmp_path, name, text)
        elif kind == "sh":
            for line in text.splitlines():
                code = run(shlex.split(line.replace("MÃ-NHIỆM-VỤ", only_task(tmp_path / "tasks.db")))[1:])
                out, err = capsys.readouterr()
                shown = " ".join(out.split())
                assert (code, err) == (1 if " diff " in line else 0, ""), line
        else:
            for line in text.splitlines():
                assert " ".join(line.split()) in shown, line
    assert {"toml", "sh", "text"} == set(kinds)


@pytest.mark.parametrize("number", range(len([kind for kind, _ in blocks(FORMAT) if kind == "toml"])))
def test_a_block_of_the_format_is_a_good_rule_file(number: int, tmp_path: Path) -> None:
    text = [text for kind, text in blocks(FORMAT) if kind == "toml"][number]
    write(tmp_path, "block.toml", text)
    book, faults = read([rules_dir(), tmp_path])
    assert list(map(str, faults)) == []
    own = str(tmp_path / "block.toml")
    assert [failure for failure in failures(book) if failure.rule.file == own] == []


def test_the_commands_of_the_format_run(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for kind, text in blocks(FORMAT) if kind == "sh" for line in text.splitlines()]
    assert [run(shlex.split(line)[1:]) for line in lines] == [0] * len(lines)


def test_every_field_of_a_rule_is_in_the_table() -> None:
    table = set(re.findall(r"^\| `(\w+)` \|", FORMAT.read_text("utf-8"), re.M))
    assert set(Rule.model_fields) - {"phrases", "reason"} == table
