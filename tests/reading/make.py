"""Small files for the tests of reading, written byte by byte so that each test says all that is in its file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.models import Box, Line, Page, Word
from pipeline.settings import Settings

SETTINGS = Settings(today=date(2024, 5, 6))
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass
class Pdf:
    """Pages in points from the top left. Text is drawn in Helvetica's shapes; its Unicode comes from a map."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    font: str = "Helvetica"
    ops: list[str] = field(default_factory=list)
    letters: dict[str, int] = field(default_factory=dict)
    fields: list[tuple[Box, str]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 14, hidden: bool = False, turned: bool = False) -> Pdf:
        """``y`` is the baseline; ``turned`` text runs downwards."""
        codes = "".join(f"{self.letters.setdefault(letter, 33 + len(self.letters)):02x}" for letter in text)
        matrix = "0 -1 1 0" if turned else "1 0 0 1"
        self.ops.append(f"BT /F1 {size} Tf {3 if hidden else 0} Tr {matrix} {x} {self.height - y} Tm <{codes}> Tj ET")
        return self

    def stroke(self, x0: float, y0: float, x1: float, y1: float, width: float = 1) -> Pdf:
        self.ops.append(f"{width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Pdf:
        self.ops.append(f"1 w {x0} {self.height - y1} {x1 - x0} {y1 - y0} re S")
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> Pdf:
        """A filled rectangle, as Word draws borders."""
        self.ops.append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def scan(self) -> Pdf:
        """An image over the whole page."""
        self.ops.insert(0, f"q {self.width} 0 0 {self.height} 0 0 cm /I1 Do Q")
        return self

    def field_over(self, x0: float, y0: float, x1: float, y1: float, text: str) -> Pdf:
        """A form field with an appearance: what an office's software lays over a page on signing."""
        self.fields.append((Box(x0, y0, x1, y1), text))
        return self

    def data(self) -> bytes:
        body = zlib.compress("\n".join(self.ops).encode())
        pairs = "".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in self.letters.items())
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange\n<00> <ff>\n"
            f"endcodespacerange\n{len(self.letters)} beginbfchar\n{pairs}endbfchar\nendcmap end end"
        ).encode()
        annotations = " ".join(f"{8 + 2 * n} 0 R" for n in range(len(self.fields)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.width} {self.height}] /Rotate {self.rotate} "
            f"/Contents 4 0 R /Annots [{annotations}] /Resources << /Font << /F1 5 0 R >> /XObject << /I1 7 0 R >> >> "
            ">>".encode(),
            _stream(body, "/Filter /FlateDecode"),
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{self.font} /ToUnicode 6 0 R >>".encode(),
            _stream(cmap),
            _stream(bytes(4), "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray "
                              "/BitsPerComponent 8"),
        ]  # fmt: skip
        for box, text in self.fields:
            rect = f"{box.x0} {self.height - box.bottom} {box.x1} {self.height - box.top}"
            look = f"/AP << /N {len(objects) + 2} 0 R >>"
            shown = "".join(
                f"BT /F1 12 Tf 1 0 0 1 2 {box.height - 12 - 13 * n} Tm ({line}) Tj ET "
                for n, line in enumerate(text.split("\n"))
            )
            font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
            form = f"/Type /XObject /Subtype /Form /BBox [0 0 {box.width} {box.height}] /Resources << {font} >>"
            objects.append(f"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [{rect}] {look} >>".encode())
            objects.append(_stream(shown.encode(), form))
        return _file(objects)


def _stream(data: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def docx(path: Path, body: str, numbering: str = "", styles: str = "") -> Path:
    """A Word document of raw WordprocessingML."""
    import zipfile

    parts = {
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def para(text: str, properties: str = "", run: str = "") -> str:
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def line(text: str, x0: float, top: float, x1: float | None = None, height: float = 14, **fields: object) -> Line:
    """A line whose words share its width by their length."""
    end = x1 if x1 is not None else x0 + 6 * len(text)
    step = (end - x0) / max(1, len(text))
    words, at = [], 0
    for part in text.split():
        at = text.index(part, at)
        box = Box(x0 + at * step, top, x0 + (at + len(part)) * step, top + height)
        words.append(Word(part, box, size=height / 1.15))
        at += len(part)
    return Line(tuple(words), Box(x0, top, end, top + height), **fields)  # type: ignore[arg-type]


def texts(page: Page) -> list[str]:
    return [found.text for found in page.lines]
