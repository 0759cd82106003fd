from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from pipeline.extraction.agencies import FoundAgency
from pipeline.extraction.annotate import Annotated
from pipeline.extraction.candidates import Candidate, Verdict
from pipeline.extraction.confidence import DATA, HIGHEST, confidence_of, likelihood, signs
from pipeline.extraction.context import Context
from pipeline.extraction.roles import Named, Roles
from pipeline.models import Box, Paragraph, Piece, Word

TEXT = "Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát các cơ sở khám bệnh trên địa bàn."


def paragraph(text: str = TEXT, confidence: float | None = None) -> Paragraph:
    pieces, start = [], 0
    for word in text.split():
        pieces.append(Piece(start, start + len(word), Word(word, Box(0, 0, 1, 1), confidence), 1, 0))
        start += len(word) + 1
    return Paragraph(text, tuple(pieces), 1, label="1")


def candidate(text: str = TEXT, confidence: float | None = None, **body: object) -> Candidate:
    place = paragraph(text, confidence)
    agency = FoundAgency(
        **{"name": "Sở Y tế", "start": 0, "end": 7, "canonical": "Sở Y tế", "kind": "body", "rule": "r"} | body
    )
    annotated = Annotated(place, place.text, (agency,), (), ())
    lead = Named(agency, place, "role.lead")
    verdict = Verdict(True, None, "order.chair")
    return Candidate(annotated, 0, Context(section="tasks"), Roles((lead,)), (lead,), (), (), verdict, "sentence")


def test_a_plain_order_to_a_known_body_is_sure() -> None:
    assert 0.9 <= confidence_of(candidate()) <= HIGHEST


@pytest.mark.parametrize(
    "worse",
    [
        candidate(kind="unknown", canonical=None),
        candidate(means="above"),
        candidate(confidence=0.5),
        candidate("Sở Y tế rà soat cac xqzt vrtw kkpl trên đa ban mmn"),
        candidate("Sở Y tế rà soát ngày 31/02/2024 các cơ sở khám bệnh trên địa bàn."),
        replace(candidate(), leads=candidate().leads * 5),
    ],
)
def test_what_often_goes_wrong_is_less_sure(worse: Candidate) -> None:
    assert confidence_of(worse) < confidence_of(candidate())


def test_the_worst_word_of_a_body_counts() -> None:
    one = candidate(confidence=0.99)
    pieces = one.paragraph.pieces
    bad = replace(pieces[1], word=replace(pieces[1].word, confidence=0.2))
    place = replace(one.paragraph, pieces=(pieces[0], bad, *pieces[2:]))
    worse = replace(one, leads=(replace(one.leads[0], paragraph=place),))
    assert signs(worse)["body_badly_read"] == pytest.approx(0.8)


def test_signs_lie_between_0_and_1_and_have_a_weight() -> None:
    weights = tomllib.loads(DATA.read_text("utf-8"))["weights"]
    for one in (candidate(), candidate(confidence=0.3), candidate("a b")):
        assert all(0 < value <= 1 for value in signs(one).values())
    assert set(signs(candidate())) <= set(weights)


def test_the_curve() -> None:
    assert likelihood({}, {"bias": 0.0}) == 0.5
    assert likelihood({"short": 1.0}, {"bias": 2.0, "short": -2.0}) == 0.5
    assert likelihood({"never seen": 1.0}, {"bias": 1000.0}) < 1.0


@pytest.mark.parametrize(
    ("doubt", "source", "sign"),
    [
        ("asks", "stem", "asks_nobody"),
        ("presides", "none", "presided_by_nobody"),
        ("cooperates", "heading", "works_with_nobody"),
        ("subject", "heading", "subject_unread"),
        ("time", "sentence", "time_unread"),
    ],
)
def test_what_was_not_understood_makes_less_sure(doubt: str, source: str, sign: str) -> None:
    plain = replace(candidate(), source=source)
    doubtful = replace(plain, annotated=replace(plain.annotated, doubts=frozenset({doubt})))
    assert signs(doubtful)[sign] == 1
    assert sign not in signs(plain)
    assert confidence_of(doubtful) < confidence_of(plain)


def test_an_order_whose_body_was_found_is_not_doubted() -> None:
    one = candidate()
    assert "asks_nobody" not in signs(replace(one, annotated=replace(one.annotated, doubts=frozenset({"asks"}))))
