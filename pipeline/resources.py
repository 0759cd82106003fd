"""Where the files that come with the program lie: in a clone beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def rules_dir() -> Path:
    """The rules that come with the program."""
    packed = PACKAGE / "data" / "rules"
    return packed if packed.is_dir() else PACKAGE.parent / "rules"


def catalogue(language: str) -> Path:
    """The message catalogue of a language; it need not exist."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "giaoviec.po"
