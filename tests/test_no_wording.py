"""Wordings of directives, agencies and months are data: none stands in the Python of ``pipeline/``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.resources import PACKAGE

LETTERS = "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
WORD = re.compile(r"[^\W\d_]{2,}")
CLASS = re.compile(r"\[[^\]]*\]")
BARE = re.compile(r"(?i)\b(?:thang|nam|ngay|quy|truoc|chu tri|phoi hop|kinh gui|noi nhan|so noi vu)\b")

# file -> why letters with diacritics stand there
TABLES = {
    "language/spelling.py": "letters that look alike",
    "reading/encodings.py": "tables of the letters of TCVN3 and VNI",
    "language/syllables.py": "what a Vietnamese syllable is made of",
    "rulebook/safety.py": "one letter of each kind, to compare classes of letters",
}


def strings(path: Path) -> Iterator[str]:
    """Every string of a module but its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                docs.add(id(first.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def wordings(path: Path) -> set[str]:
    """Strings with a word of two letters or more that has a Vietnamese one, and names that need none."""
    return {text for text in strings(path) if _worded(CLASS.sub("", text)) or BARE.fullmatch(text.strip())}


def _worded(text: str) -> bool:
    return any(set(word.lower()) & set(LETTERS) for word in WORD.findall(text))


def files() -> list[str]:
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("name", [name for name in files() if name not in TABLES])
def test_no_wording_stands_in_the_program(name: str) -> None:
    assert not wordings(PACKAGE / name), "put it into a file of rules/"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_letters_and_no_phrases(name: str) -> None:
    found = wordings(PACKAGE / name)
    assert found, "take it off the list"
    assert [text for text in found if " " in text.strip() and len(WORD.findall(text)) > 3] == []


@pytest.mark.parametrize(("source", "count"), [('x = "chủ trì"', 1), ('"""chủ trì"""', 0), ('x = "[a-zđ]"', 0)])
def test_the_test_finds_wordings(source: str, count: int, tmp_path: Path) -> None:
    path = tmp_path / "made.py"
    path.write_text(source, "utf-8")
    assert len(wordings(path)) == count
