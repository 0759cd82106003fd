"""Every fault of every rule file at once: what the loader refuses, what the lints find, what rules do to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

from pipeline.i18n import Message
from pipeline.rulebook.book import Rulebook
from pipeline.rulebook.faults import Fault, like
from pipeline.rulebook.load import read_with_notes
from pipeline.rulebook.rivals import of_book


def check(directories: Sequence[Path]) -> tuple[Rulebook, list[Fault], list[Fault]]:
    """The rulebook of these directories, all that is wrong with them, and what may not be meant though it is allowed;
    later ones are laid over earlier ones."""
    book, faults, notes = read_with_notes(directories, lint_from=0)
    return book, [*faults, *_among_rules(book), *_among_agencies(book, directories)], notes


def _among_rules(book: Rulebook) -> Iterator[Fault]:
    for rule, (reason, hint) in of_book(book):
        yield Fault(rule.file, rule.line, rule.id, reason, hint)


def _among_agencies(book: Rulebook, directories: Sequence[Path]) -> Iterator[Fault]:
    names = {body.name for body in book.bodies}
    for body in book.bodies:
        for name in body.successors:
            if name not in names:
                reason = Message("the successor {name} is no agency of the register", name=name)
                yield Fault(*_place(name, directories), body.name, reason, like(name, names))


def _place(text: str, directories: Sequence[Path]) -> tuple[str, int | None]:
    """The file, named as the loader names it, and the line at which a text stands in quotation marks."""
    for number, directory in enumerate(directories):
        for path in sorted(directory.rglob("*.toml")):
            content = path.read_text("utf-8-sig")
            found = regex.search(rf"[\"']{regex.escape(text)}[\"']", content)
            if found:
                line = content.count("\n", 0, found.start()) + 1
                return str(path if number else path.relative_to(directory)), line
    return "agencies", None
