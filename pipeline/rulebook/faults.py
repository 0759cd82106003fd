"""What may be wrong with a rule file, as sentences that a maintainer reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import regex

from pipeline.i18n import N_, Message, Translate

_QUOTED = regex.compile(r"'([^']*)'")
_WANTED = {
    "string": N_("a text between quotation marks"),
    "bool": N_("true or false"),
    "int": N_("a whole number"),
    "float": N_("a number"),
    "tuple": N_("a list between [ and ]"),
    "list": N_("a list between [ and ]"),
    "dict": N_("a table between braces"),
    "model": N_("a table between braces"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a rule file; ``line`` from 1, None where it concerns the file as a whole."""

    file: str
    line: int | None
    rule: str | None
    reason: Message
    hint: Message | None = None

    def __str__(self) -> str:
        return self.localized(str)

    def localized(self, translate: Translate) -> str:
        """The fault in one line, in the language of ``translate``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        said = self.reason.localized(translate)
        if self.hint:
            said = f"{said} ({self.hint.localized(translate)})"
        return f"{place}: {self.rule}: {said}" if self.rule else f"{place}: {said}"


class Faults(tuple[Fault, ...]):
    """Faults as one text, a line each."""

    def __str__(self) -> str:
        return self.localized(str)

    def localized(self, translate: Translate) -> str:
        return "\n".join(fault.localized(translate) for fault in self)


def invalid(
    kind: str, key: str, message: str, context: Mapping[str, object], value: object
) -> tuple[Message, Message | None]:
    """What pydantic found wrong with a key, and a hint."""
    if kind == "extra_forbidden":
        return Message("{key}: there is no such key", key=key), None
    if kind == "missing":
        return Message("{key} is missing", key=key), None
    if kind == "string_pattern_mismatch":
        hint = Message("small letters without diacritics, digits and _, in parts with a dot between: deadline.my_rule")
        return Message("{key} = {value} is no id", key=key, value=value), hint
    if kind == "literal_error":
        known = _QUOTED.findall(str(context.get("expected", "")))
        reason = Message("{key} = {value} is none of {known}", key=key, value=value, known=", ".join(known))
        return reason, like(str(value), known)
    wanted = _WANTED.get(kind.partition("_")[0])
    if wanted:
        return Message("{key} must be {wanted}", key=key, wanted=Message(wanted)), None
    return Message("{key}: {problem}", key=key, problem=message), None


def like(word: str, known: Iterable[str]) -> Message | None:
    """A hint at what was meant by a word that is unknown, None where nothing is like it."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return Message("did you mean {word}?", word=found[0]) if found else None


def like_id(rule_id: str, known: Iterable[str]) -> Message | None:
    """The same for an id: of its own family where that has one that is like it, else of any."""
    ids = list(known)
    family, _, name = rule_id.rpartition(".")
    kin = {one.removeprefix(f"{family}."): one for one in ids if one.startswith(f"{family}.")}
    words = set(name.split("_"))
    close = get_close_matches(name, kin, n=1, cutoff=0.6) or sorted(
        (one for one in kin if words & set(one.split("_"))), key=lambda one: -len(words & set(one.split("_")))
    )
    if close:
        return Message("did you mean {word}?", word=kin[close[0]])
    return like(rule_id, ids)
