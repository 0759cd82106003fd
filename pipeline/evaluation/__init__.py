"""Measures the program against documents with known results that lie outside the project (``make eval``)."""
