"""Paragraphs and tables to the outline tree (đề mục) of labels, headings and stems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.layout.tables import concatenated
from pipeline.models import Node, Paragraph, Table

# Kinds whose items stand above all others, outermost first (Nghị định 30/2020/NĐ-CP, Phụ lục I).
_UPPER = ("part", "chapter", "section", "article")
_ITEMS = ("dash", "plus", "bullet")
_SHORT_STEM = 40  # letters; a stem that gives an order names who is to do what and is longer


@dataclass
class _Draft:
    """A node while the tree grows. ``kind`` is None for a paragraph without label."""

    paragraph: Paragraph | None = None
    table: Table | None = None
    kind: str | None = None
    children: list[_Draft] = field(default_factory=list)

    def frozen(self) -> Node:
        return Node(self.paragraph, self.table, tuple(child.frozen() for child in self.children))


def outline(content: Sequence[Paragraph | Table]) -> tuple[Node, ...]:
    """The tree of a sequence in reading order.

    A label opens an item below the innermost open item of another kind, or beside the open one of its own kind. A
    paragraph without label that ends with a colon is a stem: what follows stands below it.
    """
    root = _Draft()
    stack = [root]
    for item in _with_titles(content):
        if isinstance(item, Table):
            stack[_position_of_text(stack, stems=True)].children.append(_Draft(table=item))
        elif item.kind:
            _add_item(stack, item)
        else:
            _add_text(stack, item)
    return root.frozen().children


def _with_titles(content: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """The sequence with a label that stands alone (PHẦN I, Chương II) joined to its title below."""
    result: list[Paragraph | Table] = []
    for item in content:
        last = result[-1] if result else None
        if (
            isinstance(last, Paragraph)
            and isinstance(item, Paragraph)
            and last.label
            and not last.content.strip()
            and not item.label
        ):
            joined = concatenated(last, item)
            object.__setattr__(joined, "body", len(last.text) + 1)
            result[-1] = joined
        else:
            result.append(item)
    return result


def _add_item(stack: list[_Draft], item: Paragraph) -> None:
    kind = item.kind or ""
    position = next((n for n in range(len(stack) - 1, 0, -1) if stack[n].kind == kind), None)
    if position is not None and not _restarts(stack, position, item):
        del stack[position:]
    else:
        _close_deeper(stack, kind)
    draft = _Draft(item, kind=kind)
    stack[-1].children.append(draft)
    stack.append(draft)


def _restarts(stack: list[_Draft], position: int, item: Paragraph) -> bool:
    """Whether a numbering that begins anew is a list of its own below the innermost item, which ends with a colon."""
    innermost = stack[-1].paragraph
    return (
        item.kind not in _ITEMS
        and (item.label or "").rstrip(".") in ("1", "a", "I")
        and innermost is not None
        and innermost.text.rstrip().endswith(":")
        and position < len(stack)
        and not (stack[-1].kind is None and position == len(stack) - 2)
    )


def _close_deeper(stack: list[_Draft], kind: str) -> None:
    """Close open items that a new kind cannot stand below."""
    if kind in _UPPER:
        while len(stack) > 1 and not (stack[-1].kind in _UPPER and _UPPER.index(stack[-1].kind) < _UPPER.index(kind)):
            stack.pop()
        return
    if kind.startswith("decimal"):
        depth = int(kind[7:])
        while len(stack) > 1 and not _may_hold(stack[-1], depth):
            stack.pop()
        return
    if kind == "roman":
        while len(stack) > 1 and stack[-1].kind not in (*_UPPER, None):
            stack.pop()
    elif kind in ("letter", "bracketed"):
        while stack[-1].kind in (*_ITEMS, "bracketed") and not _introduces(stack[-1]):
            stack.pop()
    elif kind in ("dash", "bullet"):
        while len(stack) > 1 and stack[-1].kind == "plus" and kind == "dash":
            stack.pop()


def _may_hold(draft: _Draft, depth: int) -> bool:
    """Whether a decimal number of so many parts can stand below this item."""
    kind = draft.kind or ""
    if kind.startswith("decimal"):
        return int(kind[7:]) < depth or _introduces(draft)
    return True


def _introduces(draft: _Draft) -> bool:
    return draft.paragraph is not None and draft.paragraph.text.rstrip().endswith(":")


def _add_text(stack: list[_Draft], item: Paragraph) -> None:
    """Below the innermost heading or stem. A stem never stands below another stem's items; a short one, which only
    names a matter (``Chế độ báo cáo:``), stands among the items of the outermost stem."""
    text = item.text.rstrip()
    is_stem = text.endswith(":")
    position = _position_of_text(stack, stems=not is_stem)
    if is_stem and len(text) < _SHORT_STEM:
        position = next((n for n in range(position + 1, len(stack)) if stack[n].kind is None), position)
    draft = _Draft(item)
    stack[position].children.append(draft)
    del stack[position + 1 :]
    if is_stem:
        stack.append(draft)


def _position_of_text(stack: list[_Draft], *, stems: bool) -> int:
    """Where a paragraph without label belongs: below the innermost heading, beside an item that is a sentence."""
    position = len(stack) - 1
    while position > 0 and not (_is_heading(stack[position]) or (stems and stack[position].kind is None)):
        position -= 1
    return position


def _is_heading(draft: _Draft) -> bool:
    if draft.paragraph is None:
        return True
    text = draft.paragraph.content.rstrip()
    if draft.kind is None:
        return False
    if draft.kind in _ITEMS:
        return text.endswith(":")
    short = len(text) < 140 and not text.endswith((".", ";", "/."))
    return text.endswith(":") or short or draft.paragraph.bold
