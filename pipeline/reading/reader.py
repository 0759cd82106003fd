"""A file -> pages of words with boxes. The content decides how it is read, not the name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from pipeline.errors import DamagedFileError, GiaoviecError
from pipeline.models import Page, Reading, TextSource
from pipeline.reading.content import Kind, kind_of
from pipeline.settings import Settings

_FORMATS: dict[Kind, tuple[str, str]] = {
    "docx": ("docx", "read_docx"),
    "doc": ("doc", "read_doc"),
    "rtf": ("rtf", "read_rtf"),
    "html": ("html", "read_html"),
    "xlsx": ("xlsx", "read_xlsx"),
    "plain": ("plain", "read_plain"),
}


def read_file(path: Path, settings: Settings) -> Reading:
    """Reads one file and leaves it as it is.

    Raises an :class:`~pipeline.errors.UnreadableError` (empty, damaged, encrypted, wrong content, unsupported) or
    :class:`~pipeline.errors.MissingProgramError`. A single page that cannot be recognised is no error: it comes
    back without lines, and its ``health`` says why.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedFileError(
            "{file} cannot be opened ({reason}): check that it is there and may be read.",
            file=path.name,
            reason=error.strerror or str(error),
        ) from error
    kind, media_type = kind_of(data, path)
    if kind == "pdf":
        from pipeline.reading.pdf import read_pdf

        return _reading(media_type, read_pdf(data, path, settings))
    if kind == "image":
        from pipeline.reading.image import read_image

        return _reading(media_type, read_image(data, path, settings))
    module, name = _FORMATS[kind]
    read: Callable[[bytes, Path], list[Page]] = getattr(import_module(f"pipeline.reading.formats.{module}"), name)
    try:
        return Reading(media_type, kind, tuple(read(data, path)))
    except GiaoviecError:
        raise
    except Exception as error:  # what a broken file makes a parser do cannot be listed
        raise DamagedFileError(
            "{file} cannot be read ({reason}): open and save it again, or ask for it again.",
            file=path.name,
            reason=f"{type(error).__name__}: {error}",
        ) from error


def _reading(media_type: str, pages: list[Page]) -> Reading:
    ways = {page.read_as for page in pages}
    source: TextSource = "ocr" if ways == {"ocr"} else "text_layer" if ways <= {"text_layer"} else "mixed"
    return Reading(media_type, source, tuple(pages))
