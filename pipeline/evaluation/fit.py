"""``python -m pipeline.evaluation.fit [SHARED]``: finds the weights of confidence and writes them.

A logistic regression by Newton's method, held to what is expected of each sign. All documents weigh the same,
however many tasks and renderings they have; halves are cut by document, so that all renderings of one lie together.
The exact text without layout is left out: nobody has it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline.evaluation.judge import judge
from pipeline.evaluation.sets import document_sets
from pipeline.evaluation.yardstick import Own, outside
from pipeline.extraction.confidence import DATA, likelihood, signs
from pipeline.models import Reading
from pipeline.rulebook.installed import rulebook_of
from pipeline.settings import Settings
from pipeline.store.queries import SURE

HOLD = 20.0  # how firmly a weight is held to what was expected of it, in tasks
# What a sign is expected to weigh before any document is seen: known ways to go wrong are rare in few documents.
EXPECTED = {
    "bias": 3.0, "badly_read": -2.0, "bare_words": -2.0, "begins_small": -1.5, "bodies_without_role": -0.5,
    "body_badly_read": -1.5, "date_badly_read": -1.5, "date_of_no_meaning": -3.0, "doubtful_date": -2.0,
    "asks_nobody": -1.5, "doubtful_words": -1.5, "has_coordinates": -0.3, "inferred_date": -0.3, "subject_unread": -1.5,
    "time_unread": -0.7, "works_with_nobody": -2.0, "presided_by_nobody": -1.0,
    "name_goes_on": -0.5, "second_subject": -0.5, "directs_another": -0.5,
    "many_coordinates": -1.0, "many_deadlines": -0.5, "many_leads": -1.5, "no_outline_label": -0.5, "no_words": -1.0,
    "pointed_at_body": -2.0, "short": -1.0, "unformatted": -1.5, "unknown_body": -2.0,
    "unordered": -1.0, "unregistered_body": -0.5, "without_end": -0.5,
}  # fmt: skip
_HEAD = """\
# How much each sign speaks for a task (above 0) or against it; see pipeline/extraction/confidence.py. Written by
# python -m pipeline.evaluation.fit; {n} tasks of {documents} documents, in every rendering that is at hand.

[weights]
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A stored task: its document (whatever the rendering), its signs, and whether it is right."""

    document: str
    signs: Mapping[str, float]
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluation.fit", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, default=Path("build/eval"), help="folder of the cache")
    chosen = parser.parse_args()
    settings = Settings(today=date.today(), cache_dir=chosen.out / "cache", language="en")
    examples = list(examples_of(chosen.shared, settings))
    weights = weights_of(examples)
    for tasks, certain, right in (*halves(examples), sure_of(examples, weights)):
        print(f"{tasks} tasks, {certain} sure, {right} of these right ({right / max(1, certain):.3f})")
    head = _HEAD.format(n=len(examples), documents=len({one.document for one in examples}))
    DATA.write_text(head + "".join(f"{name} = {value:.2f}\n" for name, value in weights.items()), "utf-8")


def split(examples: Iterable[Example], half: int) -> tuple[list[Example], list[Example]]:
    """(those to fit on, those to measure on); every second document, in the order of their names."""
    known = list(examples)
    names = sorted({one.document for one in known})
    measured = set(names[half::2])
    return [one for one in known if one.document not in measured], [one for one in known if one.document in measured]


def weights_of(examples: Sequence[Example]) -> dict[str, float]:
    """The weight of each sign, and ``bias``."""
    import numpy as np

    names = ["bias", *sorted({name for one in examples for name in one.signs})]
    tasks = Counter(one.document for one in examples)
    share = np.array([len(examples) / len(tasks) / tasks[one.document] for one in examples])
    x = np.array([[1.0, *(one.signs.get(name, 0.0) for name in names[1:])] for one in examples])
    y = np.array([float(one.right) for one in examples])
    before = np.array([EXPECTED.get(name, 0.0) for name in names])
    hold = np.diag([HOLD, *(HOLD for _ in names[1:])])
    found = before.copy()
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        slope = x.T @ (share * (y - p)) - hold @ (found - before)
        bend = (x * (share * p * (1 - p))[:, None]).T @ x + hold
        step = np.linalg.solve(bend, slope)
        found = found + step / max(1.0, float(np.abs(step).max()))  # a longer step may go astray
    return {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}


def halves(examples: Sequence[Example]) -> list[tuple[int, int, int]]:
    """(tasks, sure, sure and right) of each half of the documents, fitted on the other."""
    result = []
    for half in (0, 1):
        train, test = split(examples, half)
        result.append(sure_of(test, weights_of(train)))
    return result


def sure_of(examples: Sequence[Example], weights: Mapping[str, float]) -> tuple[int, int, int]:
    """(tasks, those of which these weights are sure, those of them that are right)."""
    certain = [one.right for one in examples if round(likelihood(one.signs, weights), 3) >= SURE]
    return len(examples), len(certain), sum(certain)


def examples_of(shared: Path | None, settings: Settings) -> Iterable[Example]:
    """Every task found in the documents below ``shared`` and in the samples that counts."""
    yardstick = outside(shared / "eval" / "score.py") if shared else Own()
    for documents in (one for one in document_sets(shared) if one.name != "exact"):
        known = {path.stem: path for path in documents.gold}
        for path in documents.documents:
            stem = path.name.partition(".")[0]
            if stem in known:
                gold = json.loads(known[stem].read_text("utf-8"))["tasks"]
                seen, tasks = _found(path, settings)
                for one in judge(stem, gold, tasks, yardstick):
                    if one.index is not None:
                        yield Example(stem, seen[one.index], one.right)


def _found(path: Path, settings: Settings) -> tuple[list[Mapping[str, float]], list[dict[str, Any]]]:
    """(signs, task) of every task of the file's first document."""
    from pipeline.extraction import extract

    seen: list[Mapping[str, float]] = []

    def record(candidate: Any) -> float:
        seen.append(signs(candidate))
        return 0.0

    with patch("pipeline.extraction.assemble.confidence_of", record):
        extractions = extract(_reading(path, settings), rulebook_of(()), settings)
    return seen, [_plain(task) for task in extractions[0].tasks]


def _reading(path: Path, settings: Settings) -> Reading:
    from pipeline.batch.cache import cache_of
    from pipeline.batch.one_file import hash_file
    from pipeline.reading.reader import read_file

    cache, sha256 = cache_of(settings), hash_file(path)
    reading = cache.load(sha256) if cache else None
    if reading is None:
        reading = read_file(path, settings)
        if cache:
            cache.save(sha256, reading)
    return reading


def _plain(task: Any) -> dict[str, Any]:
    names = {role: [body.name for body in task.agencies if body.role == role] for role in ("lead", "coordinate")}
    limits = [{"due_on": one.due_on.isoformat() if one.due_on else None, "kind": one.kind} for one in task.deadlines]
    return {"text": task.text, "modality": task.modality, "deadlines": limits, "confidence": 0.0, **names}


if __name__ == "__main__":
    main()
