"""``docs/accuracy.md``: figures and kinds only, nothing of the documents' words."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from pipeline.evaluation.judge import Judged
from pipeline.evaluation.run import Result, tasks_of_all
from pipeline.evaluation.statistics import bins, calibration_error, interval, sure, to_look_at
from pipeline.store.queries import SURE

LADDER = ("exact", "digital", "clean", "office", "poor")
MEANS = {
    "samples": "our own samples, born digital and scanned",
    "exact": "the exact text, without layout",
    "digital": "PDFs with a text layer",
    "clean": "clean scans at 300 dpi",
    "office": "office scans",
    "poor": "poor scans",
    "badlayer": "scans under a wrong text layer",
    "docx": "Word files",
    "plain": "text from a wrong OCR",
    "tif": "a TIFF of several pages",
    "real": "real scans and signed PDFs from the public web",
}
_HEAD = """\
# Accuracy

Written by `make eval` on {day}; do not edit. The rules were written with some of these documents at hand, so
unseen ones may do worse; the interval says by how much chance alone can move a figure. A task is **strictly right**
where its lead bodies, coordinating bodies, deadlines and modality are all right.

"""
_UNSEEN = Path(__file__).with_name("unseen.toml")
_STEPPED = ("task", "lead", "coordinate", "deadline", "strict", "reference", "document", "party")
_FAULTS = {
    "missed": "a task that was not found",
    "invented": "a task that is none",
    "lead": "a wrong lead body",
    "coordinate": "a wrong coordinating body",
    "deadline": "a wrong deadline",
    "modality": "an order taken for a proposal, or the reverse",
}


def accuracy(results: Sequence[Result], halves: Sequence[tuple[int, int, int]] = (), day: date | None = None) -> str:
    """The whole page. ``halves`` are (tasks, sure, sure and right) of each half, fitted on the other."""
    judged = tasks_of_all(results)
    parts = (
        _strict(results),
        _unseen(),
        _fields(results),
        _documents(results),
        _wrong(results),
        _ladder(results),
        _confidence(judged, halves),
        _boxes(results),
    )
    return _HEAD.format(day=day or date.today()) + "\n".join("\n".join(part) for part in parts if part).rstrip() + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table of Markdown; numbers to the right."""
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(f'{cell:.3f}' if isinstance(cell, float) else str(cell) for cell in row)} |"
    yield ""


def _strict(results: Sequence[Result]) -> Iterator[str]:
    yield "## Strictly right tasks\n"
    rows = []
    for one in results:
        counts = list(one.counts["strict"].values())
        low, high = interval(counts)
        each = sum(count.f1 for count in counts) / max(1, len(counts))
        tasks = one.count("strict").gold
        rows.append(
            (one.name, MEANS.get(one.name, ""), len(counts), tasks, one.f1("strict"), f"{low:.3f}–{high:.3f}", each)
        )
    yield from table(("Set", "What", "n", "Tasks", "F1", "95 % interval", "Mean of documents"), rows)
    yield "The interval is that of F1 over documents drawn with replacement (2,000 times); n is their number.\n"


def _unseen() -> Iterator[str]:
    yield "## Documents that the rules had not seen\n"
    with _UNSEEN.open("rb") as file:
        sets = tomllib.load(file)["set"]
    rows = []
    for one in sets:
        sure = f"{one['right']} of {one['sure']}" if "sure" in one else ""
        rows.append((one["what"], one["documents"], one["tasks"], one["before"], sure, one.get("after", "")))
    titles = ("What", "n", "Tasks", "Strict F1, unseen", "Sure and right, unseen", "After the rules learned from it")
    yield from table(titles, rows)
    yield "Further documents, each set measured as soon as it was made. The columns *unseen* are what to expect of new"
    yield "kinds of documents: strict F1, and how many of the tasks with a confidence of 0.9 and above were right. The"
    yield "last column says what the rules could learn from them.\n"


def _fields(results: Sequence[Result]) -> Iterator[str]:
    yield "## Each field, F1\n"
    columns = list(dict.fromkeys(chain.from_iterable(one.counts for one in results)))
    rows = [
        (column.replace("_", " "), *(one.f1(column) if column in one.counts else "" for one in results))
        for column in columns
    ]
    yield from table(("Field", *(one.name for one in results)), rows)


def _documents(results: Sequence[Result]) -> Iterator[str]:
    yield "## Each document, strict F1\n"
    rows = [
        (f"{one.name} {number}", count.gold, count.found, count.hit, count.f1)
        for one in results
        for number, count in enumerate(one.counts["strict"].values(), 1)
    ]
    yield from table(("Document", "Tasks", "Found", "Right", "F1"), rows)


def _wrong(results: Sequence[Result]) -> Iterator[str]:
    yield "## What is wrong, by kind\n"
    yield "A task counts once for each kind; a task that is none is not counted among those with wrong values.\n"
    counts = [Counter(chain.from_iterable(task.faults for task in one.judged)) for one in results]
    rows = [(text, *(count[kind] for count in counts)) for kind, text in _FAULTS.items()]
    yield from table(("Kind", *(one.name for one in results)), rows)
    idle = sum(len(one.idle) for one in results)
    false = sum(task.index is not None and task.document in one.idle for one in results for task in one.judged)
    if idle:
        rate = 100 * false / idle
        yield f"Of {idle} documents that hold no task (each rendering counts) came {false}: {rate:.0f} for 100 such.\n"


def _ladder(results: Sequence[Result]) -> Iterator[str]:
    """The same documents from exact text to the poorest scan; only those that every step has."""
    steps = [one for name in LADDER for one in results if one.name == name]
    if len(steps) < 2:
        return
    common = set.intersection(*(set(one.counts["strict"]) for one in steps))
    yield "## Where it is lost\n"
    yield f"The same {len(common)} documents at each step: what is lost between two steps is lost there.\n"
    columns = [name for name in _STEPPED if all(name in one.counts for one in steps)]
    yield from table(("Step", *columns), [(one.name, *(one.f1(name) for name in columns)) for one in steps])
    if steps[0].name == "exact":
        yield "Exact text has neither tables nor columns, so annex tables are lost there and not in the PDF.\n"


def _confidence(judged: Sequence[Judged], halves: Sequence[tuple[int, int, int]]) -> Iterator[str]:
    yield "## Can confidence be believed?\n"
    found = bins(judged)
    rows = [(f"{one.low:.2f}–{one.high:.2f}", one.tasks, one.confidence, one.right) for one in found]
    yield from table(("Confidence", "Tasks", "Mean confidence", "Right"), rows)
    tasks, certain, right = sure(judged)
    error = calibration_error(found)
    yield f"Expected calibration error: {error:.3f} over {tasks} tasks of all sets but the exact text.\n"
    yield (
        f"Sure ({SURE} and above): {certain} of {tasks} tasks ({100 * certain / max(1, tasks):.0f} %), "
        f"of which {100 * right / max(1, certain):.1f} % are strictly right.\n"
    )
    for number, (tasks, certain, right) in enumerate(halves, 1):
        yield (
            f"- half {number} of the documents, weights fitted on the other half: {certain} of {tasks} sure, "
            f"{100 * right / max(1, certain):.1f} % of them right"
        )
    yield (
        "\nThe clerk's line:\n"
        if halves
        else "(`make eval FOLDS=2` also fits on one half of the documents and reports on the other.)\n"
    )
    for share in (0.95, 0.98, 0.99):
        look = 100 * to_look_at(judged, share)
        yield f"- to have {100 * share:.0f} % of the stored tasks right, look at {look:.0f} % of them, least sure first"
    yield ""


def _boxes(results: Sequence[Result]) -> Iterator[str]:
    right, total = sum(one.boxes[0] for one in results), sum(one.boxes[1] for one in results)
    if total:
        yield "## Evidence\n"
        yield (
            f"In {right} of {total} boxes ({100 * right / total:.1f} %) on pages with a text layer stand the words "
            "that are stored for them.\n"
        )
