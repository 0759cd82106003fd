from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pipeline.cli.tasks import as_csv
from tests.cli.conftest import Say


def test_the_table_can_be_read_at_110_columns(say: Say, stored: Path) -> None:
    said = say("tasks")
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= 110
    assert "20/03/2026" in said.out
    assert "quý IV năm" in said.out
    assert said.out.index("20/03/2026") < said.out.index("Báo cáo")
    assert "Tasks: 3" in said.out


@pytest.mark.parametrize(
    ("filters", "texts"),
    [
        ([], ["Rà soát hồ sơ", "= Lập dự toán", "Báo cáo"]),
        (["--agency", "noi VU"], ["Rà soát hồ sơ", "Báo cáo"]),
        (["--agency", "tỉnh"], ["Rà soát hồ sơ", "Báo cáo"]),
        (["--agency", "y tế"], []),
        (["--due-before", "2026-03-20"], ["Rà soát hồ sơ", "= Lập dự toán"]),
        (["--due-before", "19/03/2026"], []),
        (["--due-after", "20/03/2026"], ["Rà soát hồ sơ", "= Lập dự toán"]),
        (["--due-after", "2026-03-21"], []),
        (["--document", "12/ubnd-vp", "--agency", "Sở"], ["Rà soát hồ sơ", "Báo cáo"]),
    ],
)
def test_filters(say: Say, stored: Path, filters: list[str], texts: list[str]) -> None:
    found = json.loads(say("tasks", "--format", "json", *filters).out)
    assert [row["text"] for row in found] == texts


def test_csv_for_excel(say: Say, stored: Path) -> None:
    out = say("tasks", "--format", "csv").out
    assert out.startswith("\ufefftask_id,document,")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["text"] for row in rows] == ["Rà soát hồ sơ", "'= Lập dự toán", "Báo cáo"]
    assert as_csv([]) == "\ufeff"


def test_there_is_no_database(say: Say) -> None:
    said = say("tasks", "--db", "none.db")
    assert said.code == 5
    assert "none.db" in said.err
    assert not Path("none.db").exists()


def test_a_document_that_is_not_there(say: Say, stored: Path) -> None:
    said = say("tasks", "--document", "99/X")
    assert said.code == 8
    assert "99/X" in said.err
