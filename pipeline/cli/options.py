"""Options that several commands share, and the settings they add up to."""

from __future__ import annotations

import os
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import __version__

if TYPE_CHECKING:
    from pipeline.settings import Settings


class Language(StrEnum):
    VI = "vi"
    EN = "en"


Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The task database.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of messages.")]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of the office's own rules, laid over those of the program."),
]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=0, help="Files read at once; 0 for one on each core.")]
Secret = Annotated[bool, typer.Option("--allow-secret", help="Also read documents that are marked secret.")]
Cache = Annotated[
    Path | None,
    typer.Option("--cache", metavar="DIR", help="Where the words that were read are kept for the next run."),
]

DB = Path("tasks.db")
LANG = Language.VI


def settings(
    lang: Language,
    *,
    rules: list[Path] | None = None,
    jobs: int = 0,
    allow_secret: bool = False,
    cache: Path | None = None,
) -> Settings:
    """The one place where the clock, the machine and the user's folders are asked."""
    from pipeline.settings import Settings

    return Settings(
        today=date.today(),
        cache_dir=cache or default_cache(),
        rule_dirs=tuple(rules or ()),
        language=lang.value,
        allow_secret=allow_secret,
        jobs=jobs or len(os.sched_getaffinity(0)),
    )


def default_cache() -> Path:
    """The folder for caches that the desktop standard names."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "giaoviec"


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"giaoviec {__version__}")
        raise typer.Exit


def common(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_show_version)
    ] = False,
    lang: Lang = LANG,
) -> None:
    """Options before the command. Both have done their work when this runs."""
    del version, lang
