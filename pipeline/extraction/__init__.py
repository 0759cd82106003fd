"""Paragraphs to mentions, tasks, document fields and anomalies."""

from pipeline.extraction.document import extract

__all__ = ["extract"]
