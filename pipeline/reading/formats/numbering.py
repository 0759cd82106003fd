"""Labels of automatically numbered DOCX paragraphs: ``1.``, ``2.1.``, ``a)``, ``IV.``, ``-``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; ``legal`` shows all numbers as decimals; ``style`` is the one tied to it."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def depth_of(self, list_id: str, style: str | None) -> int:
        """The level that a list ties to a style, 0 where there is none."""
        base, own, _ = self.lists.get(list_id, ("", {}, {}))
        for depth, level in {**self.levels.get(base, {}), **own}.items():
            if style is not None and level.style == style:
                return depth
        return 0

    def label(self, list_id: str, depth: int) -> str:
        """The next label at ``depth`` (from 0) of a list, empty where it has none."""
        if list_id not in self.lists:
            return ""
        base, own, starts = self.lists[list_id]
        levels = {**self.levels.get(base, {}), **own}
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(base, {})
        if list_id not in self.begun:
            self.begun.add(list_id)
            for at, start in starts.items():
                counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and depth < restart):
                del counts[deeper]
        return _shown(level, levels, counts)


def _shown(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.kind == "none":
        return re.sub(r"%\d", "", level.text)
    if level.kind == "bullet":
        return "".join(_bullet(letter) for letter in level.text)

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        of = levels.get(at, Level())
        value = counts.get(at, of.start)
        return written(value, "decimal" if level.legal else of.kind)

    return re.sub(r"%(\d)", number, level.text)


def _bullet(letter: str) -> str:
    """Signs of symbol fonts by what they look like."""
    code = ord(letter)
    if 0xF000 <= code <= 0xF0FF:
        return {0x2D: "-", 0x2B: "+", 0x2A: "*"}.get(code & 0xFF, "•")
    return {"o": "◦", "–": "-"}.get(letter, letter)


def written(value: int, kind: str) -> str:
    """A number as a list shows it."""
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else "0"
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        text = ""
        for unit, sign in _ROMAN:
            while value >= unit:
                text, value = text + sign, value - unit
        return text.upper() if kind == "upperRoman" else text
    if kind == "decimalZero":
        return f"{value:02d}"
    return "" if kind == "none" else str(value)


def read_numbering(root: Any) -> Numbering:
    """From ``word/numbering.xml``; ``None`` gives an empty one."""
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}
    named: dict[str, str] = {}
    for item in root.iterfind(f"{W}abstractNum"):
        key = item.get(f"{W}abstractNumId", "")
        numbering.levels[key] = _levels(item)
        link, name = item.find(f"{W}numStyleLink"), item.find(f"{W}styleLink")
        if link is not None:
            links[key] = link.get(f"{W}val", "")
        if name is not None:
            named[name.get(f"{W}val", "")] = key
    for item in root.iterfind(f"{W}num"):
        base = item.find(f"{W}abstractNumId")
        key = base.get(f"{W}val", "") if base is not None else ""
        key = named.get(links.get(key, ""), key)
        own: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for over in item.iterfind(f"{W}lvlOverride"):
            own |= _levels(over)
            start = over.find(f"{W}startOverride")
            if start is not None:
                starts[int(over.get(f"{W}ilvl", "0"))] = int(start.get(f"{W}val", "1"))
        numbering.lists[item.get(f"{W}numId", "")] = (key, own, starts)
    return numbering


def _levels(item: Any) -> dict[int, Level]:
    found = {}
    for lvl in item.iterfind(f"{W}lvl"):
        value = {child.tag: child.get(f"{W}val") for child in lvl}
        restart = value.get(f"{W}lvlRestart")
        found[int(lvl.get(f"{W}ilvl", "0"))] = Level(
            int(value.get(f"{W}start") or 1),
            value.get(f"{W}numFmt") or "decimal",
            value.get(f"{W}lvlText") or "",
            int(restart) if restart is not None else None,
            lvl.find(f"{W}isLgl") is not None,
            value.get(f"{W}pStyle"),
        )
    return found
