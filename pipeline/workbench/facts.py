"""An extraction as a flat set of facts, each with the rule that gave it, so that two can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from pipeline.models import Evidence, Extraction, Task


@dataclass(frozen=True, slots=True)
class Fact:
    """``where`` is the task's path and text, empty for the document itself; ``rule`` is empty where place decides."""

    where: str
    field: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` is None for a gain, ``after`` for a loss."""

    document: str
    where: str
    field: str
    before: Fact | None
    after: Fact | None

    @property
    def kind(self) -> str:
        return "gained" if self.before is None else "lost" if self.after is None else "changed"

    @property
    def rule(self) -> str:
        """The rule of the new value, or of the one that is gone."""
        fact = self.after or self.before
        return fact.rule if fact else ""


def facts_of(extractions: Iterable[Extraction]) -> list[Fact]:
    return [fact for extraction in extractions for fact in _facts(extraction)]


def _facts(extraction: Extraction) -> Iterator[Fact]:
    rules = _rules(extraction.evidence)
    for one in fields(extraction.fields):
        value = getattr(extraction.fields, one.name)
        if value is not None:
            yield Fact("", one.name, str(value), rules.get((one.name, None), ""))
    for position, citation in enumerate(extraction.citations, 1):
        yield Fact("", "citation", citation.symbol, rules.get(("citation", position), ""))
    for anomaly in extraction.anomalies:
        yield Fact("", "anomaly", anomaly.message, "")
    for task in extraction.tasks:
        yield from _of_task(task)


def _of_task(task: Task) -> Iterator[Fact]:
    where, rules = f"{task.path} {task.text}".strip(), _rules(task.evidence)
    yield Fact(where, "task", task.modality, rules.get(("text", None), ""))
    counts = {"lead": 0, "coordinate": 0}
    for agency in task.agencies:
        counts[agency.role] += 1
        yield Fact(
            where, agency.role, agency.canonical or agency.name, rules.get((agency.role, counts[agency.role]), "")
        )
    for position, deadline in enumerate(task.deadlines, 1):
        value = f"{deadline.raw} = {deadline.recurrence or deadline.due_on or deadline.computed_on or deadline.kind}"
        yield Fact(where, "deadline", value, rules.get(("deadline", position), ""))
    for position, citation in enumerate(task.citations, 1):
        yield Fact(where, "citation", citation.symbol, rules.get(("citation", position), ""))
    if task.deliverable:
        yield Fact(where, "deliverable", task.deliverable, rules.get(("deliverable", None), ""))


def _rules(evidence: Iterable[Evidence]) -> dict[tuple[str, int | None], str]:
    return {(one.field, one.item): one.rule or "" for one in evidence}


def changes(document: str, before: Iterable[Fact], after: Iterable[Fact]) -> list[Change]:
    """What differs, values of the same place and field paired in their order."""
    old, new = _grouped(before), _grouped(after)
    result = []
    for key in dict.fromkeys((*old, *new)):
        left = [fact for fact in old.get(key, []) if fact.value not in {one.value for one in new.get(key, [])}]
        right = [fact for fact in new.get(key, []) if fact.value not in {one.value for one in old.get(key, [])}]
        for number in range(max(len(left), len(right))):
            gone = left[number] if number < len(left) else None
            come = right[number] if number < len(right) else None
            result.append(Change(document, *key, gone, come))
    return result


def _grouped(facts: Iterable[Fact]) -> dict[tuple[str, str], list[Fact]]:
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.where, fact.field), []).append(fact)
    return groups
