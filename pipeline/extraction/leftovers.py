"""What became no task though it holds an order, a time, or the look of an assignment: where a rule may be missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.extraction.annotate import Tools, annotate
from pipeline.extraction.candidates import Candidate
from pipeline.extraction.columns import columns_of
from pipeline.extraction.context import Context
from pipeline.extraction.deadlines import find_deadlines
from pipeline.models import LeftOut, Node, Paragraph, Table

_MOST_CELLS = 200  # of a table are looked through for a time: those of long lists of figures say no more
_SHORTEST = 4  # letters of a cell that tell the row it belongs to


def left_out(
    candidates: Sequence[Candidate], outline: Iterable[tuple[tuple[str, ...], Sequence[Node]]], tools: Tools
) -> Iterator[LeftOut]:
    """Paragraphs with an order or a time, stems that name a body and gave no task, tables with times whose columns
    no rule knows; ``outline`` gives the nodes with the path that leads to them."""
    for candidate in candidates:
        if not candidate.verdict.task and (candidate.verdict.rule or candidate.annotated.deadlines):
            where, reason = " > ".join(candidate.context.path), candidate.verdict.reason or ""
            yield LeftOut(where, candidate.text, candidate.paragraph.page, reason)
    tasks = [candidate.paragraph.text for candidate in candidates if candidate.verdict.task]
    for path, nodes in outline:
        yield from _unread(nodes, Context(path=path), tools, tasks)


def _unread(nodes: Sequence[Node], context: Context, tools: Tools, tasks: Sequence[str]) -> Iterator[LeftOut]:
    for node in nodes:
        path = " > ".join(context.below(node.label).path)
        if node.table is not None and _is_unknown(node.table, tools, tasks):
            header = dict.fromkeys(cell.text for cell in node.table.cells if cell.row == 0)
            yield LeftOut(path, " | ".join(filter(None, header)), _page(node.table), "unknown_columns")
        stem = node.paragraph if node.children else None
        if stem is not None and _is_unknown_stem(stem, tools) and not _gave_tasks(node.children, tasks):
            yield LeftOut(path, stem.content, stem.page, "unknown_stem")
        yield from _unread(node.children, context.below(node.label), tools, tasks)


def _is_unknown_stem(paragraph: Paragraph, tools: Tools) -> bool:
    """Whether it leads to what stands below it, names a body, and no rule takes it for a stem."""
    if not paragraph.text.rstrip().endswith(":"):
        return False
    annotated = annotate(paragraph, tools)
    return bool(annotated.agencies) and tools.matcher.first("stem", annotated.masked_content) is None


def _gave_tasks(nodes: Sequence[Node], tasks: Sequence[str]) -> bool:
    return any((node.paragraph and node.paragraph.text in tasks) or _gave_tasks(node.children, tasks) for node in nodes)


def _is_unknown(table: Table, tools: Tools, tasks: Sequence[str]) -> bool:
    """Whether it names times, gave no task, and its columns do not say that it assigns work."""
    texts = [paragraph.text for cell in table.cells for paragraph in cell.paragraphs]
    if any(len(text) >= _SHORTEST and any(task.startswith(text) for task in tasks) for text in texts):
        return False
    columns = columns_of(table, tools.matcher)
    if columns is not None and columns.assign:
        return False
    return any(find_deadlines(text, tools.matcher, tools.dates, cell=True) for text in islice(texts, _MOST_CELLS))


def _page(table: Table) -> int:
    return min((paragraph.page for cell in table.cells for paragraph in cell.paragraphs), default=1)
