"""The floors under the scores: ``tests/floors.toml``; they only rise."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.evaluation.run import Result, tasks_of_all
from pipeline.evaluation.statistics import sure

FLOORS = Path(__file__).resolve().parents[2] / "tests" / "floors.toml"
_ALL = "all"  # the table of what is asked of all sets together


def below(results: Sequence[Result], floors: Path = FLOORS, *, whole: bool = True) -> Iterable[str]:
    """A line for each score under its floor and each set that lacks documents; ``whole``: every set was measured."""
    for one in results:
        if one.missing:
            yield f"{one.name}: no result for {', '.join(one.missing)}"
    wanted = tomllib.loads(floors.read_text("utf-8"))
    for one in results:
        for column, floor in wanted.get(one.name, {}).items():
            if column in one.counts and (value := one.f1(column)) < floor:
                yield f"{one.name} {column}: {value:.3f} is below {floor}"
    if whole:
        tasks, certain, right = sure(tasks_of_all(results))
        values = {"sure_share": certain / max(1, tasks), "sure_right": right / max(1, certain)}
        for name, floor in wanted.get(_ALL, {}).items():
            if values[name] < floor:
                yield f"{name}: {values[name]:.3f} is below {floor}"
