"""Lines that name bodies, a time or a product for a group of items: ``Cơ quan chủ trì: Phòng Tư pháp``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extraction.agencies import FoundAgency, is_agency_text, split_agencies
from pipeline.extraction.annotate import Tools, annotate, mask
from pipeline.extraction.context import Labels
from pipeline.extraction.roles import Named, roles_in
from pipeline.language.spelling import fold
from pipeline.models import Node, Paragraph
from pipeline.rulebook import Match, resolve

_BETWEEN = 6  # letters that may stand between and around the bodies of a list: commas, a conjunction, a closing mark


def is_labelled(paragraph: Paragraph, tools: Tools) -> bool:
    """Whether the paragraph begins with a label of bodies, a time or a product."""
    return _first_role(paragraph, tools) not in (None, "other")


def is_particular(paragraph: Paragraph, tools: Tools) -> bool:
    """Whether it begins with a label of something else: the place, the cost."""
    return _first_role(paragraph, tools) == "other"


def names_group(paragraph: Paragraph, tools: Tools) -> bool:
    """Whether a heading only says what the label lines below it are (``Phân công thực hiện``)."""
    return tools.matcher.first("label_heading", paragraph.content.strip()) is not None


def _first_role(paragraph: Paragraph, tools: Tools) -> str | None:
    hits = (hit for hit in tools.matcher.find("role_label", paragraph.text) if hit.start == paragraph.body)
    return next((str(hit.yields["role"]) for hit in hits), None)


def labels_of(nodes: Iterable[Node], tools: Tools) -> Labels:
    """What the labelled lines among these nodes (leaves) say."""
    result = Labels()
    for node in nodes:
        if node.paragraph is not None and not node.children:
            result = merged(result, _read(node.paragraph, tools))
    return result


def listed(node: Node, tools: Tools) -> Labels:
    """What a label says whose bodies or times stand in items of their own below it (``Cơ quan phối hợp:``)."""
    paragraph = node.paragraph
    role = _first_role(paragraph, tools) if paragraph is not None and paragraph.text.rstrip().endswith(":") else None
    items = [child.paragraph for child in node.children if child.paragraph is not None and not child.children]
    if role is None or len(items) < len(node.children):
        return Labels()
    if role == "deadline":
        parts = tuple(annotate(item, tools, cell=True) for item in items)
        return Labels(deadlines=parts) if all(part.deadlines for part in parts) else Labels()
    if role not in ("lead", "coordinate") or not all(_names_bodies(item, tools) for item in items):
        return Labels()
    named = tuple(one for item in items for one in bodies(item, item.body, len(item.text), f"role_label.{role}", tools))
    return Labels(leads=named) if role == "lead" else Labels(coordinates=named)


def _names_bodies(item: Paragraph, tools: Tools) -> bool:
    return is_agency_text(item.content.strip(" .;,"), tools.names, tools.home)


def merged(first: Labels, second: Labels) -> Labels:
    """Both; of a single value the first is kept."""
    return Labels(
        first.leads or second.leads,
        first.coordinates or second.coordinates,
        first.deadlines or second.deadlines,
        first.deliverable or second.deliverable,
    )


def _read(paragraph: Paragraph, tools: Tools) -> Labels:
    hits = tools.matcher.find("role_label", paragraph.text)
    if not any(hit.start == paragraph.body for hit in hits):
        return Labels()
    return _of_hits(paragraph, hits, tools)


def inline_labels(paragraph: Paragraph, tools: Tools) -> Labels:
    """What labels behind the sentences of an item say (``... trước ngày 05/6. Đơn vị chủ trì: Phòng Tư pháp``)."""
    hits = [hit for hit in tools.matcher.find("role_label", paragraph.text) if _opens_clause(paragraph.text, hit)]
    return _of_hits(paragraph, hits, tools)


def _opens_clause(text: str, hit: Match) -> bool:
    return text[: hit.start].rstrip()[-1:] in (".", ";", "(")


def _of_hits(paragraph: Paragraph, hits: Sequence[Match], tools: Tools) -> Labels:
    result = Labels()
    hits = resolve(hits)
    for position, hit in enumerate(hits):
        end = hits[position + 1].start if position + 1 < len(hits) else len(paragraph.text)
        result = merged(result, _value(paragraph, hit, end, tools))
    return result


def _value(paragraph: Paragraph, hit: Match, end: int, tools: Tools) -> Labels:
    role = hit.yields["role"]
    if role == "other":
        return Labels()
    if role in ("lead", "coordinate"):
        return _of_bodies(paragraph, (hit.end, end), hit, tools)
    part = annotate(cut(paragraph, hit.end, end), tools, cell=role == "deadline")
    return Labels(deadlines=(part,)) if role == "deadline" else Labels(deliverable=(part,))


def _of_bodies(paragraph: Paragraph, span: tuple[int, int], hit: Match, tools: Tools) -> Labels:
    if hit.yields["role"] == "coordinate":
        return Labels(coordinates=bodies(paragraph, *span, hit.rule.id, tools))
    leads, coordinates = in_roles(cut(paragraph, *span), hit.rule.id, tools)
    return Labels(leads=leads, coordinates=coordinates)


def in_roles(paragraph: Paragraph, rule: str, tools: Tools) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Who leads and who works with them, of a text of bodies: all lead unless it says itself who does what
    (``Sở A chủ trì, phối hợp với Sở B``, ``Sở A (chủ trì), Sở B (phối hợp)``)."""
    roles = roles_in(annotate(paragraph, tools), tools.matcher, "cell")
    if roles.leads and roles.coordinates:
        return roles.leads, roles.coordinates
    return bodies(paragraph, paragraph.body, len(paragraph.text), rule, tools), ()


def bodies(paragraph: Paragraph, start: int, end: int, rule: str, tools: Tools) -> tuple[Named, ...]:
    """The bodies of a stretch of text that holds nothing else."""
    part = cut(paragraph, start, end)
    found: Sequence[FoundAgency] = split_agencies(part.text, tools.names, tools.home)
    if tools.names.folded and _unexplained(part.text, found):
        found = _without_diacritics(part.text, found, tools)
    return tuple(Named(agency, part, rule) for agency in found if not _is_remark(agency, found, tools))


def _is_remark(agency: FoundAgency, found: Sequence[FoundAgency], tools: Tools) -> bool:
    """Whether words beside bodies that are known only go on with the sentence (``theo chức năng, nhiệm vụ``)."""
    if agency.kind != "unknown" or not agency.name.islower() or all(one.kind == "unknown" for one in found):
        return False
    return tools.matcher.first("group_heading", agency.name) is None


def _without_diacritics(text: str, found: Sequence[FoundAgency], tools: Tools) -> Sequence[FoundAgency]:
    """The bodies of a recognised text when no mark of it is believed, where that explains more of it."""
    bare = split_agencies(fold(text), tools.names, tools.home)
    if _unexplained(text, bare) >= _unexplained(text, found):
        return found
    return [replace(agency, name=text[agency.start : agency.end]) for agency in bare]


def _unexplained(text: str, found: Sequence[FoundAgency]) -> int:
    """How many letters stand outside the bodies that the rules know, none where only marks of a list do."""
    known = [agency for agency in found if agency.kind != "unknown"]
    outside = mask(text, known, " ")
    letters = sum(not letter.isspace() for letter in outside)
    return letters if letters > _BETWEEN else 0


def cut(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """A stretch of a paragraph as one of its own, its words kept; white space and closing marks fall off."""
    text = paragraph.text[start:end]
    start += len(text) - len(text.lstrip(" :"))
    end = start + len(paragraph.text[start:end].rstrip(" .;,"))
    pieces = tuple(
        type(piece)(piece.start - start, piece.end - start, piece.word, piece.page, piece.line)
        for piece in paragraph.pieces_of(start, end)
    )
    page = pieces[0].page if pieces else paragraph.page
    return Paragraph(paragraph.text[start:end], pieces, page)
