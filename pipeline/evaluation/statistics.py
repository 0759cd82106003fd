"""Figures from counts: F1 with its interval, how far confidence can be believed, what a clerk must look at."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.evaluation.judge import Judged
from pipeline.store.queries import SURE

DRAWS = 2000
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)


@dataclass(frozen=True, slots=True)
class Count:
    """Values that are right, that are known, that were found."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    @property
    def f1(self) -> float:
        """1 where there is nothing to find and nothing was found."""
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else 1.0

    def __add__(self, other: Count) -> Count:
        return Count(self.hit + other.hit, self.gold + other.gold, self.found + other.found)


@dataclass(frozen=True, slots=True)
class Bin:
    """Tasks of like confidence: their number, mean confidence and the share that is right."""

    low: float
    high: float
    tasks: int
    confidence: float
    right: float


def counted(row: Mapping[str, float]) -> Count:
    """From a scorer's row of precision, recall, gold, found."""
    return Count(round(row["recall"] * row["gold"]) if row["gold"] else 0, int(row["gold"]), int(row["found"]))


def total(counts: Sequence[Count]) -> Count:
    return sum(counts, Count())


def interval(counts: Sequence[Count]) -> tuple[float, float]:
    """The middle 95 % of F1 over documents drawn anew with replacement; the same draws each time."""
    draw = random.Random(0)
    values = sorted(total(draw.choices(counts, k=len(counts))).f1 for _ in range(DRAWS))
    return values[int(0.025 * DRAWS)], values[int(0.975 * DRAWS) - 1]


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """Found tasks by their confidence; a bin without tasks is left out."""
    result = []
    for low, high in pairwise(BINS):
        inside = [
            (one.confidence, one.right)
            for one in judged
            if one.confidence is not None and (low <= one.confidence < high or one.confidence == high == 1.0)
        ]
        if inside:
            n = len(inside)
            result.append(Bin(low, high, n, sum(c for c, _ in inside) / n, sum(r for _, r in inside) / n))
    return result


def calibration_error(found: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap between confidence and share of right ones, weighed by tasks."""
    tasks = sum(one.tasks for one in found)
    return sum(one.tasks * abs(one.confidence - one.right) for one in found) / tasks if tasks else 0.0


def to_look_at(judged: Sequence[Judged], right: float) -> float:
    """The share of tasks, least sure first, that a clerk must mend for the stored ones to be right to this share."""
    found = sorted((one for one in judged if one.confidence is not None), key=lambda one: one.confidence or 0.0)
    wrong = sum(not one.right for one in found)
    for looked, one in enumerate((*found, None)):
        if wrong <= (1 - right) * len(found) + 1e-9 or one is None:
            return looked / len(found) if found else 0.0
        wrong -= not one.right
    return 1.0


def sure(judged: Sequence[Judged], level: float = SURE) -> tuple[int, int, int]:
    """(tasks found, those of this confidence or more, those of them that are right)."""
    found = [one for one in judged if one.confidence is not None]
    kept = [one for one in found if (one.confidence or 0.0) >= level]
    return len(found), len(kept), sum(one.right for one in kept)
