"""A text as words with their offsets, and a trie of phrases over them.

Hyphens are no words (``Văn hóa - Xã hội`` and ``Văn hóa Xã hội`` are alike), ``&`` reads as the word that the list
``agency.and`` names; every other mark is a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\s\w-]|_")
_HYPHENS = {" - ", "-", "- ", " -"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Token:
    """``key`` is what is compared; ``capital`` tells of the first letter, ``upper`` of two letters or more."""

    key: str
    start: int
    end: int
    capital: bool
    upper: bool


class Trie(Generic[T]):
    """Phrases by their words."""

    __slots__ = ("root",)

    def __init__(self) -> None:
        self.root: dict[str | None, object] = {}

    def add(self, keys: Sequence[str], value: T) -> None:
        node = self.root
        for key in keys:
            node = node.setdefault(key, {})  # type: ignore[assignment]
        node.setdefault(None, []).append(value)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Text:
    """A text with its words. ``expansions`` maps a word's position to what an abbreviation there stands for."""

    text: str
    tokens: tuple[Token, ...]
    expansions: Mapping[int, tuple[tuple[tuple[str, ...], int], ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.tokens)

    def key(self, index: int) -> str:
        return self.tokens[index].key if 0 <= index < len(self.tokens) else ""

    def glue(self, index: int) -> str:
        """What stands between word ``index - 1`` and word ``index``."""
        if not 0 < index < len(self.tokens):
            return "\n"
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def glued(self, index: int, *, hyphens: bool = False) -> bool:
        glue = self.glue(index)
        return glue == " " or (hyphens and glue.replace("–", "-") in _HYPHENS)

    def at(self, offset: int) -> int:
        """The first word that starts at or after an offset."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def slice(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def matches(self, trie: Trie[T], index: int) -> list[tuple[int, list[T]]]:
        """The phrases that begin at a word: (position behind the last word, values), the longest first."""
        if self.key(index) not in trie.root and index not in self.expansions:
            return []
        found: dict[int, list[T]] = {}
        stack: list[tuple[dict[str | None, object], int]] = [(trie.root, index)]
        while stack:
            node, position = stack.pop()
            values = node.get(None)
            if values is not None:
                found.setdefault(position, []).extend(values)  # type: ignore[arg-type]
            for inner, after in self._steps(node, position):
                stack.append((inner, after))
        return sorted(found.items(), reverse=True)

    def longest(self, trie: Trie[T], index: int) -> tuple[int, T] | None:
        found = self.matches(trie, index)
        return (found[0][0], found[0][1][0]) if found else None

    def _steps(self, node: dict[str | None, object], position: int) -> Iterator[tuple[dict[str | None, object], int]]:
        if position >= len(self.tokens):
            return
        inner = node.get(self.tokens[position].key)
        if inner is not None:
            yield inner, position + 1  # type: ignore[misc]
        for keys, after in self.expansions.get(position, ()):
            reached: object = node
            for key in keys:
                reached = reached.get(key) if isinstance(reached, dict) else None
            if isinstance(reached, dict):
                yield reached, after


def words(text: str, surface: str, also: str) -> tuple[Token, ...]:
    """The words of a text; ``surface`` is the text levelled (and folded), ``also`` how ``&`` reads."""
    lower = surface.lower()
    if len(lower) != len(surface):
        lower = surface
    return tuple(
        Token(
            also if lower[hit.start() : hit.end()] == "&" else lower[hit.start() : hit.end()],
            hit.start(),
            hit.end(),
            text[hit.start()].isupper(),
            hit.end() - hit.start() > 1 and text[hit.start() : hit.end()].isupper(),
        )
        for hit in _WORD.finditer(surface)
    )


def keys_of(phrase: str, surface: Callable[[str], str], also: str) -> tuple[str, ...]:
    return tuple(token.key for token in words(phrase, surface(phrase), also))
