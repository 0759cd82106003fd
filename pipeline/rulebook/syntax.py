"""A pattern taken apart far enough to be judged: alternatives, groups and what is repeated how often.

Not a full parser: what it does not know it takes for a single letter, which the compiler has accepted before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

_TOKEN = regex.compile(
    r"""
    (?P<open>\((?:\?(?:P?<[^=!][^>]*>|P[=>][^)]*|\#[^)]*|[:=!>|]|<[=!]|[a-zA-Z0-9-]*:?))?)
    | (?P<close>\))
    | (?P<bar>\|)
    | (?P<atom>\\[pP]\{[^}]*\}|\\g<[^>]*>|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.
      |\[\^?\]?(?:\\.|\[:[a-z]+:\]|[^\]\\])*\]|.)
    """,
    regex.VERBOSE | regex.DOTALL,
)
_QUANTIFIER = regex.compile(r"(?:[*+?]|\{(?P<least>[0-9]*)(?P<comma>,)?(?P<most>[0-9]*)\})(?P<mode>[?+]?)")
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")


@dataclass(frozen=True, slots=True)
class Item:
    """One letter, class or group with its quantifier; ``most`` is None where there is no limit."""

    text: str
    group: Group | None = None
    least: int = 1
    most: int | None = 1
    possessive: bool = False

    @property
    def is_anchor(self) -> bool:
        return self.text in ("^", "$", r"\b", r"\B", r"\A", r"\Z") or (self.group is not None and self.group.looks)


@dataclass(frozen=True, slots=True)
class Group:
    """``opening`` is what it begins with: ``(?:``, ``(?P<day>``, ``(?=`` ...; empty for the whole pattern."""

    opening: str
    alternatives: tuple[tuple[Item, ...], ...]

    @property
    def looks(self) -> bool:
        """Whether it takes no letters: a look ahead or behind."""
        return self.opening in _LOOKS


def parse(pattern: str) -> Group:
    """The tree of an expanded pattern that compiles."""
    return _group("", pattern, 0)[0]


def _group(opening: str, pattern: str, position: int) -> tuple[Group, int]:
    """The group whose content begins at ``position``, and where it ends."""
    alternatives: list[tuple[Item, ...]] = []
    items: list[Item] = []
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        if token is None or token["close"]:
            position += 1
            break
        if token["bar"]:
            alternatives.append(tuple(items))
            items, position = [], token.end()
            continue
        inner, start, position = None, position, token.end()
        if token["open"] and _is_flag(token["open"], pattern, position):
            position += 1
        elif token["open"]:
            inner, position = _group(token["open"], pattern, position)
        item, position = _quantified(pattern[start:position], inner, pattern, position)
        items.append(item)
    return Group(opening, (*alternatives, tuple(items))), position


def _is_flag(opening: str, pattern: str, position: int) -> bool:
    """Whether it is ``(?i)`` or a comment: nothing stands in it, its bracket closes at once."""
    return opening.startswith(("(?#", "(?P=")) or (opening[:2] == "(?" and pattern[position : position + 1] == ")")


def _quantified(text: str, inner: Group | None, pattern: str, position: int) -> tuple[Item, int]:
    found = _QUANTIFIER.match(pattern, position)
    if found is None or found[0] == "{}":
        return Item(text, inner), position
    atomic = inner is not None and inner.opening == "(?>"
    least, most = _bounds(found)
    return Item(text, inner, least, most, atomic or found["mode"] == "+"), found.end()


def _bounds(found: regex.Match[str]) -> tuple[int, int | None]:
    if found[0][0] != "{":
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[found[0][0]]
    least = int(found["least"] or 0)
    if not found["comma"]:
        return least, least
    return least, int(found["most"]) if found["most"] else None


def groups_in(group: Group) -> Iterator[Group]:
    """The group and all groups in it."""
    yield group
    for items in group.alternatives:
        for item in items:
            if item.group is not None:
                yield from groups_in(item.group)


def items_in(group: Group) -> Iterator[Item]:
    """Every item of the group and of the groups in it."""
    for inner in groups_in(group):
        for items in inner.alternatives:
            yield from items
