"""A figure as a picture that can stand alone: with its title, filters, source, note and date inside."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from components.charts.palette import LIGHT, TRANSPARENT, theme
from components.charts.participation_words import plain

WIDTH: Final = 1200
"""Pixels."""

EDGE: Final = 32
"""Pixels between the edge of the picture and what stands in it."""

MAP_HEIGHT: Final = 560
"""Pixels of a world map that fills the width."""

TITLE_SIZE: Final = 24
HEAD_SIZE: Final = 15
FOOT_SIZE: Final = 13
LEGEND_SIZE: Final = 13
LINE: Final = 1.3
"""Height of a line of text, as Plotly sets it, in its size."""

LETTER: Final = 0.56
"""Width of an ordinary letter in its size: that of DejaVu Sans, the widest of the common fonts, in running text."""

FONTS: Final = "Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"
AXIS_HEIGHT: Final = 42
TICK: Final = 12
PADDING: Final = 2
"""Pixels between the edge of an annotation and its text, as Plotly sets them."""

GRID: Final = "#E3E0D9"


@dataclass(frozen=True)
class PictureWords:
    """What is written in a picture: plain text.

    Attributes:
        title: What is shown.
        head: Paragraphs between title and figure: numbers and filters.
        foot: Paragraphs under the figure: source, notes, version, licence.
    """

    title: str
    head: tuple[str, ...]
    foot: tuple[str, ...]


def picture(figure: Mapping[str, Any], words: PictureWords) -> dict[str, Any]:
    """The figure in the light theme on white, `WIDTH` pixels wide, as high as it needs, its words in layout texts.

    Args:
        figure: data and layout of a figure of `components.charts`, as plain lists and dictionaries.
        words: What is written in it.

    Returns:
        data and layout as plain lists and dictionaries: the title is the layout's, head and foot are its last two
        annotations. No text is cut or reaches over another, however long: its lines are broken and make the picture
        higher.
    """
    data = copy.deepcopy(list(figure["data"]))
    layout = copy.deepcopy(dict(figure["layout"]))
    layout.pop("template", None)
    left = _room_for_labels(data, layout)
    title = _lines([words.title], TITLE_SIZE)
    head, foot = _lines(words.head, HEAD_SIZE), _lines(words.foot, FOOT_SIZE)
    legend = _legend_height(data, layout, WIDTH - left - EDGE)
    top = EDGE + _height(title, TITLE_SIZE) + _height(head, HEAD_SIZE) + legend + 14
    below = AXIS_HEIGHT if _has_axis(layout, "xaxis") else 12
    bottom = below + _height(foot, FOOT_SIZE) + EDGE
    inside = MAP_HEIGHT if "geo" in layout else layout["height"] - 60
    height = round(top + inside + bottom)
    text = {"family": FONTS, "color": LIGHT.text}
    layout |= {
        "width": WIDTH,
        "height": height,
        "autosize": False,
        "margin": {"l": left, "r": EDGE, "t": round(top), "b": round(bottom), "pad": 0, "autoexpand": False},
        "paper_bgcolor": LIGHT.background,
        "plot_bgcolor": LIGHT.background,
        "font": text | {"size": LEGEND_SIZE},
        "title": {
            "text": _text(title),
            "font": text | {"size": TITLE_SIZE, "weight": 700},
            "xref": "container",
            "x": EDGE / WIDTH,
            "xanchor": "left",
            "yref": "container",
            "y": 1 - EDGE / height,
            "yanchor": "top",
            "automargin": False,
        },
        "legend": dict(layout.get("legend", {}))
        | {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "font": {"size": LEGEND_SIZE}},
        "annotations": [
            *layout.get("annotations", []),
            _annotation(head, HEAD_SIZE, left) | {"y": 1, "yanchor": "bottom", "yshift": legend + 2},
            _annotation(foot, FOOT_SIZE, left) | {"y": 0, "yanchor": "top", "yshift": -below},
        ],
    }
    for name in ("xaxis", "yaxis"):
        if name in layout:
            # Blank ticks keep labels away from marks that stand on the axis.
            ticks = {"ticks": "outside", "ticklen": TICK, "tickcolor": LIGHT.background, "tickfont": text}
            layout[name] = dict(layout[name]) | ticks | {"automargin": False, "gridcolor": GRID, "zerolinecolor": GRID}
    if _labels(data, layout):
        layout["yaxis"]["showgrid"] = False
    for trace in data:
        if trace["type"] == "scatter":
            trace["cliponaxis"] = False  # A mark at zero is whole.
    return {"data": data, "layout": layout}


def offline_figure(figure: Mapping[str, Any], *, dark: bool) -> dict[str, Any]:
    """The figure for a page without Streamlit, which otherwise gives texts and lines of the axes their colours.

    Args:
        figure: data and layout of a figure of `components.charts`, as plain lists and dictionaries.
        dark: Whether it was drawn for the dark theme.
    """
    colours = theme(dark=dark)
    layout = copy.deepcopy(dict(figure["layout"]))
    layout.pop("template", None)
    layout["font"] = {"family": FONTS, "color": colours.text, "size": LEGEND_SIZE}
    for name in ("xaxis", "yaxis"):
        if name in layout:
            lines = {"gridcolor": colours.faint, "zerolinecolor": colours.faint, "tickfont": {"color": colours.text}}
            layout[name] = dict(layout[name]) | lines | {"automargin": True}
    if _labels(figure["data"], layout):
        layout["yaxis"] |= {"showgrid": False, "ticks": "outside", "ticklen": TICK, "tickcolor": TRANSPARENT}
    return {"data": list(figure["data"]), "layout": layout}


def _annotation(lines: Sequence[str], size: int, left: float) -> dict[str, Any]:
    return {
        "text": _text(lines),
        "font": {"size": size, "color": LIGHT.text},
        "showarrow": False,
        "align": "left",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": EDGE - left - PADDING,
    }


def _text(lines: Iterable[str]) -> str:
    return "<br>".join(map(plain, lines))


def _height(lines: Sequence[str], size: int) -> float:
    return len(lines) * size * LINE + 6 if lines else 0


def _lines(paragraphs: Iterable[str], size: int) -> list[str]:
    width = (WIDTH - 2 * EDGE) / (LETTER * size)
    return [line for paragraph in paragraphs for line in broken(paragraph, width)]


def broken(text: str, width: float) -> list[str]:
    """A text in lines that are no wider than so many ordinary letters; a word that is wider is broken.

    Args:
        text: Plain text.
        width: 2 or more.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        while (room := _width(word)) + (_width(line) + 1 if line else 0) > width:
            if line:
                lines.append(line)
                line = ""
            elif room > width:
                kept = _that_fits(word, width)
                lines.append(word[:kept])
                word = word[kept:]
        line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines


def _that_fits(word: str, width: float) -> int:
    """How many letters of a word fit, one at least."""
    room, kept = 0.0, 0
    for letter in word:
        room += _letter_width(letter)
        if room > width and kept:
            break
        kept += 1
    return kept


def _width(text: str) -> float:
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    """Width in ordinary letters: those of East Asian scripts, capitals and some others are wider."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 2
    if letter in "MW@%mw—…" or unicodedata.category(letter) == "So":
        return 1.7
    return 1.25 if letter.isupper() else 1


def _has_axis(layout: Mapping[str, Any], name: str) -> bool:
    return "geo" not in layout and layout.get(name, {}).get("visible", True) is not False


def _room_for_labels(data: Iterable[Mapping[str, Any]], layout: Mapping[str, Any]) -> float:
    """Pixels left of the plot: the edge, and the longest label of the vertical axis where there is one."""
    if not _has_axis(layout, "yaxis"):
        return EDGE
    lines = [line for label in _labels(data, layout) for line in label.split("<br>")]
    return EDGE + TICK + 8 + max(map(_width, lines), default=0) * LETTER * LEGEND_SIZE


def _labels(data: Iterable[Mapping[str, Any]], layout: Mapping[str, Any]) -> list[str]:
    """Labels of a vertical axis that has names, from ticks or values; none where it has numbers."""
    told = layout.get("yaxis", {}).get("ticktext")
    return list(told or [label for trace in data for label in trace.get("y") or () if isinstance(label, str)])


def _legend_height(data: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], width: float) -> float:
    """Pixels of the legend at the most: its entries in columns as wide as the longest of them."""
    names = [str(trace.get("name", "")) for trace in data if trace.get("showlegend", True) and trace.get("name")]
    if not names or layout.get("showlegend") is False:
        return 0
    columns = max(1, int(width // (max(map(_width, names)) * LETTER * LEGEND_SIZE + 56)))
    return -(-len(names) // columns) * (LEGEND_SIZE * LINE + 4) + 12
