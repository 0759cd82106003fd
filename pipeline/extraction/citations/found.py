"""A mention of a numbered document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.models import Citation

_YEAR = re.compile(r"^[0-9]+[a-zA-Z]?[/-]((?:19|20)[0-9]{2})[/-]")


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """``text[start:end]`` is the whole mention with its type word, date and issuer where they follow directly;
    ``text[symbol_start:symbol_end]`` the number and symbol.

    ``flags``: ``malformed`` for a symbol against the grammar, ``blank_number`` and ``blank_date`` for a draft's own
    number or date left blank; then ``citation.symbol`` is empty.
    """

    citation: Citation
    start: int
    end: int
    symbol_start: int
    symbol_end: int
    rule: str
    flags: tuple[str, ...] = ()
    confidence: float = 1.0


def date_conflict(citation: Citation) -> bool:
    """Whether the year inside the number differs from the year of the date (``59/2019/NĐ-CP ngày 01/7/2025``)."""
    year = _YEAR.match(citation.symbol)
    return bool(year and citation.issued_on and int(year[1]) != citation.issued_on.year)
