"""How many pages a file has, without reading it: for the progress bar alone."""

from __future__ import annotations

from pathlib import Path


def count_pages(path: Path) -> int:
    """1 where the format has no pages or the file is broken: reading it will say why."""
    count = {".pdf": _pdf, ".tif": _image, ".tiff": _image}.get(path.suffix.lower())
    try:
        return max(count(path), 1) if count else 1
    except Exception:
        return 1


def _pdf(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _image(path: Path) -> int:
    from PIL import Image

    with Image.open(path) as image:
        return int(getattr(image, "n_frames", 1))
