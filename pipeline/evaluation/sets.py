"""Which documents are measured together: our samples, each rendering of the seeds, and the real ones."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_SEED = re.compile(r"(?P<stem>\d{3})(?:\.(?P<rendering>[a-z]+))?\.(?P<suffix>pdf|docx|tif|txt)")
_FIRST = ("exact", "digital", "clean", "office", "poor")  # from the least to the most that can be lost


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """Documents and the folder of what each must give; ``gold`` names the files there that count."""

    name: str
    documents: tuple[Path, ...]
    gold: tuple[Path, ...]


def document_sets(shared: Path | None, samples: Path = SAMPLES) -> list[DocumentSet]:
    """The samples, and the sets found below ``shared``: renderings by what they lose, then the real documents."""
    sets = [_known("samples", samples, samples / "expected")]
    if shared is not None:
        groups: dict[str, list[Path]] = defaultdict(list)
        for path in sorted((shared / "seeds").glob("*")):
            if match := _SEED.fullmatch(path.name):
                groups[_rendering(match["rendering"], match["suffix"])].append(path)
        order = sorted(groups, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
        sets += [_with_gold(name, groups[name], shared / "gold") for name in order]
        sets.append(_known("real", shared / "real", shared / "gold-real"))
    return [one for one in sets if one.documents]


def _rendering(rendering: str | None, suffix: str) -> str:
    """``000.pdf`` is digital, ``000.office.pdf`` office, ``000.docx`` docx, ``000.truth.txt`` the exact text."""
    if rendering == "truth":
        return "exact"
    return rendering or {"pdf": "digital", "txt": "plain"}.get(suffix, suffix)


def _known(name: str, folder: Path, expected: Path) -> DocumentSet:
    """The documents of a folder whose results are known."""
    documents = [path for path in sorted(folder.glob("*.*")) if (expected / f"{path.stem}.json").exists()]
    return _with_gold(name, documents, expected)


def _with_gold(name: str, documents: list[Path], folder: Path) -> DocumentSet:
    gold = (folder / f"{path.name.partition('.')[0]}.json" for path in documents)
    return DocumentSet(name, tuple(documents), tuple(path for path in gold if path.exists()))
