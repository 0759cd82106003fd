"""Content written as text, and the tasks that it gives in a plan."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.extraction.agencies import Home
from pipeline.extraction.annotate import Tools
from pipeline.extraction.candidates import Candidate
from pipeline.extraction.context import Context
from pipeline.extraction.deadlines import DateContext
from pipeline.extraction.judge import Nature
from pipeline.extraction.prose import Walk
from pipeline.layout.outline import outline
from pipeline.layout.text import Placed, paragraph
from pipeline.models import Line, Paragraph, Table, TableCell, Word
from pipeline.rulebook import Matcher, Rulebook, load


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    return load([Path(__file__).parents[2] / "rules"])


def tools() -> Tools:
    matcher = Matcher(rulebook())
    return Tools(matcher, Home(issuer="Ủy ban nhân dân tỉnh Lào Cai"), DateContext(plan_year=2026), matcher)


def one(text: str, matcher: Matcher, *, labelled: bool = True) -> Paragraph:
    return paragraph([Placed(Line(tuple(map(Word, text.split()))), 1)], matcher, labelled=labelled)


def table(text: str, matcher: Matcher) -> Table:
    """A table of rows with ``|`` between the cells, ``//`` between paragraphs; ``^`` goes on with the cell above."""
    rows = [[cell.strip() for cell in row.split("|")] for row in text.strip().splitlines()]
    cells: list[TableCell] = []
    for column in range(len(rows[0])):
        for number, row in enumerate(rows):
            if row[column] == "^":
                above = cells.pop()
                cells.append(TableCell(above.row, column, above.row_span + 1, 1, above.paragraphs))
            else:
                content = tuple(one(part, matcher) for part in row[column].split("//") if part.strip())
                cells.append(TableCell(number, column, 1, 1, content))
    return Table(len(rows), len(rows[0]), tuple(cells), 1)


def candidates(*content: str, nature: str = "plan") -> list[Candidate]:
    """A text with ``|`` is a table, any other a paragraph a line."""
    given = tools()
    items: list[Paragraph | Table] = []
    for text in content:
        if "|" in text:
            items.append(table(text, given.matcher))
        else:
            items += [one(line, given.matcher) for line in text.strip().splitlines()]
    return list(Walk(given, Nature(nature)).candidates(outline(items), Context()))


def tasks(*content: str, nature: str = "plan") -> list[Candidate]:
    return [candidate for candidate in candidates(*content, nature=nature) if candidate.verdict.task]


def brief(found: Sequence[Candidate]) -> list[str]:
    """A task a line: its text, then ``lead / coordinating bodies / deadlines / product``, empty ones left off."""
    lines = []
    for task in found:
        leads, coordinates = (", ".join(one.agency.name for one in named) for named in (task.leads, task.coordinates))
        times = ", ".join(timed.found.deadline.raw for timed in task.deadlines)
        values = " / ".join([leads, coordinates, times, task.product.text if task.product else ""]).rstrip(" /")
        lines.append(f"{task.text} = {values}" if values else task.text)
    return lines
