"""Which task of an earlier extraction a task of the new one is, so that it keeps its id and its review.

Both are of the same bytes, so a label cannot have moved to other words: the same place is the same task, however
much better it is read now. Where several stand at one place, or labels are read differently, the words decide.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAME_TEXT = 0.8  # Dice of character trigrams from which a text is the same task wherever it stands


@dataclass(frozen=True, slots=True)
class Key:
    """What a task is recognised by. ``part`` is the document of the file, ``path`` its outline labels."""

    part: int
    path: str
    text: str

    @property
    def place(self) -> tuple[int, str]:
        return self.part, self.path


def match(old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """Index of the old task for each new one that has one; each old task serves once, the best pairs first."""
    pairs = _equal(old, new)
    taken = set(pairs.values())
    left_old = [i for i in range(len(old)) if i not in taken]
    left_new = [j for j in range(len(new)) if j not in pairs]
    for _, _, j, i in sorted(_similar(old, new, left_old, left_new)):
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    return pairs


def dice(one: Counter[str], other: Counter[str]) -> float:
    """Sørensen-Dice coefficient of two bags of trigrams, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def trigrams(text: str) -> Counter[str]:
    """Character trigrams without case, diacritics and punctuation: another reading of a scan differs there first."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    words = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()
    padded = f"  {' '.join(words)} "
    return Counter(padded[i : i + 3] for i in range(len(padded) - 2))


def _equal(old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """Most tasks do not change at all; finding these first keeps the costly comparison small."""
    waiting: dict[Key, list[int]] = defaultdict(list)
    for i in reversed(range(len(old))):
        waiting[old[i]].append(i)
    return {j: waiting[key].pop() for j, key in enumerate(new) if waiting.get(key)}


def _similar(
    old: Sequence[Key], new: Sequence[Key], left_old: Sequence[int], left_new: Sequence[int]
) -> Iterable[tuple[float, int, int, int]]:
    """(distance, how far the order moved, new, old) of each pair that may be one task."""
    grams_old = {i: trigrams(old[i].text) for i in left_old}
    for j in left_new:
        grams = trigrams(new[j].text)
        for i in left_old:
            score, same_place = dice(grams, grams_old[i]), old[i].place == new[j].place
            if score >= SAME_TEXT or same_place:
                yield 1 - score - 0.1 * same_place, abs(i - j), j, i
