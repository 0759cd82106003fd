"""Which of the tasks that were found are right, and what is wrong with the others.

What counts as the same text, body or deadline is asked of a ``Yardstick``: the scorer that lies with the documents,
or ``pipeline.evaluation.yardstick`` where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Task = Mapping[str, Any]
ROLES = ("lead", "coordinate")


class Yardstick(Protocol):
    """What a scorer must offer. Tasks hold text, lead, coordinate (names), deadlines, modality; known ones optional."""

    def pair(self, gold: Sequence[Task], found: Sequence[Task]) -> Mapping[int, int]: ...
    def hits(self, gold: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]) -> int: ...
    def agency(self, text: str) -> str: ...
    def same_agency(self, a: str, b: str) -> bool: ...
    def deadline_key(self, d: Mapping[str, Any]) -> tuple[str | None, str]: ...
    def same_deadline(self, gold: tuple[str | None, str], found: tuple[str | None, str]) -> bool: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """One task that was found (``confidence``) or missed (None), and what is wrong with it; nothing: it is right.

    ``faults`` are of ``missed``, ``invented``, ``lead``, ``coordinate``, ``deadline``, ``modality``. ``index`` is the
    place among the tasks found, None for a missed one.
    """

    document: str
    faults: tuple[str, ...]
    confidence: float | None = None
    index: int | None = None

    @property
    def right(self) -> bool:
        return not self.faults


def judge(document: str, gold: Sequence[Task], found: Sequence[Task], yardstick: Yardstick) -> list[Judged]:
    """Each task found that counts, then those missed. A task that need not be found counts neither way."""
    pairs = yardstick.pair(gold, found)
    owner = {j: i for i, j in pairs.items()}
    judged = []
    for j, task in enumerate(found):
        known = gold[owner[j]] if j in owner else None
        if known is None or not known.get("optional"):
            faults = ("invented",) if known is None else tuple(_faults(known, task, yardstick))
            judged.append(Judged(document, faults, task["confidence"] or 0.0, j))
    missed = [task for i, task in enumerate(gold) if i not in pairs and not task.get("optional")]
    return [*judged, *(Judged(document, ("missed",)) for _ in missed)]


def _faults(gold: Task, found: Task, by: Yardstick) -> list[str]:
    faults = []
    for role in ROLES:
        want, have = [by.agency(name) for name in gold[role]], [by.agency(name) for name in found[role]]
        if not by.hits(want, have, by.same_agency) == len(want) == len(have):
            faults.append(role)
    limits = [by.deadline_key(one) for one in gold["deadlines"]]
    have_limits = [by.deadline_key(one) for one in found["deadlines"]]
    if not by.hits(limits, have_limits, by.same_deadline) == len(limits) == len(have_limits):
        faults.append("deadline")
    if gold["modality"] != found["modality"]:
        faults.append("modality")
    return faults
