"""Tables without ruling lines: columns that only white space parts, known by the wording of their header."""

from pipeline.layout.unruled.pages import with_tables

__all__ = ["with_tables"]
