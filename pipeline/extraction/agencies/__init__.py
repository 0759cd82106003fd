"""Bodies (cơ quan, đơn vị): the register, the grammar of names, groups and lists. Wordings: ``rules/agencies/``."""

from pipeline.extraction.agencies.find import KINDS, carry_over, find_agencies
from pipeline.extraction.agencies.found import FoundAgency, Home
from pipeline.extraction.agencies.split import is_agency_text, split_agencies

__all__ = ["KINDS", "FoundAgency", "Home", "carry_over", "find_agencies", "is_agency_text", "split_agencies"]
