"""Formats without pages: DOCX, DOC, RTF, HTML, XLSX, plain text."""
