"""Every fault of every rule file at once: what the loader refuses, what the lints find, what rules do to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.rulebook.book import Rulebook
from pipeline.rulebook.load import Fault, like, read
from pipeline.rulebook.rivals import of_book


def check(directories: Sequence[Path]) -> tuple[Rulebook, list[Fault]]:
    """The rulebook of these directories and all that is wrong with them; later ones are laid over earlier ones."""
    book, faults = read(directories, lint_from=0)
    return book, [*faults, *_among(book)]


def _among(book: Rulebook) -> Iterator[Fault]:
    for rule, (reason, hint) in of_book(book):
        yield Fault(rule.file, rule.line, rule.id, reason, hint)
    names = {body.name for body in book.bodies}
    for body in book.bodies:
        for name in body.successors:
            if name not in names:
                reason = f"the successor {name} is no agency of the register"
                yield Fault("agencies", None, body.name, reason, like(name, names))
