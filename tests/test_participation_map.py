"""Map and tiles show each State once, in its class, as the frame says."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.charts.palette import DARK, LIGHT, PARTICIPATION_SYMBOLS, TRANSPARENT
from components.charts.participation_map import (
    MAP_CONFIG,
    map_alt,
    participation_map,
    participation_tiles,
    without_area,
)
from components.charts.participation_words import class_words, count_steps, read_states

DATA = Path(__file__).resolve().parent.parent / "data" / "map"
URL = "/map/world.geojson"

COLUMNS = ["speaker_id", "iso3", "name", "group_id", "participation", "statement_count"]
STATES = [
    ("BRA", "BRA", "Brazil", "grulac", "statements", 2),
    ("DNK", "DNK", "Denmark", "weog", "statements", 1),
    ("SGP", "SGP", "Singapore", "asia_pacific", "statements", 1),
    ("CHN", "CHN", "China", "asia_pacific", "none_recorded", None),
    ("KIR", "KIR", "Kiribati", "none", "none_recorded", None),
    ("MLI", "MLI", "Mali", "african", "outside_filters", None),
    ("SSD", "SSD", "South Sudan", "none", "not_member", None),
    ("VAT", "VAT", "Holy See", "none", "not_member", None),
]


def frame(rows: list[tuple[str | int | None, ...]] = STATES) -> pd.DataFrame:  # type: ignore[assignment]
    """A participation frame of eight States: three with statements, two without, one filtered out, two no members."""
    return pd.DataFrame(rows, columns=COLUMNS).astype({"statement_count": "Int64"})


def many(number: int) -> pd.DataFrame:
    """A frame of members of which the first has 1 statement, the second 2, and so on."""
    codes = areas().loc[areas()["what"] == "member", ["area_id", "name"]].head(number).itertuples(index=False)
    return frame([(code, code, name, "african", "statements", place) for place, (code, name) in enumerate(codes, 1)])


def areas() -> pd.DataFrame:
    """The committed table of areas."""
    return pd.read_csv(DATA / "areas.csv", keep_default_na=False, na_values=[""])


def choropleths(figure: go.Figure) -> list[go.Choropleth]:
    """The traces that fill areas."""
    return [trace for trace in figure.data if trace.type == "choropleth"]


def trace_of(figure: go.Figure, area_id: str) -> go.Choropleth:
    """The trace that fills one area."""
    (trace,) = [trace for trace in choropleths(figure) if area_id in trace.locations]
    return trace


def markers(figure: go.Figure) -> list[go.Scattergeo]:
    """The traces of markers for small States."""
    return [t for t in figure.data if t.type == "scattergeo" and t.mode == "markers" and not t.showlegend]


def marker_of(figure: go.Figure, speaker_id: str) -> go.Scattergeo:
    """The trace with the marker of one State."""
    (trace,) = [trace for trace in markers(figure) if speaker_id in [data[0] for data in trace.customdata]]
    return trace


def hover_of(figure: go.Figure, area_id: str) -> str:
    """What pointing at an area says."""
    trace = trace_of(figure, area_id)
    return trace.text[list(trace.locations).index(area_id)]


def hatching_of(figure: go.Figure) -> dict[str, go.Scattergeo]:
    """The traces of hatching by kind."""
    return {trace.meta: trace for trace in figure.data if trace.type == "scattergeo" and trace.mode == "lines"}


def legend(figure: go.Figure) -> list[str]:
    """Names in the legend, in order."""
    return [trace.name for trace in figure.data if trace.showlegend]


# --- The map -------------------------------------------------------------------------------------------------------


def test_each_area_is_drawn_exactly_once() -> None:
    """All areas but Antarctica are filled by one trace each, whatever their State's class."""
    drawn = Counter(area for trace in choropleths(participation_map(frame(), areas(), URL)) for area in trace.locations)
    assert set(drawn.values()) == {1}
    assert set(drawn) == set(areas()["area_id"]) - {"ATA"}


def test_geometry_is_named_by_address() -> None:
    """The figure holds no geometry, only the address at which the browser finds it."""
    figure = participation_map(frame(), areas(), URL)
    assert {trace.geojson for trace in choropleths(figure)} == {URL}
    assert {trace.locationmode for trace in choropleths(figure)} == {"geojson-id"}
    assert len(figure.to_json()) < 80_000


def test_base_map_comes_from_no_server() -> None:
    """The configuration answers the request for plotly.js's base map with an empty topology of its own."""
    address = MAP_CONFIG["topojsonURL"]
    assert address.startswith("data:application/json,")
    assert address.endswith("#")
    assert json.loads(address.removeprefix("data:application/json,").removesuffix("#"))["objects"] == {}


def test_projection_is_equal_area_and_not_fitted() -> None:
    """The map is drawn in the Equal Earth projection, without frame, base layers or fitting to the data."""
    geo = participation_map(frame(), areas(), URL).layout.geo
    assert geo.projection.type == "equal earth"
    assert geo.fitbounds is False
    assert geo.visible is False
    assert geo.showframe is False


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)])
def test_classes_differ_in_fill_and_outline(dark: bool, colours: object) -> None:
    """Statements and none recorded are filled, States outside the filters and not members have an outline alone."""
    figure = participation_map(frame(), areas(), URL, dark=dark)
    theme = DARK if dark else LIGHT
    assert theme is colours
    assert trace_of(figure, "CHN").colorscale[0][1] == theme.none_recorded
    assert trace_of(figure, "DNK").colorscale[0][1] in theme.statements
    assert trace_of(figure, "BRA").colorscale[0][1] in theme.statements
    for area_id in ("MLI", "SSD"):
        assert trace_of(figure, area_id).colorscale[0][1] == TRANSPARENT
        assert trace_of(figure, area_id).marker.line.color == theme.outline
    assert len({id(trace_of(figure, area_id)) for area_id in ("BRA", "DNK", "CHN", "MLI", "SSD")}) == 5


def test_outlines_are_drawn_over_the_borders_of_neighbours() -> None:
    """Traces without a fill come after all filled ones."""
    fills = [trace.colorscale[0][1] for trace in choropleths(participation_map(frame(), areas(), URL))]
    first = fills.index(TRANSPARENT)
    assert set(fills[first:]) == {TRANSPARENT}


def test_clicked_area_tells_its_state() -> None:
    """Each area carries the State's code, its name on the day and what the area is; areas of no State carry no code."""
    figure = participation_map(frame(), areas(), URL)
    told = {
        area: tuple(data)
        for trace in choropleths(figure)
        for area, data in zip(trace.locations, trace.customdata, strict=True)
    }
    assert told["BRA"] == ("BRA", "Brazil", "member")
    assert told["GRL"] == ("DNK", "Denmark", "part_of_member")
    assert told["BMU"] == ("", "Bermuda", "territory")
    assert told["VAT"] == ("VAT", "Holy See", "observer_state")
    assert told["ESH"][0] == ""


def test_part_of_a_member_has_its_colour() -> None:
    """Greenland is filled like Denmark, Taiwan Province of China like China."""
    figure = participation_map(frame(), areas(), URL)
    assert trace_of(figure, "GRL") is trace_of(figure, "DNK")
    assert trace_of(figure, "TWN") is trace_of(figure, "CHN")


def test_pointing_at_an_area_says_what_it_is() -> None:
    """Hover tells name, class in words, number of statements and, where it is no member, what it is and why."""
    figure = participation_map(frame(), areas(), URL)
    assert hover_of(figure, "BRA") == "<b>Brazil</b><br>2 statements"
    assert hover_of(figure, "DNK") == "<b>Denmark</b><br>1 statement"
    assert hover_of(figure, "CHN") == "<b>China</b><br>member, no statement recorded"
    assert hover_of(figure, "MLI") == "<b>Mali</b><br>outside these filters"
    assert hover_of(figure, "SSD") == "<b>South Sudan</b><br>not a member on that day"
    assert hover_of(figure, "GRL").startswith("<b>Greenland</b><br>shown with Denmark<br>1 statement<br><i>")
    assert hover_of(figure, "BMU").startswith("<b>Bermuda</b><br>territory, shown in no member's colour<br><i>")
    assert "resolution 1244 (1999)" in hover_of(figure, "XKX").replace("<br>", " ")
    assert all(trace.hovertemplate == "%{text}<extra></extra>" for trace in choropleths(figure))


def test_name_of_a_state_is_that_of_the_frame() -> None:
    """The map writes the name of the day, not today's."""
    figure = participation_map(frame([("TUR", "TUR", "Turkey", "weog", "statements", 1)]), areas(), URL)
    assert hover_of(figure, "TUR") == "<b>Turkey</b><br>1 statement"


def test_markup_in_a_name_is_shown_letter_by_letter() -> None:
    """A name cannot bring markup into the hover text or a tile."""
    rows = frame([("BRA", "BRA", "<a href='x'>B</a> & C", "grulac", "statements", 1)])
    expected = "<b>&lt;a href='x'&gt;B&lt;/a&gt; &amp; C</b><br>1 statement"
    assert hover_of(participation_map(rows, areas(), URL), "BRA") == expected
    assert participation_tiles(rows).data[0].hovertext[0] == expected


def test_small_states_bear_one_marker_with_the_look_of_their_class() -> None:
    """Singapore (statements), Kiribati (none recorded) and the Holy See (not a member) have a marker, Brazil none."""
    figure = participation_map(frame(), areas(), URL)
    marked = Counter(data[0] for trace in markers(figure) for data in trace.customdata)
    assert marked == {"SGP": 1, "KIR": 1, "VAT": 1}
    assert marker_of(figure, "SGP").marker.symbol == PARTICIPATION_SYMBOLS["statements"]
    assert marker_of(figure, "SGP").marker.color == trace_of(figure, "SGP").colorscale[0][1]
    assert marker_of(figure, "KIR").marker.symbol == PARTICIPATION_SYMBOLS["none_recorded"]
    assert marker_of(figure, "VAT").marker.symbol == PARTICIPATION_SYMBOLS["not_member"]
    assert (marker_of(figure, "SGP").lon[0], marker_of(figure, "SGP").lat[0]) == (103.82, 1.35)


def test_noted_areas_and_outsiders_are_hatched_differently() -> None:
    """Lines rise over areas whose status is noted and fall over States that were no members; others have none."""
    hatching = hatching_of(participation_map(frame(), areas(), URL))
    assert set(hatching) == {"noted", "not_member"}
    for kind, rising in (("noted", True), ("not_member", False)):
        points = list(zip(hatching[kind].lon, hatching[kind].lat, strict=True))
        pieces = [(a, b) for a, b in pairwise(points) if a[0] is not None and b[0] is not None]
        assert pieces
        assert all((b[1] > a[1]) == rising for a, b in pieces)
        assert hatching[kind].hoverinfo == "skip"
    over_south_sudan = [lon for lon in hatching["not_member"].lon if lon is not None and 24 < lon < 36]
    assert over_south_sudan
    no_outsiders = frame([row for row in STATES if row[4] != "not_member"])
    assert set(hatching_of(participation_map(no_outsiders, areas(), URL))) == {"noted"}


def test_legend_names_the_classes_that_occur_with_their_states() -> None:
    """The legend has an entry per number of statements and per class, each with the number of its States."""
    assert legend(participation_map(frame(), areas(), URL)) == [
        "1 statement: 2 States",
        "2 statements: 1 State",
        "Member, no statement recorded: 2 States",
        "Outside these filters: 1 State",
        "Not a member on that day: 2 States",
        "Territory or area of noted status (hatched)",
    ]
    assert legend(participation_map(frame(STATES[:1]), areas(), URL)) == [
        "2 statements: 1 State",
        "Territory or area of noted status (hatched)",
    ]


def test_area_of_a_state_without_a_row_says_so() -> None:
    """A State that the frame does not hold is drawn without data, not as a zero."""
    figure = participation_map(frame(STATES[:1]), areas(), URL)
    assert hover_of(figure, "CHN") == "<b>China</b><br>not in this record"
    assert trace_of(figure, "CHN").colorscale[0][1] == LIGHT.territory


def test_empty_frame_gives_a_map_without_states() -> None:
    """Without rows all areas are drawn as showing no State, and nothing fails."""
    figure = participation_map(frame([]), areas(), URL)
    assert len(choropleths(figure)) == 1
    assert markers(figure) == []


def test_a_click_dims_nothing() -> None:
    """Selected and other areas stay equally visible: the filter, not the selection, says what is shown."""
    for trace in choropleths(participation_map(frame(), areas(), URL)):
        assert trace.selected.marker.opacity == trace.unselected.marker.opacity == 1


def test_backgrounds_are_transparent() -> None:
    """Map and tiles take the page's background."""
    for figure in (participation_map(frame(), areas(), URL), participation_tiles(frame())):
        assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == TRANSPARENT


def test_states_without_an_area_can_be_named_beside_the_map() -> None:
    """A former State has no area today: it is handed back instead of being lost."""
    rows = frame([*STATES, ("SUN", None, "Union of Soviet Socialist Republics", "eastern_european", "statements", 3)])
    assert without_area(rows, areas())["speaker_id"].tolist() == ["SUN"]
    assert without_area(frame(), areas()).empty


# --- Steps of counts -----------------------------------------------------------------------------------------------


def test_up_to_six_counts_are_a_step_each() -> None:
    """Six different numbers of statements have six colours."""
    steps = count_steps(read_states(many(6)), dark=False)
    assert [(step.first, step.last) for step in steps] == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6)]
    assert len({step.colour for step in steps}) == 6


def test_more_counts_are_ranges_of_about_as_many_states() -> None:
    """Twelve different numbers make six ranges of two; each State with statements is in exactly one."""
    steps = count_steps(read_states(many(12)), dark=True)
    assert [(step.first, step.last) for step in steps] == [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10), (11, 12)]
    for state in read_states(many(12)):
        assert sum(step.holds(state.participation, state.count) for step in steps) == 1
    assert legend(participation_map(many(12), areas(), URL))[0] == "1 to 2 statements: 2 States"
    assert legend(participation_tiles(many(12)))[0] == "1 to 2 statements: 2 States"


def test_states_with_the_same_count_are_never_parted() -> None:
    """Ninety States with one statement and seven with 2 to 8 keep the ninety in one step."""
    members = areas().loc[areas()["what"] == "member", "area_id"].tolist()
    counts = [1] * 90 + [2, 3, 4, 5, 6, 7, 8]
    rows = [(code, code, code, "african", "statements", count) for code, count in zip(members, counts, strict=False)]
    steps = count_steps(read_states(frame(rows)), dark=False)
    assert [(step.first, step.last) for step in steps] == [(1, 1), (2, 8)]


# --- The tiles -----------------------------------------------------------------------------------------------------


def test_each_state_has_one_tile_with_its_code() -> None:
    """Every row of the frame is one tile, whatever its class; the tile shows its code and tells its State."""
    figure = participation_tiles(frame())
    told = [(code, *data) for trace in figure.data for code, data in zip(trace.text, trace.customdata, strict=True)]
    assert sorted(told) == sorted((row[1], row[0], row[2]) for row in STATES)
    assert "<b>Brazil</b><br>2 statements" in [text for trace in figure.data for text in trace.hovertext]


def test_tiles_are_equal_and_do_not_overlap() -> None:
    """All tiles have one size, and no two stand in the same place."""
    figure = participation_tiles(many(193), columns=9)
    places = [place for trace in figure.data for place in zip(trace.x, trace.base, strict=True)]
    assert len(set(places)) == len(places) == 193
    assert {trace.width for trace in figure.data} == {0.92}
    assert {height for trace in figure.data for height in trace.y} == {0.86}
    assert {x for x, _base in places} == set(range(9))


def test_blocks_stand_in_the_order_of_the_groups_and_tiles_by_name() -> None:
    """Headings run from African States to those that were no members, and count the States with statements."""
    figure = participation_tiles(frame())
    assert [annotation.text for annotation in figure.layout.annotations] == [
        "<b>African States: 0 of 1 with statements</b>",
        "<b>Asia-Pacific States: 1 of 2 with statements</b>",
        "<b>Latin American and Caribbean States: 1 of 1 with statements</b>",
        "<b>Western European and other States: 1 of 1 with statements</b>",
        "<b>In no regional group: 0 of 1 with statements</b>",
        "<b>Not members on that day: 0 of 2 with statements</b>",
    ]
    heights = [annotation.y for annotation in figure.layout.annotations]
    assert heights == sorted(heights, reverse=True)
    column = {code: x for trace in figure.data for code, x in zip(trace.text, trace.x, strict=True)}
    assert (column["CHN"], column["SGP"]) == (0, 1)


def test_fewer_columns_make_more_rows() -> None:
    """Ten States of one group take one row of fourteen tiles, and four of three."""
    wide, narrow = participation_tiles(many(10)), participation_tiles(many(10), columns=3)
    assert len({base for trace in wide.data for base in trace.base}) == 1
    assert len({base for trace in narrow.data for base in trace.base}) == 4
    assert narrow.layout.height - wide.layout.height == 90


def test_tiles_share_the_looks_of_the_map() -> None:
    """Fills are those of the map; tiles outside the filters have an outline alone, those of no members a pattern."""
    figure = participation_tiles(frame())
    looks = {code: trace.marker for trace in figure.data for code in trace.text}
    world = participation_map(frame(), areas(), URL)
    for code in ("BRA", "DNK", "CHN"):
        assert looks[code].color == trace_of(world, code).colorscale[0][1]
    assert looks["MLI"].color == TRANSPARENT
    assert looks["MLI"].line.color == LIGHT.outline
    assert looks["MLI"].pattern.shape is None
    assert looks["SSD"].pattern.shape == "\\"


def test_tiles_and_map_have_the_same_legend() -> None:
    """The legend of the tiles is that of the map without its last entry, which no tile has."""
    assert legend(participation_tiles(frame())) == legend(participation_map(frame(), areas(), URL))[:-1]


def test_state_without_a_code_shows_its_identifier() -> None:
    """A former State's tile bears the code of ISO 3166-3 by which it is known here."""
    rows = frame([("SUN", None, "Union of Soviet Socialist Republics", "eastern_european", "statements", 3)])
    assert participation_tiles(rows).data[0].text == ("SUN",)


def test_empty_frame_gives_no_tile() -> None:
    """Without rows there is neither a tile nor a heading."""
    figure = participation_tiles(frame([]))
    assert figure.data == ()
    assert figure.layout.annotations == ()


# --- In words ------------------------------------------------------------------------------------------------------


def test_alternative_text_counts_and_names_the_states() -> None:
    """The text gives members with statements of all members, States by number of statements, and the other classes."""
    assert map_alt(frame()) == (
        "Map: 3 of 6 members have statements recorded. 2 statements: Brazil. 1 statement: Denmark, Singapore. "
        "Member, no statement recorded: 2 States. Outside these filters: 1 State. Not a member on that day: 2 States."
    )


def test_alternative_text_keeps_speakers_that_were_no_members_apart() -> None:
    """A State that spoke without being a member is not counted among the members."""
    rows = frame([*STATES[:2], ("VAT", "VAT", "Holy See", "none", "statements", 1)]).assign(member=[True, True, False])
    assert map_alt(rows).startswith(
        "Map: 2 of 2 members have statements recorded. So has 1 State that was not a member."
    )


def test_alternative_text_of_many_states_names_twenty() -> None:
    """With 61 States the twenty with most statements are named and the rest are counted."""
    text = map_alt(many(61))
    assert text.startswith("Map: 61 of 61 members have statements recorded. 61 statements: ")
    assert "42 statements: " in text
    assert "41 statements: " not in text
    assert text.endswith(" 41 more with as many or fewer.")


def test_alternative_text_without_statements_is_no_zero_list() -> None:
    """Without any statement the text says none of the members and lists nobody."""
    text = map_alt(frame(STATES[3:5]))
    assert text == "Map: 0 of 2 members have statements recorded. Member, no statement recorded: 2 States."


def test_missing_count_is_not_zero() -> None:
    """A class without a count is told in words, never as 0 statements."""
    assert class_words("none_recorded") == "member, no statement recorded"
    assert "0 statements" not in participation_map(frame(), areas(), URL).to_json()


def test_unknown_class_is_refused() -> None:
    """A code that is no class of participation is an error, not a fifth class."""
    with pytest.raises(KeyError, match="silent"):
        class_words("silent")
