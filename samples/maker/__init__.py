"""Draws the sample documents: markup in TOML becomes PDF, DOCX or a page as a scanner gives it."""
