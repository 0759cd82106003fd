"""The issuing body: from the lines of the letterhead to its name with the place it belongs to, ordinarily spelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.extraction.agencies.register import register_of
from pipeline.rulebook import Matcher

_DASHES = ("-", "–")


def issuer_name(lines: Sequence[str], matcher: Matcher) -> str:
    """The issuing body with the place it belongs to, in ordinary spelling.

    The letterhead names the superior first; a department (Sở) takes its place from it.
    """
    joined = [proper_case(name.rstrip(" -–"), matcher) for name in _merged(lines, matcher)]
    lists = matcher.rulebook.lists
    if len(joined) > 1 and joined[-1].lower() in lists.get("committees_for_their_body", ()):
        joined.pop()
    own = joined[-1]
    above = joined[-2] if len(joined) > 1 else None
    if above is None:
        return own
    if matcher.first("field", own, "issuer_bare") is not None or _is_part(own, above, lists):
        return f"{own} {above}"
    if own.lower().startswith(beside := lists.get("heads_of_equals", ())) and above.lower().startswith(beside):
        return f"{above} - {own}"
    committee = next((one for one in lists.get("committees_named_alone", ()) if own.lower().startswith(f"{one} ")), "")
    if (
        committee
        and (placed := matcher.first("field", own, "issuer")) is not None
        and placed.start == len(committee) + 1
    ):
        return f"{own[: len(committee)]} {above} {own[placed.start :]}"
    if province := _province(own, above, lists):
        return _placed(own, province)
    alone = own.lower().startswith(lists.get("bodies_named_alone", ()))
    if not alone and matcher.first("field", own, "issuer") is None:
        hit = matcher.first("field", above, "issuer")
        if hit is not None and hit.get("place"):
            return _placed(own, str(hit.get("place")))
    return own


def _province(own: str, above: str, lists: Mapping[str, tuple[str, ...]]) -> str | None:
    """The province that a superior's name ends with, where the body's name ends with the word for it."""
    kind, words = own.lower().split()[-1], above.lower().split()
    if kind not in lists.get("kinds_of_places", ()):
        return None
    for province in (*lists.get("provinces", ()), *lists.get("provinces_until_2025_06", ())):
        _, _, bare = province.lower().partition(f"{kind} ")
        if bare and bare.split() == words[-len(bare.split()) :]:
            return province
    return None


def _is_part(own: str, above: str, lists: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a committee is named without its body, or an office of a Party committee without that."""
    name = own.lower()
    if name in lists.get("committees_named_alone", ()):
        return True
    of_party = above.lower().startswith(lists.get("committees_with_offices", ()))
    return of_party and name.startswith(lists.get("offices_of_committees", ()))


def _placed(own: str, place: str) -> str:
    """The body with its place; a word for the place that ends the one and begins the other stands once."""
    words, named = own.split(), place.split()
    for length in (2, 1):
        if [word.lower() for word in words[-length:]] == [word.lower() for word in named[:length]]:
            words = words[:-length]
            break
    return " ".join((*words, *named))


def _merged(names: Sequence[str], matcher: Matcher) -> Iterator[str]:
    """Lines that are one name: a line that only goes on with the last (its place, the rest of its name)."""
    current, first = "", True
    for position, name in enumerate(names):
        last = position == len(names) - 1
        if not current or _goes_on(current, name, matcher, first=first, last=last):
            current = f"{current} {name}".strip()
            continue
        yield current
        current, first = name, False
    if current:
        yield current


def _goes_on(current: str, name: str, matcher: Matcher, *, first: bool, last: bool) -> bool:
    """Whether a line ends in the middle of a name that ``name`` goes on with, though it may look like a new one."""
    if matcher.first("field", name, "issuer_start") is None:
        return True
    lists, words = matcher.rulebook.lists, current.lower().split()
    if words[-1].endswith(",") or words[-1] in lists.get("name_goes_on_behind", ()):
        return True
    whole = " ".join(words)
    if whole in lists.get("heads_without_names", ()):
        return True
    if first and whole in (*lists.get("committees_named_alone", ()), *lists.get("bodies_named_after_another", ())):
        return True
    placed = matcher.first("field", current, "issuer")
    pair = f"{words[-1]} {name.lower().split()[0]}"
    if pair in lists.get("words_cut_by_lines", ()) and not (placed is not None and placed.get("place")):
        return True
    return (last and name.lower() in lists.get("words_of_one_syllable", ())) or _is_one_body(current, name, matcher)


def _is_one_body(current: str, name: str, matcher: Matcher) -> bool:
    """Whether the register holds a body whose name begins with ``current`` and goes on into ``name``."""
    register = register_of(matcher.rulebook, folded=matcher.folded)
    read = register.read(f"{current} {name}")
    hit = read.longest(register.names, 0)
    return hit is not None and read.tokens[hit[0] - 1].start > len(current)


def proper_case(text: str, matcher: Matcher) -> str:
    """A name set in capitals in ordinary spelling: that of the register for a body it holds, and for the rest by the
    word lists of ``rules/lists/names.toml``.

    Capital: the first word, the first behind the word that names a kind of body (Sở, Phòng) and behind a comma or
    conjunction within its name, and every word that no list knows (places, persons).
    """
    if not text.isupper():
        return text
    known, spelled = _registered(text, matcher)
    lists = matcher.rulebook.lists
    small, heads = set(lists.get("common_words_of_names", ())), set(lists.get("heads_of_names", ()))
    places, short = set(lists.get("kinds_of_places", ())), set(lists.get("abbreviations_of_names", ()))
    conjunctions = set(lists.get("conjunctions_of_names", ()))
    words: list[str] = spelled
    named = False  # within the proper part of a name
    placed = known  # within the name of a place
    for printed in text.split()[len(spelled) :]:
        word, last = printed.lower(), words[-1].lower() if words else ""
        first = (
            not words or last in heads or last in _DASHES or (named and (last.endswith(",") or last in conjunctions))
        )
        named = named or last in heads
        placed = word not in places and (placed or last in places)
        if printed.strip(",.;&") in short or "&" in printed:
            words.append(printed)
        else:
            plain = not (first or placed) and word.strip(",.;") in small | places
            words.append(word if plain else word[:1].upper() + word[1:])
    return " ".join(words)


def _registered(text: str, matcher: Matcher) -> tuple[bool, list[str]]:
    """Whether the register's body at the start is called after its place alone (``Tỉnh ủy``), and its words as the
    register spells them; none where it holds no such body."""
    register = register_of(matcher.rulebook, folded=matcher.folded)
    read = register.read(text)
    hit = read.longest(register.names, 0)
    if hit is None:
        return False, []
    body, keys = hit[1].body, tuple(read.key(index) for index in range(hit[0]))
    for name in (body.name, *body.aliases):
        if register.keys(name) == keys and len(name.split()) == len(read.slice(0, hit[0]).split()):
            return (body.level or "").endswith("_name"), name.split()
    return False, []
