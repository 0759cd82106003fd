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
from pipeline.extraction.ground import Ground
from pipeline.extraction.tools import date_context, matchers_for
from pipeline.models import Layout, Node, Paragraph
from pipeline.rulebook import Rulebook
from pipeline.settings import Settings
from pipeline.store import queries
from pipeline.workbench.books import as_paragraph, place_of
from pipeline.workbench.trial import Hit, try_paragraph

_SHOWN = 5  # ids of tasks, where several are meant


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the task: its words as they were read, the page, the rule (empty: by its place) and its file."""

    field: str
    item: int | None
    words: str
    page: int
    rule: str
    file: str
    above: bool = False  # the words stand in the stem or heading that the task stands under


@dataclass(frozen=True, slots=True)
class Explained:
    """``text`` is the paragraph as the rules saw it; ``lost`` the hits on it that do not stand, with the reason.
    ``stems`` are the rules that know what the task stands under. ``found`` tells whether these rules find the task
    again, None where the document can not be read from the cache."""

    task: Mapping[str, Any]
    document: Mapping[str, Any]
    text: str
    values: tuple[Value, ...]
    lost: tuple[Hit, ...]
    stems: tuple[Hit, ...] = ()
    found: bool | None = None


def explain(db: Database, task_id: str, book: Rulebook, settings: Settings) -> Explained:
    """``task_id`` may be the beginning of an id, or name a document with one task. Raises NotFoundError where it
    means none or several. What was read is taken from the cache, else the task's text."""
    task = find_task(db, task_id)
    document = next(iter(db.query("select * from documents where id = ?", [task["document_id"]])))
    ground = _ground(document, book, settings)
    paragraph, tools = _read(db, task["text"], document, book, settings, ground)
    tried = try_paragraph(paragraph, tools)
    lost = tuple(hit for hit in tried.hits if hit.lost)
    values = tuple(_values(db, task, book))
    above = try_paragraph(as_paragraph(task["stem"], tools.matcher), tools).hits if task["stem"] else ()
    stems = tuple(hit for hit in above if hit.kind in ("stem", "section") and not hit.lost)
    found = None if ground is None else any(task["text"] == one.text for part in ground.extract() for one in part.tasks)
    return Explained(task, document, tried.text, values, lost, stems, found)


def find_task(db: Database, name: str) -> Mapping[str, Any]:
    """The task of this id, of the only id that begins so, or the only one of the document of this name."""
    found = list(db.query("select * from tasks where substr(id, 1, length(?1)) = ?1 order by rowid", [name]))
    found = [task for task in found if task["id"] == name] or found
    if not found:
        try:
            document = queries.find_document(db, name)
        except NotFoundError:
            raise NotFoundError("{name}: there is no task of this id in the database.", name=name) from None
        found = list(db.query("select * from tasks where document_id = ? order by rowid", [document["id"]]))
    if not found:
        raise NotFoundError("{name}: there is no task of this id in the database.", name=name)
    if len(found) > 1:
        ids = ", ".join(task["id"] for task in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
        raise NotFoundError("{name}: several tasks are meant; name one by its id: {ids}.", name=name, ids=ids)
    return found[0]


def _values(db: Database, task: Mapping[str, Any], book: Rulebook) -> Iterator[Value]:
    """Rows of evidence, the lines of one value joined."""
    files = {rule.id: place_of(rule) for rule in book.rules}
    sql = """
        select field, item, group_concat(words, ' ') as words, min(page) as page, max(rule) as rule
        from (select * from evidence where task_id = ? order by rowid)
        group by field, item order by field != 'text', field, item"""
    for row in db.query(sql, [task["id"]]):
        rule, words = row["rule"] or "", row["words"]
        above = words not in task["text"] and words in (task["stem"] or "")
        yield Value(row["field"], row["item"], words, row["page"], rule, files.get(rule, ""), above)


def _ground(document: Mapping[str, Any], book: Rulebook, settings: Settings) -> Ground | None:
    cache = cache_of(settings)
    reading = cache.load(document["sha256"]) if cache and document["sha256"] else None
    return None if reading is None else take_apart(reading, book, settings)


def _read(
    db: Database, text: str, document: Mapping[str, Any], book: Rulebook, settings: Settings, ground: Ground | None
) -> tuple[Paragraph, Tools]:
    """The paragraph in which the task stands, and what extraction knew when it came to it."""
    for layout in ground.layouts if ground else ():
        for paragraph in paragraphs_of(layout):
            if ground and text in paragraph.text:
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
