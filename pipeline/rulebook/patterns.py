"""From a pattern as a rule file writes it to a compiled one.

Lines are stripped and joined, lines that begin with ``#`` are comments, a space stands for the single spaces of a
paragraph's text. ``{name}`` inserts a fragment; ``{name:2}`` inserts it with ``2`` behind the names of its groups, so
that a pattern may hold it twice.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from pipeline.i18n import N_, Message
from pipeline.language.spelling import compose, fold, level

_REFERENCE = regex.compile(r"(?<!\\)\{([a-z_]+)(?::(\w+))?\}")
_BRACKET = regex.compile(r"\\.|\[\^?\]?(?:\\.|\[:[a-z]+:\]|[^\]\\])*\]|(?P<set>\[)|(?P<open>\()|(?P<close>\))", regex.S)
_AROUND = 20  # letters before and behind the place at which a pattern is broken
_GROUP = regex.compile(r"\(\?P<(\w+)>")

_BROKEN = {
    "missing )": N_("missing )"),
    "unbalanced parenthesis": N_("a ) without its ("),
    "bad character range": N_("bad character range"),
    "unterminated character set": N_("missing ]"),
    "bad set": N_("missing ]"),
    "nothing to repeat": N_("nothing stands before * + ? or a count"),
    "multiple repeat": N_("two repetitions stand one behind the other"),
    "bad escape": N_("this \\ has no meaning"),
    "bad escape (end of pattern)": N_("a \\ stands at the end"),
    "unknown extension": N_("(? with an unknown letter behind it"),
    "unknown property": N_("\\p with an unknown name"),
    "min repeat greater than max repeat": N_("a count whose first number is above its second"),
    "missing >": N_("missing >"),
    "bad character in group name": N_("bad character in group name"),
    "unknown group": N_("there is no group of this name"),
}


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


class BrokenPatternError(PatternError):
    """What the compiler of regexes refuses. ``letter`` counts from 0 in the expanded pattern."""

    def __init__(self, error: regex.error, *, before: int) -> None:
        known = _BROKEN.get(error.msg.split(" at ")[0])
        self.error = Message(known) if known else error.msg
        self.letter = max(0, (error.pos or 0) - before)
        super().__init__(Message("the pattern cannot be compiled: {error}", error=self.error))

    def shown(self, pattern: str) -> PatternError:
        """The same with the stretch of ``pattern``, as it was compiled, at which it happens."""
        opened = _left_open(pattern)
        letter = min(self.letter if opened is None else opened, max(len(pattern) - 1, 0))
        here = pattern[max(letter - _AROUND, 0) : letter] + "▸" + pattern[letter : letter + _AROUND]
        return PatternError(self.reason, Message("at the mark ▸: {pattern}", pattern=here))


def _left_open(pattern: str) -> int | None:
    """Where the bracket stands that is at fault: one without its end, or an end without its beginning."""
    opened: list[int] = []
    for token in _BRACKET.finditer(pattern):
        if token["set"]:
            return int(token.start())
        if token["open"]:
            opened.append(token.start())
        elif token["close"]:
            if not opened:
                return int(token.start())
            opened.pop()
    return opened[-1] if opened else None


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
        raise BrokenPatternError(error, before=len(r"(?<!\w)(?:") if whole_words else 0) from error
