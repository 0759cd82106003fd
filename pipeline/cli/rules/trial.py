"""``giaoviec rules try``: what the rules make of a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import LANG, Lang, Rules, settings
from pipeline.cli.rules.books import book_of, own_rules
from pipeline.i18n import Translate, translator

if TYPE_CHECKING:
    from rich.text import Text

    from pipeline.cli.options import Language
    from pipeline.workbench.trial import Hit, Tried
    from pipeline.workbench.verdict import Outcome

_DATES = ["%Y-%m-%d", "%d/%m/%Y"]


class Where(StrEnum):
    """The places at which rules are asked that a sentence alone does not tell."""

    STEM = "stem"
    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"


_COLOURS = {"agency": "blue", "deadline": "yellow", "citation": "magenta"}


def command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence, or a file.")],
    rules: Rules = None,
    issued_on: Annotated[
        datetime | None,
        typer.Option(formats=_DATES, metavar="DATE", help="The document's own date, from which others are inferred."),
    ] = None,
    cell: Annotated[bool, typer.Option("--cell", help="Take the text for a cell of a table's time column.")] = False,
    where: Annotated[
        Where | None,
        typer.Option("--where", metavar="PLACE", help="The place of the text: stem, heading, item or paragraph."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also show the rules for letterheads, tables and parts of phrases.")
    ] = False,
    html: Annotated[bool, typer.Option("--html", help="Write the marked text as HTML instead.")] = False,
    lang: Lang = LANG,
) -> None:
    """Show which rules hit a text, with their groups and the value that follows."""
    from pipeline.workbench.trial import Ask, try_texts

    issued, book = issued_on.date() if issued_on else None, book_of(rules)
    ask = Ask("cell" if cell else where.value if where else None, every, frozenset(own_rules(book, rules)))
    tried = list(try_texts(_texts(text, lang), book, issued, ask))
    if html:
        typer.echo(_html(tried))
    else:
        _print(tried, every, translator(lang))
        if book.switched_off:
            off = ", ".join(book.switched_off)
            typer.echo(translator(lang)("Switched off by the own rules: {rules}").format(rules=off))


def _texts(text: str, lang: Language) -> Iterator[str]:
    """The sentence itself, or the paragraphs of the file of this name."""
    path = Path(text)
    if len(text) > 250 or not path.is_file():
        yield text
        return
    from pipeline.reading.reader import read_file
    from pipeline.transcript import plain_text

    for line in plain_text(read_file(path, settings(lang))).splitlines():
        if line.strip():
            yield line


def _html(tried: list[Tried]) -> str:
    from pipeline.workbench.document import annotate
    from pipeline.workbench.render import as_html

    return "\n".join(as_html(annotate(one.text, one.mentions)) for one in tried)


def _print(tried: list[Tried], every: bool, translate: Translate) -> None:
    from pipeline.cli.output import console

    out = console()
    for one in tried:
        out.print(_marked(one))
        for hit in one.hits:
            out.print(_line(hit, translate))
        if not one.hits:
            out.print("  " + translate("No rule hits this text."))
            if not every:
                out.print("  " + translate("(Rules for tables and letterheads were not asked: add --all.)"))
        for outcome in one.outcomes if len(tried) == 1 else ():  # within a document what stands above counts too
            out.print(f"→ {_told(outcome, translate)}")


def _told(outcome: Outcome, translate: Translate) -> str:
    if not outcome.task:
        if outcome.below:
            return translate("the items below it are no tasks by this sentence alone")
        why = "; ".join(filter(None, (translate(outcome.reason), outcome.rule)))
        return translate("no task ({why})").format(why=why)
    values = (
        (translate("lead"), outcome.leads),
        (translate("with"), outcome.coordinates),
        (translate("deadline"), outcome.deadlines),
    )
    what = translate("the items below it are tasks") if outcome.below else translate("1 task")
    return "; ".join((what, *(f"{name}: {', '.join(said)}" for name, said in values if said)))


def _marked(tried: Tried) -> Text:
    from rich.text import Text

    text = Text(tried.text)
    for start, end, label in tried.mentions:
        text.stylize(f"bold {_COLOURS[label]}", start, end)
    return text


def _line(hit: Hit, translate: Translate) -> Text:
    from rich.text import Text

    line = Text("  ")
    line.append(f"{hit.kind:<12} ", style=_COLOURS.get(hit.kind, "cyan"))
    line.append(f"“{hit.phrase}”", style="dim" if hit.lost else "bold")
    groups = ", ".join(f"{name}: {value}" for name, value in hit.groups.items())
    values = ", ".join(f"{name} = {value}" for name, value in hit.value.items())
    for part in filter(None, (groups, values)):
        line.append(f"  {part}")
    line.append(f"  [{hit.rule}{', ' + hit.file if hit.file else ''}]", style="dim")
    if hit.lost:
        line.append(f"  ✗ {hit.lost.localized(translate)}", style="red")
    return line
