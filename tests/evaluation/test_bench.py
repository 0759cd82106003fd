from __future__ import annotations

from pathlib import Path

from pipeline.evaluation.bench import Kind, copies, kinds, rows
from pipeline.evaluation.readers import giaoviec, missing, pages_of, run
from pipeline.evaluation.sets import SAMPLES

LETTER = SAMPLES / "cong-van-gop-y-giua-cac-so.pdf"


def test_samples_are_sorted_by_the_text_that_they_hold() -> None:
    digital, scans = kinds(None)
    assert LETTER in digital.files
    assert SAMPLES / "cong-van-phong-chong-ret-ban-quet-co-dau.pdf" in scans.files
    assert not set(digital.files) & set(scans.files)


def test_copies_fill_a_run_and_differ(tmp_path: Path) -> None:
    made = copies([LETTER], tmp_path)
    assert len({path.read_bytes() for path in made}) == len(made) > 1
    assert {pages_of(path) for path in made} == {pages_of(LETTER)}


def test_a_run_gives_seconds_memory_and_text() -> None:
    result = run(giaoviec, [LETTER])
    assert result.seconds > 0
    assert result.mebibytes > 20
    assert "Kính gửi" in result.texts[0]


def test_the_error_is_the_mean_over_the_files(tmp_path: Path) -> None:
    truth = tmp_path / "a.txt"
    truth.write_text("abcd", "utf-8")
    kind = Kind("scan", (LETTER,), (truth,))
    (line,) = rows(kind, lambda text, truth: (0.25, 0.5) if text and truth == "abcd" else (0.0, 0.0))
    assert line.split()[:2] == ["scan", "giaoviec"]
    assert line.split()[-2:] == ["25.00", "50.00"]


def test_what_is_not_installed_is_missing() -> None:
    assert missing("no-such-reader")
    assert not missing("json")
