"""Ruling lines: found as masks, and taken off the page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.reading.scan.pixels import Flags, Grey, closed, components, flipped, grown, mask, opened, without

_LEVEL = 0.40  # inches; a shorter level stroke may be a dash
_UPRIGHT = 0.38  # inches; a shorter upright stroke may be a letter
_PIECE = 0.6  # share of these lengths that a piece must have by itself before gaps are closed
_THICK = 0.05  # inches; what is thicker is no rule
_FALL = 0.03  # share of its length by which a rule may rise or fall
_DENSE = 0.8  # share of its length at which a rule must show ink that is not part of something thicker
_TOUCHED = 0.17  # share of a rule along which something may touch it
_SURE = 2.0  # inches; a longer stroke may have more gaps
_FAINT = 205  # darker than this is ink here
_BREAK = 20 / 150  # inches; a wider gap stays: the row of a section has no upright rules


@dataclass(frozen=True, slots=True)
class Rules:
    """Masks (ink 255) of the level and the upright rules.

    ``*_walls`` are the same with their gaps left open, ``posts`` short uprights that stand between two level rules;
    ``ink`` is what may be wiped off the page, ``dark`` all that is dark, letters too.
    """

    level: Grey
    upright: Grey
    level_walls: Grey
    upright_walls: Grey
    posts: Grey
    ink: Grey
    dark: Grey


def rules_of(even: Grey, dpi: float) -> Rules:
    """The rules of an evenly lit, straight page; its faint grey counts, for rules are thinner than letters."""
    ink = mask(even < _FAINT)
    level, level_walls, level_ink = _long(ink, dpi, _LEVEL)
    upright, upright_walls, upright_ink = (flipped(part) for part in _long(flipped(ink), dpi, _UPRIGHT))
    posts = _posts(ink, level, dpi)
    return Rules(level, upright, level_walls, upright_walls, posts, mask(level_ink | upright_ink | posts), ink)


def _long(ink: Grey, dpi: float, least: float) -> tuple[Grey, Grey, Grey]:
    """Level strokes of at least ``least`` inches that are thin all along: joined, with gaps, and as bare ink."""
    thin = without(ink, opened(ink, round(_THICK * dpi), 1))
    bridged = closed(grown(thin, 3, 1), 1, round(0.06 * dpi))
    pieces = opened(bridged, 1, round(_PIECE * least * dpi))
    kept = _checked(closed(pieces, 3, round(_BREAK * dpi)), ink, thin, dpi, least)
    return kept, mask(kept & pieces), mask(kept & grown(thin, 3, 1))


def _checked(joined: Grey, ink: Grey, thin: Grey, dpi: float, least: float) -> Grey:
    """Only the marks that are rules: a row of serifs is thin in parts and has stems hanging from it."""
    kept = np.zeros_like(joined)
    labels, sizes = components(joined)
    for mark in range(1, len(sizes)):
        x, y, w, h, area = (int(value) for value in sizes[mark])
        if w < least * dpi or h > _THICK * dpi + _FALL * w or area > _THICK * dpi * w:
            continue
        body = labels[y : y + h, x : x + w] == mark
        inked = float(((thin[y : y + h, x : x + w] > 0) & body).any(axis=0).mean())
        dense = _DENSE if w < _SURE * dpi else _DENSE - 0.1
        if inked >= dense and _touched(body, ink, x, y, dpi) < _TOUCHED:
            kept[y : y + h, x : x + w][body] = 255
    return kept


def _touched(body: Flags, ink: Grey, x: int, y: int, dpi: float) -> float:
    """The share of a stroke beside which there is ink, on the side where there is more."""
    away = round(0.015 * dpi)
    columns = np.arange(x, x + body.shape[1])
    above = y + body.argmax(axis=0) - away
    below = y + body.shape[0] - 1 - body[::-1].argmax(axis=0) + away
    last = ink.shape[0] - 1
    return max(float((ink[np.clip(rows, 0, last), columns] > 0).mean()) for rows in (above, below))


def _posts(ink: Grey, level: Grey, dpi: float) -> Grey:
    """Upright strokes that run from one level rule to the next: the sides of a low row or of a frame."""
    kept = np.zeros_like(ink)
    if not level.any():
        return kept
    near, side = grown(level, 9, 13), flipped(ink)
    labels, sizes = components(opened(ink, round(0.1 * dpi), 1))
    for mark in range(1, len(sizes)):
        x, y, w, h, _ = (int(value) for value in sizes[mark])
        if (
            w > _THICK * dpi
            or h > 2 * _UPRIGHT * dpi
            or not (near[y, x : x + w].any() and near[y + h - 1, x : x + w].any())
        ):
            continue
        body = labels[y : y + h, x : x + w] == mark
        if _touched(flipped(mask(body)) > 0, side, y, x, dpi) < 2 * _TOUCHED:
            kept[y : y + h, x : x + w][body] = 255
    return kept
