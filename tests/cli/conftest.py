from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.models import Deadline
from pipeline.store import opened, save
from tests.store.make import NOW, extraction, failed, processed, task


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Say = Callable[..., Said]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command line in an empty folder; English unless ``lang`` says otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def command(*arguments: str, lang: str = "en") -> Said:
        code = run([*arguments, "--lang", lang])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return command


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """``tasks.db`` with a document of three tasks and a file that failed."""
    later = Deadline("quý IV năm 2026", "quarter")
    tasks = (
        task("Rà soát hồ sơ", path="I > 1"),
        task("= Lập dự toán", path="2", agencies=()),
        task("Báo cáo", path="3", deadlines=(later,)),
    )
    with opened(tmp_path / "tasks.db", create=True) as db:
        save(db, processed(extraction(*tasks)), NOW)
        save(db, failed(), NOW)
    return tmp_path / "tasks.db"
