"""``python -m pipeline.evaluation [SHARED]``: scores, those below their floors, and ``docs/accuracy.md``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.evaluation.accuracy import accuracy
from pipeline.evaluation.crops import crops
from pipeline.evaluation.floors import below
from pipeline.evaluation.run import Result, judged_of, measure, outside_counts, own_counts, tasks_of_all
from pipeline.evaluation.sets import DocumentSet, document_sets
from pipeline.evaluation.statistics import sure
from pipeline.evaluation.yardstick import Own, outside
from pipeline.settings import Settings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"


def main() -> int:
    chosen = _arguments()
    shared = chosen.shared if chosen.shared and (chosen.shared / "eval" / "score.py").is_file() else None
    if chosen.shared and shared is None:
        print(f"{chosen.shared} holds no evaluation data: only samples/ is measured.", file=sys.stderr)
    chosen.out.mkdir(parents=True, exist_ok=True)
    settings = Settings(
        today=date.today(), cache_dir=chosen.out / "cache", language="en", jobs=len(os.sched_getaffinity(0))
    )
    wanted = set(filter(None, chosen.only.split(",")))
    sets = [one for one in document_sets(shared) if not wanted or one.name in wanted]
    results = []
    for documents in sets:
        results.append(evaluated(documents, shared, chosen.out, settings, diff=chosen.diff))
        print(shown(results[-1]), flush=True)
    print(everything(results))
    if not wanted and shared is not None:
        PAGE.write_text(accuracy(results, _halves(shared, settings) if chosen.folds else ()), "utf-8")
    faults = list(below(results, whole=not wanted and shared is not None))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults and chosen.strict else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluation", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", help="folder with seeds/, gold/ and eval/score.py")
    parser.add_argument("--only", default="", help="sets to measure, separated by commas")
    parser.add_argument("--out", type=Path, default=Path("build/eval"), help="folder for databases and the cache")
    parser.add_argument("--diff", action="store_true", help="print each difference from what is expected")
    parser.add_argument("--strict", action="store_true", help="fail where a score is below its floor")
    parser.add_argument("--folds", type=int, choices=(0, 2), default=0, help="2: also fit confidence on each half")
    return parser.parse_args()


def evaluated(documents: DocumentSet, shared: Path | None, out: Path, settings: Settings, *, diff: bool) -> Result:
    """One set, ingested and compared."""
    scorer = shared / "eval" / "score.py" if shared else None
    database = measure(documents, out, settings)
    judged, idle, missing = judged_of(documents, database, outside(scorer) if scorer else Own())
    counts = outside_counts(documents, database, scorer, diff=diff) if scorer else own_counts(judged, documents)
    right, total, wrong = crops(database, documents.documents)
    if diff:
        print("\n".join(wrong))
    return Result(documents.name, counts, tuple(judged), tuple(idle), tuple(missing), (right, total))


def shown(result: Result) -> str:
    """F1 by document and field."""
    columns = list(result.counts)
    lines = [result.name.ljust(24)[:24] + "".join(column[:9].rjust(10) for column in columns)]
    stems = list(result.counts["strict"])
    for stem in stems if len(stems) > 1 else ():
        lines.append(stem.ljust(24)[:24] + "".join(f"{result.counts[one][stem].f1:10.3f}" for one in columns))
    lines.append("all".ljust(24) + "".join(f"{result.f1(one):10.3f}" for one in columns))
    return "\n".join(lines) + "\n"


def everything(results: Sequence[Result]) -> str:
    """Over all sets: how many tasks the program is sure of, and how many of these are right."""
    tasks, certain, right = sure(tasks_of_all(results))
    boxes = [sum(one.boxes[n] for one in results) for n in (0, 1)]
    return (
        f"sure of {certain} of {tasks} tasks, {right} of these right; {boxes[0]} of {boxes[1]} boxes hold their words"
    )


def _halves(shared: Path, settings: Settings) -> list[tuple[int, int, int]]:
    from pipeline.evaluation.fit import examples_of, halves

    return halves(list(examples_of(shared, settings)))


if __name__ == "__main__":
    sys.exit(main())
