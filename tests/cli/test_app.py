from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.resources import PACKAGE
from tests.cli.conftest import Say

HEAVY = {"cv2", "numpy", "spacy", "underthesea", "pypdfium2", "docx", "pydantic", "sqlite_utils", "pipeline.extraction"}
COMMANDS = ("ingest", "tasks", "show", "forget", "reprocess", "text", "doctor", "cache")


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from pipeline.cli import run; run(['--help']); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(ast.literal_eval(done.stderr)) == set()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_is_in_the_users_language(say: Say, command: str, lang: str) -> None:
    said = say(command, "--help", lang=lang)
    assert said.code == 0
    assert ("Cách dùng:" in said.out) == (lang == "vi")
    assert ("Show this message" in said.out) == (lang == "en")


def test_the_whole_help_names_every_command(say: Say) -> None:
    said = say("--help")
    assert all(command in said.out for command in COMMANDS)
    assert "giaoviec" in say("--version").out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["fly"], "fly"),
        (["tasks", "--wings"], "--wings"),
        (["show"], "DOCUMENT"),
        (["ingest", ".", "--jobs", "-1"], "--jobs"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_wrong_usage(say: Say, arguments: list[str], word: str, lang: str) -> None:
    said = say(*arguments, lang=lang)
    assert said.code == ExitCode.USAGE
    assert word in said.err
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err


def test_an_interrupted_run_says_what_is_stored(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.services.ingest", stop)
    said = say("ingest", ".")
    assert said.code == 130
    assert "stored" in said.err


def test_importing_the_program_does_no_work() -> None:
    code = "import sys, pipeline.cli, pipeline.services; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"cv2", "spacy", "underthesea", "docx"} & set(ast.literal_eval(done.stdout))
    assert Path(PACKAGE).name == "pipeline"
