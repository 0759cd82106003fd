"""A round red seal and a blue signature, laid over a page as ink: what lies below still shows."""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageDraw, ImageFont

from maker.pdf import font_file

RED = (208, 32, 44)
BLUE = (28, 52, 150)
RADIUS = 138  # pixels at 200 dpi: a seal of 35 mm


def stamp(page: Image.Image, centre: tuple[float, float], words: str) -> None:
    """Draws the signature and the seal around ``centre`` (pixels from the top left) into ``page``."""
    ink = Image.new("RGB", page.size, "white")
    _scribble(ImageDraw.Draw(ink), centre)
    page.paste(ImageChops.multiply(page, ink))
    ink = Image.new("RGB", page.size, "white")
    _seal(ink, centre, words)
    page.paste(ImageChops.multiply(page, ink))


def _scribble(draw: ImageDraw.ImageDraw, centre: tuple[float, float]) -> None:
    x, y = centre
    points = [
        (x + 60 + 2.1 * step, y + 10 - 46 * math.sin(step / 11) * math.exp(-step / 190) + 14 * math.cos(step / 5))
        for step in range(180)
    ]
    draw.line(points, fill=BLUE, width=4, joint="curve")
    draw.line([(x + 40, y + 52), (x + 430, y + 22)], fill=BLUE, width=3)


def _seal(ink: Image.Image, centre: tuple[float, float], words: str) -> None:
    draw = ImageDraw.Draw(ink)
    for radius, width in ((RADIUS, 5), (RADIUS - 34, 3)):
        box = [centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius]
        draw.ellipse(box, outline=RED, width=width)
    tips = [_on_circle(centre, 60 if n % 2 == 0 else 24, 36 * n) for n in range(10)]
    draw.polygon(tips, fill=RED)
    font = ImageFont.truetype(str(font_file("Serif-Bold")), 19)
    for number, letter in enumerate(words):
        degrees = -150 + 300 * number / max(1, len(words) - 1)
        tile = Image.new("RGBA", (32, 32), (255, 255, 255, 0))
        ImageDraw.Draw(tile).text((16, 16), letter, font=font, fill=RED, anchor="mm")
        tile = tile.rotate(-degrees, Image.Resampling.BICUBIC)
        x, y = _on_circle(centre, RADIUS - 18, degrees)
        ink.paste(tile, (round(x) - 16, round(y) - 16), tile)


def _on_circle(centre: tuple[float, float], radius: float, degrees: float) -> tuple[float, float]:
    """The point at ``degrees`` clockwise from the top."""
    angle = math.radians(degrees - 90)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
