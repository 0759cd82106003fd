"""Small values to store."""

from __future__ import annotations

import unicodedata
from datetime import date

from pipeline.models import (
    Agency,
    Anomaly,
    Box,
    Citation,
    Deadline,
    DocumentFields,
    Evidence,
    Extraction,
    LeftOut,
    Line,
    Page,
    Party,
    Task,
    Word,
)
from pipeline.store import Processed

SHA = "a" * 64
NOW = "2026-03-02T01:02:03Z"
LATER = "2026-03-05T01:02:03Z"


def page(number: int = 1, read_as: str = "text_layer", marks: tuple[float | None, ...] = (None,)) -> Page:
    words = tuple(Word("chữ", Box(10, 10, 30, 22), confidence=mark) for mark in marks)
    return Page(number, (Line(words),), width=595, height=842, read_as=read_as)  # type: ignore[arg-type]


def task(text: str = "Rà soát hồ sơ tồn đọng, báo cáo kết quả", path: str = "1", **more: object) -> Task:
    values: dict[str, object] = {
        "confidence": 0.95,
        "agencies": (Agency("lead", "Sở Nội vụ", "Sở Nội vụ tỉnh", "body"), Agency("coordinate", "Sở Tài chính")),
        "deadlines": (Deadline("trước ngày 20/3/2026", "day", due_on=date(2026, 3, 20), boundary="before"),),
        "citations": (Citation("5/QĐ-UBND", "quyết định", date(2026, 1, 2)),),
        "anomalies": (Anomaly("handwritten", "số viết tay"),),
        "evidence": (Evidence("lead", 1, 1, Box(1, 2, 3, 4), "Sở Nội vụ", "role.lead"),),
    }
    return Task(path, text, 1, **{**values, **more})  # type: ignore[arg-type]


def extraction(*tasks: Task, part: int = 1, **fields: object) -> Extraction:
    values = {"type": "công văn", "code": "12/UBND-VP", "number": "12", "issued_on": date(2026, 3, 1), **fields}
    return Extraction(
        part,
        first_page=1,
        fields=DocumentFields(**values),  # type: ignore[arg-type]
        parties=(Party("addressee", "Các sở"), Party("recipient", "Như trên"), Party("recipient", "Lưu: VT")),
        tasks=tasks or (task(),),
        citations=(Citation("9/NĐ-CP"),),
        anomalies=(Anomaly("blank_date", "ngày để trống"),),
        evidence=(Evidence("number", None, 1, Box(5, 5, 50, 17), "12", "letterhead.number"),),
        left_out=(LeftOut("2", "Kính đề nghị", 1, "request"),),
        pages=(page(),),
    )


def processed(*extractions: Extraction, path: str = "in/a.pdf", sha256: str = SHA, made_by: str = "v1") -> Processed:
    return Processed(path, sha256, "application/pdf", "text_layer", extractions or (extraction(),), made_by=made_by)


def failed(path: str = "in/b.pdf", sha256: str | None = "b" * 64, error: str = "b.pdf is empty.") -> Processed:
    return Processed(path, sha256, error=error, made_by="v1")


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)
