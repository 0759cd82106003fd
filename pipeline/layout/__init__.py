"""Words to lines, paragraphs, the zones of a document, tables and the outline tree."""

from pipeline.layout.document import lay_out

__all__ = ["lay_out"]
