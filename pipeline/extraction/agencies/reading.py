"""A text as it is searched: as it stands, or with the words put right that were misread."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from pipeline.extraction.agencies.misread import beside, has_diacritics
from pipeline.extraction.agencies.register import Register, register_of
from pipeline.extraction.agencies.spans import Span
from pipeline.extraction.agencies.tokens import Text, Token
from pipeline.rulebook import Matcher

_STRICT: WeakKeyDictionary[Matcher, Matcher] = WeakKeyDictionary()


@dataclass(frozen=True)
class Reading:
    """``tokens`` are the words of the text as given; ``text`` has as many, which may be put right. ``lenient`` is a
    second look at a text that was recognised: without diacritics, misread words put right."""

    text: Text
    tokens: tuple[Token, ...]
    register: Register
    matcher: Matcher
    lenient: tuple[Text, Register] | None = None

    def offsets(self, span: Span) -> tuple[int, int]:
        return self.tokens[span.first].start, self.tokens[span.end - 1].end

    def name(self, text: str, span: Span) -> str:
        """The name as the text has it; words that were misread as the rules write them."""
        start, end = self.offsets(span)
        if not span.misread and not self.matcher.folded:
            return text[start:end]
        read, register = self.lenient or (self.text, self.register)
        keys = [token.key for token in read.tokens]
        name, position = "", start
        for index in range(span.first, span.end):
            token = self.tokens[index]
            known = register.spelled(keys[index], beside(keys, index, -1), beside(keys, index, 1))
            name += text[position : token.start] + _in_case(text[token.start : token.end], known)
            position = token.end
        return name


def reading_of(text: str, matcher: Matcher) -> Reading:
    """Text that has its diacritics is searched with them first, whatever the matcher does."""
    register = register_of(matcher.rulebook, folded=matcher.folded)
    if not matcher.folded:
        read = register.read(text)
        return Reading(read, read.tokens, register, matcher)
    mended, tokens = register.mend(text)
    lenient = register.read(mended)
    if has_diacritics(text):
        strict = register_of(matcher.rulebook, folded=False)
        read = strict.read(text)
        second = (lenient, register) if len(lenient) == len(read) else None
        return Reading(read, read.tokens, strict, _strict(matcher), second)
    if len(lenient) != len(tokens):
        lenient = register.read(text)
        tokens = lenient.tokens
    return Reading(lenient, tokens, register, matcher)


def _strict(matcher: Matcher) -> Matcher:
    if matcher not in _STRICT:
        _STRICT[matcher] = Matcher(matcher.rulebook)
    return _STRICT[matcher]


def _in_case(word: str, known: str | None) -> str:
    """``known`` in the case of the word for which it stands."""
    if known is None or not word[0].isalpha():
        return word
    if word.isupper() and sum(letter.isalpha() for letter in word) > 1:
        return known.upper()
    return (known[0].upper() if word[0].isupper() else known[0].lower()) + known[1:]
