"""Lines of running text to paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.flow import Flow
from pipeline.layout.text import Placed, begins_item, ends_sentence, paragraph
from pipeline.models import Finder, Paragraph

_SLACK = 4.0  # points by which edges of one paragraph's lines may differ
_STEP = 10.0  # points from which an indent is meant


def paragraphs(lines: Sequence[Placed], flow: Flow, finder: Finder) -> list[Paragraph]:
    """The paragraphs of lines that follow each other in reading order."""
    groups: list[list[Placed]] = []
    for placed in lines:
        if groups and _continues(groups[-1], placed, flow, finder):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return [paragraph(group, finder, centred=all(flow.centred(line) for line in group)) for group in groups]


def _continues(group: Sequence[Placed], new: Placed, flow: Flow, finder: Finder) -> bool:
    last = group[-1]
    if last.line.whole or new.line.whole:
        return False
    if last.line.box is None or new.line.box is None:
        return _continues_plain(group, new, finder)
    labelled = begins_item(new.line.text, finder)
    if not labelled and _in_mid_sentence(last, new):
        return True
    titles = flow.centred(last) and flow.centred(new) and _bold(last) == _bold(new) and not labelled
    if _had_room(last, new, flow) and not titles:
        return False
    if last.page == new.page and _gap(last, new) > 1.6 * flow.margins[new.page].pitch > 0:
        return False
    if labelled and (ends_sentence(last.line.text) or abs(_shift(group[0], new, flow)) <= _SLACK):
        return False
    return not _steps_in(group, new, flow)


def _continues_plain(group: Sequence[Placed], new: Placed, finder: Finder) -> bool:
    """Without boxes: a line goes on unless it is labelled, or the last one was short or closed a sentence."""
    text = group[-1].line.text
    if begins_item(new.line.text, finder):
        return False
    return len(text) > 60 or not (ends_sentence(text) or text.isupper())


def _in_mid_sentence(last: Placed, new: Placed) -> bool:
    """Whether the new line can only go on: it begins with a small letter, and nothing ended before it."""
    first = new.line.text.lstrip("\"'(“")[:1]
    return first.islower() and not ends_sentence(last.line.text)


def _bold(placed: Placed) -> bool:
    words = placed.line.words
    return sum(word.bold for word in words) > 0.8 * len(words)


def _gap(last: Placed, new: Placed) -> float:
    return new.line.box.top - last.line.box.top if last.line.box and new.line.box else 0.0


def _had_room(last: Placed, new: Placed, flow: Flow) -> bool:
    """Whether the new line's first word would have fitted behind the last line: then a paragraph ended there."""
    first = new.line.words[0]
    if last.line.box is None or first.box is None:
        return False
    space = 0.3 * first.box.height
    return last.line.box.x1 + space + first.box.width + 2 * _SLACK < flow.margins[last.page].right


def _shift(first: Placed, new: Placed, flow: Flow) -> float:
    return flow.indent(new) - flow.indent(first)


def _steps_in(group: Sequence[Placed], new: Placed, flow: Flow) -> bool:
    """Whether the new line is indented against the lines that it would continue."""
    if len(group) > 1:
        return flow.indent(new) - flow.indent(group[1]) > _STEP
    shift = _shift(group[0], new, flow)
    if abs(shift) <= _SLACK and flow.indent(new) > _STEP and ends_sentence(group[0].line.text):
        return True  # it stands where a first line stands, and the one before is complete
    return shift > _STEP and not _hangs(group[0], new)


def _hangs(first: Placed, new: Placed) -> bool:
    """Whether the new line stands under the text behind the first line's label (hanging indent)."""
    words = first.line.words
    if len(words) < 2 or words[1].box is None or new.line.box is None:
        return False
    return abs(new.line.box.x0 - words[1].box.x0) <= 2 * _SLACK
