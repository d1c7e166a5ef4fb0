"""Which States took the floor, on a world map; the grid of tiles and the text beside it are offered from here too.

The classes of participation are told apart without colour as well: a fill for States with statements and a paler one
for members without, an outline alone for States outside the filters, falling hatches for those that were no members
on the day. Rising hatches mark areas whose status is noted.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.palette import PARTICIPATION_SYMBOLS, TRANSPARENT, Theme, theme
from components.charts.participation_tiles import participation_tiles
from components.charts.participation_words import (
    NONE_RECORDED,
    NOT_MEMBER,
    OUTSIDE_FILTERS,
    STATEMENTS,
    State,
    class_legend,
    class_words,
    count_colours,
    map_alt,
    plain,
    read_states,
    without_area,
)
from plenary.catalogue import translate as _

__all__ = ["MAP_CONFIG", "map_alt", "participation_map", "participation_tiles", "without_area"]

MAP_CONFIG: Final[Mapping[str, Any]] = {
    # Any choropleth asks for plotly.js's own base map, from a CDN unless told otherwise (plotly.js #6767): an empty
    # one needs no request.
    "topojsonURL": 'data:application/json,{"type":"Topology","objects":{},"arcs":[]}#',
    "scrollZoom": False,
    "displaylogo": False,
    "modeBarButtonsToRemove": ["toImage", "select2d", "lasso2d", "hoverClosestGeo", "pan2d"],
}
"""Configuration that a page must give to the chart, or it stays blank without the internet."""

HATCHING: Final = Path(__file__).resolve().parents[2] / "data" / "map" / "hatching.json"
"""Line pieces by area, made with the geometry by `data/map/build_geometry.py`."""

COLOUR_AXIS: Final = "coloraxis"
MIDDLE_MERIDIAN: Final = 11
"""Degrees east: the cut on the other side runs through the Bering Strait and splits no State's mainland."""

REASON_WIDTH: Final = 58
"""Letters in a line of the hover text."""


@dataclass(frozen=True)
class ShownArea:
    """One area of the geometry with what it shows.

    Attributes:
        area_id: Feature of the geometry.
        speaker_id: State that it shows; empty when none.
        name: Name of that State on the day, or of the area.
        what: Code of the vocabulary "area".
        participation: Class of the State; None when the area shows none.
        count: Statements of the State; None when missing.
        hatched: Whether its status is noted by hatching.
        marker: Longitude and latitude of its marker; None when the area can be seen.
        hover: What pointing at it says.
    """

    area_id: str
    speaker_id: str
    name: str
    what: str
    participation: str | None
    count: int | None
    hatched: bool
    marker: tuple[float, float] | None
    hover: str


@dataclass(frozen=True)
class Style:
    """How areas of one class are drawn: fill, outline and its width in pixels."""

    fill: str
    outline: str
    width: float


@dataclass(frozen=True)
class Area:
    """A row of the table areas, as far as the drawing needs it; its columns have the same names."""

    area_id: str
    name: str
    what: str
    speaker_id: str
    hatched: bool
    small: bool
    longitude: float
    latitude: float
    reason: str


def read_areas(areas: pd.DataFrame) -> list[Area]:
    """Return the areas that are drawn, in the order of the frame: all but those of no State.

    Args:
        areas: Columns of the table areas; hatched and small are booleans.
    """
    drawn = areas[areas["what"] != "no_state"]
    texts = drawn[["area_id", "name", "what", "speaker_id", "reason"]].fillna("").astype(str)
    return [
        Area(area_id, name, what, speaker_id, bool(hatched), bool(small), float(longitude), float(latitude), reason)
        for area_id, name, what, speaker_id, reason, hatched, small, longitude, latitude in zip(
            *(texts[column].tolist() for column in texts),
            *(drawn[column].tolist() for column in ("hatched", "small", "longitude", "latitude")),
            strict=True,
        )
    ]


def shown_areas(states: Iterable[State], areas: Iterable[Area]) -> list[ShownArea]:
    """Return each area with the State it shows, in the order of the areas; none where `states` lacks it."""
    by_id = {state.speaker_id: state for state in states}
    shown = []
    for area in areas:
        state = by_id.get(area.speaker_id)
        # One marker a State: none for an island that takes the colour of a State visible elsewhere.
        marked = area.small and state is not None and area.what != "part_of_member"
        shown.append(
            ShownArea(
                area_id=area.area_id,
                speaker_id="" if state is None else state.speaker_id,
                name=area.name if state is None else state.name,
                what=area.what,
                participation=None if state is None else state.participation,
                count=None if state is None else state.count,
                hatched=area.hatched,
                marker=(area.longitude, area.latitude) if marked else None,
                hover=_hover(area, state),
            )
        )
    return shown


def _hover(area: Area, state: State | None) -> str:
    own_name = state is None or area.what == "part_of_member"
    lines = [f"<b>{plain(area.name if own_name or state is None else state.name)}</b>"]
    if area.what == "part_of_member" and state is not None:
        lines.append(_("shown with {name}").format(name=plain(state.name)))
    elif area.what == "territory":
        lines.append(_("territory, shown in no member's colour"))
    elif area.what == "status_noted":
        lines.append(_("status noted"))
    elif area.what == "observer_state":
        lines.append(_("observer State"))
    if state is not None:
        lines.append(class_words(state.participation, state.count))
    elif area.speaker_id:
        lines.append(_("not in this record"))
    if area.reason:
        lines.append("<i>" + "<br>".join(plain(line) for line in textwrap.wrap(area.reason, REASON_WIDTH)) + "</i>")
    return "<br>".join(lines)


def participation_map(
    participation: pd.DataFrame, areas: pd.DataFrame, geometry_url: str, *, dark: bool = False
) -> go.Figure:
    """Return a world map of States by number of statements, in an equal-area projection.

    Args:
        participation: One row per State that is or could be shown: see
            `components.charts.participation_words.read_states`.
        areas: Rows of the table areas.
        geometry_url: Where the browser finds `data/map/world.geojson`.
        dark: Whether the theme is dark.

    Returns:
        Choropleth traces, one per class that occurs (one per number of statements where there are up to six of them,
        otherwise one on a colour axis) and one for areas that show no State; lines for hatching; markers for States
        too small to see; entries of the legend. customdata of each area and marker: speaker_id (empty for none),
        name, what the area is. Draw it with `MAP_CONFIG`.
    """
    colours = theme(dark=dark)
    states = read_states(participation)
    shown = shown_areas(states, read_areas(areas))
    steps = count_colours(states, dark=dark)
    figure = go.Figure()
    with_statements = [area for area in shown if area.participation == STATEMENTS]
    if steps is None:
        _add_shaded_areas(figure, with_statements, geometry_url, colours)
    else:
        for count, colour in steps.items():
            chosen = [area for area in with_statements if area.count == count]
            if chosen:
                _add_areas(figure, chosen, geometry_url, Style(colour, colours.background, 0.5))
    # Outlines come last: a neighbour's border would hide them.
    for code, style in _styles(colours).items():
        chosen = [area for area in shown if area.participation == code]
        if chosen:
            _add_areas(figure, chosen, geometry_url, style)
    hatched_as_outsiders = [area.area_id for area in shown if area.participation == NOT_MEMBER and not area.hatched]
    _add_hatching(figure, hatched_as_outsiders, "not_member", colours.outline, 0.6)
    _add_hatching(figure, [area.area_id for area in shown if area.hatched], "noted", colours.outline, 0.9)
    for code in (NOT_MEMBER, OUTSIDE_FILTERS, NONE_RECORDED, STATEMENTS):
        marked = [area for area in shown if area.marker is not None and area.participation == code]
        if marked:
            _add_markers(figure, marked, code, steps, colours)
    _add_legend(figure, states, shown, steps, colours)
    figure.update_geos(
        projection={"type": "equal earth", "rotation": {"lon": MIDDLE_MERIDIAN}},
        fitbounds=False,
        visible=False,
        showframe=False,
        bgcolor=TRANSPARENT,
        lonaxis={"range": [MIDDLE_MERIDIAN - 180, MIDDLE_MERIDIAN + 180]},
        lataxis={"range": [-57, 85]},
    )
    figure.update_layout(
        height=500,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor=TRANSPARENT,
        plot_bgcolor=TRANSPARENT,
        dragmode="pan",
        # The reader's zoom stays when a filter redraws the map.
        uirevision="participation-map",
        hoverlabel={
            "align": "left", "bgcolor": colours.panel, "bordercolor": colours.outline, "font": {"color": colours.text},
        },
        legend={"orientation": "h", "yanchor": "top", "y": 0, "x": 0, "itemclick": False, "itemdoubleclick": False},
    )  # fmt: skip
    return figure


def _styles(colours: Theme) -> Mapping[str | None, Style]:
    return {
        NONE_RECORDED: Style(colours.none_recorded, colours.background, 0.5),
        None: Style(colours.territory, colours.faint, 0.7),
        OUTSIDE_FILTERS: Style(TRANSPARENT, colours.outline, 0.7),
        NOT_MEMBER: Style(TRANSPARENT, colours.outline, 0.7),
    }


def _customdata(areas: Iterable[ShownArea]) -> list[list[str]]:
    return [[area.speaker_id, area.name, area.what] for area in areas]


def _add_areas(figure: go.Figure, areas: Sequence[ShownArea], geometry_url: str, style: Style) -> None:
    colouring = {"z": [0] * len(areas), "colorscale": [[0, style.fill], [1, style.fill]], "showscale": False}
    _add_choropleth(figure, areas, geometry_url, style, colouring)


def _add_shaded_areas(figure: go.Figure, areas: Sequence[ShownArea], geometry_url: str, colours: Theme) -> None:
    """Add areas on a colour axis, where there are too many different counts for a legend."""
    counts = [area.count for area in areas]
    _add_choropleth(
        figure, areas, geometry_url, Style("", colours.background, 0.5), {"z": counts, "coloraxis": COLOUR_AXIS}
    )
    last = len(colours.statements) - 1
    figure.update_layout(
        coloraxis={
            "colorscale": [[place / last, colour] for place, colour in enumerate(colours.statements)],
            "cmin": 1,
            "cmax": max(count for count in counts if count is not None),
            "colorbar": {
                "title": {"text": _("Statements"), "side": "top"},
                "orientation": "h",
                "thickness": 12,
                "len": 0.4,
                "x": 0,
                "xanchor": "left",
                "y": 0,
                "yanchor": "bottom",
                "tickformat": ",d",
                "nticks": 5,
                "outlinewidth": 0,
            },
        }
    )


def _add_choropleth(
    figure: go.Figure, areas: Sequence[ShownArea], geometry_url: str, style: Style, colouring: Mapping[str, Any]
) -> None:
    figure.add_trace(
        go.Choropleth(
            geojson=geometry_url,
            locations=[area.area_id for area in areas],
            locationmode="geojson-id",
            marker={"line": {"color": style.outline, "width": style.width}, "opacity": 1},
            customdata=_customdata(areas),
            text=[area.hover for area in areas],
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            **colouring,
        )
    )


@lru_cache(maxsize=1)
def _hatching() -> Mapping[str, Mapping[str, list[list[list[float]]]]]:
    """Return the line pieces by area and kind of hatching, as `data/map/build_geometry.py` wrote them."""
    with HATCHING.open(encoding="utf-8") as file:
        pieces: Mapping[str, Mapping[str, list[list[list[float]]]]] = json.load(file)
    return pieces


def _add_hatching(figure: go.Figure, area_ids: Iterable[str], kind: str, colour: str, width: float) -> None:
    longitudes: list[float | None] = []
    latitudes: list[float | None] = []
    for area_id in area_ids:
        for piece in _hatching().get(area_id, {}).get(kind, []):
            longitudes += [*(point[0] for point in piece), None]
            latitudes += [*(point[1] for point in piece), None]
    if longitudes:
        figure.add_trace(
            go.Scattergeo(
                lon=longitudes,
                lat=latitudes,
                mode="lines",
                line={"color": colour, "width": width},
                hoverinfo="skip",
                showlegend=False,
                meta=kind,
            )
        )


def _add_markers(
    figure: go.Figure, areas: Sequence[ShownArea], code: str, steps: Mapping[int, str] | None, colours: Theme
) -> None:
    marker: dict[str, Any] = {"symbol": PARTICIPATION_SYMBOLS[code], "size": 5, "opacity": 1}
    if code == STATEMENTS and steps is None:
        marker |= {"color": [area.count for area in areas], "coloraxis": COLOUR_AXIS}
    elif code == STATEMENTS and steps is not None:
        marker |= {"color": [colours.accent if area.count is None else steps[area.count] for area in areas]}
    else:
        marker |= {"color": colours.none_recorded if code == NONE_RECORDED else colours.outline}
    if code == STATEMENTS:
        marker |= {"size": 8, "line": {"color": colours.background, "width": 1}}
    else:
        marker |= {"line": {"color": colours.outline, "width": 0.7}}
    figure.add_trace(
        go.Scattergeo(
            lon=[area.marker[0] for area in areas if area.marker is not None],
            lat=[area.marker[1] for area in areas if area.marker is not None],
            mode="markers",
            marker=marker,
            customdata=_customdata(areas),
            text=[area.hover for area in areas],
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )


def _add_legend(
    figure: go.Figure,
    states: Sequence[State],
    shown: Sequence[ShownArea],
    steps: Mapping[int, str] | None,
    colours: Theme,
) -> None:
    """Add an entry of the legend for each class that occurs, with the number of its States."""
    for count, colour in (steps or {}).items():
        number = sum(state.participation == STATEMENTS and state.count == count for state in states)
        _add_entry(figure, class_legend(STATEMENTS, count, number), {"symbol": "square", "color": colour})
    entries: Mapping[str, Mapping[str, str]] = {
        NONE_RECORDED: {"symbol": "square", "color": colours.none_recorded},
        OUTSIDE_FILTERS: {"symbol": "square-open", "color": colours.outline},
        NOT_MEMBER: {"symbol": "square-x-open", "color": colours.outline},
    }
    for code, entry in entries.items():
        number = sum(state.participation == code for state in states)
        if number:
            _add_entry(figure, class_legend(code, None, number), entry)
    if any(area.participation is None for area in shown):
        marker = {"symbol": "square", "color": colours.territory, "line": {"color": colours.faint, "width": 1}}
        _add_entry(figure, _("Territory or area of noted status (hatched)"), marker)


def _add_entry(figure: go.Figure, name: str, marker: Mapping[str, Any]) -> None:
    figure.add_trace(
        go.Scattergeo(lon=[None], lat=[None], mode="markers", name=name, marker={"size": 12, **marker}, showlegend=True)
    )
