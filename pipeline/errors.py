"""Every error that giaoviec raises on purpose. Each class owns the exit code of the command line.

A message says what is wrong, where (file, page, rule) and what to do about it. The codes stand in one table in the
README; ``tests/test_docs.py`` compares the two.

Messages are English templates with named fields (``UnreadableError("{file} is locked; close it.", file=name)``); the
templates are the keys of the catalogue in ``pipeline/locale``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum


class ExitCode(IntEnum):
    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    MISSING_PROGRAM = 3
    BAD_RULES = 4
    BAD_DATABASE = 5
    NO_DOCUMENTS = 6
    UNREADABLE = 7
    NOT_FOUND = 8


def _rebuild(kind: type[GiaoviecError], template: str, fields: dict[str, object]) -> GiaoviecError:
    """Errors cross from worker processes by pickle, which knows nothing of keyword fields."""
    return kind(template, **fields)


class GiaoviecError(Exception):
    """The root; catch it to catch all that is foreseen."""

    exit_code: ExitCode = ExitCode.SOME_FAILED

    def __init__(self, template: str, **fields: object) -> None:
        self.template = template
        self.fields = fields
        super().__init__(self.localized(str))

    def localized(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of ``translate``, which maps a template to its translation.

        Fields that are sentences themselves (``"a ZIP archive"``) or can be told in a language are translated too. A
        template without fields is taken as it stands, braces and all.
        """
        template = translate(self.template)
        if not self.fields:
            return template
        return template.format_map({name: _told(value, translate) for name, value in self.fields.items()})

    def __reduce__(self) -> tuple[Callable[..., GiaoviecError], tuple[object, ...]]:
        return _rebuild, (type(self), self.template, self.fields)


def _told(value: object, translate: Callable[[str], str]) -> object:
    if (localized := getattr(value, "localized", None)) is not None:
        return localized(translate)
    return translate(value) if isinstance(value, str) else value


class MissingProgramError(GiaoviecError):
    """A program or its data that a step needs is not installed (Tesseract, ``vie``)."""

    exit_code = ExitCode.MISSING_PROGRAM


class RuleError(GiaoviecError):
    """The rule files have faults; the message lists all of them."""

    exit_code = ExitCode.BAD_RULES


class DatabaseError(GiaoviecError):
    """The task database cannot be opened, is no database, or is of a newer version."""

    exit_code = ExitCode.BAD_DATABASE


class NoDocumentsError(GiaoviecError):
    """The paths that were given hold no document."""

    exit_code = ExitCode.NO_DOCUMENTS


class NotFoundError(GiaoviecError):
    """No document or task of that name is in the database."""

    exit_code = ExitCode.NOT_FOUND


class UnreadableError(GiaoviecError):
    """One file cannot be read; a batch records it and goes on."""

    exit_code = ExitCode.UNREADABLE


class EmptyFileError(UnreadableError):
    """The file has no bytes."""


class DamagedFileError(UnreadableError):
    """The file is cut off or its structure is broken."""


class EncryptedFileError(UnreadableError):
    """The file needs a password."""


class WrongContentError(UnreadableError):
    """The content is not what the name says (HTML named .pdf: a failed download)."""


class UnsupportedFormatError(UnreadableError):
    """No reader is there for this kind of file."""
