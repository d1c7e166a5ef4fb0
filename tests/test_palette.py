"""The palette stays legible on both themes and tellable for colour-blind readers."""

import itertools

import numpy as np
import pytest
from plotly.validator_cache import ValidatorCache

from components.charts.palette import (
    ACCENT,
    ACCENT_DARK,
    DARK,
    GROUP_COLOURS,
    GROUP_SYMBOLS,
    KIND_COLOURS,
    KIND_SYMBOLS,
    LIGHT,
    MUTED,
    PARTICIPATION_SYMBOLS,
    Theme,
    readable_text,
    statement_colours,
    theme,
)

GROUPS = ("african", "asia_pacific", "eastern_european", "grulac", "weog")
KINDS = (
    "state",
    "igo",
    "un_entity",
    "ngo",
    "nhri",
    "group",
    "territory",
    "secretariat",
    "officer",
    "person",
    "unnamed",
    "other",
)

GROUP_DISTANCE = 15.0
"""Least CIEDE2000 distance of two group colours in any kind of sight: differences of 10 are plain at a glance, 15
leaves room for small marks."""

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for simulation of color vision
# deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009): severity 1.0, on linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# IEC 61966-2-1 (sRGB): linear RGB to CIE XYZ, white point D65.
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    """Linear RGB of a colour written as #RRGGBB."""
    values = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour))


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, sight: str = "usual") -> tuple[float, float, float]:
    """CIELAB of a colour as a kind of sight shows it."""
    seen = TO_XYZ @ np.clip(SIGHT[sight] @ linear(colour), 0, 1) / WHITE
    x, y, z = np.where(seen > 216 / 24389, np.cbrt(seen), (24389 / 27 * seen + 16) / 116)
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """CIEDE2000 colour difference (G. Sharma, W. Wu, E. N. Dalal, Color Research and Application 30, 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(mean**7 / (mean**7 + 25**7)))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1 * stretch)) % 360, np.degrees(np.arctan2(b2, a2 * stretch)) % 360
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    delta_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.20 * np.cos(np.radians(4 * hue - 63))
    )
    s_l = 1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = (
        -2 * np.sqrt(chroma**7 / (chroma**7 + 25**7)) * np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    )
    parts = (l2 - l1) / s_l, (c2 - c1) / s_c, delta_h / s_h
    return float(np.sqrt(sum(part**2 for part in parts) + rotation * parts[1] * parts[2]))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distance_formula_gives_published_values(
    one: tuple[float, float, float], other: tuple[float, float, float], distance: float
) -> None:
    """The distance used here gives the values of the test table that its authors published."""
    assert ciede2000(one, other) == pytest.approx(distance, abs=0.0001)


def test_contrast_formula_gives_known_values() -> None:
    """Black on white has a contrast of 21, a colour with itself of 1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast(ACCENT, ACCENT) == pytest.approx(1)


@pytest.mark.parametrize("code", [*GROUPS, "none"])
def test_group_colour_stands_out_on_both_backgrounds(code: str) -> None:
    """Each group's colour has a contrast of at least 3 with the page of either theme."""
    assert contrast(GROUP_COLOURS[code], LIGHT.background) >= 3
    assert contrast(GROUP_COLOURS[code], DARK.background) >= 3


@pytest.mark.parametrize("code", KINDS)
def test_kind_colour_stands_out_on_both_backgrounds(code: str) -> None:
    """Each kind's colour has a contrast of at least 3 with the page of either theme."""
    assert contrast(KIND_COLOURS[code], LIGHT.background) >= 3
    assert contrast(KIND_COLOURS[code], DARK.background) >= 3


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(GROUPS, 2)))
def test_group_colours_differ_in_every_sight(one: str, other: str, sight: str) -> None:
    """Two groups' colours are at least 15 apart (CIEDE2000), with usual and with colour-blind sight."""
    assert ciede2000(lab(GROUP_COLOURS[one], sight), lab(GROUP_COLOURS[other], sight)) >= GROUP_DISTANCE


def test_every_group_and_kind_has_colour_and_symbol() -> None:
    """The palette knows the five groups, States in none, and the twelve kinds of speaker, and nothing else."""
    assert tuple(GROUP_COLOURS) == tuple(GROUP_SYMBOLS) == (*GROUPS, "none")
    assert tuple(KIND_COLOURS) == tuple(KIND_SYMBOLS) == KINDS
    assert tuple(PARTICIPATION_SYMBOLS) == ("statements", "none_recorded", "outside_filters", "not_member")


@pytest.mark.parametrize("symbols", [GROUP_SYMBOLS, KIND_SYMBOLS, PARTICIPATION_SYMBOLS])
@pytest.mark.parametrize("trace", ["scatter", "scattergeo"])
def test_symbols_are_distinct_and_known(symbols: dict[str, str], trace: str) -> None:
    """No two classes share a symbol, and Plotly knows each."""
    known = ValidatorCache.get_validator(f"{trace}.marker", "symbol").values
    assert len(set(symbols.values())) == len(symbols)
    assert set(symbols.values()) <= set(known)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_and_accent_are_readable(colours: Theme) -> None:
    """Text has a contrast of at least 7 and the accent of at least 4.5 with page and panel."""
    for ground in (colours.background, colours.panel):
        assert contrast(colours.text, ground) >= 7
        assert contrast(colours.accent, ground) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_counts_go_from_the_page_to_its_opposite_in_one_direction(colours: Theme) -> None:
    """More statements stand out more: contrast with the page grows from 3 upwards, in one hue."""
    contrasts = [contrast(colour, colours.background) for colour in colours.statements]
    assert contrasts == sorted(contrasts)
    assert contrasts[0] >= 3
    hues = [
        np.degrees(np.arctan2(lab(colour)[2], lab(colour)[1])) % 360 for colour in (*colours.statements, colours.accent)
    ]
    assert max(hues) - min(hues) <= 30


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_lightest_count_differs_from_the_greys(colours: Theme, sight: str) -> None:
    """The step for the fewest statements is at least 15 apart from the fills of States without any, in every sight."""
    for grey in (colours.none_recorded, colours.territory, colours.background):
        assert ciede2000(lab(colours.statements[0], sight), lab(grey, sight)) >= 15


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_outlines_and_hatching_are_visible(colours: Theme) -> None:
    """What is told by outline or hatching alone has a contrast of at least 3 with the page."""
    assert contrast(colours.outline, colours.background) >= 3
    assert contrast(MUTED, colours.background) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_code_in_a_tile_is_readable(colours: Theme) -> None:
    """The text chosen for a fill has a contrast of at least 4.5 with it; text on grey is the theme's."""
    for fill in colours.statements:
        assert contrast(readable_text(fill), fill) >= 4.5
    assert contrast(colours.text, colours.none_recorded) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5, 6])
def test_steps_of_counts_are_distinct(steps: int, dark: bool) -> None:
    """A scale of n steps has n different colours."""
    colours = statement_colours(steps, dark=dark)
    assert len(set(colours)) == len(colours) == steps
    assert set(colours) <= set(theme(dark=dark).statements)


@pytest.mark.parametrize("steps", [0, 7])
def test_impossible_number_of_steps_is_refused(steps: int) -> None:
    """No steps, or more than the scale has, is an error rather than a repeated colour."""
    with pytest.raises(ValueError, match="steps"):
        statement_colours(steps, dark=False)


def test_accents_are_those_of_the_themes() -> None:
    """Each theme has its accent."""
    assert theme(dark=False).accent == ACCENT
    assert theme(dark=True).accent == ACCENT_DARK
