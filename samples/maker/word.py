"""Writes a source as DOCX, its labels (1., a), -) as numbering of Word and not as text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from html import unescape

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from maker.pdf import MOTTO
from maker.source import Block, Source, Table

MADE = datetime(2025, 1, 1, tzinfo=UTC)
LABEL = re.compile(r"(?P<number>\d+\.)\s|(?P<letter>[a-zđ]\))\s|(?P<dash>-)\s")
LEVELS = ("number", "letter", "dash")
LEVEL_XML = (
    '<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/>'
    '<w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl>'
)
FORMATS = (("decimal", "%1."), ("lowerLetter", "%2)"), ("bullet", "-"))
NUMBERING = 77  # an id that the default template does not use


def render(source: Source) -> bytes:
    """The document as DOCX; the same bytes for the same source."""
    document = Document()
    _page(document)
    _numbering(document)
    _letterhead(document, source)
    for line in (source.kind, source.title):
        if line:
            _paragraph(document, line, ALIGN.CENTER, bold=True)
    _addressees(document, source)
    for block in source.blocks:
        _block(document, block)
    _ending(document, source)
    return _without_times(document)


def _page(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(2)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(14)
    core = document.core_properties
    core.created = core.modified = MADE
    core.author = core.last_modified_by = ""


def _numbering(document: Doc) -> None:
    levels = "".join(LEVEL_XML.format(n=n, fmt=fmt, text=text) for n, (fmt, text) in enumerate(FORMATS))
    root = document.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERING}">{levels}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    number = f'<w:num {nsdecls("w")} w:numId="{NUMBERING}"><w:abstractNumId w:val="{NUMBERING}"/></w:num>'
    root.append(parse_xml(number))


def _runs(paragraph: Paragraph, markup: str, bold: bool = False, italic: bool = False, size: float = 14) -> None:
    for part in re.split(r"(<b>.*?</b>|<i>.*?</i>)", markup):
        if part:
            run = paragraph.add_run(unescape(re.sub(r"</?[bi]>", "", part)))
            run.bold = bold or part.startswith("<b>")
            run.italic = italic or part.startswith("<i>")
            run.font.size = Pt(size)


def _paragraph(place: Doc | _Cell, markup: str, align: ALIGN = ALIGN.JUSTIFY, **look: bool | float) -> Paragraph:
    paragraph = place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(4)
    _runs(paragraph, markup, **look)  # type: ignore[arg-type]
    return paragraph


def _letterhead(document: Doc, source: Source) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    for line in source.superior:
        _paragraph(left, line, ALIGN.CENTER, size=13)
    for line in source.issuer:
        _paragraph(left, line, ALIGN.CENTER, bold=True, size=13)
    for line in MOTTO:
        _paragraph(right, line, ALIGN.CENTER, bold=True, size=12)
    left, right = table.rows[1].cells
    _paragraph(left, source.number, ALIGN.CENTER, size=13)
    if source.about:
        _paragraph(left, source.about, ALIGN.CENTER, size=12)
    _paragraph(right, source.place_date, ALIGN.CENTER, italic=True, size=13)
    _drop_first_lines(left, right, *table.rows[0].cells)
    _widths(table, (6.2, 10.0))


def _widths(table: Grid, centimetres: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _drop_first_lines(*cells: _Cell) -> None:
    """A new cell holds an empty paragraph; it goes where others follow."""
    for cell in cells:
        if len(cell.paragraphs) > 1:
            first = cell.paragraphs[0]._element
            first.getparent().remove(first)


def _addressees(document: Doc, source: Source) -> None:
    if len(source.to) == 1:
        _paragraph(document, f"Kính gửi: {source.to[0]}", ALIGN.CENTER)
    elif source.to:
        _paragraph(document, "Kính gửi:", ALIGN.LEFT).paragraph_format.left_indent = Cm(4)
        for line in source.to:
            _paragraph(document, f"- {line}", ALIGN.LEFT).paragraph_format.left_indent = Cm(6)


def _block(document: Doc, block: Block) -> None:
    if block.table is not None:
        _table(document, block.table)
        return
    label = LABEL.match(block.text) if block.kind == "text" else None
    text = block.text[label.end() :] if label else block.text
    align = ALIGN.CENTER if block.kind == "centred" else ALIGN.JUSTIFY
    bold = block.kind in ("heading", "centred")
    paragraph = _paragraph(document, text, align, bold=bold, italic=block.kind == "italic")
    if label and label.lastgroup:
        level = LEVELS.index(label.lastgroup)
        numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbers.get_or_add_ilvl().val = level
        numbers.get_or_add_numId().val = NUMBERING
    elif not bold:
        paragraph.paragraph_format.first_line_indent = Cm(1.27)


def _table(document: Doc, table: Table) -> None:
    drawn = document.add_table(rows=table.rows, cols=len(table.widths), style="Table Grid")
    _widths(drawn, [share * 16.2 / sum(table.widths) for share in table.widths])
    for cell in table.cells:
        place = drawn.cell(cell.row, cell.column)
        if cell.rows > 1 or cell.columns > 1:
            place = place.merge(drawn.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
        _runs(place.paragraphs[0], cell.text, bold=cell.row < table.header_rows, size=12)


def _ending(document: Doc, source: Source) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    _paragraph(left, "Nơi nhận:", ALIGN.LEFT, bold=True, italic=True, size=12)
    for line in source.recipients:
        _paragraph(left, f"- {line}", ALIGN.LEFT, size=11)
    for line in (*source.signature, "", "", source.signer):
        _paragraph(right, line, ALIGN.CENTER, bold=True)
    _drop_first_lines(left, right)


def _without_times(document: Doc) -> bytes:
    """The saved package with the time of each entry set to the earliest that ZIP knows."""
    saved, clean = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return clean.getvalue()
