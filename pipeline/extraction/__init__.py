"""Paragraphs to mentions, tasks, document fields and anomalies."""

from pipeline.extraction.ground import Ground, extract, take_apart

__all__ = ["Ground", "extract", "take_apart"]
