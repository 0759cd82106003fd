"""``python -m pipeline.evaluation.bench [SHARED]``: giaoviec beside other readers, on the same pages in one run.

For each class of input: seconds and peak memory a page, as ratios, and the character error rate where the exact text
is known. Other readers that are not installed are named and left out.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from pipeline.evaluation.readers import READERS, Run, missing, pages_of, run
from pipeline.evaluation.sets import SAMPLES
from pipeline.evaluation.yardstick import module_of

FEWEST_PAGES = 200  # of a digital run: start-up must not decide it
_WORDY = 200  # letters a page from which a sample counts as digital
_LIMIT = 60  # files of one run that are copies of one another


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of input: its files, the exact text of each where it is known, and who reads it beside giaoviec."""

    name: str
    files: tuple[Path, ...]
    truth: tuple[Path, ...] = ()
    beside: tuple[str, ...] = ()


def main(shared: Path | None) -> None:
    rates = module_of(shared / "eval" / "cer.py").rates if shared else None
    for name in ("tesseract", "ocrmypdf", "pdfplumber"):
        if missing(name):
            print(f"{name} is not installed: left out")
    print(f"{'input':10}{'reader':12}{'pages':>6}{'s/page':>9}{'ratio':>8}{'MiB':>7}{'page %':>9}{'lines %':>9}")
    for kind in kinds(shared):
        for line in rows(kind, rates):
            print(line, flush=True)
    print("ratio: seconds of giaoviec, whole ingest, to those of the reader; MiB: the largest process")


def kinds(shared: Path | None) -> list[Kind]:
    """The seeds of ``shared``, else our samples."""
    scan, print_ = ("tesseract", "ocrmypdf"), ("pdfplumber",)
    if shared is None:
        pdfs = sorted(SAMPLES.glob("*.pdf"))
        digital = tuple(path for path in pdfs if _letters(path) >= _WORDY)
        scans = tuple(path for path in pdfs if path not in digital)
        return [Kind("digital", digital, beside=print_), Kind("scan", scans, beside=scan)]
    seeds = shared / "seeds"
    truth = {path.name.partition(".")[0]: path for path in seeds.glob("*.truth.txt")}

    def of(name: str, suffix: str, stems: Sequence[str], beside: tuple[str, ...]) -> Kind:
        files = [seeds / f"{stem}{suffix}" for stem in stems]
        return Kind(name, tuple(files), tuple(truth[stem] for stem in stems), beside)

    some = [stem for stem in ("001", "004") if stem in truth]
    return [
        of("digital", ".pdf", sorted(truth), print_),
        of("office", ".office.pdf", some, scan),
        of("poor", ".poor.pdf", some, scan),
    ]


def rows(kind: Kind, rates: Callable[[str, str], tuple[float, float]] | None) -> Iterator[str]:
    """A line for giaoviec and one for each other reader."""
    with tempfile.TemporaryDirectory() as folder:
        many = copies(kind.files, Path(folder)) if kind.name == "digital" else kind.files
        pages = sum(map(pages_of, many))
        own = run(READERS["giaoviec"], many)
        for name in ("giaoviec", *(name for name in kind.beside if not missing(name))):
            one = own if name == "giaoviec" else run(READERS[name], many)
            error = _errors(one, kind, rates)
            ratio = own.seconds / one.seconds
            yield (
                f"{kind.name:10}{name:12}{pages:6}{one.seconds / pages:9.3f}{ratio:8.2f}{one.mebibytes:7.0f}" + error
            )


def copies(files: Sequence[Path], folder: Path) -> list[Path]:
    """The files and as many copies as fill a run; each differs by a comment, so that none counts as read already."""
    made: list[Path] = []
    pages = 0
    for n in count():
        if pages >= FEWEST_PAGES or n >= _LIMIT:
            return made
        for path in files:
            copy = folder / f"{path.stem}-{n}.pdf"
            copy.write_bytes(path.read_bytes() + (b"\n%% %d\n" % n if n else b""))
            made.append(copy)
            pages += pages_of(path)
    return made


def _errors(one: Run, kind: Kind, rates: Callable[[str, str], tuple[float, float]] | None) -> str:
    if rates is None or not kind.truth:
        return f"{'-':>9}{'-':>9}"
    found = [
        rates(text, truth.read_text("utf-8"))
        for text, truth in zip(one.texts[: len(kind.files)], kind.truth, strict=True)
    ]
    return "".join(f"{100 * sum(pair[n] for pair in found) / len(found):9.2f}" for n in (0, 1))


def _letters(path: Path) -> float:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return sum(len(page.get_textpage().get_text_bounded()) for page in document) / len(document)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
