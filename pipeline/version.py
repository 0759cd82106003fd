"""What made a result: hashes over the program's own source, so that a changed line is a changed version.

A version number alone would let a clone with a repaired rule reader keep stale results.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.resources import PACKAGE

if TYPE_CHECKING:
    from pipeline.settings import Settings

# Folders and files of the package. A reading is dear: of language/ its key has what reading imports, and no more.
_READING = ("models", "language/spelling.py", "language/syllables.py", "reading")
_PROGRAM = ("models", "language", "reading", "layout", "rulebook", "extraction")


@lru_cache
def reader_version() -> str:
    """Changes when the same bytes may be read differently."""
    return _hash(_READING)


@lru_cache
def program_version() -> str:
    """The release and a hash over every stage up to extraction, as ``0.1.0+1f2e3d4c``."""
    return f"{__version__}+{_hash(_PROGRAM)}"


def made_by(settings: Settings) -> str:
    """The key of a result: program, rules and settings. Where it changes, a document is extracted anew.

    Raises RuleError where the rules have faults.
    """
    from pipeline.rulebook.installed import rulebook_of

    return f"{program_version()} / {rulebook_of(settings.rule_dirs).version} / {settings.fingerprint()}"


def _hash(parts: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        place = PACKAGE / part
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:8]
