"""What was read, as plain text and as JSON."""

from __future__ import annotations

from pipeline.models import Reading


def plain_text(reading: Reading) -> str:
    """The words in reading order: a line feed after each line, a form feed between pages."""
    return "\f".join("".join(f"{line.text}\n" for line in page.lines) for page in reading.pages)
