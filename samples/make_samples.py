"""Makes the sample documents anew from ``sources/``: ``python samples/make_samples.py [STEM ...]``.

Needs the extras ``dev`` of the project and the Debian package fonts-liberation. The output holds no date of its
making, so the same versions of the libraries give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from maker import legacy, pdf, plain, scan, source, word

HERE = Path(__file__).parent
MAKERS: dict[str, tuple[str, Callable[[source.Source], bytes]]] = {
    "pdf": ("pdf", pdf.render),
    "scan": ("pdf", scan.plain),
    "sealed-scan": ("pdf", scan.sealed),
    "bad-layer": ("pdf", scan.with_bad_layer),
    "signature-layer": ("pdf", scan.with_signature_layer),
    "photo": ("jpg", scan.photo),
    "tcvn3": ("pdf", legacy.render),
    "text": ("txt", plain.render),
    "docx": ("docx", word.render),
}


def make(path: Path, folder: Path = HERE) -> Path:
    """Draws the source at ``path`` into ``folder`` and returns the file that was written."""
    document = source.load(path)
    suffix, draw = MAKERS[document.format]
    target = folder / f"{document.stem}.{suffix}"
    target.write_bytes(draw(document))
    return target


def main(stems: list[str]) -> None:
    pdf.register_fonts()
    for path in sorted((HERE / "sources").glob("*.toml")):
        if not stems or path.stem in stems:
            target = make(path)
            print(f"{target.stat().st_size // 1024:>5} KB  {target.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
