"""References to bodies named elsewhere."""

from __future__ import annotations

from pipeline.extraction.agencies import FoundAgency
from pipeline.extraction.references import Known
from pipeline.extraction.roles import Named
from pipeline.models import Paragraph


def named(name: str, canonical: str | None = None, means: str | None = None) -> Named:
    agency = FoundAgency(name, 0, len(name), canonical, "body", "rule", means)
    return Named(agency, Paragraph(name, (), 1), "rule")


HEALTH = named("Sở Y tế", "Sở Y tế tỉnh Lào Cai")
POLICE = named("Công an tỉnh", "Công an tỉnh Lào Cai")


def full(one: tuple[Named, ...]) -> list[str | None]:
    return [other.agency.canonical for other in one]


def test_one_s_own_body_is_that_of_the_item() -> None:
    known = Known()
    assert full(known.resolve([named("đơn vị mình", means="self")], [HEALTH])) == ["Sở Y tế tỉnh Lào Cai"]


def test_a_section_s_bodies_are_found_by_its_label() -> None:
    known = Known()
    known.note("1.", [HEALTH, POLICE])
    known.note("2.", [POLICE])
    told = known.resolve([named("các đơn vị nêu tại mục 1", means="section")], [])
    assert full(told) == ["Sở Y tế tỉnh Lào Cai; Công an tỉnh Lào Cai"]


def test_above_is_the_last_that_was_named() -> None:
    known = Known()
    known.note("1", [HEALTH])
    known.note("2", [named("các cơ quan trên", means="above")])
    assert full(known.resolve([named("các cơ quan trên", means="above")], [])) == ["Sở Y tế tỉnh Lào Cai"]


def test_what_nothing_answers_stays_open() -> None:
    assert full(Known().resolve([named("các cơ quan trên", means="above")], [])) == [None]
