"""Text for people. English sentences are the keys; ``pipeline/locale`` holds their translations.

The catalogue is read from its .po file, so a clone, an editable install and a wheel need no compile step.
"""

from __future__ import annotations

import ast
import gettext
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from pipeline.resources import catalogue

LANGUAGES = ("vi", "en")

Translate = Callable[[str], str]


def N_(message: str) -> str:  # noqa: N802
    """Marks a sentence that is translated elsewhere, so that the catalogue's test finds it."""
    return message


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
