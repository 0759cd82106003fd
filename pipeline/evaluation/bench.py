"""``python -m pipeline.evaluation.bench FOLDER``: how long help, reading and extracting anew take."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.services import ingest, reprocess
from pipeline.settings import Settings


class Pages:
    """Counts the pages that a batch finishes."""

    def __init__(self) -> None:
        self.count = 0

    def plan(self, pages: int) -> None:
        pass

    def done(self, name: str, pages: int) -> None:  # noqa: ARG002
        self.count += pages


def main(folder: Path) -> None:
    seconds = min(timed(_help) for _ in range(5))
    print(f"giaoviec --help: {seconds:.2f} s")
    with tempfile.TemporaryDirectory() as place:
        database = Path(place) / "tasks.db"
        settings = Settings(
            today=date.today(), cache_dir=Path(place) / "cache", language="en", jobs=len(os.sched_getaffinity(0))
        )
        for name, work in (
            ("read and extract", lambda pages: ingest([folder], database, settings, progress=pages)),
            ("extract anew from the cache", lambda pages: reprocess(database, settings, progress=pages)),
        ):
            pages = Pages()
            seconds = timed(lambda work=work, pages=pages: work(pages))  # type: ignore[misc]
            print(f"{name}: {pages.count} pages in {seconds:.1f} s, {pages.count / seconds:.1f} a second")


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _help() -> None:
    command = [sys.executable, "-c", "from pipeline.cli import run; run(['--help'])"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
