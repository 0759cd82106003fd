"""When two texts, bodies or deadlines are the same: a yardstick of our own, for samples without an outside scorer."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, cast

from pipeline.evaluation.judge import Task, Yardstick
from pipeline.language.spelling import fold, level
from pipeline.store.matching import dice, trigrams

SAME = 0.6  # Dice of trigrams from which two texts are the same task
_SHORT = {"uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd", "thanh pho": "tp", "van phong": "vp"}


def outside(scorer: Path) -> Yardstick:
    """The scorer in this file."""
    return cast("Yardstick", module_of(scorer))


def module_of(path: Path) -> Any:
    """A Python file outside the project as a module."""
    spec = spec_from_file_location(f"outside_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # nothing is left beside the documents
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = written
    return module


class Own:
    """Best pairs by trigrams first; bodies by their levelled names; deadlines by the last day, else by the kind."""

    def pair(self, gold: Sequence[Task], found: Sequence[Task]) -> Mapping[int, int]:
        known, stored = [trigrams(task["text"]) for task in gold], [trigrams(task["text"]) for task in found]
        likeness = [(dice(one, two), -abs(i - j), i, j) for i, one in enumerate(known) for j, two in enumerate(stored)]
        pairs: dict[int, int] = {}
        for score, _, i, j in sorted(likeness, reverse=True):
            if score >= SAME and i not in pairs and j not in pairs.values():
                pairs[i] = j
        return pairs

    def hits(self, gold: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]) -> int:
        left = list(found)
        for one in gold:
            partner = next((other for other in left if same(one, other)), None)
            if partner is not None:
                left.remove(partner)
        return len(found) - len(left)

    def agency(self, text: str) -> str:
        plain = " ".join(re.findall(r"\w+", fold(level(text)).lower().replace("&", " va ")))
        for long, short in _SHORT.items():
            plain = plain.replace(long, short)
        return plain.removeprefix("cac ")

    def same_agency(self, a: str, b: str) -> bool:
        return a == b

    def deadline_key(self, d: Mapping[str, Any]) -> tuple[str | None, str]:
        return d.get("due") or d.get("due_on"), d["kind"]

    def same_deadline(self, gold: tuple[str | None, str], found: tuple[str | None, str]) -> bool:
        return gold[0] == found[0] if gold[0] else gold[1] == found[1]
