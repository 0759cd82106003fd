"""The sources of the samples: TOML with the fields of the letterhead and a body in a small markup.

A body's blocks are parted by an empty line; the lines of a block are joined. A block's first sign says what it is:
``=`` centred bold, ``#`` bold, ``~`` italic, ``|:`` a table, anything else a paragraph. ``<b>`` and ``<i>`` mark runs.
A table's first line gives the number of header rows and the widths of the columns (``|: 2 : 6 30 14``); each row
starts with ``|``, its cells are parted by `` | ``. A cell ``^`` continues the one above, ``<`` the one to its left.
``|~`` in place of ``|:`` leaves the ruling lines out.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Kind = Literal["text", "centred", "heading", "italic", "table"]
SIGNS: dict[str, Kind] = {"=": "centred", "#": "heading", "~": "italic"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place in the grid, from 0, and how far it spans."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    header_rows: int
    widths: tuple[float, ...]
    rows: int
    cells: tuple[Cell, ...]
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    text: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """A part that begins on a page of its own."""

    head: tuple[str, ...]
    note: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One document as it is to be drawn; empty where it lacks the part."""

    stem: str
    format: str
    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    place_date: str
    about: str
    kind: str
    title: str
    stamp: str
    to: tuple[str, ...]
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str
    annexes: tuple[Annex, ...]
    party: bool
    mark: str
    seed: int


def load(path: Path) -> Source:
    """The source at ``path``; raises ``KeyError`` where a required field is missing, ``ValueError`` for bad markup."""
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return Source(
        stem=path.stem,
        format=data["format"],
        superior=tuple(data.get("superior", [])),
        issuer=tuple(data["issuer"]),
        number=data["number"],
        place_date=data["place_date"],
        about=data.get("about", ""),
        kind=data.get("kind", ""),
        title=data.get("title", ""),
        stamp=data.get("stamp", ""),
        to=tuple(data.get("to", [])),
        blocks=parse(data["body"]),
        recipients=tuple(data["recipients"]),
        signature=tuple(data["signature"]),
        signer=data["signer"],
        annexes=tuple(_annex(item) for item in data.get("annex", [])),
        party=data.get("party", False),
        mark=data.get("mark", ""),
        seed=data.get("seed", 0),
    )


def _annex(data: dict[str, Any]) -> Annex:
    return Annex(tuple(data["head"]), data.get("note", ""), parse(data["body"]), data.get("landscape", False))


def parse(body: str) -> tuple[Block, ...]:
    """The blocks of a body."""
    chunks = [chunk.strip() for chunk in re.split(r"\n\s*\n", body)]
    return tuple(_block(chunk) for chunk in chunks if chunk)


def _block(chunk: str) -> Block:
    if chunk.startswith(("|:", "|~")):
        return Block("table", table=_table(chunk))
    text = " ".join(chunk.split())
    kind = SIGNS.get(text[0])
    return Block(kind, text[1:].strip()) if kind else Block("text", text)


def _table(chunk: str) -> Table:
    first, *rest = chunk.splitlines()
    header_rows, widths = first[2:].split(":")
    lines: list[str] = []
    for line in rest:
        if line.startswith("|"):
            lines.append(line[1:].strip())
        else:
            lines[-1] += " " + line.strip()
    grid = [[cell.strip() for cell in re.split(r"(?:^|\s)\|(?=\s|$)", line)] for line in lines]
    columns = tuple(float(width) for width in widths.split())
    uneven = [row for row in grid if len(row) != len(columns)]
    if uneven:
        raise ValueError(f"a row has {len(uneven[0])} cells, the table {len(columns)}: {uneven[0]}")
    return Table(int(header_rows), columns, len(grid), tuple(_cells(grid)), first[1] == ":")


def _cells(grid: list[list[str]]) -> list[Cell]:
    return [
        Cell(r, c, text, _span([row[c] for row in grid[r + 1 :]], "^"), _span(row_cells[c + 1 :], "<"))
        for r, row_cells in enumerate(grid)
        for c, text in enumerate(row_cells)
        if text not in ("^", "<")
    ]


def _span(following: list[str], sign: str) -> int:
    """1 and one more for each of the next cells that is only ``sign``."""
    count = 1
    for text in following:
        if text != sign:
            break
        count += 1
    return count
