"""Lays a source out on A4 as Decree 30/2020 asks: letterhead in two cells, serif letters of 13 to 14 points."""

from __future__ import annotations

import io
import re
from html import escape
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from maker.source import Annex, Block, Source
from maker.source import Table as Grid
from maker.tables import Placed, RuledTable

# Version 2 is wanted: the letters of Vietnamese are missing from version 1, which Debian 12 keeps in "liberation".
FONTS = (Path("/usr/share/fonts/truetype/liberation2"), Path("/usr/share/fonts/truetype/liberation"))
FACES = {
    "Serif": "LiberationSerif-Regular",
    "Serif-Bold": "LiberationSerif-Bold",
    "Serif-Italic": "LiberationSerif-Italic",
    "Serif-BoldItalic": "LiberationSerif-BoldItalic",
}
LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 18 * mm, 20 * mm, 20 * mm
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def font_file(face: str) -> Path:
    """The file of a face; raises ``SystemExit`` where the fonts are not installed."""
    files = [folder / f"{FACES[face]}.ttf" for folder in FONTS]
    for file in files:
        if file.is_file():
            return file
    raise SystemExit(f"{files[0]} is missing; install the Debian package fonts-liberation2 (13 on: fonts-liberation).")


def register_fonts() -> None:
    """Makes the four faces known to reportlab and sets it to write compact files."""
    for name in FACES:
        pdfmetrics.registerFont(TTFont(name, font_file(name)))
    pdfmetrics.registerFontFamily("Serif", "Serif", "Serif-Bold", "Serif-Italic", "Serif-BoldItalic")
    rl_config.useA85 = 0


def style(size: float = 14, align: int = TA_LEFT, font: str = "Serif", **more: float) -> ParagraphStyle:
    return ParagraphStyle("s", fontName=font, fontSize=size, leading=size * 1.2, alignment=align, **more)


CENTRED = style(13, TA_CENTER)
BOLD_CENTRED = style(13, TA_CENTER, "Serif-Bold")
BODY = style(14, TA_JUSTIFY, firstLineIndent=12.7 * mm, spaceAfter=5)
HEADING = style(14, TA_JUSTIFY, "Serif-Bold", firstLineIndent=12.7 * mm, spaceAfter=5)
ITALIC = style(14, TA_JUSTIFY, "Serif-Italic", firstLineIndent=12.7 * mm, spaceAfter=5)
TITLE = style(14, TA_CENTER, "Serif-Bold", spaceAfter=5)
STYLES = {"text": BODY, "heading": HEADING, "italic": ITALIC, "centred": TITLE}


def text_of(markup: str) -> str:
    """Markup that reportlab reads: all escaped but the sources' tags, runs of blanks kept."""
    safe = escape(markup, quote=False)
    for tag in ("b", "i"):
        safe = safe.replace(f"&lt;{tag}&gt;", f"<{tag}>").replace(f"&lt;/{tag}&gt;", f"</{tag}>")
    return re.sub(" {2,}", lambda blank: "\u00a0" * len(blank[0]), safe)


def render(source: Source) -> bytes:
    """The document as a PDF; the same bytes for the same source."""
    buffer = io.BytesIO()
    template = BaseDocTemplate(
        buffer,
        pagesize=A4,
        title=source.about or source.title,
        author=source.issuer[-1],
        invariant=1,
        initialFontName="Serif",
    )
    template.addPageTemplates([_page("upright", A4), _page("across", landscape(A4))])
    template.build(_story(source))
    return buffer.getvalue()


def _page(name: str, size: tuple[float, float]) -> PageTemplate:
    width, height = size
    frame = Frame(LEFT, BOTTOM, width - LEFT - RIGHT, height - TOP - BOTTOM, 0, 0, 0, 0)
    return PageTemplate(name, [frame], onPage=_page_number, pagesize=size)


def _page_number(canvas: Canvas, _document: BaseDocTemplate) -> None:
    if canvas.getPageNumber() == 1:
        return
    width, height = canvas._pagesize
    canvas.setFont("Serif", 13)
    canvas.drawCentredString(width / 2, height - 13 * mm, str(canvas.getPageNumber()))


def _story(source: Source) -> list[Flowable]:
    story = [_letterhead(source), Spacer(1, 14), *_title(source), *_addressees(source)]
    *blocks, last = [_block(block) for block in source.blocks]
    story += [*blocks, KeepTogether([last, Spacer(1, 10), _ending(source)])]
    for annex in source.annexes:
        story += _annex(annex)
    return story


def _rule(width: float, before: float = 1) -> HRFlowable:
    return HRFlowable(width, thickness=0.7, color="black", spaceBefore=before, spaceAfter=3)


def _letterhead(source: Source) -> Table:
    left: list[Flowable] = [Paragraph(text_of(line), CENTRED) for line in source.superior]
    left += [Paragraph(text_of(line), BOLD_CENTRED) for line in source.issuer]
    right: list[Flowable]
    if source.party:
        left.append(Paragraph("*", CENTRED))
        right = [Paragraph(PARTY, style(14, TA_CENTER, "Serif-Bold")), _rule(175)]
    else:
        left.append(_rule(65, 2))
        right = [
            Paragraph(MOTTO[0], style(12.5, TA_CENTER, "Serif-Bold")),
            Paragraph(MOTTO[1], style(13.5, TA_CENTER, "Serif-Bold")),
            _rule(163, 2),
        ]
    below_left: list[Flowable] = [Paragraph(text_of(source.number), CENTRED)]
    below_left += [Paragraph(text_of(source.about), style(12, TA_CENTER))] if source.about else []
    below_left += [Spacer(1, 5), _framed(source.stamp)] if source.stamp else []
    below_right = [Paragraph(text_of(source.place_date), style(13.5, TA_CENTER, "Serif-Italic"))]
    widths = [66 * mm, 96 * mm]
    return Table([[left, right], [below_left, below_right]], widths, style=[*_BARE, ("TOPPADDING", (0, 1), (-1, 1), 4)])


_BARE = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
]

_LEFT = [*_BARE, ("ALIGN", (0, 0), (0, -1), "LEFT")]


def _framed(text: str) -> Table:
    cell = Paragraph(text, BOLD_CENTRED)
    look = [("BOX", (0, 0), (-1, -1), 0.8, "black"), ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]
    return Table([[cell]], [36 * mm], style=look)


def _title(source: Source) -> list[Flowable]:
    if not source.kind:
        return []
    title = style(14, TA_CENTER, "Serif-Bold", leftIndent=20, rightIndent=20)
    return [
        Paragraph(source.kind, title),
        Paragraph(text_of(source.title), title),
        _rule(80, 3),
        Spacer(1, 10),
    ]


def _addressees(source: Source) -> list[Flowable]:
    if not source.to:
        return []
    if len(source.to) == 1:
        return [Paragraph("Kính gửi: " + text_of(source.to[0]), style(14, TA_CENTER)), Spacer(1, 12)]
    items = style(14, leftIndent=62 * mm)
    lines = [Paragraph(text_of(f"- {line}"), items) for line in source.to]
    return [Paragraph("Kính gửi:", style(14, leftIndent=42 * mm)), *lines, Spacer(1, 12)]


def _block(block: Block) -> Flowable:
    if block.table is not None:
        return ruled(block.table)
    return Paragraph(text_of(block.text), STYLES[block.kind])


def ruled(table: Grid) -> RuledTable:
    """A table with its header rows in bold; short cells are centred, long ones set left."""
    cells = [
        Placed(cell.row, cell.column, cell.rows, cell.columns, _cell(cell.text, cell.row < table.header_rows))
        for cell in table.cells
    ]
    return RuledTable(cells, table.widths, table.header_rows, ruled=table.ruled)


def _cell(text: str, header: bool) -> Paragraph | None:
    if not text:
        return None
    centred = header or len(text) < 12
    font = "Serif-Bold" if header else "Serif"
    look = style(12, TA_CENTER if centred else TA_LEFT, font, allowWidows=1, allowOrphans=1)
    return Paragraph(text_of(text), look)


def _ending(source: Source) -> Table:
    lines = [Paragraph("<b><i>Nơi nhận:</i></b>", style(12))]
    lines += [Paragraph(text_of(f"- {line}"), style(11)) for line in source.recipients]
    signed = style(14, TA_CENTER, "Serif-Bold")
    right: list[Flowable] = [Paragraph(text_of(line), signed) for line in source.signature]
    right += [Spacer(1, 62), Paragraph(source.signer, signed)]
    return Table([[lines, right]], [76 * mm, 86 * mm], style=_LEFT)


def _annex(annex: Annex) -> list[Flowable]:
    story: list[Flowable] = [NextPageTemplate("across" if annex.landscape else "upright"), PageBreak()]
    story += [Paragraph(text_of(line), style(14, TA_CENTER, "Serif-Bold")) for line in annex.head]
    if annex.note:
        story.append(Paragraph(text_of(annex.note), style(13, TA_CENTER, "Serif-Italic")))
    story += [_rule(120, 3), Spacer(1, 8)]
    return story + [_block(block) for block in annex.blocks]
