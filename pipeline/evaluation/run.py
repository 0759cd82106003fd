"""Ingests each set into a database of its own and has it scored by the scorer that comes with the documents."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.evaluation.sets import DocumentSet
from pipeline.services import ingest
from pipeline.settings import Settings

Scores = Mapping[str, Any]

FLOORS = Path(__file__).with_name("floors.toml")


def measure(documents: DocumentSet, out: Path, settings: Settings) -> Path:
    """A fresh database with the documents of the set."""
    database = out / f"{documents.name}.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    for path, reason in ingest(documents.documents, database, settings).failed:
        print(f"{documents.name}: {path}: {reason}", file=sys.stderr)
    return database


def score(documents: DocumentSet, database: Path, shared: Path, *, diff: bool = False) -> Scores:
    """What the scorer says; with ``diff`` each difference is printed too."""
    with tempfile.TemporaryDirectory() as folder:
        for path in documents.gold:  # only those that this rendering has: the others would count as missed
            shutil.copy(path, folder)
        command = [sys.executable, str(shared / "eval" / "score.py"), str(database), folder]
        if diff:
            subprocess.run([*command, "--diff"], check=True)
        result = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)
    scores: Scores = json.loads(result.stdout)
    return scores


def table(scores: Mapping[str, Scores]) -> str:
    """F1 by set and column, and the share of right ones among the tasks of which the program is sure."""
    columns = list(next(iter(scores.values()))["total"])
    lines = ["F1".ljust(10) + "".join(column[:9].rjust(10) for column in columns) + "  sure: right"]
    for name, one in scores.items():
        cells = "".join(f"{one['total'][column]['f1']:10.3f}" for column in columns)
        sure = one["calibration"]
        lines.append(f"{name:10}{cells}  {sure['sure']} of {sure['tasks']}: {sure['sure_right']}")
        if one["missing"]:
            lines.append(f"{'':10}failed or missing: {', '.join(one['missing'])}")
    return "\n".join(lines)


def below(scores: Mapping[str, Scores]) -> Iterable[str]:
    """A line for each score under its floor and each set of which documents are missing."""
    for name, one in scores.items():
        if one["missing"]:
            yield f"{name}: no result for {', '.join(one['missing'])}"
    for name, floors in tomllib.loads(FLOORS.read_text("utf-8")).items():
        for column, floor in floors.items():
            if name in scores and (value := scores[name]["total"][column]["f1"]) < floor:
                yield f"{name} {column}: {value:.3f} is below {floor}"
