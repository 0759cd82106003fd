"""``python -m pipeline.evaluation SHARED``: the table of scores and those below their floors."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from pipeline.evaluation.crops import crops
from pipeline.evaluation.run import below, measure, score, table
from pipeline.evaluation.sets import document_sets
from pipeline.settings import Settings


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluation", description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with seeds/, gold/ and eval/score.py")
    parser.add_argument("--only", default="", help="sets to measure, separated by commas")
    parser.add_argument("--out", type=Path, default=Path("build/eval"), help="folder for databases and the cache")
    parser.add_argument("--diff", action="store_true", help="print each difference from what is expected")
    parser.add_argument("--strict", action="store_true", help="fail where a score is below its floor")
    chosen = parser.parse_args()
    if not (chosen.shared / "eval" / "score.py").is_file():
        print(f"{chosen.shared}: no evaluation data here; name its folder: make eval SHARED=...", file=sys.stderr)
        return 2
    chosen.out.mkdir(parents=True, exist_ok=True)
    settings = Settings(
        today=date.today(), cache_dir=chosen.out / "cache", language="en", jobs=len(os.sched_getaffinity(0))
    )
    wanted = set(filter(None, chosen.only.split(",")))
    scores = {}
    for documents in document_sets(chosen.shared):
        if not wanted or documents.name in wanted:
            database = measure(documents, chosen.out, settings)
            scores[documents.name] = score(documents, database, chosen.shared, diff=chosen.diff)
            if documents.name == "digital":
                right, total, wrong = crops(database, documents.documents)
                print(f"evidence: in {right} of {total} boxes stand the words that are stored for them")
                print("\n".join(wrong), end="\n" if wrong else "")
    print(table(scores))
    faults = list(below(scores))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults and chosen.strict else 0


if __name__ == "__main__":
    sys.exit(main())
