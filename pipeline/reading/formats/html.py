"""HTML: blocks and tables in the order of the page, as lxml reads them."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.errors import DamagedFileError
from pipeline.models import Align, Cell, Page
from pipeline.reading.content import is_archive
from pipeline.reading.formats.bytes import decoded
from pipeline.reading.formats.flow import CellPlace, Flow, Para, Span

_SKIPPED = {"script", "style", "head", "title", "noscript", "template", "select", "textarea", "svg", "nav", "o:p"}
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "center",
    "section", "article", "header", "footer", "main", "body", "html", "hr", "form", "fieldset", "address", "caption",
}  # fmt: skip
_BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"}
_ALIGN: dict[str, Align] = {"left": "left", "center": "center", "right": "right", "justify": "justify"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_STYLE = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    italic: bool = False
    size: float | None = None
    font: str | None = None
    align: Align | None = None
    keep: bool = False  # white space counts


@dataclass(slots=True)
class _Reader:
    flow: Flow = field(default_factory=Flow)
    spans: list[Span] = field(default_factory=list)

    def walk(self, node: Any, look: _Look, cell: CellPlace | None) -> None:
        """All below ``node``, in order."""
        self.text(node.text, look)
        for child in node:
            tag = child.tag.lower() if isinstance(child.tag, str) else ""
            if tag and tag not in _SKIPPED and not _is_hidden(child):
                self.element(child, tag, look, cell)
            self.text(child.tail, look)

    def element(self, node: Any, tag: str, look: _Look, cell: CellPlace | None) -> None:
        inner = _looks(node, tag, look)
        if tag == "br":
            self.spans.append(Span("\n", font=look.font))
        elif tag == "table":
            self.close(look, cell)
            self.table(node, inner, cell)
        elif tag in _BLOCKS:
            self.close(look, cell)
            if tag == "li":
                self.spans.append(Span(_label(node), inner.bold, inner.italic, inner.size, inner.font))
            self.walk(node, inner, cell)
            self.close(inner, cell)
        else:
            self.walk(node, inner, cell)

    def text(self, text: str | None, look: _Look) -> None:
        if text:
            shown = text if look.keep else re.sub(r"[ \t\r\n\f]+", " ", text)
            self.spans.append(Span(shown, look.bold, look.italic, look.size, look.font))

    def close(self, look: _Look, cell: CellPlace | None) -> None:
        """The block is over."""
        if any(span.text.strip() for span in self.spans):
            self.flow.paras.append(Para(self.spans, look.align, None, cell))
        self.spans = []

    def table(self, node: Any, look: _Look, cell: CellPlace | None) -> None:
        cells, contents = _grid(node)
        ruled = cell is None and len(cells) > 1 and _is_ruled(node, cells)
        index = self.flow.add_table(cells) if ruled else -1
        for n, content in enumerate(contents):
            place = (index, n) if ruled else cell
            inner = _looks(content, content.tag.lower(), replace(look, align=None))
            self.walk(content, inner, place)
            self.close(inner, place)


def read_html(data: bytes, path: Path) -> list[Page]:
    """One page; raises :class:`DamagedFileError` where nothing is to be read."""
    from lxml import html

    text = _DECLARATION.sub("", _decoded(_unpacked(data)))
    reader = _Reader()
    try:
        root = html.document_fromstring(text)
    except (ValueError, html.etree.ParserError) as error:
        raise DamagedFileError("{file} is an empty or damaged web page: ask for it again.", file=path.name) from error
    reader.walk(root, _Look(), None)
    reader.close(_Look(), None)
    if not reader.flow.paras:
        raise DamagedFileError("{file} is a web page without text: ask for it again.", file=path.name)
    return [reader.flow.page()]


def _unpacked(data: bytes) -> bytes:
    """The page of a web archive (MHTML, Word's "single file web page"); others as they are."""
    if not is_archive(data[:2048]):
        return data
    message = email.message_from_bytes(data.lstrip())
    for part in message.walk():
        body = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(body, bytes):
            charset = part.get_content_charset()
            return body.decode(charset, "replace").encode() if charset not in (None, "utf-8") else body
    return data


def _decoded(data: bytes) -> str:
    """By the page's own word where that works, else by the text."""
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    if name and name not in ("utf-8", "utf-16", "unicode", "iso-8859-1", "windows-1252", "x-user-defined"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)


def _styles(node: Any) -> dict[str, str]:
    return {key.lower(): value.strip().lower() for key, value in _STYLE.findall(node.get("style") or "")}


def _is_hidden(node: Any) -> bool:
    style = _styles(node)
    return style.get("display") == "none" or style.get("mso-hide") == "all"


def _looks(node: Any, tag: str, look: _Look) -> _Look:
    style = _styles(node)
    changes: dict[str, Any] = {}
    if tag in _BOLD or style.get("font-weight") in ("bold", "700", "bolder"):
        changes["bold"] = True
    elif style.get("font-weight") in ("normal", "400"):
        changes["bold"] = False
    if tag in ("i", "em") or style.get("font-style") == "italic":
        changes["italic"] = True
    elif style.get("font-style") == "normal":
        changes["italic"] = False
    if size := re.match(r"([\d.]+)pt", style.get("font-size", "")):
        changes["size"] = float(size[1])
    if font := style.get("font-family") or node.get("face"):
        changes["font"] = font.split(",")[0].strip("\"' ")
    align = _ALIGN.get(style.get("text-align") or (node.get("align") or "").lower())
    if align or tag == "center":
        changes["align"] = align or "center"
    if tag == "pre":
        changes["keep"] = True
    return replace(look, **changes) if changes else look


def _label(item: Any) -> str:
    parent = item.getparent()
    if parent is None or str(parent.tag).lower() != "ol":
        return "- "
    start = parent.get("start") or "1"
    before = sum(1 for other in item.itersiblings(preceding=True) if str(other.tag).lower() == "li")
    return f"{(int(start) if start.isdigit() else 1) + before}. "


def _rows(table: Any) -> list[Any]:
    """Rows of this table and not of one inside it."""
    found = []
    for child in table:
        tag = str(child.tag).lower()
        if tag == "tr":
            found.append(child)
        elif tag in ("thead", "tbody", "tfoot"):
            found += [row for row in child if str(row.tag).lower() == "tr"]
    return found


def _grid(table: Any) -> tuple[list[Cell], list[Any]]:
    cells: list[Cell] = []
    contents: list[Any] = []
    taken: set[tuple[int, int]] = set()
    for row, tr in enumerate(_rows(table)):
        column = 0
        for td in tr:
            if str(td.tag).lower() not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            high, wide = _span(td, "rowspan"), _span(td, "colspan")
            taken |= {(row + y, column + x) for y in range(high) for x in range(wide)}
            cells.append(Cell(row, column, high, wide))
            contents.append(td)
            column += wide
    return cells, contents


def _span(td: Any, name: str) -> int:
    value = (td.get(name) or "1").strip()
    return max(1, min(int(value), _COLUMNS)) if value.isdigit() else 1


def _is_ruled(table: Any, cells: list[Cell]) -> bool:
    """Lines drawn, or so many cells that it is no letterhead."""
    if (table.get("border") or "0").strip() not in ("0", ""):
        return True
    for node in (table, *table.iter("td", "th")):
        style = _styles(node)
        border = " ".join(value for key, value in style.items() if key.startswith("border"))
        if "solid" in border and "solid none" not in border:
            return True
    return max(cell.row for cell in cells) >= 2 and max(cell.column for cell in cells) >= 2
