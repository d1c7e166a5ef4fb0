"""One palette for the whole product: regional groups, kinds of speaker, classes of participation, and the two themes.

Labels stand in the vocabulary, not here. The five colours of the groups keep at least 3:1 against both page
backgrounds (WCAG 2.2, success criterion 1.4.11) and stay apart for readers with protanopia, deuteranopia and
tritanopia: `tests/test_palette.py` simulates them and names the threshold. Colour never stands alone: each group and
kind has a symbol of its own, each class of participation a fill, outline or hatching.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

ACCENT: Final = "#1D5B94"
"""Accent of the light theme."""

ACCENT_DARK: Final = "#82B4E6"
"""Accent of the dark theme."""

MUTED: Final = "#84807A"
"""Grey of secondary marks: at least 3:1 against both backgrounds."""

SILENCE: Final = "#B5651D"
"""Fill of members without a recorded statement where they are what is shown: at least 3:1 against both backgrounds."""

NEAR_BLACK: Final = "#0B0D10"
WHITE: Final = "#FFFFFF"

TRANSPARENT: Final = "rgba(0,0,0,0)"

GROUP_COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "african": "#B78A52",
        "asia_pacific": "#9F4D53",
        "eastern_european": "#8F82D6",
        "grulac": "#4AA095",
        "weog": "#4E6987",
        "none": MUTED,
    }
)
"""Colour of each regional group; "none" for States in no group."""

GROUP_SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "african": "circle",
        "asia_pacific": "square",
        "eastern_european": "triangle-up",
        "grulac": "diamond",
        "weog": "triangle-down",
        "none": "cross",
    }
)
"""Plotly marker symbol of each regional group."""

KIND_COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "state": "#2F6DA3",
        "igo": "#3B8577",
        "un_entity": "#4C8FBF",
        "ngo": "#B5651D",
        "nhri": "#8A7A2E",
        "group": "#7E5AA6",
        "territory": "#6B7F3F",
        "secretariat": "#5F6B78",
        "officer": "#A3485F",
        "person": "#A8739B",
        "unnamed": "#8A857D",
        "other": "#6E6558",
    }
)
"""Colour of each kind of speaker. Twelve colours cannot all be told apart: the symbols can."""

KIND_SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "state": "circle",
        "igo": "hexagon",
        "un_entity": "pentagon",
        "ngo": "star",
        "nhri": "star-square",
        "group": "hourglass",
        "territory": "triangle-left",
        "secretariat": "x",
        "officer": "bowtie",
        "person": "triangle-right",
        "unnamed": "circle-open",
        "other": "diamond-wide",
    }
)
"""Plotly marker symbol of each kind of speaker."""

PARTICIPATION_SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {"statements": "circle", "none_recorded": "square", "outside_filters": "circle-open", "not_member": "x-thin-open"}
)
"""Plotly marker symbol of each class of participation, for States too small to be seen as areas."""


@dataclass(frozen=True)
class Theme:
    """The colours of one theme.

    Attributes:
        background: Page.
        panel: Panels on the page.
        text: Text.
        accent: The one accent.
        none_recorded: Fill of members without a recorded statement.
        territory: Fill of areas that are no member's: paler than `none_recorded`.
        outline: Outline of areas without a fill, and hatching: at least 3:1 against the background.
        faint: Outline of areas that only lend orientation.
        statements: Fills for counts from few to many: one hue, each at least 3:1 against the background.
    """

    background: str
    panel: str
    text: str
    accent: str
    none_recorded: str
    territory: str
    outline: str
    faint: str
    statements: tuple[str, ...]


LIGHT: Final = Theme(
    background="#FFFFFF",
    panel="#F5F3EE",
    text="#101418",
    accent=ACCENT,
    none_recorded="#D6D2C8",
    territory="#F0EDE6",
    outline="#8C8880",
    faint="#C4BFB4",
    statements=("#5E97CB", "#417FB8", "#2A689F", "#1B4F80", "#113D68", "#0B2F55"),
)

DARK: Final = Theme(
    background="#15181C",
    panel="#1E2329",
    text="#E7E5E0",
    accent=ACCENT_DARK,
    none_recorded="#3F4750",
    territory="#232930",
    outline="#7E868F",
    faint="#4A525B",
    statements=("#4682BB", "#5B94CA", "#7BADDD", "#9CC5EC", "#BDDAF6", "#DCEEFF"),
)


def theme(*, dark: bool) -> Theme:
    """Return the colours of the theme that the reader has chosen."""
    return DARK if dark else LIGHT


def statement_colours(steps: int, *, dark: bool) -> tuple[str, ...]:
    """Return fills for a number of steps from few statements to many, as far apart as the scale allows.

    Args:
        steps: 1 to 6.
        dark: Whether the theme is dark.

    Raises:
        ValueError: more steps than the scale has, or none.
    """
    scale = theme(dark=dark).statements
    if not 1 <= steps <= len(scale):
        raise ValueError(f"{steps} steps; the scale has {len(scale)}")
    if steps == 1:
        return (scale[2],)
    if steps == 2:
        return (scale[0], scale[4])
    return tuple(scale[round(step * (len(scale) - 1) / (steps - 1))] for step in range(steps))


def readable_text(fill: str) -> str:
    """Return near-black or white, whichever stands out more on a fill: at least 4.5:1 on every fill for counts.

    Args:
        fill: #RRGGBB.
    """
    return max((NEAR_BLACK, WHITE), key=lambda text: contrast(text, fill))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21.

    Args:
        one: #RRGGBB.
        other: #RRGGBB.

    Source: WCAG 2.2, contrast ratio and relative luminance.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
