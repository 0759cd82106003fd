"""A wheel carries rules and messages and works where no clone is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.resources import PACKAGE
from tests.cli.test_ingest import LETTER

CLONE = PACKAGE.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, without what it depends on: that is here already."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(CLONE)]
    subprocess.run(build, check=True)
    (wheel,) = folder.glob("giaoviec-*.whl")
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-index", "--target", str(folder / "site"), str(wheel)], check=True
    )
    return folder / "site"


def giaoviec(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from pipeline.cli import run; sys.exit(run(sys.argv[1:]))"
    environment = {**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(folder)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_it_carries_rules_and_messages(installed: Path) -> None:
    files = {path.relative_to(CLONE / "rules").as_posix() for path in (CLONE / "rules").rglob("*.toml")}
    carried = installed / "pipeline" / "data" / "rules"
    assert {path.relative_to(carried).as_posix() for path in carried.rglob("*.toml")} == files
    assert (installed / "pipeline" / "locale" / "vi" / "LC_MESSAGES" / "giaoviec.po").is_file()


def test_it_works_from_any_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    done = giaoviec(installed, tmp_path, "ingest", "letter.txt")
    assert done.returncode == 0, done.stderr + done.stdout
    shown = giaoviec(installed, tmp_path, "show", "12/UBND-VP").stdout
    assert "Số, ký hiệu" in shown
    assert "12/UBND-VP" in shown
