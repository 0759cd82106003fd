"""Text for people. English sentences are the keys; ``pipeline/locale`` holds their translations.

The catalogue is read from its .po file, so a clone, an editable install and a wheel need no compile step.
"""

from __future__ import annotations

import ast
import gettext
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Self

from pipeline.resources import catalogue

LANGUAGES = ("vi", "en")

Translate = Callable[[str], str]


def N_(message: str) -> str:  # noqa: N802
    """Marks a sentence that is translated elsewhere, so that the catalogue's test finds it."""
    return message


class Message(str):
    """A sentence with what fills it in: in English it is the string itself; ``Message("{count} pages", count=3)``.

    Fields that are sentences of the catalogue are translated too.
    """

    template: str
    fields: Mapping[str, object]

    def __new__(cls, template: str, **fields: object) -> Self:
        self = super().__new__(cls, template.format_map(fields))
        self.template, self.fields = template, fields
        return self

    def localized(self, translate: Translate) -> str:
        """The sentence in the language of ``translate``."""
        return translate(self.template).format_map(
            {
                name: value.localized(translate) if isinstance(value, Message) else value
                for name, value in self.fields.items()
            }
        )


class Catalogue(gettext.NullTranslations):
    """Messages of one language; a message that is missing stays English."""

    def __init__(self, messages: dict[str, str]) -> None:
        super().__init__()
        self.messages = messages

    def gettext(self, message: str) -> str:
        return self.messages.get(message) or message if message else ""  # the key "" holds the catalogue's header


@lru_cache
def translator(language: str) -> Translate:
    """The function that maps an English sentence to that of ``language``."""
    path = catalogue(language)
    return Catalogue(read_catalogue(path) if path.is_file() else {}).gettext


def read_catalogue(path: Path) -> dict[str, str]:
    """The messages of a .po file without plurals and contexts; its header has the key ``""``."""
    messages: dict[str, str] = {}
    for entry in path.read_text("utf-8").split("\n\n"):
        parts = dict(_parts(entry))
        if "msgid" in parts:
            messages[parts["msgid"]] = parts.get("msgstr", "")
    return messages


def _parts(entry: str) -> Iterator[tuple[str, str]]:
    """``msgid`` and ``msgstr`` of an entry, each joined over its lines."""
    keyword, text = "", ""
    for line in entry.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith('"'):
            yield keyword, text
            keyword, _, line = line.partition(" ")
            text = ""
        text += ast.literal_eval(line)
    yield keyword, text
