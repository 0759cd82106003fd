"""Stages in front of the batch, replaced: a file's lines are its tasks, and some words do as they say."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from pipeline.errors import DamagedFileError, MissingProgramError
from pipeline.models import Anomaly, Extraction, Line, Page, Reading, Word
from pipeline.settings import Settings
from tests.store.make import extraction, task


class Stages:
    """Counts how often a file was read; ``rules`` is the version of the rules."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.rules = "r1"

    def read_file(self, path: Path, settings: Settings) -> Reading:
        text = path.read_text("utf-8")
        self.read.append(path.name)
        if text == "damaged":
            raise DamagedFileError("{file} is cut off: ask for it again.", file=path.name)
        if text == "scan":
            raise MissingProgramError("{file} needs Tesseract.", file=path.name)
        lines = tuple(Line(tuple(map(Word, line.split()))) for line in text.splitlines())
        unread = (Page(2, (), read_as="ocr", health="ocr_failed"),) if text.endswith("unread") else ()
        return Reading("text/plain", "plain", (Page(1, lines, read_as="format"), *unread))

    def extract(self, reading: Reading, rulebook: object, settings: Settings) -> tuple[Extraction, ...]:
        lines = [line.text for line in reading.pages[0].lines]
        if lines == ["blank"]:
            return ()
        if lines == ["bug"]:
            raise KeyError("bug")
        secret = lines[0] == "secret" and not settings.allow_secret
        tasks = [] if secret else [task(line, path=str(n)) for n, line in enumerate(lines)]
        found = replace(extraction(), tasks=tuple(tasks), pages=reading.pages)
        return (replace(found, anomalies=(Anomaly("secret", "not read further"),)) if secret else found,)


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    made = Stages()
    door = ModuleType("pipeline.extraction")
    door.extract = made.extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pipeline.extraction", door)
    monkeypatch.setattr("pipeline.reading.reader.read_file", made.read_file)
    monkeypatch.setattr("pipeline.rulebook.installed.rulebook_of", lambda _: SimpleNamespace(version=made.rules))
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(today=date(2026, 3, 2), cache_dir=tmp_path / "cache", language="en")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder
