"""From a pattern as a rule file writes it to a compiled one.

Lines are stripped and joined, lines that begin with ``#`` are comments, a space stands for the single spaces of a
paragraph's text. ``{name}`` inserts a fragment; ``{name:2}`` inserts it with ``2`` behind the names of its groups, so
that a pattern may hold it twice.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from pipeline.i18n import Message
from pipeline.language.spelling import compose, fold, level

_REFERENCE = regex.compile(r"(?<!\\)\{([a-z_]+)(?::(\w+))?\}")
_GROUP = regex.compile(r"\(\?P<(\w+)>")


class PatternError(ValueError):
    """A pattern cannot be expanded or compiled: the ``reason``, and as ``hint`` what to do about it."""

    def __init__(self, reason: Message, hint: Message | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class FragmentError(PatternError):
    """There is no fragment of this ``name``."""

    def __init__(self, name: str, hint: Message | None = None) -> None:
        super().__init__(Message("there is no fragment {name}", name="{" + name + "}"), hint)
        self.name = name


def joined(pattern: str) -> str:
    lines = (line.strip() for line in pattern.splitlines())
    return "".join(line for line in lines if line and not line.startswith("#"))


def expand(pattern: str, fragments: Mapping[str, str], seen: tuple[str, ...] = ()) -> str:
    """The pattern with its fragments put in; raises PatternError for an unknown or circular one."""

    def insert(match: regex.Match[str]) -> str:
        name, suffix = match[1], match[2] or ""
        if name in seen:
            raise PatternError(Message("fragment {name} refers to itself", name="{" + name + "}"))
        if name not in fragments:
            raise FragmentError(name)
        inner = expand(fragments[name], fragments, (*seen, name))
        renamed: str = _GROUP.sub(lambda group: f"(?P<{group[1]}{suffix}>", inner)
        return f"(?:{renamed})"

    return str(_REFERENCE.sub(insert, joined(pattern)))


def from_phrases(phrases: tuple[str, ...]) -> str:
    """A pattern that finds any of the phrases, the longest first."""
    return "|".join(regex.escape(phrase, literal_spaces=True) for phrase in sorted(phrases, key=len, reverse=True))


def compile_pattern(
    pattern: str, *, whole_words: bool = True, match_case: bool = False, folded: bool = False
) -> regex.Pattern[str]:
    """Compile an expanded pattern for levelled text, or for folded text where ``folded``."""
    pattern = level(compose(pattern))
    if folded:
        pattern = fold(pattern)
    if whole_words:
        pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
    try:
        return regex.compile(pattern, 0 if match_case else regex.IGNORECASE)
    except regex.error as error:
        raise PatternError(Message("the pattern cannot be compiled: {error}", error=error)) from error
