"""Mentions of numbered documents. The wordings stand in ``rules/citations/``."""

from pipeline.extraction.citations.find import find_citations
from pipeline.extraction.citations.found import FoundCitation, date_conflict

__all__ = ["FoundCitation", "date_conflict", "find_citations"]
