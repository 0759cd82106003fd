"""Writes a source as plain text: 80 columns, the letterhead's and the signature's two cells side by side."""

from __future__ import annotations

import re
import textwrap
from itertools import zip_longest

from maker.pdf import MOTTO
from maker.source import Source

WIDTH = 80
LEFT = 34


def render(source: Source) -> bytes:
    """The document in UTF-8; tables are not supported."""
    about = textwrap.wrap(source.about, LEFT - 2)
    lines = _side_by_side([*source.superior, *source.issuer], [*MOTTO])
    lines += ["", *_side_by_side([source.number, *about], [source.place_date]), ""]
    lines += [line.center(WIDTH).rstrip() for line in (source.kind, source.title) if line]
    lines += _addressees(source)
    for block in source.blocks:
        text = re.sub(r"</?[bi]>", "", block.text)
        lines += ["", *textwrap.wrap(text, WIDTH, initial_indent="    ", break_on_hyphens=False)]
    recipients = ["Nơi nhận:", *(f"- {line}" for line in source.recipients)]
    lines += ["", *_side_by_side(recipients, [*source.signature, "", "", source.signer])]
    return ("\n".join(lines) + "\n").encode()


def _side_by_side(left: list[str], right: list[str]) -> list[str]:
    pairs = zip_longest(left, right, fillvalue="")
    return [(a.ljust(LEFT) + b.center(WIDTH - LEFT)).rstrip() for a, b in pairs]


def _addressees(source: Source) -> list[str]:
    if len(source.to) == 1:
        return [f"Kính gửi: {source.to[0]}".center(WIDTH).rstrip()]
    return ["Kính gửi:", *(f"    - {line}" for line in source.to)] if source.to else []
