"""Which documents are measured together: each rendering of the seeds, and the real ones."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_SEED = re.compile(r"(?P<stem>\d{3})(?:\.(?P<rendering>[a-z]+))?\.(?P<suffix>pdf|docx|tif|txt)")


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """Documents and the folder of what each must give; ``gold`` names the files there that count."""

    name: str
    documents: tuple[Path, ...]
    gold: tuple[Path, ...]


def document_sets(shared: Path) -> list[DocumentSet]:
    """The sets found below ``shared``, the digital rendering first."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((shared / "seeds").glob("*")):
        match = _SEED.fullmatch(path.name)
        if match and (name := _rendering(match["rendering"], match["suffix"])):
            groups[name].append(path)
    order = sorted(groups, key=lambda name: (name != "digital", name))
    sets = [_with_gold(name, groups[name], shared / "gold") for name in order]
    real = [
        path for path in sorted((shared / "real").glob("*.*")) if (shared / "gold-real" / f"{path.stem}.json").exists()
    ]
    return [*sets, _with_gold("real", real, shared / "gold-real")] if real else sets


def _rendering(rendering: str | None, suffix: str) -> str | None:
    """``000.pdf`` is digital, ``000.office.pdf`` office, ``000.docx`` docx; ``000.truth.txt`` is no rendering."""
    if rendering == "truth":
        return None
    return rendering or {"pdf": "digital", "txt": "plain"}.get(suffix, suffix)


def _with_gold(name: str, documents: list[Path], folder: Path) -> DocumentSet:
    gold = (folder / f"{path.name.partition('.')[0]}.json" for path in documents)
    return DocumentSet(name, tuple(documents), tuple(path for path in gold if path.exists()))
