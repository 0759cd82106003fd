from __future__ import annotations

from datetime import date

from pipeline.evaluation.accuracy import accuracy
from pipeline.evaluation.judge import Judged
from pipeline.evaluation.run import Result
from pipeline.evaluation.statistics import Count


def result(name: str, right: int) -> Result:
    judged = (
        Judged("a", (), 0.95, 0),
        Judged("a", ("lead",), 0.6, 1),
        Judged("a", ("missed",)),
        Judged("thanks", ("invented",), 0.4, 0),
    )
    counts = {"a": Count(right, 4, 4), "thanks": Count(0, 0, 1)}
    return Result(name, {"task": counts, "strict": counts}, judged, idle=("thanks",), boxes=(9, 10))


def test_the_page_tells_what_is_right_and_what_is_not() -> None:
    page = accuracy([result("digital", 4), result("poor", 2)], [(10, 5, 4)], date(2025, 1, 2))
    assert "on 2025-01-02" in page
    assert "| digital | PDFs with a text layer | 2 | 4 | 0.889 |" in page
    assert "| a task that is none | 1 | 1 |" in page
    assert "Of 2 documents that hold no task (each rendering counts) came 2: 100 for 100 such." in page
    assert "| letters, telegrams and invitations | 14 | 73 | 0.543 |" in page
    assert "## Where it is lost" in page
    assert "4 of 10" not in page
    assert "5 of 10 sure, 80.0 % of them right" in page
    assert "In 18 of 20 boxes (90.0 %)" in page


def test_no_ladder_of_one_step_and_no_name_of_a_document() -> None:
    page = accuracy([result("digital", 4)], (), date(2025, 1, 2))
    assert "## Where it is lost" not in page
    assert "thanks" not in page
