"""From the paths that were given to the files that are read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import NoDocumentsError

# what is taken from a folder; a file that is named itself is read whatever it is called
SUFFIXES = frozenset(
    {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".docx", ".doc", ".rtf", ".xlsx", ".html", ".htm", ".txt"}
)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files at ``paths``, folders gone through with all that is below them, each once, in a fixed order.

    Hidden files and the lock files of office programs are passed over. A path at which there is nothing is kept: it
    has a fate too. Raises NoDocumentsError where nothing is left.
    """
    given = list(paths)
    found = dict.fromkeys(file for path in given for file in (_in_folder(path) if path.is_dir() else [path]))
    if not found:
        raise NoDocumentsError(
            "{paths}: no document is in there; documents are {suffixes}.",
            paths=", ".join(map(str, given)),
            suffixes=", ".join(sorted(SUFFIXES)),
        )
    return list(found)


def _in_folder(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES:
                yield Path(place) / name
