"""The progress bar of a batch, on standard error; silent where that is no terminal."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.i18n import Translate


class Bar:
    """Counts pages, names the file that was finished last and tells the time left."""

    def __init__(self, translate: Translate) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(translate("pages, left:")),
            TimeRemainingColumn(),
            TextColumn("{task.fields[file]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(translate("Reading"), total=None, file="")

    @property
    def seen(self) -> Bar | None:
        """The bar where somebody sees it: counting pages beforehand costs time."""
        return None if self._bar.disable else self

    def plan(self, pages: int) -> None:
        self._bar.update(self._task, total=pages)

    def done(self, name: str, pages: int) -> None:
        self._bar.update(self._task, advance=pages, file=name)

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
