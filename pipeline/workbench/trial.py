"""What the rules make of a text: every hit with its groups, the value that follows, and what it lost against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from pipeline.extraction.annotate import Annotated, Tools, annotate
from pipeline.models import Paragraph
from pipeline.rulebook import Match, Matcher, Rulebook, resolve
from pipeline.workbench.books import MASKED, as_paragraph, place_of, tools_for, with_drafts
from pipeline.workbench.examples import value_of

# Kinds that tell what a paragraph of the body assigns; those of letterheads, tables and helpers are told on demand
OF_TASKS = frozenset({"role", "order", "stem", "not_task", "section", "role_label", "heading_prefix"})
_RESOLVED = ("deadline", "not_deadline")


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """``phrase`` is ``text[start:end]`` of its paragraph; ``lost`` says why another rule's hit stands instead."""

    kind: str
    rule: str
    file: str
    start: int
    end: int
    phrase: str
    groups: dict[str, str] = field(default_factory=dict)
    value: dict[str, object] = field(default_factory=dict)
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A paragraph with its hits in their order, and the mentions that stand: (start, end, label)."""

    text: str
    hits: tuple[Hit, ...]
    mentions: tuple[tuple[int, int, str], ...]


def try_texts(
    texts: Iterable[str], book: Rulebook, issued_on: date | None = None, *, cell: bool = False, every: bool = False
) -> Iterator[Tried]:
    """Each text as a paragraph of its own, or as the time cell of a table. Drafts take part; ``every`` kind is told."""
    matcher = Matcher(with_drafts(book))
    tools = tools_for(matcher, issued_on)
    for text in texts:
        yield try_paragraph(as_paragraph(" ".join(text.split()), matcher), tools, cell=cell, every=every)


def try_paragraph(paragraph: Paragraph, tools: Tools, *, cell: bool = False, every: bool = False) -> Tried:
    annotated, matcher = annotate(paragraph, tools, cell=cell), tools.matcher
    kinds = OF_TASKS if not every else matcher.rulebook.by_kind.keys() - {*_RESOLVED, "citation"}
    hits = sorted(
        [*_mentions(annotated, matcher, cell=cell), *_others(annotated, matcher, kinds)],
        key=lambda hit: (hit.start, hit.kind),
    )
    return Tried(paragraph.text, tuple(hits), tuple(_marks(annotated)))


def _marks(annotated: Annotated) -> Iterator[tuple[int, int, str]]:
    for label, found in (
        ("agency", annotated.agencies),
        ("deadline", annotated.deadlines),
        ("citation", annotated.citations),
    ):
        yield from ((one.start, one.end, label) for one in found)


def _mentions(annotated: Annotated, matcher: Matcher, *, cell: bool) -> Iterator[Hit]:
    """Bodies, deadlines and citations as they are extracted."""
    files = {rule.id: place_of(rule) for rule in matcher.rulebook.rules}
    text = annotated.text
    for agency in annotated.agencies:
        value: dict[str, object] = {"name": agency.name, "canonical": agency.canonical, "kind": agency.kind}
        yield _hit("agency", agency.rule, files, (agency.start, agency.end), text, value)
    for cited in annotated.citations:
        yield _hit("citation", cited.rule, files, (cited.start, cited.end), text, asdict(cited.citation))
    for found in annotated.deadlines:
        yield _hit("deadline", found.rule, files, (found.start, found.end), text, value_of(found))
    yield from lost_deadlines(annotated, matcher, cell=cell)


def _hit(
    kind: str, rule: str, files: dict[str, str], span: tuple[int, int], text: str, value: dict[str, object]
) -> Hit:
    told = {key: one for key, one in value.items() if one not in (None, [], "")}
    return Hit(kind, rule, files.get(rule, ""), *span, text[slice(*span)], value=told)


def lost_deadlines(annotated: Annotated, matcher: Matcher, *, cell: bool = False) -> Iterator[Hit]:
    """Hits of the rules on time that do not stand, and what stands in their way."""
    hits = [hit for kind in _RESOLVED for hit in matcher.find(kind, annotated.text, "cell" if cell else "prose")]
    standing = resolve(hits)
    kept = {(one.rule, one.end) for one in annotated.deadlines}
    for hit in hits:
        if hit not in standing:
            winner = next(one for one in standing if one.start < hit.end and hit.start < one.end)
            yield raw(hit, hit.start, annotated.text, why(hit, winner))
        elif hit.rule.kind == "not_deadline" or (hit.rule.id, hit.end) not in kept:
            yield raw(hit, hit.start, annotated.text, None if hit.rule.kind == "not_deadline" else "no value")


def _others(annotated: Annotated, matcher: Matcher, kinds: Collection[str]) -> Iterator[Hit]:
    """Hits of other kinds, on the text or, where the kind asks for it, on the masked text."""
    for kind in kinds:
        masked = kind in MASKED
        offset = annotated.paragraph.body if masked else 0
        hits = matcher.find(kind, annotated.masked_content if masked else annotated.text)
        for hit in hits:
            yield raw(hit, hit.start + offset, annotated.text, _beaten(hit, hits))


def _beaten(hit: Match, hits: Sequence[Match]) -> str | None:
    """Why another hit of the kind is taken. Coordinating bodies are those of all hits; leads contest each other."""
    role = hit.rule.kind == "role"
    if role and "lead" not in hit.spans:
        return None
    rivals = [one for one in hits if not role or "lead" in one.spans]
    best = min(rivals, key=lambda one: (-one.rule.priority, one.start))
    return why(hit, best) if best is not hit else None


def raw(hit: Match, start: int, text: str, lost: str | None) -> Hit:
    """A rule's hit with the words of its groups, which may have been masked, from the text itself."""
    shift = start - hit.start
    groups = {name: text[one + shift : other + shift] for name, (one, other) in hit.spans.items()}
    end = hit.end + shift
    kind = hit.rule.kind
    return Hit(kind, hit.rule.id, place_of(hit.rule), start, end, text[start:end], groups, dict(hit.yields), lost)


def why(loser: Match, winner: Match) -> str:
    """Why the one stands and not the other, as ``resolve`` decides."""
    return f"{_reason(loser, winner)} {winner.rule.id}"


def _reason(loser: Match, winner: Match) -> str:
    mine, its = loser.rule.priority, winner.rule.priority
    if mine != its:
        return f"priority {mine} below {its} of"
    if loser.end - loser.start != winner.end - winner.start:
        return "shorter than"
    return "behind"
