"""What the rules make of a text: every hit with its groups, the value that follows, and what it lost against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from pipeline.extraction.annotate import Annotated, Tools, annotate
from pipeline.i18n import Message
from pipeline.models import Paragraph
from pipeline.rulebook import Match, Matcher, Rulebook, resolve
from pipeline.rulebook.kinds import KINDS, MASKED
from pipeline.rulebook.shapes import lacking
from pipeline.workbench.books import as_paragraph, place_of, tools_for, with_drafts
from pipeline.workbench.examples import value_of
from pipeline.workbench.verdict import Outcome, below, outcomes

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
    lost: Message | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A paragraph with its hits in their order, and the mentions that stand: (start, end, label)."""

    text: str
    hits: tuple[Hit, ...]
    mentions: tuple[tuple[int, int, str], ...]
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of a text: the place it stands at (None: any), whether ``every`` kind is told, and the ids of
    the rules of an ``own`` folder, which are told whatever their kind."""

    where: str | None = None
    every: bool = False
    own: frozenset[str] = frozenset()

    @property
    def cell(self) -> bool:
        return self.where == "cell"

    def place(self, kind: str) -> str | None:
        """The place to ask a kind for: what its rules may name."""
        return self.where if self.where in KINDS[kind].places else None


_ANYWHERE = Ask()


def try_texts(
    texts: Iterable[str], book: Rulebook, issued_on: date | None = None, ask: Ask = _ANYWHERE
) -> Iterator[Tried]:
    """Each text as a paragraph of its own, or as the time cell of a table. Drafts take part."""
    matcher = Matcher(with_drafts(book))
    tools = tools_for(matcher, issued_on)
    for text in texts:
        paragraph = as_paragraph(" ".join(text.split()), matcher)
        tried = try_paragraph(paragraph, tools, ask)
        yield replace(tried, outcomes=tuple(_outcomes(paragraph, tools, ask.where)))


def _outcomes(paragraph: Paragraph, tools: Tools, where: str | None) -> Iterator[Outcome]:
    if where in ("stem", "heading"):
        yield from below(paragraph, tools)
    elif where != "cell":
        yield from outcomes(paragraph, tools, where)


def try_paragraph(paragraph: Paragraph, tools: Tools, ask: Ask = _ANYWHERE) -> Tried:
    annotated, matcher = annotate(paragraph, tools, cell=ask.cell), tools.matcher
    found = [*_mentions(annotated, matcher, cell=ask.cell), *_others(annotated, matcher, ask)]
    hits = sorted(found, key=lambda hit: (hit.start, hit.kind))
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
            yield raw(hit, hit.start, annotated.text, None if hit.rule.kind == "not_deadline" else _no_value(hit))


def _no_value(hit: Match) -> Message:
    """What the phrase lacks for a value, where that is a group that found nothing in it."""
    if needs := lacking(hit.rule.rule, hit.spans):
        return Message("no value: it needs one of these groups: {needs}", needs="; ".join(needs))
    return Message("no value")


def _others(annotated: Annotated, matcher: Matcher, ask: Ask) -> Iterator[Hit]:
    """Hits of other kinds, on the text or, where the kind asks for it, on the masked text."""
    for kind in matcher.rulebook.by_kind.keys() - {*_RESOLVED, "citation"}:
        masked = kind in MASKED
        offset = annotated.paragraph.body if masked else 0
        hits = matcher.find(kind, annotated.masked_content if masked else annotated.text, ask.place(kind))
        for hit in hits:
            if ask.every or kind in OF_TASKS or hit.rule.id in ask.own:
                told = raw(hit, hit.start + offset, annotated.text, _beaten(hit, hits))
                yield _whole(told, annotated) if masked else told


def _whole(hit: Hit, annotated: Annotated) -> Hit:
    """The hit with the whole mention where its edge falls within one: a mask is as long as what it covers."""
    start, end = hit.start, hit.end
    for begins, ends, _ in _marks(annotated):
        start = begins if begins < start < ends else start
        end = ends if begins < end < ends else end
    return replace(hit, start=start, end=end, phrase=annotated.text[start:end])


def _beaten(hit: Match, hits: Sequence[Match]) -> Message | None:
    """Why another hit of the kind is taken. Coordinating bodies are those of all hits; leads contest each other."""
    role = hit.rule.kind == "role"
    if role and "lead" not in hit.spans:
        return None
    rivals = [one for one in hits if not role or "lead" in one.spans]
    best = min(rivals, key=lambda one: (-one.rule.priority, one.start))
    return why(hit, best) if best is not hit else None


def raw(hit: Match, start: int, text: str, lost: Message | None) -> Hit:
    """A rule's hit with the words of its groups, which may have been masked, from the text itself."""
    shift = start - hit.start
    groups = {name: text[one + shift : other + shift] for name, (one, other) in hit.spans.items()}
    end = hit.end + shift
    kind = hit.rule.kind
    return Hit(kind, hit.rule.id, place_of(hit.rule), start, end, text[start:end], groups, dict(hit.yields), lost)


def why(loser: Match, winner: Match) -> Message:
    """Why the one stands and not the other, as ``resolve`` decides."""
    rule = winner.rule.id
    mine, its = loser.rule.priority, winner.rule.priority
    if mine != its:
        return Message("priority {mine} below {its} of {rule}", mine=mine, its=its, rule=rule)
    if loser.end - loser.start != winner.end - winner.start:
        return Message("shorter than {rule}", rule=rule)
    return Message("behind {rule}", rule=rule)
