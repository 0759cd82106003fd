"""Why a stored task says what it says: words, page and rule of each value, and the rules that did not get their way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from pipeline.batch.cache import cache_of
from pipeline.errors import NotFoundError
from pipeline.extraction import take_apart
from pipeline.extraction.agencies import Home
from pipeline.extraction.annotate import Tools
from pipeline.extraction.tools import date_context, matchers_for
from pipeline.models import Layout, Node, Paragraph
from pipeline.rulebook import Rulebook
from pipeline.settings import Settings
from pipeline.workbench.books import as_paragraph, place_of
from pipeline.workbench.trial import Hit, try_paragraph


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the task: its words as they were read, the page, the rule (empty: by its place) and its file."""

    field: str
    item: int | None
    words: str
    page: int
    rule: str
    file: str


@dataclass(frozen=True, slots=True)
class Explained:
    """``text`` is the paragraph as the rules saw it; ``lost`` the hits on it that do not stand, with the reason."""

    task: Mapping[str, Any]
    document: Mapping[str, Any]
    text: str
    values: tuple[Value, ...]
    lost: tuple[Hit, ...]


def explain(db: Database, task_id: str, book: Rulebook, settings: Settings) -> Explained:
    """Raises NotFoundError where there is no such task. What was read is taken from the cache, else the task's text."""
    task = next(iter(db.query("select * from tasks where id = ?", [task_id])), None)
    if task is None:
        raise NotFoundError("{name}: there is no task of this id in the database.", name=task_id)
    document = next(iter(db.query("select * from documents where id = ?", [task["document_id"]])))
    paragraph, tools = _read(db, task["text"], document, book, settings)
    tried = try_paragraph(paragraph, tools)
    lost = tuple(hit for hit in tried.hits if hit.lost)
    return Explained(task, document, tried.text, tuple(_values(db, task_id, book)), lost)


def _values(db: Database, task_id: str, book: Rulebook) -> Iterator[Value]:
    """Rows of evidence, the lines of one value joined."""
    files = {rule.id: place_of(rule) for rule in book.rules}
    sql = """
        select field, item, group_concat(words, ' ') as words, min(page) as page, max(rule) as rule
        from (select * from evidence where task_id = ? order by rowid)
        group by field, item order by field != 'text', field, item"""
    for row in db.query(sql, [task_id]):
        rule = row["rule"] or ""
        yield Value(row["field"], row["item"], row["words"], row["page"], rule, files.get(rule, ""))


def _read(
    db: Database, text: str, document: Mapping[str, Any], book: Rulebook, settings: Settings
) -> tuple[Paragraph, Tools]:
    """The paragraph in which the task stands, and what extraction knew when it came to it."""
    cache = cache_of(settings)
    reading = cache.load(document["sha256"]) if cache and document["sha256"] else None
    if reading is not None:
        ground = take_apart(reading, book, settings)
        for layout in ground.layouts:
            for paragraph in paragraphs_of(layout):
                if text in paragraph.text:
                    return paragraph, ground.tools(layout)
    return _stored(db, text, document, book, settings)


def _stored(
    db: Database, text: str, document: Mapping[str, Any], book: Rulebook, settings: Settings
) -> tuple[Paragraph, Tools]:
    """The same, as near as the database alone can tell."""

    def column(sql: str) -> list[Any]:
        return [row[0] for row in db.execute(sql, [document["id"]])]

    healths = column("select health from pages where document_id = ?")
    matchers = matchers_for(document["text_source"], healths, book, settings)
    addressees = column("select name from parties where document_id = ? and role = 'addressee' order by position")
    cited = map(_day, column("select issued_on from citations where document_id = ?"))
    issued_on = _day(document["issued_on"])
    dates = date_context(issued_on, document["subject"] or "", "", cited, matchers.wordings, settings)
    home = Home(document["issuer"], document["place"], issued_on=issued_on, addressees=tuple(addressees))
    return as_paragraph(text, matchers.wordings), Tools(matchers.wordings, home, dates, matchers.names)


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def paragraphs_of(layout: Layout) -> Iterator[Paragraph]:
    """The paragraphs of the body and of the annexes, with those of tables."""
    yield from _walk(layout.body)
    for annex in layout.annexes:
        yield from _walk(annex.nodes)


def _walk(nodes: Sequence[Node]) -> Iterator[Paragraph]:
    for node in nodes:
        if node.paragraph is not None:
            yield node.paragraph
        if node.table is not None:
            for cell in node.table.cells:
                yield from cell.paragraphs
        yield from _walk(node.children)
