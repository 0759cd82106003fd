"""Misreads Vietnamese as an OCR engine with an English model does: marks lost, letters taken for others."""

from __future__ import annotations

import random
import unicodedata

# Letters that such an engine takes for others, as often as the list repeats them; all else only loses its marks.
MISTAKEN = {
    "đ": "ddp",
    "Đ": "DDP",
    "ộ": "o6",
    "ố": "66o",
    "ổ": "6o",
    "ồ": "6d",
    "ớ": "¢o",
    "ở": "¢o",
    "ợ": "gq",
    "ư": ["u", "ur", "ir"],
    "ứ": ["it", "u", "ir"],
    "ừ": ["ir", "u"],
    "ử": ["ir", "i"],
    "ủ": ["u", "ii", "a"],
    "ệ": ["é", "&", "e"],
    "ế": "éé6",
    "ấ": "da",
    "Ộ": "QO",
    "Ủ": "UO",
    "l": "llll1",
    "g": "gggggg9",
}


def misread(text: str, seed: int) -> str:
    """``text`` as misread, in Latin-1; digits stay. The same text and seed give the same words."""
    chance = random.Random(f"{seed}{text}")
    letters = [_letter(letter, chance) for letter in " ".join(text.split())]
    return "".join(letters).encode("latin-1", "ignore").decode("latin-1")


def _letter(letter: str, chance: random.Random) -> str:
    if letter in MISTAKEN:
        return chance.choice(MISTAKEN[letter])
    plain = unicodedata.normalize("NFD", letter)[0]
    return {"–": "-", "“": '"', "”": '"'}.get(plain, plain)
