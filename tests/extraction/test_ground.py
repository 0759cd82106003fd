"""A reading extracted beside another rulebook gives what the other rulebook gives alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.extraction import Ground, agencies, extract, take_apart
from pipeline.extraction.agencies import Home, find_agencies
from pipeline.models import Reading
from pipeline.reading.reader import read_file
from pipeline.rulebook import Matcher, Rulebook
from pipeline.settings import Settings
from pipeline.workbench.watch import difference
from tests.extraction.read import rulebook

SETTINGS = Settings(today=date(2026, 11, 21))
SAMPLES = Path(__file__).parents[2] / "samples"


@lru_cache(maxsize=1)
def reading() -> Reading:
    return read_file(min(SAMPLES.glob("*.docx")), SETTINGS)


@lru_cache(maxsize=1)
def ground() -> Ground:
    taken = take_apart(reading(), rulebook(), SETTINGS)
    taken.extract()
    return taken


def without_most(kind: str) -> Rulebook:
    """The rules, of one kind the last alone."""
    last = rulebook().by_kind[kind][-1]
    rules = tuple(rule for rule in rulebook().rules if rule.kind != kind or rule is last)
    return replace(rulebook(), version=f"without {kind}", rules=rules)


def check(new: Rulebook) -> None:
    told = difference(rulebook(), new)
    beside = ground().beside(new, told.kinds, same_bodies=told.same_bodies).extract()
    assert beside == extract(reading(), new, SETTINGS)


@pytest.mark.parametrize("kind", sorted(rulebook().by_kind))
def test_rules_of_a_kind_that_are_gone(kind: str) -> None:
    check(without_most(kind))


def test_agencies_that_are_gone() -> None:
    check(replace(rulebook(), version="without bodies", bodies=()))
    assert ground().extract() != extract(reading(), replace(rulebook(), version="none", bodies=()), SETTINGS)


def test_the_kinds_that_find_bodies_are_told() -> None:
    matcher = Matcher(rulebook())
    find_agencies("Giao các sở, ngành và Ban Quản lý dự án X phối hợp với UBND các xã nêu tại mục 1.", matcher, Home())
    assert matcher.asked == agencies.KINDS


def test_what_ran_out_of_time_in_a_kind_that_stays_is_still_left_out() -> None:
    old, new = Matcher(rulebook()), without_most("label")
    one, other = rulebook().by_kind["label"][-1].id, rulebook().by_kind["zone"][-1].id
    old.timeouts += [one, other]
    assert old.beside(new, {"label"}).timeouts == [other]
