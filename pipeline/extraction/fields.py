"""The document's own fields, from its letterhead and signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.extraction.evidence import evidence_of
from pipeline.extraction.issuer import issuer_name
from pipeline.models import DocumentFields, Evidence, Layout, Page, Paragraph
from pipeline.rulebook import Match, Matcher

# Word confidences. Printed digits of office scans have 0.9 and more; a number in one word with its symbol has that of
# the word's worst letter.
_SURELY_PRINTED, _IN_ONE_WORD = 0.75, 0.35
_CLOSE = 1.7  # heights of a line from the top of one to the next, where nothing is left free between them


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields with their evidence, and which of number and date stand blank or were written by hand."""

    values: DocumentFields
    evidence: tuple[Evidence, ...] = ()
    blank: tuple[str, ...] = ()
    handwritten: tuple[str, ...] = ()


def fields_of(layout: Layout, matcher: Matcher) -> Fields:
    """Read each field where the layout found its zone; what is not there, or cannot be read for sure, is null."""
    return _Reader(layout, matcher).read()


@dataclass
class _Reader:
    layout: Layout
    matcher: Matcher

    def __post_init__(self) -> None:
        self.evidence: list[Evidence] = []
        self.blank: list[str] = []
        self.handwritten: list[str] = []
        self.pages: Mapping[int, Page] = {page.number: page for page in self.layout.pages}

    def read(self) -> Fields:
        number, symbol, code = self._number()
        issued_on, place = self._date()
        subject = self._subject()
        signer, title, authority = self._signature()
        values = DocumentFields(
            type=self._type(symbol),
            code=code,
            number=number,
            symbol=symbol,
            issued_on=issued_on,
            place=place,
            issuer=self._issuer(),
            subject=subject,
            signer=signer,
            signer_title=title,
            authority=authority,
            urgency=self._stamp("urgency"),
            secrecy=self._stamp("secrecy"),
        )
        return Fields(values, tuple(self.evidence), tuple(self.blank), tuple(self.handwritten))

    def _find(self, field: str, paragraph: Paragraph) -> Match | None:
        hits = [hit for hit in self.matcher.find("field", paragraph.text) if hit.yields["field"] == field]
        return min(hits, key=lambda hit: -hit.rule.rule.priority) if hits else None

    def _prove(self, field: str, paragraph: Paragraph, span: tuple[int, int], rule: str | None) -> None:
        self.evidence += evidence_of(field, None, paragraph, span, rule, self.pages)

    def _number(self) -> tuple[str | None, str | None, str | None]:
        """Số and ký hiệu. Blank digits are recorded; what was written by hand stays null and is recorded too."""
        paragraph = self.layout.number_line
        hit = (self._find("code", paragraph) or self._find("code_damaged", paragraph)) if paragraph else None
        if paragraph is None or hit is None:
            return None, None, None
        symbol = "".join((hit.get("symbol") or "").split())
        self._prove("symbol", paragraph, hit.spans["symbol"], hit.rule.id)
        number = (hit.get("number") or "").replace(" ", "")
        damaged = hit.yields["field"] == "code_damaged"
        if damaged or (number and not self._is_printed(paragraph, hit.spans["number"], hit.spans["symbol"][0])):
            self.handwritten.append("number")
            return None, symbol, None
        if not number:
            self.blank.append("number")
            return None, symbol, None
        self._prove("number", paragraph, hit.spans["number"], hit.rule.id)
        self._prove("code", paragraph, (hit.spans["number"][0], hit.spans["symbol"][1]), hit.rule.id)
        between = paragraph.text[hit.spans["number"][1] : hit.spans["symbol"][0]].strip() or " "
        return number, symbol, f"{number}{between}{symbol}"

    def _is_printed(self, paragraph: Paragraph, span: tuple[int, int], symbol: int) -> bool:
        """Whether a number is print. Set in one word with its symbol it is, unless nothing of the word was sure; a
        pen's digits stand apart from the printed symbol."""
        pieces = paragraph.pieces_of(*span)
        joined = any(piece.end > symbol for piece in pieces)
        marks = [piece.word.confidence for piece in pieces if piece.word.confidence is not None]
        return not marks or min(marks) >= (_IN_ONE_WORD if joined else _SURELY_PRINTED)

    def _read_well(self, paragraph: Paragraph, span: tuple[int, int]) -> bool:
        """Whether the words are print: a pen's strokes are recognised with little confidence."""
        marks = [piece.word.confidence for piece in paragraph.pieces_of(*span) if piece.word.confidence is not None]
        return not marks or min(marks) >= _SURELY_PRINTED

    def _date(self) -> tuple[date | None, str | None]:
        paragraph = self.layout.date_line
        hit = self._find("issued_on", paragraph) if paragraph else None
        if paragraph is None or hit is None:
            return None, None
        place = hit.get("place")
        if place:
            self._prove("place", paragraph, hit.spans["place"], hit.rule.id)
        span = (hit.spans["day"][0], hit.spans["year"][1])
        parts = [(hit.get(name) or "").strip(" ._…-,") for name in ("year", "month", "day")]
        issued_on = self._as_date(parts) if self._read_well(paragraph, span) else None
        if issued_on is not None:
            self._prove("issued_on", paragraph, span, hit.rule.id)
        else:
            (self.handwritten if all(parts) or not all(map(_is_number, parts)) else self.blank).append("date")
        return issued_on, place

    def _as_date(self, parts: Sequence[str]) -> date | None:
        try:
            return date(*(int(part) for part in parts))
        except (TypeError, ValueError):
            return None

    def _subject(self) -> str | None:
        """Trích yếu: what follows V/v, or the lines below the name of the type and what stands behind that name."""
        parts = [self._behind_type()] if self.layout.title else []
        paragraph = self.layout.subject
        if paragraph is not None:
            hit = self._find("subject", paragraph)
            start, end = hit.spans["value"] if hit else (0, len(paragraph.text))
            self._prove("subject", paragraph, (start, end), hit.rule.id if hit else None)
            parts.append(paragraph.text[start:end])
        return " ".join(part for part in parts if part).strip(" .:-_") or None

    def _behind_type(self) -> str:
        title = self.layout.title
        hit = self.matcher.first("document_type", title.text, "title") if title else None
        if title is None or hit is None or hit.end >= len(title.text.rstrip(" .:")):
            return ""
        self._prove("subject", title, (hit.end, len(title.text)), hit.rule.id)
        return title.text[hit.end :].strip(" .:-_")

    def _type(self, symbol: str | None) -> str | None:
        title = self.layout.title
        if title is not None:
            hit = self.matcher.first("document_type", title.text, "title")
            if hit is not None:
                self._prove("type", title, (hit.start, hit.end), hit.rule.id)
                return str(hit.yields["type"])
        hit = self.matcher.first("document_type", symbol, "symbol") if symbol else None
        if hit is not None and self.layout.number_line is not None:
            line = self.layout.number_line
            self._prove("type", line, (0, len(line.text)), hit.rule.id)
            return str(hit.yields["type"])
        return None

    def _issuer(self) -> str | None:
        lines = [line for line in self.layout.issuer_lines if line.text.strip(" _-*.")]
        if not lines:
            return None
        for line in lines:
            self._prove("issuer", line, (0, len(line.text)), None)
        return issuer_name([_plain(line.text) for line in lines], self.matcher)

    def _signature(self) -> tuple[str | None, str | None, str | None]:
        """Signer, title and the innermost authority that applies; of two signatures the first."""
        authority = title = signer = None
        last: Paragraph | None = None
        for line in self.layout.signature:
            hit = self.matcher.first("signature", line.text.strip())
            if hit is not None and signer and not signer.isupper():
                break
            if hit is not None and hit.yields["part"] == "authority":
                authority, title = str(hit.yields["authority"]), hit.get("own")
                self._prove("authority", line, (0, len(line.text)), hit.rule.id)
                last = line
            elif hit is not None and hit.yields["part"] == "title":
                title, signer, last = line.text.strip(" ,.;"), None, line
                self._prove("signer_title", line, (0, len(line.text)), hit.rule.id)
            elif hit is None and title and last is not None and self._goes_on(last, line):
                title, last = f"{title} {line.text.strip(' ,.;')}", line
                self._prove("signer_title", line, (0, len(line.text)), None)
            elif hit is None and (name := self._name(line)):
                signer = name
        return signer, self._title_case(title) if title else None, authority

    def _goes_on(self, title: Paragraph, line: Paragraph) -> bool:
        """Whether a title of two lines goes on: words that only end one, or capitals set close below its own."""
        if line.text.strip(" ,.;").lower() in self.matcher.rulebook.lists.get("ends_of_titles", ()):
            return True
        above, below = title.pieces[0].word.box, line.pieces[0].word.box
        if not (line.text.isupper() and above and below and title.page == line.page):
            return False
        return 0 < below.top - above.top < _CLOSE * above.height

    def _title_case(self, title: str) -> str:
        """A title set in capitals in ordinary spelling: ``Phó Giám đốc``, ``Chủ tịch``."""
        before = self.matcher.rulebook.lists.get("prefixes_of_titles", ())
        words = title.lower().split()
        return " ".join(word.capitalize() if n == 0 or words[n - 1] in before else word for n, word in enumerate(words))

    def _name(self, line: Paragraph) -> str | None:
        hit = self.matcher.first("field", line.text, "signature")
        if hit is None or hit.yields["field"] != "signer":
            return None
        self._prove("signer", line, hit.spans["value"], hit.rule.id)
        return hit.get("value")

    def _stamp(self, field: str) -> str | None:
        for line in self.layout.other:
            hit = self._find(field, line)
            if hit is not None:
                self._prove(field, line, (hit.start, hit.end), hit.rule.id)
                return sentence_case(hit.phrase)
        return None


def _plain(text: str) -> str:
    """A line of the issuer without what only adorns it; a dash that joins it with the next stays."""
    bare = text.strip(" _*.:").lstrip("-– ")
    return bare if bare.endswith((" -", " –")) else bare.rstrip("-– _*.:")


def _is_number(text: str) -> bool:
    return text.isdigit() or not text


def sentence_case(text: str) -> str:
    """Capitals set as a heading to ordinary spelling: each word of a name keeps no capital but the first."""
    words = text.lower().split()
    return " ".join([words[0].capitalize(), *words[1:]]) if words else text
