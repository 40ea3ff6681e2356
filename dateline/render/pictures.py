"""Draws the pictures that stand for pages elsewhere, with the site's own fonts.

Tones between ground and ink and one mark in colour: a palette of 256 is all a picture needs, which makes it small and
quick. The same words give the same bytes with the same release of Pillow.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from math import ceil
from typing import TYPE_CHECKING

from dateline.views.share import ShareCard, ShareCount

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
GROUND, INK, MARK = (0x0C, 0x2A, 0x32), (0xF3, 0xF7, 0xF6), (0xFF, 0xE1, 0x4D)  # as in css/tokens.css
PALE = 185
"""How much of the ink secondary text has, of 255."""
COLOUR = 1
"""The entry of the palette that is the mark: as a tone nobody would tell it from the ground."""
HEADLINES = (76, 68, 60, 52, 46)
"""Sizes of the headline, the first that fits in ``MOST_LINES``."""
MOST_LINES = 3
MOST_SMALL = 256
"""Texts that are kept drawn: the names of the site and its crises, figures and who says so."""
DISPLAY, TEXT = "fonts/archivo.woff2", "fonts/newsreader.woff2"


class Painter:
    """Draws with these fonts (name → bytes), each opened once for each size; what many pictures say is drawn once."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        self._font = cache(partial(_font, fonts))
        self._small = lru_cache(MOST_SMALL)(self._drawn)

    def draw(self, card: ShareCard) -> bytes:
        """The picture as PNG."""
        from PIL import Image, ImageDraw

        image = Image.new("L", (WIDTH, HEIGHT), 0)
        pen = ImageDraw.Draw(image)
        image.paste(255, (MARGIN, 92), self._small(card.site, 30, 700, 500))
        kicker = self._small(card.kicker, 30, 700, 500)
        image.paste(PALE, (WIDTH - MARGIN - kicker.width, 92), kicker)
        self._headline(pen, card.title)
        if card.counts:
            pen.rectangle((MARGIN, 444, WIDTH - MARGIN, 445), fill=90)
            width = (WIDTH - 2 * MARGIN) // len(card.counts)
            for number, count in enumerate(card.counts):
                self._count(image, count, MARGIN + number * width, width - 24)
        image = image.point([0 if tone == COLOUR else tone for tone in range(256)])
        ImageDraw.Draw(image).rectangle((MARGIN, 64, MARGIN + 56, 71), fill=COLOUR)
        image.putpalette(_palette())
        data = io.BytesIO()
        image.save(data, "PNG", compress_level=3)
        return data.getvalue()

    def _drawn(self, text: str, size: int, weight: int, width: int, rest: str = "") -> Image:
        """The text in small letters as a mask, cut to ``width`` pixels; nothing of ``rest``, behind it, is cut."""
        from PIL import Image, ImageDraw

        font = self._font(DISPLAY, size, weight)
        text = _cut(text, font, width - font.getlength(rest)) + rest
        _, _, right, bottom = font.getbbox(text)
        mask = Image.new("L", (max(1, ceil(right)), max(1, ceil(bottom))), 0)
        ImageDraw.Draw(mask).text((0, 0), text, font=font, fill=255)
        return mask

    def _headline(self, pen: ImageDraw, text: str) -> None:
        for size in HEADLINES:
            font = self._font(TEXT, size, 600)
            lines = list(_lines(text, font, WIDTH - 2 * MARGIN))
            if len(lines) <= MOST_LINES:
                break
        if len(lines) > MOST_LINES:
            rest = " ".join(lines[MOST_LINES - 1 :])
            lines = [*lines[: MOST_LINES - 1], _cut(rest, font, WIDTH - 2 * MARGIN)]
        for number, line in enumerate(lines):
            pen.text((MARGIN, 158 + number * size * 1.18), line, font=font, fill=255)

    def _count(self, image: Image, count: ShareCount, left: int, width: int) -> None:
        for text, rest, top, size, weight, tone in (
            (count.value, "", 462, 56, 800, 255),
            (count.label, "", 530, 26, 600, 255),
            (count.by, f", {count.day}" if count.day else "", 564, 22, 500, PALE),
        ):
            image.paste(tone, (left, top), self._small(text, size, weight, width, rest))


def _font(fonts: Mapping[str, bytes], name: str, size: int, weight: int) -> FreeTypeFont:
    from PIL.ImageFont import truetype

    font = truetype(io.BytesIO(fonts[name]), size)
    axes = font.get_variation_axes()
    font.set_variation_by_axes(
        [weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes]
    )
    return font


def _lines(text: str, font: FreeTypeFont, width: int) -> Iterator[str]:
    """The text broken between words."""
    space, line, used = font.getlength(" "), "", 0.0
    for word in text.split():
        wide = font.getlength(word)
        if line and used + space + wide > width:
            yield line
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
    yield line


def _cut(text: str, font: FreeTypeFont, width: float) -> str:
    """The text, with an ellipsis in place of what does not fit."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


@cache
def _palette() -> bytes:
    tones = [
        round(ground + (ink - ground) * tone / 255)
        for tone in range(256)
        for ground, ink in zip(GROUND, INK, strict=True)
    ]
    tones[3 * COLOUR : 3 * COLOUR + 3] = MARK
    return bytes(tones)
