"""Everything that can be set, as one frozen value that is made once and handed down.

No stage reads the environment, a global or today's date: they stand here.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """``rule_dirs`` are an office's own rules, laid over those that come with the program, in that order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: date
    cache_dir: Path | None = None
    cache_bytes: int = 2 * 1024**3  # kept of readings; a scanned page takes about 10 KB
    rule_dirs: tuple[Path, ...] = ()
    language: str = "vi"
    allow_secret: bool = False
    ocr_dpi: int = 300
    ocr_seconds: float = 120.0  # for one page; a page that takes longer is a recorded failure
    jobs: int = 1  # files that are processed at once
    pages_at_once: int = 2  # of a file, where they are recognised: the last long scan of a batch keeps two cores busy
    pattern_seconds: float = 1.0  # for one rule on one paragraph

    def fingerprint(self) -> str:
        """A hash over the settings that change what is extracted (not where, how fast or in which language)."""
        relevant = self.model_dump(include={"allow_secret", "ocr_dpi"}, mode="json")
        return hashlib.sha256(repr(sorted(relevant.items())).encode()).hexdigest()[:16]
