"""How things look in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

_WIDTH = 110  # where the output goes into a file or a pipe
_TEXT = 240  # characters of a task in a table; show, JSON and CSV give it whole


def console() -> Console:
    """Writes to standard output, as wide as the terminal."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False, markup=False, emoji=False)


def day(value: str | None) -> str:
    """An ISO date as people write it here: 05/03/2026."""
    return date.fromisoformat(value).strftime("%d/%m/%Y") if value else ""


def due(task: Mapping[str, Any]) -> str:
    """The day that the words name, else the one that was worked out (with ≈), else the words."""
    if task["due_on"]:
        return day(task["due_on"])
    return f"≈ {day(task['computed_on'])}" if task["computed_on"] else shortened(task["deadline"] or "", 60)


def shortened(text: str, limit: int = _TEXT) -> str:
    """``text`` cut at a word's end."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0] + " …"
