"""Each sample document, read and extracted, against what a careful clerk would enter for it.

Spellings that say the same are levelled (Ủy ban nhân dân and UBND, case, dashes). Where letters are recognised from a
scan, a task's words may differ by a few; numbers, bodies and dates may not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction import extract
from pipeline.language.spelling import compose, level
from pipeline.models import Citation, Deadline, Extraction, Task
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
SAME_TEXT = 0.95  # share of letters from which two recognised texts are the same

# What does not agree yet, and why. A case that comes to agree fails here until it is taken off.
KNOWN: Mapping[tuple[str, str], str] = {
    ("chi-thi-phong-chay-chua-chay-rung", "tasks"): "a body of an opening stem is lost (các chủ rừng)",
    ("cong-dien-hoa-toc-ung-pho-mua-lon", "tasks"): "a name with a comma is cut (Ban Chỉ huy Phòng, chống thiên tai)",
    ("cong-dien-hoa-toc-ung-pho-mua-lon", "references"): "an issuer's name is cut (về phòng, chống thiên tai)",
    ("cong-van-cua-tinh-uy", "tasks"): "a list that shares one các is cut (huyện ủy, thành ủy, đảng ủy)",
    ("cong-van-phong-chong-ret-ban-quet-co-dau", "parties"): "N is recognised as Ñ, which is no Vietnamese letter",
    ("cong-van-sot-xuat-huyet-lop-chu-hong", "parties"): "N is recognised as Ñ, which is no Vietnamese letter",
    ("cong-van-thanh-toan-khong-dung-tien-mat", "tasks"): "an item on funds is an order and no liability clause",
    ("ke-hoach-an-toan-thuc-pham-kem-phu-luc", "tasks"): "a name that holds các is cut (Công đoàn các khu công nghiệp)",
    ("ke-hoach-du-thao-chua-co-so", "tasks"): "a name with và is cut (Quan trắc tài nguyên và môi trường)",
    ("quyet-dinh-ban-hanh-ke-hoach-kiem-ke-nuoc", "tasks"): "a name in small letters is cut; who executes is a task",
}


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


def plain(text: object) -> str:
    """A text in the one spelling in which it is compared."""
    result = re.sub(r"\s+", " ", level(compose(str(text)))).casefold().strip(" ;.,:")
    for long, short in SHORT.items():
        result = result.replace(long, short)
    return result


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
    compare = {"document": document, "parties": parties, "references": references, "anomalies": anomalies}
    differences = tasks(wanted, found, recognised) if aspect == "tasks" else compare[aspect](wanted, found)
    assert not (lines := list(differences)), "\n".join(lines)


def test_what_is_known_concerns_samples_that_are_there() -> None:
    assert {stem for stem, _ in KNOWN} <= FILES.keys()
    assert {aspect for _, aspect in KNOWN} <= set(ASPECTS)


def document(wanted: Mapping[str, Any], found: Extraction) -> Iterator[str]:
    for field in FIELDS:
        yield from differ(field, wanted["document"][field], getattr(found.fields, field))


def parties(wanted: Mapping[str, Any], found: Extraction) -> Iterator[str]:
    for role in ("addressee", "recipient"):
        names = [party.name for party in found.parties if party.role == role]
        yield from differ(role, wanted["document"][f"{role}s"], names)


def references(wanted: Mapping[str, Any], found: Extraction) -> Iterator[str]:
    merged: dict[str, dict[str, object]] = {}
    for citation in (*found.citations, *(one for task in found.tasks for one in task.citations)):
        known = merged.setdefault(citation.symbol, {})
        for field in ("type", "issued_on", "issuer"):
            known[field] = known.get(field) or getattr(citation, field)
    listed = {
        one["symbol"]: {field: one[field] for field in ("type", "issued_on", "issuer")} for one in wanted["references"]
    }
    yield from differ("symbols", sorted(listed), sorted(merged))
    for symbol in listed.keys() & merged.keys():
        for field, value in listed[symbol].items():
            yield from differ(f"{symbol} {field}", value, merged[symbol][field])


def anomalies(wanted: Mapping[str, Any], found: Extraction) -> Iterator[str]:
    kinds = Counter(one.kind for one in (*found.anomalies, *(one for task in found.tasks for one in task.anomalies)))
    expected_kinds = Counter(one["kind"] for one in wanted["anomalies"])
    yield from differ("kinds", sorted(expected_kinds.items()), sorted((k, n) for k, n in kinds.items() if k in CHECKED))


def tasks(wanted: Mapping[str, Any], found: Extraction, recognised: bool) -> Iterator[str]:
    left = list(found.tasks)
    for want in wanted["tasks"]:
        task = partner(want["text"], left, recognised)
        if task is not None:
            left.remove(task)
        if want["optional"]:
            continue
        if task is None:
            yield f"missing: {want['text']}"
        else:
            yield from (f"{want['text'][:60]}: {fault}" for fault in task_differences(want, task))
    yield from (f"no task: {task.text}" for task in left)


def partner(text: str, found: Sequence[Task], recognised: bool) -> Task | None:
    """The task of that text; of a scan, the one most like it."""
    if not recognised:
        return next((task for task in found if plain(task.text) == plain(text)), None)
    best = max(found, key=lambda task: likeness(task.text, text), default=None)
    return best if best is not None and likeness(best.text, text) >= SAME_TEXT else None


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, plain(one), plain(other), autojunk=False).ratio()


def task_differences(want: Mapping[str, Any], task: Task) -> Iterator[str]:
    yield from differ("modality", want["modality"], task.modality)
    for role in ("lead", "coordinate"):
        yield from differ(role, want[role], [agency.name for agency in task.agencies if agency.role == role])
    deadlines = [(one["kind"], one["start"], one["due"]) for one in want["deadlines"]]
    yield from differ("deadlines", deadlines, list(map(limits, task.deadlines)))
    yield from differ("references", want["references"], list(map(symbol_of, task.citations)))
    yield from differ("deliverable", want["deliverable"], task.deliverable)


def limits(deadline: Deadline) -> tuple[str, date | None, date | None]:
    return deadline.kind, deadline.start_on, deadline.due_on


def symbol_of(citation: Citation) -> str:
    return citation.symbol


def differ(what: str, wanted: Any, found: Any) -> Iterator[str]:
    """One line where two values, or two sequences of values, are not the same."""
    if comparable(wanted) != comparable(found):
        yield f"{what}: wanted {wanted}, found {found}"


def comparable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [comparable(one) for one in value]
    return None if value is None else plain(value)
