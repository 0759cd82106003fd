"""What the documentation says is so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.cli.app import application, run
from pipeline.errors import ExitCode
from pipeline.resources import PACKAGE
from pipeline.store import opened
from pipeline.store.queries import SURE

CLONE = PACKAGE.parent
READMES = ("README.md", "README.vi.md")


def commands() -> set[str]:
    app = application()
    return {str(one.name) for one in (*app.registered_commands, *app.registered_groups)}


@pytest.mark.parametrize("name", READMES)
def test_the_table_of_exit_codes_is_the_enum(name: str) -> None:
    text = (CLONE / name).read_text("utf-8")
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.M)}
    assert table == set(map(int, ExitCode))


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_explained(name: str) -> None:
    text = (CLONE / name).read_text("utf-8")
    assert {command for command in commands() if f"giaoviec {command}" not in text} == set()
    assert set(re.findall(r"`giaoviec ([a-z]+)", text)) <= commands()


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_come_first(name: str) -> None:
    text = (CLONE / name).read_text("utf-8")
    first = re.search(r"```sh\n(.*?)```", text, re.S)
    assert first is not None
    assert [line.split("#")[0].strip() for line in first[1].splitlines()] == ["make run", "make test"]


def test_the_tree_is_the_tree() -> None:
    text = (CLONE / "README.md").read_text("utf-8")
    tree = re.search(r"```text\n(pipeline/.*?)```", text, re.S)
    assert tree is not None
    above: list[Path] = []
    for line in tree[1].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        above = [*above[:depth], (above[depth - 1] if depth else CLONE) / line.split()[0]]
        assert above[-1].exists(), line
    told = {line.split()[0].strip("/") for line in tree[1].splitlines() if re.match(r"  \w", line)}
    there = {path.name for path in PACKAGE.iterdir() if not path.name.startswith(("_", "."))} - {"data"}
    assert there == told


def test_every_table_and_column_is_explained(tmp_path: Path) -> None:
    text = (CLONE / "docs" / "database.md").read_text("utf-8")
    with opened(tmp_path / "tasks.db", create=True) as db:
        names = [name for name in (*db.table_names(), *db.view_names()) if not name.startswith(("_", "sqlite_"))]
        columns = {name: [str(row[1]) for row in db.execute(f"pragma table_info({name})")] for name in names}
    ends = sorted(text.index(f"\n`{name}`:") for name in columns if name != "task_list")
    for name, wanted in columns.items():
        start = text.index("\n## task_list") if name == "task_list" else text.index(f"\n`{name}`:")
        end = next((one for one in (*ends, text.index("\n## task_list")) if one > start), len(text))
        assert [one for one in wanted if f"`{one}`" not in text[start:end]] == [], name


@pytest.mark.parametrize(("name", "told"), [("README.md", "under {}"), ("README.vi.md", "dưới {}")])
def test_the_confidence_that_needs_no_second_look_is_the_one_in_use(name: str, told: str) -> None:
    text = (CLONE / name).read_text("utf-8")
    assert told.format(SURE if name == "README.md" else str(SURE).replace(".", ",")) in text


def test_make_help_prints_every_target() -> None:
    shown = subprocess.run(["make", "-C", str(CLONE), "help"], capture_output=True, text=True, check=True).stdout
    for target in ("install", "run", "test", "lint", "bench", "eval"):
        assert f"make {target} " in shown


def test_the_changelog_names_this_version() -> None:
    assert f"## {__version__}" in (CLONE / "CHANGELOG.md").read_text("utf-8")


def test_lines_of_the_changelog_are_typed() -> None:
    lines = re.findall(r"^- (.*)", (CLONE / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert lines
    assert all(re.match(r"(new|update|fix|remove): ", line) for line in lines)


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.vi.md", "vi")])
def test_the_example_is_what_comes_out(
    name: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the letter: a rule or a confidence that changes is copied into the guides, as the failure shows it."""
    monkeypatch.setenv("COLUMNS", "110")
    db = ["--db", str(tmp_path / "tasks.db"), "--lang", lang]
    run(["ingest", str(CLONE / "samples" / "cong-van-gop-y-giua-cac-so.pdf"), "--cache", str(tmp_path / "cache"), *db])
    capsys.readouterr()
    run(["show", "745/STP-XDKT", *db])
    shown = capsys.readouterr().out
    block = re.search(r"```text\n(.*?)```", (CLONE / name).read_text("utf-8"), re.S)
    assert block is not None
    shown = "\n".join(line.rstrip() for line in shown.splitlines()) + "\n"
    assert block[1] == shown, f"put this into {name}:\n{shown}"
