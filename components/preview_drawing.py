"""Draws the picture that goes with a link, with Pillow alone: every text is wrapped or cut to the place it has."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import streamlit as st
from PIL import Image, ImageDraw, ImageFont

from components.charts.palette import GROUP_COLOURS, LIGHT
from plenary.catalogue import translate as _

SIZE: Final = (1200, 630)
"""Pixels, across and down: what services that show previews ask for (1.91 to 1)."""

DRAWING: Final = 2
"""Number of this drawing: raised when it changes, so that browsers ask for the pictures anew."""

MARGIN: Final = 64
MOST_BARS: Final = 6
QUIET: Final = "#55534E"
FONTS: Final = Path(st.__file__).parent / "static" / "static" / "media"
"""The fonts of the pages themselves, Source Sans and Source Serif, as Streamlit brings them (SIL Open Font Licence)."""

SANS: Final = "SourceSansVF-Upright.*.woff2"
SERIF: Final = "SourceSerifVariable-Roman.*.woff2"
REGULAR: Final = 400
BOLD: Final = 600


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline number with what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A count of 0 or more, in the colour of a regional group where it is one's."""

    label: str
    count: int
    group_id: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a picture says.

    Attributes:
        title: Title of the page.
        sentence: What the filters leave.
        figures: Up to three headline numbers.
        bars_title: What the bars count; empty without bars.
        bars: Up to `MOST_BARS`.
        foot: Version, source, status.
        address: Where the dashboard is; empty where that is not known.
    """

    title: str
    sentence: str
    figures: tuple[Figure, ...]
    bars_title: str
    bars: tuple[Bar, ...]
    foot: str
    address: str


@dataclass(frozen=True, slots=True)
class Face:
    """A font at a size; `plain` when it has no accents, which texts are then written without."""

    font: Any
    plain: bool

    def written(self, text: str) -> str:
        """The text on one line, as this font can write it."""
        text = " ".join(text.split())
        if not self.plain:
            return text
        return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")

    def width(self, text: str) -> float:
        """Pixels that the text takes."""
        return float(self.font.getlength(text))


@lru_cache(maxsize=32)
def face(pattern: str, size: int, weight: int = REGULAR) -> Face:
    """A font of the pages; Pillow's own, which has no accents, where a release of Streamlit no longer brings it."""
    found = sorted(FONTS.glob(pattern))
    if not found:
        return Face(ImageFont.load_default(size), plain=True)
    font = ImageFont.truetype(str(found[0]), size)
    axes = font.get_variation_axes()
    values = [weight if axis["name"] in (b"Weight", "Weight") else axis["default"] for axis in axes]
    font.set_variation_by_axes(values)
    return Face(font, plain=False)


def cut(text: str, font: Face, width: float) -> str:
    """The text as far as it fits into so many pixels, ended by "…" when it does not."""
    text = font.written(text)
    if font.width(text) <= width:
        return text
    ending = "..." if font.plain else "…"
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if font.width(text[:middle].rstrip() + ending) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ending


def wrapped(text: str, font: Face, width: float, most: int) -> list[str]:
    """The text in at most so many lines of so many pixels; words longer than a line, and a last line, are cut."""
    lines: list[str] = []
    words = font.written(text).split(" ")
    while words and len(lines) < most - 1:
        line = words[0]
        taken = 1
        while taken < len(words) and font.width(f"{line} {words[taken]}") <= width:
            line = f"{line} {words[taken]}"
            taken += 1
        lines.append(cut(line, font, width))
        words = words[taken:]
    if words:
        lines.append(cut(" ".join(words), font, width))
    return lines


def draw_preview(shown: Preview) -> bytes:
    """The picture as PNG; the same bytes for the same content."""
    width = SIZE[0]
    image = Image.new("RGB", SIZE, LIGHT.background)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 12), fill=LIGHT.accent)
    inside = width - 2 * MARGIN
    _write(draw, (MARGIN, 40), _("Plenary Atlas"), face(SANS, 30, BOLD), LIGHT.accent, inside)
    _write(draw, (MARGIN, 80), shown.title, face(SERIF, 60, BOLD), LIGHT.text, inside)
    size, most = (29, 3) if shown.figures or shown.bars else (44, 6)
    sentence = face(SANS, size)
    for number, line in enumerate(wrapped(shown.sentence, sentence, inside, most)):
        _write(draw, (MARGIN, 170 + round(1.31 * size) * number), line, sentence, LIGHT.text, inside)
    _draw_figures(draw, shown.figures)
    _draw_bars(draw, shown)
    _draw_foot(draw, shown)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_figures(draw: ImageDraw.ImageDraw, figures: tuple[Figure, ...]) -> None:
    for place, figure in enumerate(figures[:3]):
        top = 314 + 80 * place
        _write(draw, (MARGIN, top), figure.number, face(SERIF, 54, BOLD), LIGHT.text, 140)
        _write(draw, (MARGIN + 152, top + 22), figure.label, face(SANS, 27), QUIET, 270)


def _draw_bars(draw: ImageDraw.ImageDraw, shown: Preview) -> None:
    if not shown.bars:
        return
    left, right, count_width, names = 540, SIZE[0] - MARGIN, 80, face(SANS, 25)
    _write(draw, (left, 312), shown.bars_title, face(SANS, 24, BOLD), QUIET, right - left)
    bars = shown.bars[:MOST_BARS]
    step = 210 // len(bars)
    # Long labels get more room, up to some 45 letters; the bars what is left.
    label_width = min(max(180, *(names.width(names.written(bar.label)) + 20 for bar in bars)), 400)
    most = max((bar.count for bar in bars), default=0)
    start, longest = left + label_width, right - count_width - (left + label_width)
    for place, bar in enumerate(bars):
        top = 354 + step * place
        bottom = top + step - 10
        middle = (top + bottom) / 2
        _write(draw, (left, middle), bar.label, names, LIGHT.text, label_width - 12, "lm")
        length = longest * bar.count / most if most else 0
        draw.rectangle((start - 2, top, start, bottom), fill=LIGHT.outline)
        if length >= 1:
            draw.rectangle((start, top, start + length, bottom), fill=GROUP_COLOURS.get(bar.group_id, LIGHT.accent))
        _write(draw, (start + length + 12, middle), f"{bar.count:,}", names, LIGHT.text, count_width - 12, "lm")


def _draw_foot(draw: ImageDraw.ImageDraw, shown: Preview) -> None:
    font, top = face(SANS, 22), 582
    draw.line((MARGIN, 570, SIZE[0] - MARGIN, 570), fill=LIGHT.faint, width=1)
    address = cut(shown.address, font, 320)
    place = SIZE[0] - MARGIN - font.width(address)
    _write(draw, (place, top), address, font, QUIET, 320)
    _write(draw, (MARGIN, top), shown.foot, font, QUIET, place - MARGIN - 24)


def _write(
    draw: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    font: Face,
    colour: str,
    width: float,
    anchor: str = "la",
) -> None:
    draw.text(place, cut(text, font, width), font=font.font, fill=colour, anchor=anchor)
