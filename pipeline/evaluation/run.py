"""Ingests each set into a database of its own and compares it with what is known of its documents."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.judge import Judged, Yardstick, judge
from pipeline.evaluation.sets import DocumentSet
from pipeline.evaluation.statistics import Count, counted, total
from pipeline.evaluation.stored import tasks_of
from pipeline.services import ingest
from pipeline.settings import Settings


@dataclass(frozen=True)
class Result:
    """What came of one set. ``counts`` is by column, then by document; ``boxes`` is (right, with a box)."""

    name: str
    counts: Mapping[str, Mapping[str, Count]]
    judged: tuple[Judged, ...]
    idle: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    boxes: tuple[int, int] = (0, 0)

    def f1(self, column: str) -> float:
        return self.count(column).f1

    def count(self, column: str) -> Count:
        return total(list(self.counts[column].values()))


def tasks_of_all(results: Sequence[Result]) -> list[Judged]:
    """The tasks of all sets but the exact text: nobody has that, it only tells where something is lost."""
    return [task for one in results if one.name != "exact" for task in one.judged]


def measure(documents: DocumentSet, out: Path, settings: Settings) -> Path:
    """A fresh database with the documents of the set."""
    database = out / f"{documents.name}.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    for path, reason in ingest(documents.documents, database, settings).failed:
        print(f"{documents.name}: {path}: {reason}", file=sys.stderr)
    return database


def judged_of(
    documents: DocumentSet, database: Path, yardstick: Yardstick
) -> tuple[list[Judged], list[str], list[str]]:
    """(every task found or missed, documents that hold no task, documents without a result)."""
    known = {path.stem: path for path in documents.gold}
    judged: list[Judged] = []
    idle, missing = [], []
    for path in documents.documents:
        stem = path.name.partition(".")[0]
        if stem in known:
            gold = json.loads(known[stem].read_text("utf-8"))["tasks"]
            found = tasks_of(database, path.name)
            judged += judge(stem, gold, found or [], yardstick)
            idle += [stem] if all(task.get("optional") for task in gold) else []
            missing += [stem] if found is None else []
    return judged, idle, missing


def own_counts(judged: list[Judged], documents: DocumentSet) -> dict[str, dict[str, Count]]:
    """Tasks and strictly right tasks by document, where no outside scorer gives more."""
    stems = [path.stem for path in documents.gold]
    counts: dict[str, dict[str, Count]] = {"task": {}, "strict": {}}
    for stem in stems:
        mine = [one for one in judged if one.document == stem]
        found = sum(one.index is not None for one in mine)
        paired = sum(one.index is not None and "invented" not in one.faults for one in mine)
        gold = paired + sum("missed" in one.faults for one in mine)
        counts["task"][stem] = Count(paired, gold, found)
        counts["strict"][stem] = Count(sum(one.right for one in mine), gold, found)
    return counts


def outside_counts(documents: DocumentSet, database: Path, scorer: Path, *, diff: bool) -> dict[str, dict[str, Count]]:
    """What the scorer that lies with the documents counts; with ``diff`` it prints each difference."""
    with tempfile.TemporaryDirectory() as folder:
        for path in documents.gold:  # only those that this rendering has: the others would count as missed
            shutil.copy(path, folder)
        command = [sys.executable, str(scorer), str(database), folder]
        if diff:
            subprocess.run([*command, "--diff"], check=True)
        result = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)
    scores = json.loads(result.stdout)
    return {
        column: {stem: counted(rows[column]) for stem, rows in scores["documents"].items()}
        for column in scores["total"]
    }
