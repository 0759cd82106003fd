"""How the rules did over a database: hits, silence, and what clerks rejected."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.rulebook import Rulebook
from pipeline.workbench.books import place_of

_SQL = """
    select rule, count(*), count(distinct document_id), sum(rejected) from (
        select distinct e.rule, e.document_id, e.task_id, e.field, e.item,
            coalesce(t.review = 'rejected', 0) as rejected
        from evidence e left join tasks t on t.id = e.task_id
        where e.rule is not null)
    group by rule order by count(*) desc, rule"""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """``hits`` are values; ``rejected`` those of tasks that a clerk rejected."""

    rule: str
    file: str
    hits: int
    documents: int
    rejected: int


def counts(db: Database, book: Rulebook) -> list[RuleCount]:
    """The rules that gave values, the busiest first."""
    files = {rule.id: place_of(rule) for rule in book.rules}
    return [RuleCount(rule, files.get(rule, ""), *row) for rule, *row in db.execute(_SQL).fetchall()]


# Kinds whose hits are stored with their rule; the others lead to values and leave no trace of their own
STORED = frozenset({"deadline", "citation", "role", "role_label", "order", "field", "signature", "document_type"})


def silent(found: Iterable[RuleCount], book: Rulebook, own: Collection[str] = ()) -> list[str]:
    """Ids of rules without a value, of the kinds that leave evidence; those of the office's ``own`` folders first."""
    fired = {one.rule for one in found}
    quiet = [
        rule.id for rule in book.rules if rule.kind in STORED and rule.rule.status == "stable" and rule.id not in fired
    ]
    return sorted(quiet, key=lambda rule: rule not in own)


def uncounted(book: Rulebook, own: Collection[str]) -> list[str]:
    """Ids of own rules of kinds that leave no evidence."""
    return [rule.id for rule in book.rules if rule.id in own and rule.kind not in STORED]


def rejected(found: list[RuleCount], most: int = 10) -> list[RuleCount]:
    """The rules whose tasks clerks rejected most, by share and then by number."""
    bad = [one for one in found if one.rejected]
    return sorted(bad, key=lambda one: (-one.rejected / one.hits, -one.rejected, one.rule))[:most]
