"""Pages drawn line by line, as a reader hands them over, and what the layout makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline.layout import lay_out
from pipeline.layout.document import content
from pipeline.layout.flow import Flow
from pipeline.layout.text import Placed, paragraph
from pipeline.models import Align, Box, Cell, Grid, Layout, Line, Node, Page, Paragraph, ReadAs, Reading, Table, Word
from pipeline.rulebook import Matcher, Rulebook, load

Row = Sequence[str | tuple[str, int, int]]  # a cell's text, or with its row and column span

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 540.0
LETTER, SPACE, SIZE, PITCH = 6.0, 4.0, 14.0, 20.0
FIRST = 36.0  # indent of a first line


# Paragraphs that fill a page, so that its margins show.
FILLER = (
    "Các đơn vị trực thuộc cập nhật số liệu vào hệ thống thông tin báo cáo của tỉnh, đối chiếu với số liệu của ngành "
    "thống kê và giải trình những chỉ tiêu chênh lệch, bảo đảm số liệu các kỳ sau khớp với các kỳ trước.",
    "Văn phòng theo dõi, nhắc các đơn vị gửi báo cáo đúng hạn; tổng hợp những kiến nghị vượt thẩm quyền của các xã, "
    "phân loại theo lĩnh vực và trình lãnh đạo xem xét trong phiên họp thường kỳ gần nhất của cơ quan.",
)


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    return load([Path(__file__).parents[2] / "rules"])


def finder(*, scanned: bool = False) -> Matcher:
    return Matcher(rulebook(), lenient=frozenset({"zone"}) if scanned else frozenset())


def wide(text: str) -> float:
    return len(text) * LETTER + text.count(" ") * (SPACE - LETTER)


@dataclass
class Sheet:
    """A page under the pen; ``y`` is the top of the next line."""

    number: int = 1
    y: float = 70.0
    lines: list[Line] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    confidence: float | None = None

    def line(
        self,
        text: str,
        x: float = LEFT,
        *,
        to: float | None = None,
        bold: bool = False,
        italic: bool = False,
        down: float = PITCH,
        cell: tuple[int, int] | None = None,
    ) -> Sheet:
        """One line from ``x`` on; ``to`` spreads its words up to there, as justified text is set."""
        parts = text.split()
        space = (to - x - sum(map(wide, parts))) / (len(parts) - 1) if to and len(parts) > 1 else SPACE
        words = []
        at = x
        for part in parts:
            box = Box(at, self.y, at + wide(part), self.y + SIZE)
            words.append(Word(part, box, self.confidence, bold, italic, SIZE))
            at = box.x1 + space
        self.lines.append(Line(tuple(words), Box(x, self.y, at - space, self.y + SIZE), cell=cell))
        self.y += down
        return self

    def centred(self, text: str, *, bold: bool = False, italic: bool = False, down: float = PITCH) -> Sheet:
        return self.line(text, (LEFT + RIGHT - wide(text)) / 2, bold=bold, italic=italic, down=down)

    def beside(self, left: str, right: str, *, bold: bool = False, italic: bool = False) -> Sheet:
        """Two cells of a letterhead or a closing in one row; an empty text leaves its cell empty."""
        for text, middle in ((left, 170.0), (right, 410.0)):
            if text:
                self.line(text, middle - wide(text) / 2, bold=bold, italic=italic, down=0)
        self.y += PITCH
        return self

    def run_together(self, left: str, right: str) -> Sheet:
        """Two cells in one row that the reader took for one line."""
        self.beside(left, right)
        second, first = self.lines.pop(), self.lines.pop()
        assert first.box
        assert second.box
        self.lines.append(Line((*first.words, *second.words), first.box.union(second.box)))
        return self

    def prose(
        self, text: str, *, first: float = FIRST, hang: float = 0.0, bold: bool = False, justified: bool = True
    ) -> Sheet:
        """A paragraph broken at the right margin; every line but the last is spread where it is justified."""
        x, row = LEFT + first, list[str]()
        for word in text.split():
            if row and x + wide(" ".join([*row, word])) > RIGHT:
                self.line(" ".join(row), x, to=RIGHT if justified else None, bold=bold)
                x, row = LEFT + hang, []
            row.append(word)
        return self.line(" ".join(row), x, bold=bold)

    def filler(self) -> Sheet:
        for text in FILLER:
            self.prose(text)
        return self

    def table(self, rows: Sequence[Row], columns: int) -> Sheet:
        """A ruled table; a line feed in a cell begins a line."""
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        top, width = self.y, (RIGHT - LEFT) / columns
        for row, given in enumerate(rows):
            texts = iter(given)
            for column in range(columns):
                if (row, column) in taken:
                    continue
                one = next(texts)
                text, row_span, column_span = one if isinstance(one, tuple) else (one, 1, 1)
                taken |= {(row + r, column + c) for r in range(row_span) for c in range(column_span)}
                self._cell(text, len(cells), LEFT + column * width + 4, top + row * 60)
                cells.append(Cell(row, column, row_span, column_span))
        self.y = top + len(rows) * 60
        self.tables.append(Grid(len(rows), columns, tuple(cells), Box(LEFT, top, RIGHT, self.y)))
        return self

    def _cell(self, text: str, index: int, x: float, y: float) -> None:
        self.y = y
        for row in filter(None, text.split("\n")):
            self.line(row, x, cell=(len(self.tables), index), down=15)

    def page(self) -> Page:
        read_as: ReadAs = "text_layer" if self.confidence is None else "ocr"
        return Page(self.number, tuple(self.lines), tuple(self.tables), WIDTH, HEIGHT, read_as=read_as)


def reading(*sheets: Sheet) -> Reading:
    return Reading("application/pdf", "text_layer", tuple(sheet.page() for sheet in sheets))


def laid_out(*sheets: Sheet, scanned: bool = False) -> Layout:
    (layout,) = lay_out(reading(*sheets), finder(scanned=scanned))
    return layout


def plain_lines(text: str, *, whole: bool = False, align: Align | None = None) -> list[Line]:
    """Lines without places, as of a text file (or, ``whole``, of a DOCX)."""
    rows = (row.split() for row in text.strip().splitlines())
    return [Line(tuple(map(Word, row)), whole=whole, align=align) for row in rows if row]


def plain(text: str, *, whole: bool = False) -> Layout:
    page = Page(1, tuple(plain_lines(text, whole=whole)), read_as="format")
    (layout,) = lay_out(Reading("text/plain", "plain", (page,)), finder())
    return layout


def body(*sheets: Sheet) -> list[Paragraph | Table]:
    """The content of pages without letterhead and closing."""
    flow = Flow(tuple(sheet.page() for sheet in sheets))
    return content(flow.elements, flow, finder())


def texts(*sheets: Sheet) -> list[str]:
    return [item.text for item in body(*sheets) if isinstance(item, Paragraph)]


def labelled(text: str) -> Paragraph:
    return paragraph([Placed(Line(tuple(map(Word, text.split()))), 1)], finder())


def said(paragraphs: Iterable[Paragraph | None]) -> list[str]:
    return [one.text for one in paragraphs if one is not None]


def tree(nodes: Sequence[Node]) -> list[object]:
    """The outline as nested lists: a label (or the text where it has none), then what stands below it."""
    result: list[object] = []
    for node in nodes:
        name = "table" if node.paragraph is None else node.label or node.paragraph.text
        result.append([name, *tree(node.children)] if node.children else name)
    return result
