"""What a user can ask for, wired from the stages. The command line calls these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline import store
from pipeline.batch.cache import cache_of
from pipeline.batch.find import find_files
from pipeline.batch.one_file import hash_file, is_secret, process, unread_pages
from pipeline.batch.pages import count_pages
from pipeline.batch.pool import process_pool
from pipeline.batch.run import run
from pipeline.errors import UnreadableError
from pipeline.i18n import translator
from pipeline.settings import Settings
from pipeline.store import queries
from pipeline.store.records import Processed
from pipeline.version import made_by

if TYPE_CHECKING:
    from sqlite_utils import Database

MakeExecutor = Callable[[int], Executor]


class Progress(Protocol):
    """Told how far a batch has come, in pages."""

    def plan(self, pages: int) -> None: ...
    def done(self, name: str, pages: int) -> None: ...


class Silent:
    """Progress that nobody looks at."""

    def plan(self, pages: int) -> None:
        pass

    def done(self, name: str, pages: int) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Job:
    """One file to process. ``sha256`` is set where the file may be gone and its reading is cached."""

    path: Path
    pages: int = 1
    sha256: str | None = None


@dataclass
class Summary:
    """What a batch has done: paths, with the reason for those that failed and the pages that were not recognised."""

    done: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)
    unread: list[tuple[str, list[int]]] = field(default_factory=list)
    document_ids: set[int] = field(default_factory=set)
    documents: int = 0
    tasks: int = 0
    flagged: int = 0
    missing_program: bool = False

    def add(self, outcome: Processed, document_id: int | None) -> None:
        """Count one outcome; ``document_id`` is None where nothing of it is stored."""
        self.missing_program |= outcome.missing_program
        if outcome.error:
            self.failed.append((outcome.path, outcome.error))
            return
        self.done.append(outcome.path)
        if any(is_secret(extraction) for extraction in outcome.extractions):
            self.secret.append(outcome.path)
        if pages := unread_pages(page for extraction in outcome.extractions for page in extraction.pages):
            self.unread.append((outcome.path, pages))
        if document_id is not None:
            self.document_ids.add(document_id)

    def add_stored(self, outcome: Processed, document_id: int | None) -> None:
        """Count a path whose content is stored already."""
        self.unchanged.append(outcome.path)
        if document_id is not None:
            self.document_ids.add(document_id)


def ingest(
    paths: Sequence[Path],
    database: Path,
    settings: Settings,
    *,
    progress: Progress | None = None,
    make_executor: MakeExecutor = process_pool,
) -> Summary:
    """Read the files at ``paths`` into the database.

    What is stored already by the same program, rules and settings is left as it is. Raises NoDocumentsError,
    RuleError and DatabaseError; what is wrong with one file stands in the summary and in the database.
    """
    files = find_files(paths)
    key = made_by(settings)
    with store.opened(database, create=True) as db:
        return _ingest(db, files, key, settings, progress, make_executor)


def _ingest(
    db: Database,
    files: Sequence[Path],
    key: str,
    settings: Settings,
    progress: Progress | None,
    make_executor: MakeExecutor,
) -> Summary:
    """Two rounds. A file with the content of another one of this batch is not read with it, as that one's result
    serves both. Where that one failed there is no result: then its twin is processed itself, in the second round, so
    that each path has a reason that names its own file, and a copy that can be opened makes up for one that cannot.
    """
    fresh, twins = _split_known(db, files, key)
    jobs = [Job(path) for path in fresh]
    if progress:
        jobs = _counted(jobs, make_executor, settings.jobs)
    summary = Summary()
    for outcome in _outcomes(jobs, settings, progress or Silent(), make_executor):
        summary.add(outcome, store.save(db, outcome, _now(), translator(settings.language)))
    twins_of_failed = [Job(path) for path, sha256 in twins if not store.is_current(db, sha256, key)]
    for outcome in _outcomes(twins_of_failed, settings, Silent(), make_executor):
        summary.add(outcome, store.save(db, outcome, _now(), translator(settings.language)))
    for path, sha256 in twins:
        if store.is_current(db, sha256, key):
            outcome = Processed(str(path), sha256, made_by=key)
            summary.add_stored(outcome, store.save_again(db, outcome, _now()))
    return _finish(db, summary, settings)


def reprocess(
    database: Path,
    settings: Settings,
    *,
    progress: Progress | None = None,
    make_executor: MakeExecutor = process_pool,
) -> Summary:
    """Extract every document of the database anew from what was read of it; reads only what is not cached.

    A document that can neither be found in the cache nor read again stays as it is and counts as failed.
    """
    with store.opened(database) as db:
        jobs = [Job(Path(path), pages, sha256) for path, sha256, pages in queries.stored_files(db)]
        summary = Summary()
        for outcome in _outcomes(jobs, settings, progress or Silent(), make_executor):
            document_id = None if outcome.error else store.save(db, outcome, _now(), translator(settings.language))
            summary.add(outcome, document_id)
        return _finish(db, summary, settings)


def forget(database: Path, name: str, settings: Settings) -> str:
    """Remove a document (by id, code or file name), all that is stored of its file, and its cached pages.

    Returns the file's name. Raises NotFoundError where no document, or more than one file, is meant.
    """
    with store.opened(database) as db:
        document = queries.find_document(db, name)
        sha256 = store.forget(db, document["id"])
    cache = cache_of(settings)
    if cache and sha256:
        cache.forget(sha256)
    return str(document["file_name"])


def _split_known(db: Database, files: Iterable[Path], key: str) -> tuple[list[Path], list[tuple[Path, str]]]:
    """(files to process, files whose content is stored already or comes twice)."""
    fresh: list[Path] = []
    stored: list[tuple[Path, str]] = []
    seen: set[str] = set()
    for path in files:
        try:
            sha256 = hash_file(path)
        except OSError:
            fresh.append(path)
            continue
        if sha256 in seen or store.is_current(db, sha256, key):
            stored.append((path, sha256))
        else:
            seen.add(sha256)
            fresh.append(path)
    return fresh, stored


def _counted(jobs: Sequence[Job], make_executor: MakeExecutor, workers: int) -> list[Job]:
    """The jobs with their numbers of pages, so that the time left can be told."""
    return list(run(jobs, _count, lambda job: job, make_executor, workers))


def _count(job: Job) -> Job:
    return replace(job, pages=count_pages(job.path))


def _outcomes(
    jobs: Sequence[Job], settings: Settings, progress: Progress, make_executor: MakeExecutor
) -> Iterator[Processed]:
    progress.plan(sum(job.pages for job in jobs))
    work, crashed = partial(_process, settings=settings), partial(_crashed, settings=settings)
    for job, outcome in run(jobs, work, crashed, make_executor, settings.jobs):
        progress.done(outcome.name, job.pages)
        yield outcome


def _process(job: Job, settings: Settings) -> tuple[Job, Processed]:
    return job, process(job.path, settings, job.sha256)


def _crashed(job: Job, settings: Settings) -> tuple[Job, Processed]:
    fault = UnreadableError(
        "{file} brought the reading process down: open it, save it anew as PDF, and ingest that.", file=job.path.name
    )
    error = fault.localized(translator(settings.language))
    sha256 = job.sha256
    with suppress(OSError):  # the file may be gone too, and must not take the batch with it
        sha256 = sha256 or hash_file(job.path)
    exists = sha256 is not None or job.path.exists()
    return job, Processed(str(job.path), sha256, error=error, made_by=made_by(settings), exists=exists)


def _finish(db: Database, summary: Summary, settings: Settings) -> Summary:
    summary.documents, summary.tasks, summary.flagged = queries.count(db, summary.document_ids)
    if cache := cache_of(settings):
        cache.trim(settings.cache_bytes)
    return summary


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
