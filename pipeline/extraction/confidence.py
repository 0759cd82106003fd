"""How sure the program is of a task, from 0 to 1: signs weighted and summed, then put through a logistic curve.

The weights stand in ``confidence.toml``; ``python -m pipeline.evaluation.fit`` finds them from documents whose tasks
are known. No sign tells which document it is, only how a task was found and how well its words were read.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pipeline.extraction.annotate import AGENCY
from pipeline.extraction.candidates import Candidate
from pipeline.language.syllables import is_syllable, words_of
from pipeline.models import Paragraph, Piece

DATA = Path(__file__).with_name("confidence.toml")
HIGHEST = 0.995  # nothing is certain

_DAY = re.compile(r"\d{1,2}\s?[/.]\s?(?:\d{1,2}\s?[/.]\s?)?(?:19|20)\d\d")
_END = re.compile(r"[.;:,!?)…\"”/]$")
_MASKED = re.compile(f"{AGENCY}+")
_LONG = 60  # words from which a task usually holds more than one order
_MANY = 3  # bodies from which a list is easily cut in the wrong place
_DOUBTFUL = 0.7  # confidence of a recognised word below which it may be another


def confidence_of(candidate: Candidate) -> float:
    """How likely it is that the task and its bodies, deadlines and modality are all right."""
    return round(min(HIGHEST, likelihood(signs(candidate), _weights())), 3)


def likelihood(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What the weights make of the signs, between 0 and 1."""
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def signs(candidate: Candidate) -> Mapping[str, float]:
    """What speaks for and against a candidate, each from 0 to 1; what is not there is 0."""
    found = (*_of_bodies(candidate), *_of_order(candidate), *_of_time(candidate), *_of_words(candidate))
    return {name: float(value) for name, value in found if value}


def _of_bodies(candidate: Candidate) -> Iterator[tuple[str, float]]:
    named = (*candidate.leads, *candidate.coordinates)
    bodies = [one.agency for one in named]
    yield f"lead_from_{candidate.source}", True
    yield "unknown_body", any(body.kind == "unknown" for body in bodies)
    yield "unregistered_body", any(body.canonical is None for body in bodies)
    yield "pointed_at_body", any(body.means is not None for body in bodies)
    yield "many_leads", len(candidate.leads) > _MANY
    yield "has_coordinates", bool(candidate.coordinates)
    yield "many_coordinates", len(candidate.coordinates) > _MANY
    yield (
        "body_badly_read",
        max((_doubt(one.paragraph, one.agency.start, one.agency.end) for one in named), default=0.0),
    )
    taken = {(one.paragraph.text, one.agency.start) for one in named}
    begins, paragraph = candidate.paragraph.body, candidate.paragraph.text
    idle = [one for one in candidate.annotated.agencies if one.start >= begins and (paragraph, one.start) not in taken]
    yield "body_without_role", bool(idle)
    yield "bodies_without_role", min(1.0, len(idle) / 4)
    yield "opens_with_idle_body", any(one.start - begins < 4 for one in idle)
    doubts, own = candidate.annotated.doubts, candidate.source in ("sentence", "prefix")
    yield "asks_nobody", "asks" in doubts and not own
    yield "presided_by_nobody", "presides" in doubts and candidate.source in ("none", "stem")
    yield "works_with_nobody", "cooperates" in doubts and not candidate.coordinates
    yield "name_goes_on", "cut" in doubts
    yield "second_subject", "second" in doubts
    yield "directs_another", "directs" in doubts and not own
    yield "subject_unread", "subject" in doubts and not own and candidate.source != "cell"


def _of_order(candidate: Candidate) -> Iterator[tuple[str, float]]:
    context, rule = candidate.context, candidate.verdict.rule
    yield "order_found", rule is not None
    yield "table_row", rule == "table.row"
    yield "ordered_above", context.ordered
    yield "section_known", context.section is not None
    yield "proposed", candidate.verdict.modality == "proposed"
    yield "labelled", bool(context.labels)
    yield "no_outline_label", candidate.paragraph.label is None and rule != "table.row"
    yield "unordered", rule is None and not context.ordered and candidate.source in ("heading", "none")


def _of_time(candidate: Candidate) -> Iterator[tuple[str, float]]:
    found = [timed.found for timed in candidate.deadlines]
    yield "has_deadline", bool(found)
    yield "many_deadlines", len(found) > 1
    yield "inferred_date", any(one.inferred for one in found)
    yield "doubtful_date", 1 - min((one.confidence for one in found), default=1.0)
    spans = ((timed.paragraph, timed.found.start, timed.found.end) for timed in candidate.deadlines)
    yield "time_unread", "time" in candidate.annotated.doubts
    yield "date_badly_read", max((_doubt(*span) for span in spans), default=0.0)
    yield "date_of_no_meaning", bool(_DAY.search(_MASKED.sub(" ", candidate.annotated.masked_content)))


def _of_words(candidate: Candidate) -> Iterator[tuple[str, float]]:
    text = candidate.text
    words = words_of(text)
    small = [word for word in words if len(word) > 1 and word.islower()]
    pieces = candidate.paragraph.pieces
    marks = _marks(pieces)
    yield "unformatted", all(piece.word.box is None and piece.word.size is None for piece in pieces)
    yield "recognised", bool(marks)
    if marks:
        yield "badly_read", min(1.0, 4 * (1 - sum(marks) / len(marks)))
        yield "doubtful_words", min(1.0, 5 * sum(mark < _DOUBTFUL for mark in marks) / len(marks))
    yield "no_words", min(1.0, 10 * sum(not is_syllable(word) for word in small) / len(small)) if small else 1.0
    yield "bare_words", all(word.isascii() for word in words)
    yield "long", len(words) > _LONG
    yield "short", len(words) < 8
    yield "begins_small", text[:1].islower()
    yield "without_end", not _END.search(text)


def _doubt(paragraph: Paragraph, start: int, end: int) -> float:
    """How badly the worst word of a stretch was recognised; 0 where it was not recognised but given."""
    return 1 - min(_marks(paragraph.pieces_of(start, end)), default=1.0)


def _marks(pieces: Iterable[Piece]) -> list[float]:
    return [piece.word.confidence for piece in pieces if piece.word.confidence is not None]


@lru_cache
def _weights() -> Mapping[str, float]:
    with DATA.open("rb") as file:
        weights: Mapping[str, float] = tomllib.load(file)["weights"]
    return weights
