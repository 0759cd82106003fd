"""How a DOCX paragraph and its runs look, after their styles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.reading.formats.numbering import W

_CHAIN = 12  # styles on styles


@dataclass(frozen=True, slots=True)
class Looks:
    """``indent`` of the first line in points, ``size`` in points, ``depth`` the level in the list from 0.

    ``list_style`` is the style that names the list; the list may tie its levels to styles.
    """

    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    size: float | None = None
    font: str | None = None
    align: str | None = None
    indent: float | None = None
    list_id: str | None = None
    depth: int | None = None
    list_style: str | None = None


@dataclass(slots=True)
class Styles:
    """The style sheet; ``normal`` is the paragraph style of paragraphs that name none."""

    by_id: dict[str, Any] = field(default_factory=dict)
    normal: str | None = None
    base: Looks = field(default_factory=Looks)

    def paragraph(self, p: Any) -> Looks:
        ppr = p.find(f"{W}pPr")
        style = _value(ppr, "pStyle") or self.normal
        looks = self._chain(style, self.base)
        return _with_paragraph(looks, ppr)

    def run(self, r: Any, looks: Looks) -> Looks:
        rpr = r.find(f"{W}rPr")
        if rpr is None:
            return looks
        return _with_run(self._chain(_value(rpr, "rStyle"), looks), rpr)

    def borders(self, tbl: Any) -> list[str]:
        """The sides on which a table has lines."""
        tpr = tbl.find(f"{W}tblPr")
        own = tpr.find(f"{W}tblBorders") if tpr is not None else None
        if own is None:
            for style in self._ancestors(_value(tpr, "tblStyle")):
                own = style.find(f"{W}tblPr/{W}tblBorders")
                if own is not None:
                    break
        return [side.tag for side in own if side.get(f"{W}val") not in (None, "nil", "none")] if own is not None else []

    def _ancestors(self, style_id: str | None) -> list[Any]:
        """The style and those it is based on."""
        found: list[Any] = []
        while style_id in self.by_id and len(found) < _CHAIN:
            style = self.by_id[style_id]
            found.append(style)
            style_id = _value(style, "basedOn")
        return found

    def _chain(self, style_id: str | None, looks: Looks) -> Looks:
        for style in reversed(self._ancestors(style_id)):
            before = looks.list_id
            looks = _with_paragraph(looks, style.find(f"{W}pPr"))
            if looks.list_id != before or style.find(f"{W}pPr/{W}numPr") is not None:
                looks = replace(looks, list_style=style.get(f"{W}styleId"))
            looks = _with_run(looks, style.find(f"{W}rPr"))
        return looks


def read_styles(root: Any) -> Styles:
    """From ``word/styles.xml``; ``None`` gives an empty sheet."""
    styles = Styles()
    if root is None:
        return styles
    for style in root.iterfind(f"{W}style"):
        key = style.get(f"{W}styleId")
        if key:
            styles.by_id[key] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                styles.normal = key
    defaults = root.find(f"{W}docDefaults")
    if defaults is not None:
        looks = _with_paragraph(Looks(), defaults.find(f"{W}pPrDefault/{W}pPr"))
        styles.base = _with_run(looks, defaults.find(f"{W}rPrDefault/{W}rPr"))
    return styles


def is_on(item: Any) -> bool:
    """Is a switch such as ``w:b`` on? Its mere presence says yes."""
    return item.get(f"{W}val") not in ("0", "false", "off", "none")


def _value(item: Any, name: str) -> str | None:
    child = item.find(f"{W}{name}") if item is not None else None
    value = child.get(f"{W}val") if child is not None else None
    return str(value) if value is not None else None


def _with_paragraph(looks: Looks, ppr: Any) -> Looks:
    if ppr is None:
        return looks
    changes: dict[str, Any] = {}
    if (align := _value(ppr, "jc")) is not None:
        changes["align"] = align
    ind = ppr.find(f"{W}ind")
    if ind is not None and (indent := _indent(ind)) is not None:
        changes["indent"] = indent
    num = ppr.find(f"{W}numPr")
    if num is not None:
        list_id = _value(num, "numId")
        if list_id is not None:
            changes["list_id"] = None if list_id == "0" else list_id
        depth = _value(num, "ilvl")
        if depth is not None and depth.isdigit():
            changes["depth"] = int(depth)
    return replace(looks, **changes) if changes else looks


def _indent(ind: Any) -> float | None:
    twips: dict[str, float] = {}
    for name in ("left", "start", "firstLine", "hanging"):
        try:
            twips[name] = float(ind.get(f"{W}{name}", ""))
        except ValueError:
            continue
    if not twips:
        return None
    left = twips.get("left", twips.get("start", 0.0))
    return (left + twips.get("firstLine", 0.0) - twips.get("hanging", 0.0)) / 20


def _with_run(looks: Looks, rpr: Any) -> Looks:
    if rpr is None:
        return looks
    changes: dict[str, Any] = {}
    for name, key in (("b", "bold"), ("i", "italic"), ("caps", "caps"), ("vanish", "hidden")):
        item = rpr.find(f"{W}{name}")
        if item is not None:
            changes[key] = is_on(item)
    size = _value(rpr, "sz")
    if size is not None and size.replace(".", "", 1).isdigit():
        changes["size"] = float(size) / 2
    fonts = rpr.find(f"{W}rFonts")
    if fonts is not None and (font := fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")):
        changes["font"] = font
    return replace(looks, **changes) if changes else looks
