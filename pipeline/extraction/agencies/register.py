"""The register compiled for look-up: names, abbreviations, places, and the word lists of the name grammar."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.extraction.agencies.misread import Misread
from pipeline.extraction.agencies.tokens import Text, Token, Trie, keys_of, words
from pipeline.language.spelling import fold, level
from pipeline.rulebook import Rulebook
from pipeline.rulebook.model import Body

_KEPT = 8
_REGISTERS: dict[tuple[str, bool], Register] = {}


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a body; ``exact`` holds an abbreviation, which must stand in its own case."""

    body: Body
    exact: str | None = None
    dashed: bool = False  # it holds a dash between spaces


@dataclass(frozen=True, slots=True)
class PlaceWord:
    word: str
    level: str


@dataclass(frozen=True, slots=True)
class Field:
    """What a body of a list of like bodies is called without the head: ``Tài chính`` of ``Sở Tài chính``."""

    head: str
    body: Body


class Register:
    """All tries of one rulebook, for exact or for folded text."""

    def __init__(self, bodies: Iterable[Body], lists: Mapping[str, tuple[str, ...]], folded: bool) -> None:
        self._lists = lists
        self._surface: Callable[[str], str] = (lambda text: fold(level(text))) if folded else level
        self.conjunction = self._word("agency.and")
        self.names: Trie[Name] = Trie()
        self.fields: Trie[Field] = Trie()
        self.by_name = {body.name: body for body in bodies}
        self._abbreviations = self._mapped("agency.abbreviations")
        self._spelled: set[tuple[str, ...]] = set()
        self._add_names()
        self.list_heads = self._phrases("agency.list_heads")
        self.further_heads = self._phrases("agency.further_heads")
        self.named_heads = self._phrases("agency.named_heads")
        self.orders = self._phrases("agency.orders")
        self.subunits = self._phrases("agency.subunits")
        self.institutes = self._phrases("agency.institutes")
        self.holders = self._phrases("agency.holders")
        self.named_fields = frozenset(lists.get("agency.named_fields", ()))
        self.place_heads = frozenset(lists.get("agency.place_heads", ()))
        self.determiners = self._phrases("agency.determiners")
        self.parents = self._phrases("agency.parents")
        self.titles = self._phrases("agency.titles")
        self.fillers = self._phrases("agency.fillers")
        self.openings = self._phrases("agency.openings")
        self.plain = frozenset(lists.get("agency.plain_words", ()))
        self.loosely_placed = frozenset(lists.get("agency.loosely_placed", ()))
        self.stops = self._phrases("agency.stops")
        self.always_stops = self._phrases("agency.always_stops")
        self.no_stops = self._phrases("agency.no_stops")
        self.takers = self._phrases("agency.takes_object")
        self.no_places = self._phrases("place.no_places")
        self.ordinary = self._phrases("agency.ordinary")
        self.cuts = self._phrases("agency.cuts")
        self.not_names = self._phrases("place.not_names")
        self.levels = self._phrases("place.levels")
        self.numbered = frozenset(self._keys_in("place.numbered"))
        short_words = tuple(self._keys_in("place.short_words"))
        self.short_words = frozenset(short_words)
        self.short_last = short_words[-1] if short_words else ""
        self._add_places()
        self._misread = self._learn() if folded else None

    def mend(self, text: str) -> tuple[str, tuple[Token, ...]]:
        """Folded text with the misread words of names put right, and its words with their offsets in ``text``."""
        if self._misread is None:
            return text, words(text, self._surface(text), self.conjunction)
        letters = self._misread.letters(self._surface(text))
        tokens = words(letters, letters, self.conjunction)
        mended, position = "", 0
        for token, word in zip(tokens, self._misread.words([token.key for token in tokens]), strict=True):
            written = letters[token.start : token.end]
            mended += letters[position : token.start]
            mended += written if word == token.key else word.capitalize() if token.capital else word
            position = token.end
        return mended + letters[position:], tokens

    def ended(self, word: str | None, full: str | None) -> date | None:
        """The last day of a place: of its level, or of a province that was merged."""
        if full in self._merged:
            return self._merged_on
        return self._ended.get(word or "")

    def spelled(self, key: str, before: str, behind: str) -> str | None:
        """How a word without diacritics is written between its neighbours; None where that is not known."""
        pairs = self._spelling
        return pairs.get((before, key), (None, None))[1] or pairs.get((key, behind), (None, None))[0]

    @cached_property
    def _spelling(self) -> dict[tuple[str, str], tuple[str | None, str | None]]:
        """Pairs of words as the names and lists write them."""
        phrases = [phrase for name in ("agency.word_pairs", "provinces") for phrase in self._lists.get(name, ())]
        phrases += [line.partition(" = ")[2].split(", ")[0] for line in self._lists.get("place.words", ())]
        phrases += self.by_name
        pairs: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        for phrase in phrases:
            for first, second in itertools.pairwise(re.findall(r"\w+", phrase)):
                pairs.setdefault((*self.keys(first), *self.keys(second)), (first, second))  # type: ignore[arg-type]
        return pairs

    def _learn(self) -> Misread:
        listed = (*self._lists.get("agency.word_pairs", ()), *self._lists.get("provinces", ()))
        phrases = [*self._spelled, *map(self.keys, listed)]
        signs = dict(line.split(" = ") for line in self._lists.get("agency.misread_signs", ()))
        return Misread(phrases, signs)

    def read(self, text: str) -> Text:
        tokens = words(text, self._surface(text), self.conjunction)
        plain = Text(text, tokens)
        expansions = {}
        for index in range(len(tokens)):
            if tokens[index].key in self._abbreviations.root:
                hits = plain.matches(self._abbreviations, index)
                expansions[index] = tuple((value, end) for end, values in hits for value in values)
        return Text(text, tokens, expansions)

    def keys(self, phrase: str) -> tuple[str, ...]:
        return keys_of(phrase, self._surface, self.conjunction if hasattr(self, "conjunction") else "&")

    def _word(self, name: str) -> str:
        return next(iter(self._keys_in(name)), "&")

    def _keys_in(self, name: str) -> Iterator[str]:
        for phrase in self._lists.get(name, ()):
            yield from keys_of(phrase, self._surface, "&")

    def _phrases(self, name: str) -> Trie[str]:
        trie: Trie[str] = Trie()
        for phrase in self._lists.get(name, ()):
            trie.add(self.keys(phrase), phrase)
        return trie

    def _mapped(self, name: str) -> Trie[tuple[str, ...]]:
        """A list of lines ``short, forms = full words``."""
        trie: Trie[tuple[str, ...]] = Trie()
        for line in self._lists.get(name, ()):
            shorts, _, full = line.rpartition(" = ")
            for short in shorts.split(", "):
                trie.add(self.keys(short), self.keys(full))
        return trie

    def _add_names(self) -> None:
        heads = {self.keys(head): head for head in self._lists.get("agency.list_heads", ())}
        for body in self.by_name.values():
            for name in (body.name, *body.aliases):
                for keys in self._spellings(name):
                    self._spelled.add(keys)
                    self.names.add(keys, Name(body, dashed=" - " in name))
            for short in body.short:
                self.names.add(self.keys(short), Name(body, level(short), dashed=True))
            for keys, head in heads.items():
                if self.keys(body.name)[: len(keys)] == keys:
                    for name in (body.name, *body.aliases):
                        for spelling in self._spellings(name):
                            if spelling[: len(keys)] == keys and len(spelling) > len(keys):
                                self.fields.add(spelling[len(keys) :], Field(head, body))

    def _spellings(self, name: str) -> set[tuple[str, ...]]:
        """The name's words as written, and with its commas or its conjunctions left out; abbreviations resolved."""
        result = set()
        for keys in self._resolved(self.keys(name)):
            for drop_comma, drop_and in itertools.product((False, True), repeat=2):
                dropped = {"," if drop_comma else "", self.conjunction if drop_and and len(keys) > 3 else ""}
                result.add(tuple(key for key in keys if key not in dropped))
        return result

    def _resolved(self, keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield keys
        if any(key in self._abbreviations.root for key in keys):
            full: list[str] = []
            position = 0
            text = Text("", tuple(words(" ".join(keys), " ".join(keys), self.conjunction)))
            while position < len(keys):
                hit = text.longest(self._abbreviations, position)
                full += hit[1] if hit else (keys[position],)
                position = hit[0] if hit else position + 1
            yield tuple(full)

    def _add_places(self) -> None:
        lines = (line.partition(" = ") for line in self._lists.get("place.ended", ()))
        self._ended = {word: date.fromisoformat(day) for word, _, day in lines}
        former, present = self._lists.get("provinces_until_2025_06", ()), self._lists.get("provinces", ())
        self._merged = frozenset(former) - frozenset(present)
        self._merged_on = next(map(date.fromisoformat, self._lists.get("place.provinces_merged", ())), None)
        self.place_words: Trie[PlaceWord] = Trie()
        for line in self._lists.get("place.words", ()):
            rank, _, forms = line.partition(" = ")
            forms_of = forms.split(", ")
            for form in forms_of:
                self.place_words.add(self.keys(form), PlaceWord(forms_of[0], rank))
        self.hamlets: Trie[PlaceWord] = Trie()
        for word in self._lists.get("place.hamlets", ()):
            self.hamlets.add(self.keys(word), PlaceWord(word, "hamlet"))
        self.provinces: Trie[str] = Trie()
        full = {}
        for name in (*self._lists.get("provinces_until_2025_06", ()), *self._lists.get("provinces", ())):
            hit = self.read(name).longest(self.place_words, 0)
            bare = self.read(name).slice(hit[0], len(self.read(name))) if hit else name
            full[bare] = name
        for bare, name in full.items():
            self.provinces.add(self.keys(bare), name)
        for line in self._lists.get("province_aliases", ()):
            alias, _, bare = line.partition(" = ")
            self.provinces.add(self.keys(alias), full[bare])


def register_of(book: Rulebook, *, folded: bool) -> Register:
    """The register of a rulebook; compiled once for each version."""
    key = (book.version, folded)
    if key not in _REGISTERS:
        while len(_REGISTERS) >= _KEPT:
            del _REGISTERS[next(iter(_REGISTERS))]
        _REGISTERS[key] = Register(book.bodies, book.lists, folded)
    return _REGISTERS[key]
