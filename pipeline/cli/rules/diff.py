"""``giaoviec rules diff``: what a change of rules does to documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import LANG, Cache, Jobs, Lang, Rules, settings
from pipeline.cli.rules.books import folders
from pipeline.errors import ExitCode, NoDocumentsError
from pipeline.i18n import N_, Translate, translator

if TYPE_CHECKING:
    from pipeline.workbench.diff import Compared, Source
    from pipeline.workbench.facts import Change, Fact

_KINDS = {"gained": N_("gained"), "lost": N_("lost"), "changed": N_("changed")}
_MODALITIES = {"required": N_("required"), "proposed": N_("proposed")}
_FIELDS = {
    "task": N_("task"),
    "lead": N_("lead"),
    "coordinate": N_("coordinate"),
    "deadline": N_("deadline"),
    "citation": N_("citation"),
    "deliverable": N_("deliverable"),
    "anomaly": N_("anomaly"),
    "type": N_("type"),
    "code": N_("code"),
    "number": N_("number"),
    "symbol": N_("symbol"),
    "issued_on": N_("issued_on"),
    "place": N_("place"),
    "issuer": N_("issuer"),
    "subject": N_("subject"),
    "signer": N_("signer"),
    "signer_title": N_("signer_title"),
    "authority": N_("authority"),
    "urgency": N_("urgency"),
    "secrecy": N_("secrecy"),
}
_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Documents or folders; without any, --db.")
    ] = None,
    rules: Rules = None,
    base: Annotated[
        list[Path] | None,
        typer.Option("--base", metavar="DIR", help="The rules to compare with; without it, those of the program."),
    ] = None,
    db: Annotated[
        Path | None, typer.Option("--db", metavar="FILE", help="Compare over the documents of this database.")
    ] = None,
    cache: Cache = None,
    jobs: Jobs = 0,
    lang: Lang = LANG,
) -> None:
    """Extract documents with the old and the new rules and show what is gained, lost and changed."""
    from pipeline.workbench.diff import compare

    if not paths and db is None:
        raise NoDocumentsError("Name documents or folders to compare over, or a database with --db.")
    chosen = settings(lang, rules=rules, jobs=jobs, cache=cache)
    before = tuple(base) if base else folders(None)
    compared = list(compare(_sources(paths, db), before, folders(rules), chosen))
    _tell(compared, translator(lang))
    if any(one.changes or one.error for one in compared):
        raise typer.Exit(int(ExitCode.SOME_FAILED))


def _sources(paths: list[Path] | None, db: Path | None) -> list[Source]:
    from pipeline.batch.find import find_files
    from pipeline.store import opened, queries
    from pipeline.workbench.diff import Source

    if db is None:
        return [Source(path) for path in find_files(paths or ())]
    with opened(db) as database:
        return [Source(Path(path), sha256) for path, sha256, _ in queries.stored_files(database)]


def _tell(compared: Iterable[Compared], translate: Translate) -> None:
    from pipeline.workbench.diff import by_rule

    done = sorted(compared, key=lambda one: one.document)
    for one in done:
        if one.error:
            typer.echo(f"{one.document}: {translate(one.error)}", err=True)
        for change in one.changes:
            typer.echo(_line(change, one.rule_of(change), translate))
    for rule, counts in by_rule(done).items():
        told = ", ".join(f"{counts[kind]} {translate(word)}" for kind, word in _KINDS.items() if counts[kind])
        typer.echo(f"{rule or '–'}: {told}")
    changed = sum(bool(one.changes) for one in done)
    typer.echo(translate("Documents: {count}, changed: {changed}").format(count=len(done), changed=changed))


def _line(change: Change, rule: str, translate: Translate) -> str:
    values = " → ".join(f"“{_value(fact, translate)}”" for fact in (change.before, change.after) if fact)
    where = f" ({change.where[:80]})" if change.where else ""
    field = translate(_FIELDS.get(change.field, change.field))
    return f"{_SIGNS[change.kind]} {change.document}: {field}: {values} [{rule or '–'}]{where}"


def _value(fact: Fact, translate: Translate) -> str:
    return translate(_MODALITIES.get(fact.value, fact.value)) if fact.field == "task" else fact.value
