from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import __version__, version
from pipeline.resources import rules_dir


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("reading/reader.py", "extraction/prose.py", "cli/show.py", "models/pages.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(version, "PACKAGE", tmp_path)
    return tmp_path


def versions() -> tuple[str, str]:
    version.reader_version.cache_clear()
    version.program_version.cache_clear()
    return version.reader_version(), version.program_version()


@pytest.mark.parametrize(
    ("changed", "reader", "program"),
    [
        ("reading/reader.py", True, True),
        ("models/pages.py", True, True),
        ("extraction/prose.py", False, True),
        ("cli/show.py", False, False),
    ],
)
def test_a_changed_line_is_a_changed_version(package: Path, changed: str, reader: bool, program: bool) -> None:
    before = versions()
    (package / changed).write_text("2")
    after = versions()
    assert (before[0] != after[0], before[1] != after[1]) == (reader, program)
    assert after[1].startswith(f"{__version__}+")
    version.reader_version.cache_clear()
    version.program_version.cache_clear()


def test_compiled_files_do_not_count(package: Path) -> None:
    before = versions()
    (package / "reading" / "__pycache__").mkdir()
    (package / "reading" / "__pycache__" / "reader.pyc").write_text("x")
    assert versions() == before
    version.reader_version.cache_clear()
    version.program_version.cache_clear()


def test_the_rules_are_where_they_are_said_to_be() -> None:
    assert list(rules_dir().rglob("*.toml"))
