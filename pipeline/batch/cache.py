"""Keeps what was read of a file: reading is dear, inferring is cheap.

A reading is found by the file's hash, the reader's version and the settings that reach the reader. The cache holds
the text of documents, so only its owner may open it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.models import Reading
from pipeline.settings import Settings
from pipeline.version import reader_version

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True)
class ReadingCache:
    """Readings as compressed JSON in ``folder``, each named ``<sha256>-<reader>.json.gz``."""

    folder: Path
    reader: str

    def load(self, sha256: str) -> Reading | None:
        """None where there is none, or where it is damaged: then it is read anew."""
        path = self._path(sha256)
        try:
            text = gzip.decompress(path.read_bytes())
            reading = _adapter().validate_json(text)
        except FileNotFoundError:
            return None
        except (OSError, EOFError, zlib.error, ValidationError):
            path.unlink(missing_ok=True)
            return None
        os.utime(path)
        return reading

    def save(self, sha256: str, reading: Reading) -> None:
        """Written beside and renamed, so that a reader never sees half a file."""
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.chmod(0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(gzip.compress(_adapter().dump_json(reading), compresslevel=4, mtime=0))
        Path(file.name).replace(path)

    def forget(self, sha256: str) -> int:
        """Remove every reading of this file, also those of other versions; how many there were."""
        gone = list(self._path(sha256).parent.glob(f"{sha256}-*"))
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

    def size(self) -> tuple[int, int]:
        """(files, bytes)."""
        sizes = [size for _, size, _ in self._entries()]
        return len(sizes), sum(sizes)

    def clear(self) -> None:
        for _, _, path in self._entries():
            path.unlink(missing_ok=True)

    def trim(self, limit: int) -> None:
        """Remove what was not used for longest until no more than ``limit`` bytes are left."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        for _, size, path in entries:
            if total <= limit:
                return
            path.unlink(missing_ok=True)
            total -= size

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}-{self.reader}.json.gz"

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        for path in self.folder.glob("??/*.json.gz"):
            status = path.stat()
            yield status.st_mtime, status.st_size, path


def cache_of(settings: Settings) -> ReadingCache | None:
    """The cache that the settings name, None where they name none."""
    if settings.cache_dir is None:
        return None
    seen = f"{reader_version()} {settings.ocr_dpi}"
    return ReadingCache(settings.cache_dir, hashlib.sha256(seen.encode()).hexdigest()[:12])


@lru_cache
def _adapter() -> TypeAdapter[Reading]:
    from pydantic import TypeAdapter

    return TypeAdapter(Reading)
