"""Each sample document, read and extracted, against what a careful clerk would enter for it.

Spellings that say the same are levelled (Ủy ban nhân dân and UBND, case, dashes). Where letters are recognised from a
scan, diacritics do not count, and a few letters of a task, a subject or a party may differ: what Tesseract makes of a
page varies with its version. Numbers, bodies and dates must be right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction import extract
from pipeline.language.spelling import compose, fold, level
from pipeline.models import Citation, Extraction, Task
from pipeline.reading.reader import read_file
from pipeline.rulebook import load
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
FILES = {path.stem: path for path in sorted(SAMPLES.glob("*.*")) if path.suffix in {".pdf", ".docx", ".txt", ".jpg"}}
SETTINGS = Settings(today=date(2026, 1, 15), language="en")
ASPECTS = ("document", "parties", "tasks", "references", "anomalies")
FIELDS = ("type", "number", "symbol", "issued_on", "place", "issuer", "subject", "signer", "signer_title", "authority")
CHECKED = ("deadline_before_issue", "reference_date_conflict", "blank_number", "blank_date")
SHORT = {"ủy ban nhân dân": "ubnd", "hội đồng nhân dân": "hđnd", "thành phố": "tp", "văn phòng": "vp", "&": "và"}
SAME_TEXT, SAME_NAME = 0.95, 0.9  # share of letters from which two recognised texts (names) are the same

# What does not agree yet, and why. A case that comes to agree fails here until it is taken off.
KNOWN: Mapping[tuple[str, str], str] = {}


@lru_cache(maxsize=1)
def rulebook() -> Any:
    return load([ROOT / "rules"])


@lru_cache(maxsize=1)  # the cases of one sample follow each other
def extracted(stem: str) -> tuple[Extraction, bool]:
    """What the sample gives, and whether its letters were recognised."""
    reading = read_file(FILES[stem], SETTINGS)
    (result,) = extract(reading, rulebook(), SETTINGS)
    return result, reading.confidence is not None


def expected(stem: str) -> dict[str, Any]:
    path = SAMPLES / "expected" / f"{stem}.json"
    if not path.exists():
        pytest.fail(f"{path.relative_to(ROOT)} is missing: write what this sample must give.")
    result: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return result


def plain(text: object, *, recognised: bool = False) -> str:
    """A text in the one spelling in which it is compared; without diacritics where its letters were recognised."""
    result = re.sub(r"\s+", " ", level(compose(str(text)))).casefold().strip(" ;.,:")
    for long, short in SHORT.items():
        result = result.replace(long, short)
    return fold(result) if recognised else result


def cases() -> Iterator[Any]:
    for stem in FILES:
        for aspect in ASPECTS:
            reason = KNOWN.get((stem, aspect))
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(stem, aspect, id=f"{stem}-{aspect}", marks=marks)


@pytest.mark.parametrize(("stem", "aspect"), list(cases()))
def test_a_sample_gives_what_a_clerk_would_enter(stem: str, aspect: str) -> None:
    wanted = expected(stem)
    found, recognised = extracted(stem)
    differences = list(getattr(Comparison(recognised), aspect)(wanted, found))
    assert not differences, "\n".join(differences)


def test_what_is_known_concerns_samples_that_are_there() -> None:
    assert {stem for stem, _ in KNOWN} <= FILES.keys()
    assert {aspect for _, aspect in KNOWN} <= set(ASPECTS)


@dataclass(frozen=True)
class Comparison:
    """Yields one line for each difference; a method for each aspect."""

    recognised: bool

    def document(self, wanted: Mapping[str, Any], found: Extraction) -> Iterator[str]:
        for field in FIELDS:
            differ = self.differ_much if field == "subject" else self.differ
            yield from differ(field, wanted["document"][field], getattr(found.fields, field))

    def parties(self, wanted: Mapping[str, Any], found: Extraction) -> Iterator[str]:
        for role in ("addressee", "recipient"):
            names = [party.name for party in found.parties if party.role == role]
            wanted_names = wanted["document"][f"{role}s"]
            yield from self.differ(f"number of {role}s", len(wanted_names), len(names))
            for want, name in zip(wanted_names, names, strict=False):
                yield from self.differ_much(role, want, name)

    def references(self, wanted: Mapping[str, Any], found: Extraction) -> Iterator[str]:
        symbols = {citation.symbol for citation in all_citations(found)}
        listed = {one["symbol"]: one for one in wanted["references"]}
        yield from self.differ("symbols", sorted(listed), sorted(symbols))
        for symbol in listed.keys() & symbols:
            same = [citation for citation in all_citations(found) if citation.symbol == symbol]
            for field in ("type", "issued_on", "issuer"):
                value = next(filter(None, (getattr(citation, field) for citation in same)), None)
                yield from self.differ(f"{symbol} {field}", listed[symbol][field], value)

    def anomalies(self, wanted: Mapping[str, Any], found: Extraction) -> Iterator[str]:
        all_found = (*found.anomalies, *(one for task in found.tasks for one in task.anomalies))
        kinds = sorted(one.kind for one in all_found if one.kind in CHECKED)
        yield from self.differ("kinds", sorted(one["kind"] for one in wanted["anomalies"]), kinds)

    def tasks(self, wanted: Mapping[str, Any], found: Extraction) -> Iterator[str]:
        left = list(found.tasks)
        for want in wanted["tasks"]:
            task = self.partner(want["text"], left)
            if task is not None:
                left.remove(task)
            if want["optional"]:
                continue
            if task is None:
                yield f"missing: {want['text']}"
            else:
                yield from (f"{want['text'][:60]}: {fault}" for fault in self.task(want, task))
        yield from (f"no task: {task.text}" for task in left)

    def partner(self, text: str, found: Sequence[Task]) -> Task | None:
        """The task of that text; of a scan, the one most like it."""
        if not self.recognised:
            return next((task for task in found if plain(task.text) == plain(text)), None)
        best = max(found, key=lambda task: likeness(task.text, text), default=None)
        return best if best is not None and likeness(best.text, text) >= SAME_TEXT else None

    def task(self, want: Mapping[str, Any], task: Task) -> Iterator[str]:
        yield from self.differ("modality", want["modality"], task.modality)
        for role in ("lead", "coordinate"):
            yield from self.differ(role, want[role], [one.name for one in task.agencies if one.role == role])
        wanted = [(one["kind"], one["start"], one["due"]) for one in want["deadlines"]]
        yield from self.differ("deadlines", wanted, [(one.kind, one.start_on, one.due_on) for one in task.deadlines])
        yield from self.differ("references", want["references"], [citation.symbol for citation in task.citations])
        yield from self.differ("deliverable", want["deliverable"], task.deliverable)

    def differ(self, what: str, wanted: Any, found: Any) -> Iterator[str]:
        if self.comparable(wanted) != self.comparable(found):
            yield f"{what}: wanted {wanted}, found {found}"

    def differ_much(self, what: str, wanted: str, found: str | None) -> Iterator[str]:
        """As ``differ``; a few letters do not count where they were recognised."""
        if not (self.recognised and likeness(wanted, found or "") >= SAME_NAME):
            yield from self.differ(what, wanted, found)

    def comparable(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [self.comparable(one) for one in value]
        return None if value is None else plain(value, recognised=self.recognised)


def all_citations(found: Extraction) -> list[Citation]:
    return [*found.citations, *(citation for task in found.tasks for citation in task.citations)]


def likeness(one: str, other: str) -> float:
    first, second = (plain(text, recognised=True) for text in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
