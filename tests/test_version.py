from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pipeline import __version__, version
from pipeline.resources import PACKAGE, rules_dir


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = ("reading/reader.py", "language/words.py", "language/spelling.py", "language/syllables.py")
    for name in (*names, "extraction/prose.py", "cli/show.py", "models/pages.py"):
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
        ("language/spelling.py", True, True),
        ("language/words.py", False, True),
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


def imported(module: Path) -> set[Path]:
    """The modules of the package that a module imports, at its top or within a function."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline"):
            place = PACKAGE.joinpath(*str(node.module).split(".")[1:])
            found |= {place.with_suffix(".py"), *(place / f"{one.name}.py" for one in node.names)}
    return {path for path in found if path.is_file()}


def test_the_key_of_a_reading_covers_what_reading_depends_on_and_no_more_of_language() -> None:
    seen: set[Path] = set()
    waiting = set((PACKAGE / "reading").rglob("*.py"))
    while waiting:
        seen |= waiting
        waiting = {path for module in waiting for path in imported(module)} - seen
    language = {path.relative_to(PACKAGE).as_posix() for path in seen if path.parent.name == "language"}
    assert language == {part for part in version._READING if part.startswith("language")}
    later = {"layout", "rulebook", "extraction", "store", "batch", "cli", "evaluation", "workbench", "transcript.py"}
    assert not {path for path in seen if path.relative_to(PACKAGE).parts[0] in later}
