"""One file -> what became of it. Pure but for its cache; runs in a worker process."""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.cache import cache_of
from pipeline.errors import GiaoviecError, MissingProgramError, UnreadableError
from pipeline.i18n import translator
from pipeline.settings import Settings
from pipeline.store.records import Processed
from pipeline.version import made_by

if TYPE_CHECKING:
    from pipeline.models import Extraction, Page, Reading

log = logging.getLogger(__name__)


def hash_file(path: Path) -> str:
    """sha256 of the bytes; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def process(path: Path, settings: Settings, sha256: str | None = None) -> Processed:
    """Read a file, or take what was read of it from the cache, and extract.

    Never raises for a fault of the file: the outcome says what is wrong with it. With ``sha256`` given, the file
    itself is only opened where the cache does not hold it.
    """
    outcome = Processed(str(path), sha256=sha256, made_by=made_by(settings), exists=path.exists() or sha256 is not None)
    translate = translator(settings.language)
    try:
        sha256 = sha256 or hash_file(path)
        reading, extractions = _read_and_extract(path, sha256, settings)
    except GiaoviecError as error:
        missing = isinstance(error, MissingProgramError)
        return _failed(outcome, sha256, error.localized(translate), missing_program=missing)
    except OSError as error:
        unreadable = UnreadableError(
            "{file} cannot be opened ({reason}): check that it is there and may be read.",
            file=path.name,
            reason=error.strerror or str(error),
        )
        return _failed(outcome, sha256, unreadable.localized(translate))
    except Exception as error:
        log.debug("%s", path, exc_info=True)
        fault = UnreadableError(
            "{file} made giaoviec fail ({reason}): this is a fault of the program, please report it.",
            file=path.name,
            reason=f"{type(error).__name__}: {error}, {_place(error)}",
        )
        return _failed(outcome, sha256, fault.localized(translate))
    # pages that could not be recognised may be the next time: the key says that the result is not the last word
    key = f"{outcome.made_by} / unread" if unread_pages(reading.pages) else outcome.made_by
    return Processed(outcome.path, sha256, reading.media_type, reading.text_source, extractions, made_by=key)


def _read_and_extract(path: Path, sha256: str, settings: Settings) -> tuple[Reading, tuple[Extraction, ...]]:
    from pipeline.extraction import extract
    from pipeline.rulebook.installed import rulebook_of

    cache = cache_of(settings)
    cached = cache.load(sha256) if cache else None
    reading = cached or _read(path, sha256, settings)
    extractions = extract(reading, rulebook_of(settings.rule_dirs), settings)
    if not extractions:
        raise UnreadableError("{file} holds no text: check that it was scanned the right way round.", file=path.name)
    if cache and not (cached or unread_pages(reading.pages) or any(map(is_secret, extractions))):
        cache.save(sha256, reading)
    return reading, extractions


def is_secret(extraction: Extraction) -> bool:
    """Whether the document is marked secret and was therefore not read further."""
    return any(anomaly.kind == "secret" for anomaly in extraction.anomalies)


def unread_pages(pages: Iterable[Page]) -> list[int]:
    """Numbers of the pages of which the recognition failed."""
    return [page.number for page in pages if page.health == "ocr_failed"]


def _read(path: Path, sha256: str, settings: Settings) -> Reading:
    from pipeline.reading.reader import read_file

    if not path.exists() or hash_file(path) != sha256:
        raise UnreadableError(
            "{file} is gone or was changed, and what was read of it is no longer kept: ingest it again.", file=path.name
        )
    return read_file(path, settings)


def _place(error: Exception) -> str:
    """The line of the program at which the error arose, for the report."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def _failed(outcome: Processed, sha256: str | None, error: str, *, missing_program: bool = False) -> Processed:
    return Processed(
        outcome.path,
        sha256,
        error=error,
        made_by=outcome.made_by,
        exists=outcome.exists,
        missing_program=missing_program,
    )
