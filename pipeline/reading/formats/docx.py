"""DOCX: paragraphs and tables in the order of the body, with the labels of numbered lists."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.errors import DamagedFileError
from pipeline.models import Align, Cell, Page
from pipeline.reading.formats.flow import CellPlace, Flow, Para, Span
from pipeline.reading.formats.numbering import Numbering, W, read_numbering
from pipeline.reading.formats.styles import Looks, Styles, read_styles

_ALIGN: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "justify", "distribute": "justify",
}  # fmt: skip
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARTS = {"document": "word/document.xml", "numbering": "word/numbering.xml", "styles": "word/styles.xml"}
_MAX_PART = 200_000_000  # bytes; a document's text has a few million at most
_BORDERS = ("top", "bottom", "left", "right", "insideH", "insideV", "start", "end")


def read_docx(data: bytes, path: Path) -> list[Page]:
    """One page; raises :class:`DamagedFileError` where the package or its main part is broken."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            roots = {key: _part(package, name) for key, name in _PARTS.items()}
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, etree.XMLSyntaxError, OSError) as error:
        raise DamagedFileError(
            "{file} is a damaged Word document: open and save it again, or ask for it again.", file=path.name
        ) from error
    body = roots["document"].find(f"{W}body") if roots["document"] is not None else None
    if body is None:
        raise DamagedFileError("{file} is a Word document without text: ask for it again.", file=path.name)
    walker = _Walker(Flow(), read_numbering(roots["numbering"]), read_styles(roots["styles"]))
    walker.blocks(body, None)
    return [walker.flow.page()]


def _part(package: zipfile.ZipFile, name: str) -> Any:
    if name not in package.namelist():
        return None
    if package.getinfo(name).file_size > _MAX_PART:
        raise zipfile.BadZipFile
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(package.read(name), parser)


@dataclass(slots=True)
class _Walker:
    flow: Flow
    numbering: Numbering
    styles: Styles

    def blocks(self, parent: Any, cell: CellPlace | None) -> None:
        """Paragraphs and tables below ``parent``."""
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child, cell)
            elif child.tag == f"{W}tbl":
                self.table(child, cell)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                self.blocks(child, cell)

    def paragraph(self, p: Any, cell: CellPlace | None) -> None:
        looks = self.styles.paragraph(p)
        spans, boxes = [], []
        for kind, value in self.runs(p, looks):
            if kind == "box":
                boxes.append(value)
            else:
                spans.append(value)
        has_text = any(span.text.strip() for span in spans)
        label = self.label(looks) if has_text else ""
        if label:
            first = spans[0]
            spans.insert(0, Span(f"{label} ", first.bold, first.italic, first.size, first.font))
        if has_text:
            self.flow.paras.append(Para(spans, _ALIGN.get(looks.align or ""), looks.indent, cell))
        for box in boxes:
            self.blocks(box, cell)

    def label(self, looks: Looks) -> str:
        if looks.list_id is None:
            return ""
        depth = looks.depth
        if depth is None:
            depth = self.numbering.depth_of(looks.list_id, looks.list_style)
        return self.numbering.label(looks.list_id, depth)

    def runs(self, parent: Any, looks: Looks) -> Iterator[tuple[str, Any]]:
        """("span", Span) and ("box", text box) below a paragraph."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                yield from self.run(child, looks)
            elif tag in (f"{W}pPr", f"{W}del", f"{W}moveFrom") or not isinstance(tag, str):
                continue
            elif tag == f"{_MC}AlternateContent":
                yield from self.runs(_choice(child), looks)
            else:
                yield from self.runs(child, looks)

    def run(self, r: Any, looks: Looks) -> Iterator[tuple[str, Any]]:
        look = self.styles.run(r, looks)
        if look.hidden:
            return
        text = ""
        for child in r:
            text += _text_of(child)
            for box in _boxes(child):
                yield "box", box
        if text:
            yield "span", Span(text.upper() if look.caps else text, look.bold, look.italic, look.size, look.font)

    def table(self, tbl: Any, cell: CellPlace | None) -> None:
        """A ruled table becomes a grid; one without borders only puts text side by side."""
        cells, contents = _grid(tbl)
        ruled = cell is None and len(cells) > 1 and self.ruled(tbl, cells)
        index = self.flow.add_table(cells) if ruled else -1
        for n, parts in enumerate(contents):
            for part in parts:
                self.blocks(part, (index, n) if ruled else cell)

    def ruled(self, tbl: Any, cells: list[Cell]) -> bool:
        rows = max(cell.row for cell in cells) + 1
        columns = max(cell.column for cell in cells) + 1
        borders = self.styles.borders(tbl)
        for tc in tbl.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders"):
            borders += [side for side in _BORDERS if is_line(tc.find(f"{W}{side}"))]
        return bool(borders) or (rows >= 3 and columns >= 3)


def is_line(side: Any) -> bool:
    return side is not None and side.get(f"{W}val") not in (None, "nil", "none")


def _text_of(child: Any) -> str:
    tag = child.tag
    if tag == f"{W}t":
        return child.text or ""
    if tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if tag in (f"{W}br", f"{W}cr"):
        return "\n"
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        code = int(child.get(f"{W}char", "20"), 16) & 0xFF
        return {0x2D: "-", 0x2B: "+", 0xB7: "•"}.get(code, " ")
    return ""


def _boxes(child: Any) -> Iterator[Any]:
    """Text boxes of a drawing, once each (drawings stand twice: for new and for old readers)."""
    if child.tag == f"{_MC}AlternateContent":
        for part in _choice(child):
            yield from part.iter(f"{W}txbxContent")
    elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
        yield from child.iter(f"{W}txbxContent")


def _choice(child: Any) -> Any:
    """The first of several ways to say the same."""
    choice = child.find(f"{_MC}Choice")
    choice = choice if choice is not None else child.find(f"{_MC}Fallback")
    return choice if choice is not None else ()


def _grid(tbl: Any) -> tuple[list[Cell], list[list[Any]]]:
    """Cells with their spans, and the elements that hold their text."""
    cells: list[Cell] = []
    contents: list[list[Any]] = []
    above: dict[int, int] = {}
    for row, tr in enumerate(tbl.iterfind(f"{W}tr")):
        column = _number(tr.find(f"{W}trPr/{W}gridBefore"), 0)
        now: dict[int, int] = {}
        for tc in _cells_of(tr):
            span = max(1, _number(tc.find(f"{W}tcPr/{W}gridSpan"), 1))
            merge = tc.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            if goes_on and column in above:
                n = above[column]
                cells[n] = Cell(cells[n].row, cells[n].column, row - cells[n].row + 1, cells[n].column_span)
                contents[n].append(tc)
            else:
                n = len(cells)
                cells.append(Cell(row, column, 1, span))
                contents.append([tc])
            if merge is not None:
                now[column] = n
            column += span
        above = now
    return cells, contents


def _cells_of(tr: Any) -> Iterator[Any]:
    for child in tr:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells_of(child)


def _number(item: Any, default: int) -> int:
    value = item.get(f"{W}val") if item is not None else None
    return int(value) if value and value.isdigit() else default
