"""What the store is given: the outcome of one path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from pipeline.language.spelling import compose
from pipeline.models import Extraction


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of one path.

    ``sha256`` is that of the file's bytes, None where none could be read. ``error`` is the reason in one sentence
    where it failed. ``made_by`` is the key of program, rules and settings. ``exists`` tells a broken file from a
    path at which there is none.
    """

    path: str
    sha256: str | None = None
    media_type: str | None = None
    text_source: str | None = None
    extractions: tuple[Extraction, ...] = ()
    error: str | None = None
    made_by: str = ""
    exists: bool = True
    missing_program: bool = False

    @property
    def name(self) -> str:
        """The file's name without folders, in NFC: a file system may hand it over decomposed."""
        return compose(PurePath(self.path).name) or self.path
