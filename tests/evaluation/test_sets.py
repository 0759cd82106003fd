from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.evaluation.sets import document_sets


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    names = ("000.pdf", "001.pdf", "000.office.pdf", "000.docx", "000.txt", "000.truth.txt", "notes.md")
    for name in ("seeds/" + name for name in names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in ("gold/000.json", "gold-real/a-b.json", "real/a-b.pdf", "real/other.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_each_rendering_is_a_set(shared: Path) -> None:
    sets = {one.name: one for one in document_sets(shared)}
    assert list(sets) == ["samples", "exact", "digital", "office", "docx", "plain", "real"]
    assert [path.name for path in sets["digital"].documents] == ["000.pdf", "001.pdf"]
    assert [path.name for path in sets["plain"].documents] == ["000.txt"]
    assert [path.name for path in sets["exact"].documents] == ["000.truth.txt"]
    assert [path.name for path in sets["office"].gold] == ["000.json"]


def test_a_real_document_needs_a_known_result(shared: Path) -> None:
    real = document_sets(shared)[-1]
    assert [path.name for path in real.documents] == ["a-b.pdf"]
    assert [path.name for path in real.gold] == ["a-b.json"]


def test_without_outside_documents_the_samples_are_measured() -> None:
    (samples,) = document_sets(None)
    assert len(samples.documents) == len(samples.gold) >= 19
