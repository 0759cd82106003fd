from __future__ import annotations

import subprocess

import pytest

from pipeline import doctor
from pipeline.cli import run


def test_what_is_there_has_a_version() -> None:
    found = {finding.name: finding for finding in doctor.examine()}
    assert found["Python"].found
    assert {"tesseract", "tesseract: vie", "antiword", "catdoc"} <= set(found)


def test_a_missing_program_ends_with_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert run(["doctor", "--lang", "en"]) == 3
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in capsys.readouterr().out


def test_a_program_that_fails_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **more: object) -> None:
        raise subprocess.CalledProcessError(1, "tesseract")

    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    monkeypatch.setattr("subprocess.run", fail)
    found = {finding.name: finding.found for finding in doctor.examine()}
    assert not found["tesseract"]
    assert not found["tesseract: vie"]
