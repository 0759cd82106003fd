"""How sure the program is of a task, from 0 to 1."""

from __future__ import annotations

from pipeline.extraction.candidates import Candidate

_BY_SOURCE = {"cell": 0.97, "heading": 0.95, "prefix": 0.95, "sentence": 0.92, "label": 0.92, "none": 0.75}


def confidence_of(candidate: Candidate) -> float:
    """By how the lead was found, and by how well the words were read."""
    sure = _BY_SOURCE.get(candidate.source, 0.8)
    marks = [piece.word.confidence for piece in candidate.paragraph.pieces if piece.word.confidence is not None]
    if marks:
        sure *= min(1.0, 0.1 + sum(marks) / len(marks))
    return round(sure, 3)
