"""Readers that ``bench`` compares, each in its own process: ``python -m pipeline.evaluation.readers NAME OUT FILES``.

Each writes the text of the n-th file to ``OUT/n.txt``, a form feed between pages.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

DPI = 300
_LOOK = 0.1  # seconds between two looks at the memory
Reader = Callable[[Sequence[Path], Path], None]


@dataclass(frozen=True, slots=True)
class Run:
    """Wall-clock seconds, the memory of the largest process in MiB, and the text of each file."""

    seconds: float
    mebibytes: float
    texts: tuple[str, ...]


def missing(name: str) -> bool:
    """Whether a reader is not installed."""
    return shutil.which(name) is None and importlib.util.find_spec(name) is None


def pages_of(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def run(reader: Reader, files: Sequence[Path]) -> Run:
    """One reader over all files, with caches that are empty. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        command = [sys.executable, "-m", "pipeline.evaluation.readers", reader.__name__, folder, *map(str, files)]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "XDG_CACHE_HOME": str(out / "cache")}
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
        largest = 0
        while process.poll() is None:
            largest = max(largest, _largest(process.pid))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        texts = [out / f"{n}.txt" for n in range(len(files))]
        if reader is giaoviec:  # its text is taken from its cache, once the clock has stopped
            return Run(seconds, largest / 1024, tuple(map(_cached(out), files)))
        return Run(seconds, largest / 1024, tuple(path.read_text("utf-8") for path in texts))


def _largest(session: int) -> int:
    """The most memory in KiB that any running process of a session ever had; workers of a pool belong to it."""
    peaks = [0]
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            after_name = (place / "stat").read_text().rpartition(")")[2].split()
            if int(after_name[3]) == session:
                status = (place / "status").read_text()
                peaks += [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
    return max(peaks)


def giaoviec(files: Sequence[Path], out: Path) -> None:
    """The whole ingest into a database."""
    cache = ["--cache", str(out / "cache")]
    code = "import sys; from pipeline.cli import run; sys.exit(run(sys.argv[1:]))"
    arguments = ["ingest", *map(str, files), "--db", str(out / "tasks.db"), *cache]
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)


def tesseract(files: Sequence[Path], out: Path) -> None:
    """Pages in grey, one thread a process, as many processes as cores."""
    import pypdfium2

    pages: list[list[Path]] = []
    for n, file in enumerate(files):
        with pypdfium2.PdfDocument(file) as document:
            pages.append([out / f"{n}-{number}.png" for number in range(len(document))])
            for page, image in zip(document, pages[-1], strict=True):
                page.render(scale=DPI / 72, grayscale=True).to_pil().save(image, dpi=(DPI, DPI), compress_level=1)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        texts = [list(pool.map(_recognise, images)) for images in pages]
    _write(texts, out)


def ocrmypdf(files: Sequence[Path], out: Path) -> None:
    """All cores, whatever text the file has; its sidecar is the text."""
    for n, file in enumerate(files):
        options = ["-l", "vie", "--force-ocr", "--quiet", "--sidecar", str(out / f"{n}.txt")]
        subprocess.run(["ocrmypdf", *options, str(file), str(out / f"{n}.pdf")], check=True)


def pdfplumber(files: Sequence[Path], out: Path) -> None:
    """``extract_text`` of each page and nothing else."""
    library = importlib.import_module("pdfplumber")
    texts = []
    for file in files:
        with library.open(file) as document:
            texts.append([page.extract_text() for page in document.pages])
    _write(texts, out)


READERS = {reader.__name__: reader for reader in (giaoviec, tesseract, ocrmypdf, pdfplumber)}


def _recognise(image: Path) -> str:
    command = ["tesseract", str(image), "-", "-l", "vie"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.rstrip("\f")


def _write(texts: Sequence[Sequence[str]], out: Path) -> None:
    for n, pages in enumerate(texts):
        (out / f"{n}.txt").write_text("\f".join(pages), "utf-8")


def _cached(out: Path) -> Callable[[Path], str]:
    from datetime import date

    from pipeline.batch.cache import cache_of
    from pipeline.batch.one_file import hash_file
    from pipeline.settings import Settings
    from pipeline.transcript import plain_text

    cache = cache_of(Settings(today=date.today(), cache_dir=out / "cache"))

    def text(path: Path) -> str:
        reading = cache.load(hash_file(path)) if cache else None
        return plain_text(reading) if reading else ""

    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TMPDIR"] = scratch
        READERS[sys.argv[1]]([Path(file) for file in sys.argv[3:]], Path(sys.argv[2]))
