"""A reading to the layouts of its documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.layout.closing import find_closing, read_closing
from pipeline.layout.flow import Element, Flow, Ruled
from pipeline.layout.letterhead import as_paragraph, read_letterhead
from pipeline.layout.outline import outline
from pipeline.layout.paragraphs import paragraphs
from pipeline.layout.stack import cut_stack
from pipeline.layout.tables import continues, table_of
from pipeline.layout.text import Placed, paragraph
from pipeline.layout.unruled import with_tables
from pipeline.models import Annex, Finder, Layout, Paragraph, Reading, Table


def lay_out(reading: Reading, finder: Finder) -> tuple[Layout, ...]:
    """The documents of a file, each taken apart. A file without text gives one empty layout."""
    stack = cut_stack(with_tables(reading.pages, finder), finder)
    documents = stack.documents or ((),)
    return tuple(
        _document(part, Flow(pages), finder, tuple(n for n in stack.doubtful if n in {page.number for page in pages}))
        for part, pages in enumerate(documents, 1)
    )


def _document(part: int, flow: Flow, finder: Finder, doubtful: tuple[int, ...]) -> Layout:
    elements = flow.elements
    head = read_letterhead(elements, flow, finder)
    end = find_closing(elements, flow, finder, head.length)
    body = elements[head.length : end]
    closing = read_closing(elements[end:], flow, finder) if end is not None else read_closing((), flow, finder)
    rest = elements[end + closing.length :] if end is not None else ()
    main, inner = _split_annexes(body, flow, finder)
    _, outer = _split_annexes(rest, flow, finder, all_annex=True)
    return Layout(
        part,
        flow.pages[0].number if flow.pages else 1,
        flow.pages,
        issuer_lines=tuple(paragraph([line], finder, labelled=False) for line in head.issuer),
        number_line=as_paragraph(head.number, finder),
        date_line=as_paragraph(head.date, finder),
        title=as_paragraph(head.title, finder),
        subject=as_paragraph(head.subject, finder),
        addressees=tuple(paragraph(lines, finder) for lines in head.addressees),
        body=outline(content(main, flow, finder)),
        recipients=tuple(paragraph(lines, finder) for lines in closing.recipients),
        signature=tuple(paragraph([line], finder, labelled=False) for line in closing.signature),
        annexes=tuple(_annex(part, flow, finder) for part in (*inner, *outer)),
        other=tuple(paragraph([line], finder, labelled=False) for line in head.other),
        doubtful=doubtful,
    )


def content(elements: Sequence[Element], flow: Flow, finder: Finder) -> list[Paragraph | Table]:
    """Elements of a body as paragraphs and tables in reading order."""
    result: list[Paragraph | Table] = []
    run: list[Placed] = []
    tables: list[Ruled] = []
    for element in elements:
        if isinstance(element, Ruled):
            result += paragraphs(run, flow, finder)
            run = []
            if tables and not continues(tables[-1], element):
                result.append(table_of(tables, finder))
                tables = []
            tables.append(element)
        else:
            if tables:
                result.append(table_of(tables, finder))
                tables = []
            run.append(element)
    if tables:
        result.append(table_of(tables, finder))
    return result + paragraphs(run, flow, finder)


def _split_annexes(
    elements: Sequence[Element], flow: Flow, finder: Finder, *, all_annex: bool = False
) -> tuple[list[Element], list[list[Element]]]:
    """What stands before the first annex title, and the annexes; with ``all_annex`` everything belongs to one."""
    main: list[Element] = []
    annexes: list[list[Element]] = [[]] if all_annex and elements else []
    for element in elements:
        if isinstance(element, Placed) and _is_annex_title(element, flow, finder):
            if annexes and not annexes[-1]:
                annexes.pop()
            annexes.append([element])
        else:
            (annexes[-1] if annexes else main).append(element)
    return main, annexes


def _is_annex_title(placed: Placed, flow: Flow, finder: Finder) -> bool:
    hit = finder.first("zone", placed.line.text, "closing")
    if hit is None or hit.yields["zone"] != "annex":
        return False
    return placed.line.box is None or flow.centred(placed, 25) or flow.side(placed) == "right"


def _annex(elements: Sequence[Element], flow: Flow, finder: Finder) -> Annex:
    """An annex: centred lines at its head are its titles."""
    titles = list(_titles(elements, flow))
    closing = find_closing(elements, flow, finder, len(titles))
    body = elements[len(titles) : closing]
    return Annex(
        tuple(paragraph([title], finder, labelled=False) for title in titles),
        outline(content(body, flow, finder)),
    )


def _titles(elements: Sequence[Element], flow: Flow) -> Iterator[Placed]:
    for count, element in enumerate(elements):
        if isinstance(element, Ruled) or not (count == 0 or _is_title(element, flow)):
            return
        yield element


def _is_title(placed: Placed, flow: Flow) -> bool:
    """Centred, or bold or in brackets and not an item: the name of an annex and what it was issued with."""
    words = placed.line.words
    if flow.centred(placed, 15):
        return True
    loud = all(word.bold for word in words) or all(word.italic for word in words)
    return loud and flow.indent(placed) < 15 and not placed.line.text[:1].isdigit()
