"""The check at load for patterns that may take for ever: refused where their form shows it, tried on hostile texts
where it does not. It cannot find all of them; the limit at run time is Matcher's (book.py)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import regex

from pipeline.rulebook.book import CompiledRule
from pipeline.rulebook.syntax import Group, Item, items_in, parse

SECONDS = 1.0  # for one hostile text; a sound rule takes some hundredths
_LETTERS = 1000  # of a hostile text
_SAMPLES = "aAáđĐ05 ,.;:-/()_\ue000\ue001\ue002"  # a letter of each kind that patterns tell apart


def nested_quantifier(pattern: str) -> str | None:
    """The first repetition that can be read in countless ways (``(a+)+``, ``(a|a)*``), None where there is none."""
    for item in items_in(parse(pattern)):
        if item.group is not None and item.most is None and not item.possessive and _ambiguous(item.group):
            return item.text
    return None


def _ambiguous(group: Group) -> bool:
    return any(map(_open_ended, group.alternatives)) or any(
        _overlap(one, other) for one, other in combinations(group.alternatives, 2)
    )


def _open_ended(items: tuple[Item, ...]) -> bool:
    """Whether a repetition without end stands in these items and nothing tells its rounds apart."""
    taking = [item for item in items if not item.is_anchor]
    for item in taking:
        if item.group is not None and not item.possessive and item.most is not None:
            alone = len(taking) == 1 or all(other.least == 0 for other in taking if other is not item)
            if alone and any(map(_open_ended, item.group.alternatives)):
                return True
        if item.most is None and not item.possessive and not _parted(item, taking):
            return True
    return False


def _parted(item: Item, items: list[Item]) -> bool:
    """Whether something must stand beside ``item`` that ``item`` itself cannot take."""
    return any(other.least > 0 and not _share(item.text, other.text) for other in items if other is not item)


def _overlap(one: tuple[Item, ...], other: tuple[Item, ...]) -> bool:
    """Whether two alternatives can take the same letters, so that each round may be read in two ways."""
    texts = ["".join(item.text for item in items) for items in (one, other)]
    if texts[0] == texts[1]:
        return True
    if len(one) == len(other) == 1:
        return _share(*texts)
    plain = [all(item.group is None and item.least == item.most == 1 for item in items) for items in (one, other)]
    return (plain[0] and _takes(f"(?:{texts[1]})+", texts[0])) or (plain[1] and _takes(f"(?:{texts[0]})+", texts[1]))


def _share(one: str, other: str) -> bool:
    """Whether a letter stands for both."""
    return bool(_letters(one) & _letters(other)) or one == other


@lru_cache(maxsize=4096)
def _letters(text: str) -> frozenset[str]:
    samples = {*_SAMPLES, *text}
    try:
        pattern = regex.compile(text, regex.IGNORECASE)
    except regex.error:
        return frozenset(samples)
    return frozenset(letter for letter in samples if pattern.fullmatch(letter))


def _takes(pattern: str, text: str) -> bool:
    try:
        return regex.fullmatch(pattern, text, timeout=0.1) is not None
    except (regex.error, TimeoutError):
        return True


def slow_on(rule: CompiledRule, seconds: float = SECONDS) -> str | None:
    """The beginning of the first hostile text on which the rule exceeds ``seconds``, None where there is none."""
    for text in hostile_texts(rule):
        try:
            rule.find(text, text, folded=False, seconds=seconds)
        except TimeoutError:
            return text[:20]
    return None


def hostile_texts(rule: CompiledRule) -> Iterator[str]:
    """Texts without end of what the rule looks for: single letters, its examples, its examples without their end."""
    for unit in ("a", "1", " ", "a ", "1/", "a, ", "\ue000", "\ue000, "):
        yield (unit * _LETTERS)[:_LETTERS]
    for example in rule.rule.examples[:2]:
        yield (f"{example.match} " * _LETTERS)[:_LETTERS]
        yield (example.match[: max(len(example.match) // 2, 1)] * _LETTERS)[:_LETTERS]
