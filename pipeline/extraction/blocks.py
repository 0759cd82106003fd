"""The label lines among the items of one level, and of which items each of them speaks.

A plan names bodies, time and product in lines of their own: below the one item that they speak of, behind each item or
group of items, or once for all items of a heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extraction.annotate import Tools
from pipeline.extraction.context import Labels
from pipeline.extraction.labelled import is_labelled, is_particular, labels_of, listed, merged, names_group
from pipeline.models import Node

_UPPER = ("part", "chapter", "section", "article", "roman")


@dataclass(frozen=True, slots=True)
class _Block:
    """Label lines that follow one another: the siblings from ``start`` up to ``end``, and what they say."""

    start: int
    end: int
    labels: Labels


def own_labels(node: Node, tools: Tools) -> Labels:
    """What the lines below an item say of it, where nothing else stands below it; else nothing.

    A heading that only says what the lines are (``Phân công thực hiện``) is no item: they speak of its neighbours.
    """
    if node.paragraph is None or not node.children or names_group(node.paragraph, tools):
        return Labels()
    lines = [child for child in node.children if not _is_particular(child, tools)]
    return _all(lines, tools) if all(_is_line(line, tools) for line in lines) else Labels()


def tells_event(labels: Labels, lines: Sequence[Node], tools: Tools) -> bool:
    """Whether these lines tell when and where something takes place, not until when something is to be done."""
    return labels.roles == ("deadlines",) and any(_is_particular(line, tools) for line in lines)


def labels_by_node(nodes: Sequence[Node], tools: Tools) -> tuple[Labels, ...]:
    """For each of the siblings what the label lines among them say of it."""
    blocks = list(_blocks(nodes, tools))
    if len(blocks) > 1 and _takes_turns(blocks) and _leads(nodes, blocks, tools):
        ends = [*(block.start for block in blocks[1:]), len(nodes)]
        spans = [(block.end, end, block) for block, end in zip(blocks, ends, strict=True)]
    elif blocks and not _takes_turns(blocks) and _are_items(nodes, blocks):
        spans = [(0, len(nodes), block) for block in blocks]
    else:
        spans = _behind(nodes, blocks, tools)
    result = [Labels()] * len(nodes)
    for start, end, block in spans:
        result[start:end] = [merged(labels, block.labels) for labels in result[start:end]]
    starred = _starred(nodes, tools)
    return tuple(merged(labels, starred) for labels in result)


def _starred(nodes: Sequence[Node], tools: Tools) -> Labels:
    """What starred lines behind the last of several items say: a star closes the whole list, where no other has any."""
    if len(nodes) < 2 or any(node.children or node.paragraph is None for node in nodes[:-1]):
        return Labels()
    lines = nodes[-1].children
    return own_labels(nodes[-1], tools) if lines and all(line.label == "*" for line in lines) else Labels()


def _behind(nodes: Sequence[Node], blocks: Sequence[_Block], tools: Tools) -> list[tuple[int, int, _Block]]:
    """Each block speaks of what stands before it, back to the block before; a first one without such, of all."""
    spans, start = [], 0
    for block in blocks:
        before = [node for node in nodes[start : block.start] if not _is_particular(node, tools)]
        if before or block is not blocks[0]:
            spans.append((start, block.start, block))
        else:
            spans.append((0, len(nodes), block))
        start = block.end
    return sorted(spans, key=lambda span: span[1] - span[0])


def _blocks(nodes: Sequence[Node], tools: Tools) -> Iterator[_Block]:
    start: int | None = None
    for position, node in enumerate(nodes):
        if _is_block(node, tools):
            start = position if start is None else start
        elif start is not None and not _is_particular(node, tools):
            yield _Block(start, position, _all(nodes[start:position], tools))
            start = None
    if start is not None:
        yield _Block(start, len(nodes), _all(nodes[start:], tools))


def _all(nodes: Sequence[Node], tools: Tools) -> Labels:
    result = Labels()
    for node in nodes:
        inner = labels_of([node], tools) if not node.children else listed(node, tools)
        result = merged(result, inner or _of_group(node, tools))
    return result


def _of_group(node: Node, tools: Tools) -> Labels:
    return _all(node.children, tools) if node.children else Labels()


def _is_line(node: Node, tools: Tools) -> bool:
    if node.paragraph is None:
        return False
    return bool(listed(node, tools)) if node.children else is_labelled(node.paragraph, tools)


def _is_particular(node: Node, tools: Tools) -> bool:
    return node.paragraph is not None and not node.children and is_particular(node.paragraph, tools)


def _is_block(node: Node, tools: Tools) -> bool:
    """A label line, or a heading such as ``Phân công thực hiện`` with nothing but label lines below it."""
    if _is_line(node, tools):
        return True
    paragraph = node.paragraph
    if paragraph is None or not node.children or paragraph.kind in _UPPER or not names_group(paragraph, tools):
        return False
    return all(_is_line(child, tools) for child in node.children)


def _takes_turns(blocks: Sequence[_Block]) -> bool:
    """Whether two blocks name the same: then each speaks of items of its own."""
    roles = [role for block in blocks for role in block.labels.roles]
    return len(roles) != len(set(roles))


def _leads(nodes: Sequence[Node], blocks: Sequence[_Block], tools: Tools) -> bool:
    """Whether each block stands before its items: one opens the level and none closes it."""
    ahead = all(_is_particular(node, tools) for node in nodes[: blocks[0].start])
    return ahead and blocks[-1].end < len(nodes)


def _are_items(nodes: Sequence[Node], blocks: Sequence[_Block]) -> bool:
    """Whether the label lines are numbered as the items are (a, b, c): all tell of one thing."""
    lines = [node for block in blocks for node in nodes[block.start : block.end]]
    return all(line.label and line.paragraph and line.paragraph.kind == _kind(nodes) for line in lines)


def _kind(nodes: Sequence[Node]) -> str | None:
    return next((node.paragraph.kind for node in nodes if node.paragraph), None)
