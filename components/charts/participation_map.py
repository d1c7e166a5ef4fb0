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

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.palette import PARTICIPATION_SYMBOLS, SILENCE, TRANSPARENT, Theme, theme
from components.charts.participation_tiles import participation_tiles
from components.charts.participation_words import (
    CLASSES,
    NONE_RECORDED,
    NOT_MEMBER,
    OUTSIDE_FILTERS,
    STATEMENTS,
    CountStep,
    State,
    class_legend,
    class_words,
    count_steps,
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

MIDDLE_MERIDIAN: Final = 11
"""Degrees east: the cut on the other side runs through the Bering Strait and splits no State's mainland."""

PARALLELS: Final = (-58, 85)
MIDDLE_PARALLEL: Final = 6
"""Degrees. The parallel half-way between `PARALLELS` as drawn: Plotly would take their mean and cut the south."""

REASON_WIDTH: Final = 58
"""Letters in a line of the hover text."""


Trace = dict[str, Any]
"""A trace in Plotly's own words; empty when there is nothing to draw."""


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
    participation: pd.DataFrame, areas: pd.DataFrame, geometry_url: str, *, silence: bool = False, dark: bool = False
) -> go.Figure:
    """Return a world map of States by number of statements, in an equal-area projection.

    Args:
        participation: One row per State that is or could be shown: see
            `components.charts.participation_words.read_states`.
        areas: Rows of the table areas.
        geometry_url: Where the browser finds `data/map/world.geojson`.
        silence: Whether members without a statement stand out, and those with some are pale, however many.
        dark: Whether the theme is dark.

    Returns:
        Choropleth traces, one per class that occurs (per step of the counts: see
        `components.charts.participation_words.count_steps`) and one for areas that show no State; lines for hatching;
        markers for States too small to see; entries of the legend. customdata of each area and marker: speaker_id
        (empty for none), name, what the area is. Draw it with `MAP_CONFIG`.
    """
    colours = theme(dark=dark)
    states = read_states(participation)
    shown = shown_areas(states, read_areas(areas))
    steps = count_steps(states, dark=dark)
    silent = SILENCE if silence else colours.none_recorded
    if silence and steps:
        steps = [CountStep(steps[0].first, steps[-1].last, colours.none_recorded)]
    by_class: dict[str | None, list[ShownArea]] = {
        code: [area for area in shown if area.participation == code] for code in (None, *CLASSES)
    }
    by_step = [[area for area in by_class[STATEMENTS] if step.holds(STATEMENTS, area.count)] for step in steps]
    traces = [
        _areas_trace(chosen, geometry_url, Style(step.colour, colours.background, 0.5))
        for step, chosen in zip(steps, by_step, strict=True)
    ]
    # Outlines come last: a neighbour's border would hide them.
    traces += [_areas_trace(by_class[code], geometry_url, style) for code, style in _styles(colours, silent).items()]
    outsiders = [area for area in by_class[NOT_MEMBER] if not area.hatched]
    traces.append(_hatching_trace(outsiders, "not_member", {"color": colours.outline, "width": 0.6}))
    traces.append(
        _hatching_trace([area for area in shown if area.hatched], "noted", {"color": colours.outline, "width": 0.9})
    )
    outline = {"color": colours.outline, "width": 0.7}
    for code in (NOT_MEMBER, OUTSIDE_FILTERS, NONE_RECORDED):
        colour = silent if code == NONE_RECORDED else colours.outline
        size = 8 if silence and code == NONE_RECORDED else 5
        traces.append(
            _markers_trace(
                by_class[code], {"symbol": PARTICIPATION_SYMBOLS[code], "size": size, "color": colour, "line": outline}
            )
        )
    border = outline if silence else {"color": colours.background, "width": 1}
    size = 5 if silence else 8
    for step, chosen in zip(steps, by_step, strict=True):
        marker = {"symbol": PARTICIPATION_SYMBOLS[STATEMENTS], "size": size, "color": step.colour, "line": border}
        traces.append(_markers_trace(chosen, marker))
    traces += _legend_traces(states, steps, bool(by_class[None]), silent, colours)
    # One call: Plotly checks each value once.
    return go.Figure({"data": [trace for trace in traces if trace], "layout": _layout(colours)})


def _layout(colours: Theme) -> Mapping[str, Any]:
    return {
        "geo": {
            "projection": {"type": "equal earth", "rotation": {"lon": MIDDLE_MERIDIAN}},
            "fitbounds": False,
            "visible": False,
            "showframe": False,
            "bgcolor": TRANSPARENT,
            "lonaxis": {"range": [MIDDLE_MERIDIAN - 180, MIDDLE_MERIDIAN + 180]},
            "lataxis": {"range": list(PARALLELS)},
            "center": {"lon": MIDDLE_MERIDIAN, "lat": MIDDLE_PARALLEL},
        },
        "height": 440,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
        "modebar": {"bgcolor": TRANSPARENT, "color": colours.outline, "activecolor": colours.accent},
        "dragmode": "pan",
        # The reader's zoom stays when a filter redraws the map.
        "uirevision": "participation-map",
        "hoverlabel": {
            "align": "left",
            "bgcolor": colours.panel,
            "bordercolor": colours.outline,
            "font": {"color": colours.text},
        },
        "legend": {"orientation": "h", "yanchor": "top", "y": 0, "x": 0, "itemclick": False, "itemdoubleclick": False},
    }


def _styles(colours: Theme, silent: str) -> Mapping[str | None, Style]:
    return {
        NONE_RECORDED: Style(silent, colours.background, 0.5),
        None: Style(colours.territory, colours.faint, 0.7),
        OUTSIDE_FILTERS: Style(TRANSPARENT, colours.outline, 0.5),
        NOT_MEMBER: Style(TRANSPARENT, colours.outline, 0.7),
    }


def _pointed_at(areas: Sequence[ShownArea]) -> dict[str, Any]:
    """Return what each area tells a reader who points at it or clicks it; a click dims nothing."""
    return {
        # An array of objects is not looked into: lists of lists are, value by value, which took a fifth of the time.
        "customdata": np.array([[area.speaker_id, area.name, area.what] for area in areas], dtype=object),
        "text": [area.hover for area in areas],
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _areas_trace(areas: Sequence[ShownArea], geometry_url: str, style: Style) -> Trace:
    if not areas:
        return {}
    return _pointed_at(areas) | {
        "type": "choropleth",
        "geojson": geometry_url,
        "locations": [area.area_id for area in areas],
        "locationmode": "geojson-id",
        # One colour a trace: the value only has to be there.
        "z": [0] * len(areas),
        "colorscale": [[0, style.fill], [1, style.fill]],
        "showscale": False,
        "marker": {"line": {"color": style.outline, "width": style.width}, "opacity": 1},
    }


@lru_cache(maxsize=1)
def _hatching() -> Mapping[str, Mapping[str, list[list[list[float]]]]]:
    """Return the line pieces by area and kind of hatching, as `data/map/build_geometry.py` wrote them."""
    with HATCHING.open(encoding="utf-8") as file:
        pieces: Mapping[str, Mapping[str, list[list[list[float]]]]] = json.load(file)
    return pieces


def _hatching_trace(areas: Iterable[ShownArea], kind: str, line: Mapping[str, Any]) -> Trace:
    longitudes: list[float | None] = []
    latitudes: list[float | None] = []
    for area in areas:
        for piece in _hatching().get(area.area_id, {}).get(kind, []):
            longitudes += [*(point[0] for point in piece), None]
            latitudes += [*(point[1] for point in piece), None]
    if not longitudes:
        return {}
    return {
        "type": "scattergeo",
        "lon": longitudes,
        "lat": latitudes,
        "mode": "lines",
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
        "meta": kind,
    }


def _markers_trace(areas: Iterable[ShownArea], marker: Mapping[str, Any]) -> Trace:
    """Return markers for those of the areas that are too small to see."""
    places = [(area, area.marker) for area in areas if area.marker is not None]
    if not places:
        return {}
    return _pointed_at([area for area, _place in places]) | {
        "type": "scattergeo",
        "lon": [longitude for _area, (longitude, _latitude) in places],
        "lat": [latitude for _area, (_longitude, latitude) in places],
        "mode": "markers",
        "marker": {"opacity": 1, **marker},
    }


def _legend_traces(
    states: Sequence[State], steps: Iterable[CountStep], has_other_areas: bool, silent: str, colours: Theme
) -> list[Trace]:
    """Return an entry of the legend for each class that occurs, with the number of its States."""
    entries = [
        (step.legend(sum(step.holds(state.participation, state.count) for state in states)), "square", step.colour)
        for step in steps
    ]
    looks = (
        (NONE_RECORDED, "square", silent),
        (OUTSIDE_FILTERS, "square-open", colours.outline),
        (NOT_MEMBER, "square-x-open", colours.outline),
    )
    for code, symbol, colour in looks:
        number = sum(state.participation == code for state in states)
        if number:
            entries.append((class_legend(code, None, number), symbol, colour))
    if has_other_areas:
        entries.append((_("Territory or area of noted status (hatched)"), "square", colours.territory))
    return [
        {
            "type": "scattergeo",
            "lon": [None],
            "lat": [None],
            "mode": "markers",
            "name": name,
            "marker": {"symbol": symbol, "size": 12, "color": colour, "line": {"color": colours.faint, "width": 1}},
            "showlegend": True,
        }
        for name, symbol, colour in entries
    ]
