"""One equal tile per State, in blocks by regional group: small States are as visible as large ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import PLAIN_LAYOUT
from components.charts.palette import GROUP_COLOURS, TRANSPARENT, readable_text, theme
from components.charts.participation_words import (
    NONE_RECORDED,
    NOT_MEMBER,
    OUTSIDE_FILTERS,
    STATEMENTS,
    State,
    class_legend,
    class_words,
    count_steps,
    plain,
    read_states,
)
from plenary.catalogue import translatable
from plenary.catalogue import translate as _

COLUMNS: Final = 14
"""Tiles in a row: at 390 pixels a tile then still holds its three letters."""

ROW_HEIGHT: Final = 30
"""Pixels."""

NO_GROUP: Final = "none"
NOT_MEMBERS: Final = "not_members"

HEADINGS: Final[Mapping[str, str]] = {
    "african": translatable("African States"),
    "asia_pacific": translatable("Asia-Pacific States"),
    "eastern_european": translatable("Eastern European States"),
    "grulac": translatable("Latin American and Caribbean States"),
    "weog": translatable("Western European and other States"),
    NO_GROUP: translatable("In no regional group"),
    NOT_MEMBERS: translatable("Not members on that day"),
}
"""Heading of each block; blocks come in this order."""


@dataclass(frozen=True)
class Tile:
    """One tile.

    Attributes:
        state: What it shows.
        column: 0 at the left.
        line: 0 at the top; headings take lines too.
    """

    state: State
    column: int
    line: int


@dataclass(frozen=True)
class Heading:
    """The heading of a block.

    Attributes:
        text: What it says.
        line: 0 at the top.
    """

    text: str
    line: int


def block_of(state: State) -> str:
    """Return the block of a State: its regional group, "none", or that of States not members on the day."""
    if not state.member:
        return NOT_MEMBERS
    return state.group_id if state.group_id in GROUP_COLOURS else NO_GROUP


def lay_out(states: Iterable[State], columns: int) -> tuple[list[Tile], list[Heading]]:
    """Return where each tile and heading stands: blocks one below the other, tiles by name.

    Args:
        states: Rows of the frame.
        columns: Tiles in a row, 1 or more.
    """
    blocks: dict[str, list[State]] = {code: [] for code in HEADINGS}
    for state in sorted(states, key=lambda state: state.name):
        blocks[block_of(state)].append(state)
    tiles: list[Tile] = []
    headings: list[Heading] = []
    line = 0
    for code, inside in blocks.items():
        if not inside:
            continue
        spoke = sum(state.participation == STATEMENTS for state in inside)
        text = _("{group}: {count} of {total} with statements").format(
            group=_(HEADINGS[code]), count=spoke, total=len(inside)
        )
        headings.append(Heading(text, line))
        tiles += [Tile(state, place % columns, line + 1 + place // columns) for place, state in enumerate(inside)]
        line += 1 + -(-len(inside) // columns)
    return tiles, headings


def participation_tiles(participation: pd.DataFrame, *, columns: int = COLUMNS, dark: bool = False) -> go.Figure:
    """Return a grid with one equal tile per State, coloured as on the map, its ISO alpha-3 code written in it.

    Args:
        participation: See `components.charts.participation_words.read_states`.
        columns: Tiles in a row. Tiles grow with the width of the page: 14 suit 390 as well as 1,200 pixels.
        dark: Whether the theme is dark.

    Returns:
        One bar trace per class of participation that occurs (one per step of the counts); customdata of a tile:
        speaker_id, name. No trace when the frame is empty.
    """
    colours = theme(dark=dark)
    states = read_states(participation)
    tiles, headings = lay_out(states, columns)
    steps = count_steps(states, dark=dark)
    traces = []
    for step in steps:
        chosen = [tile for tile in tiles if step.holds(tile.state.participation, tile.state.count)]
        filled: Mapping[str, Any] = {"color": step.colour, "line": {"width": 1, "color": step.colour}}
        traces.append(_tiles_trace(chosen, step.legend(len(chosen)), filled, readable_text(step.colour)))
    outline = {"width": 1, "color": colours.outline}
    hatching = {"shape": "\\", "fgcolor": colours.faint, "bgcolor": TRANSPARENT, "size": 7, "solidity": 0.2}
    markers: Mapping[str, Mapping[str, Any]] = {
        NONE_RECORDED: {"color": colours.none_recorded, "line": {"width": 0}},
        OUTSIDE_FILTERS: {"color": TRANSPARENT, "line": outline},
        NOT_MEMBER: {"color": TRANSPARENT, "line": outline, "pattern": hatching},
    }
    for code, marker in markers.items():
        chosen = [tile for tile in tiles if tile.state.participation == code]
        if chosen:
            traces.append(_tiles_trace(chosen, class_legend(code, None, len(chosen)), marker, colours.text))
    lines = 1 + max((tile.line for tile in tiles), default=0)
    layout = {
        "annotations": [_heading_annotation(heading) for heading in headings],
        "height": ROW_HEIGHT * lines + 120,
        **PLAIN_LAYOUT,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
        "barmode": "overlay",
        "hoverlabel": {
            "align": "left",
            "bgcolor": colours.panel,
            "bordercolor": colours.outline,
            "font": {"color": colours.text},
        },
        "legend": {"orientation": "h", "yanchor": "top", "y": 0, "x": 0, "itemclick": False, "itemdoubleclick": False},
        "xaxis": {"range": [-0.5, columns - 0.5], "visible": False, "fixedrange": True},
        "yaxis": {"range": [0.5 - lines, 0.6], "visible": False, "fixedrange": True},
    }
    # One call: Plotly checks each value once.
    return go.Figure({"data": traces, "layout": layout})


def _heading_annotation(heading: Heading) -> Mapping[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "y": -heading.line - 0.1,
        "text": f"<b>{plain(heading.text)}</b>",
        "showarrow": False,
        "xanchor": "left",
        "align": "left",
    }


def _hover(state: State) -> str:
    return f"<b>{plain(state.name)}</b><br>{class_words(state.participation, state.count)}"


def _tiles_trace(tiles: Sequence[Tile], name: str, marker: Mapping[str, Any], text_colour: str) -> Mapping[str, Any]:
    return {
        "type": "bar",
        "x": [tile.column for tile in tiles],
        "y": [0.86] * len(tiles),
        "base": [-tile.line - 0.43 for tile in tiles],
        "width": 0.92,
        "name": name,
        "showlegend": True,
        "marker": marker,
        "text": [tile.state.code for tile in tiles],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "insidetextfont": {"color": text_colour, "size": 10},
        "customdata": [[tile.state.speaker_id, tile.state.name] for tile in tiles],
        "hovertext": [_hover(tile.state) for tile in tiles],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
