"""Shapes and places: provinces in few points or in detail, what is an estimate, bounds, and the office's own areas."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from smartcity import boundaries
from smartcity.boundaries import Boundaries
from smartcity.settings import DATA, settings

Feature = dict[str, Any]
Point = tuple[float, float]
Ring = list[list[float]]

NATION = "00"
OVERVIEW = DATA / "reference" / "provinces_overview.geojson"
"""The provinces in few points, for maps of the whole country."""

DETAIL = DATA / "reference" / "provinces.topojson"
"""The same provinces with every point we have, for one at a time."""

REGIONS = DATA / "reference" / "region.csv"
"""Where the regions lie that the bundled data name."""

FILES = Path(__file__).resolve().parent.parent / "ui" / "static" / "maps"
"""Shapes as files that a browser fetches once and keeps; written by `smartcity.maps.files`."""

OVERVIEW_DECIMALS, DETAIL_DECIMALS = 2, 3
"""Decimals of a degree: about one kilometre for the country, a hundred metres for one province."""

ONCE_ONE = (frozenset({"64", "65"}), frozenset({"91", "93", "94", "95"}), frozenset({"92", "96"}))
"""Provinces that the source still draws as one; the borders between them are estimates (data/reference/README.md)."""

MARGIN = 0.06
"""Free space around what a map shows, as a share of it."""


@dataclass(frozen=True)
class Bounds:
    """A rectangle in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """Return the width in radians, as Mercator draws it."""
        return math.radians(self.east - self.west)

    @property
    def height(self) -> float:
        """Return the height in radians, as Mercator draws it."""
        return mercator(self.north) - mercator(self.south)

    @property
    def ratio(self) -> float:
        """Return the width as a multiple of the height."""
        return self.width / self.height

    @property
    def centre(self) -> Point:
        """Return longitude and latitude of the middle, as Mercator draws it."""
        middle = (mercator(self.north) + mercator(self.south)) / 2
        return (self.west + self.east) / 2, math.degrees(math.atan(math.sinh(middle)))

    def wider(self, share: float) -> "Bounds":
        """Return the rectangle with free space around it."""
        more = max(self.east - self.west, self.north - self.south) * share
        return Bounds(self.west - more, self.south - more, self.east + more, self.north + more)


def mercator(lat: float) -> float:
    """Return how far above the equator Mercator draws a latitude, in radians."""
    return math.asinh(math.tan(math.radians(lat)))


@lru_cache(maxsize=1)
def provinces() -> tuple[Feature, ...]:
    """Return the provinces in few points, in order of code."""
    collection = json.loads(OVERVIEW.read_text(encoding="utf-8"))
    return tuple(
        feature(
            each["properties"],
            [
                [_rounded(ring, OVERVIEW_DECIMALS) for ring in polygon]
                for polygon in _polygons(each["geometry"])
            ],
        )
        for each in sorted(collection["features"], key=lambda each: str(each["properties"]["code"]))
    )


def feature(properties: dict[str, Any], polygons: list[list[Ring]]) -> Feature:
    """Return a province as a feature; code and name stand outside so that selections find them."""
    return {
        "type": "Feature",
        "code": properties["code"],
        "name": properties["name"],
        "approximate": bool(properties["approximate"]),
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    found = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return list(found)


def _rounded(points: Sequence[Sequence[float]], decimals: int) -> Ring:
    """Return a ring with rounded points and none twice in a row; one that would collapse stays as it is."""
    rounded = [[round(lon, decimals), round(lat, decimals)] for lon, lat in points]
    ring = [point for place, point in enumerate(rounded) if place == 0 or point != rounded[place - 1]]
    return ring if len(ring) >= 4 else [[lon, lat] for lon, lat in points]


@lru_cache(maxsize=1)
def _topology() -> dict[str, Any]:
    topology: dict[str, Any] = json.loads(DETAIL.read_text(encoding="utf-8"))
    return topology


@lru_cache(maxsize=1)
def _arcs() -> tuple[Ring, ...]:
    """Return the lines of which the detailed provinces are made, in degrees."""
    topology = _topology()
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append([x * wide + west, y * high + south])
        arcs.append(arc)
    return tuple(arcs)


def _joined(numbers: Iterable[int]) -> Ring:
    """Return the ring that some of these lines form; a negative number is a line walked backwards."""
    points: Ring = []
    for number in numbers:
        arc = _arcs()[number] if number >= 0 else _arcs()[~number][::-1]
        points += arc[1:] if points else arc
    return points


@lru_cache(maxsize=38)
def province_detail(code: str) -> Feature:
    """Return one province with every point that we have."""
    found = next(each for each in _topology()["objects"]["provinces"]["geometries"] if each["id"] == code)
    polygons = found["arcs"] if found["type"] == "MultiPolygon" else [found["arcs"]]
    return feature(
        found["properties"],
        [[_rounded(_joined(ring), DETAIL_DECIMALS) for ring in polygon] for polygon in polygons],
    )


@lru_cache(maxsize=1)
def approximate_borders() -> frozenset[str]:
    """Return the codes of the provinces whose borders on our maps are estimates."""
    return frozenset(each["code"] for each in provinces() if each["approximate"])


@lru_cache(maxsize=39)
def estimated_lines(code: str = NATION) -> tuple[Ring, ...]:
    """Return the borders that are estimates: of the whole country in few points, or of one province in detail."""
    if code == NATION:
        return tuple(_chained(_shared_edges()))
    families = {each: family for family in ONCE_ONE for each in family}
    if code not in families:
        return ()
    own, others = _detail_arcs(code), set[int]()
    for other in families[code] - {code}:
        others |= _detail_arcs(other)
    return tuple(_rounded_line(_arcs()[number]) for number in sorted(own & others))


def _rounded_line(points: Ring) -> Ring:
    return [[round(lon, DETAIL_DECIMALS), round(lat, DETAIL_DECIMALS)] for lon, lat in points]


def _detail_arcs(code: str) -> set[int]:
    """Return the numbers of the lines around a detailed province, whichever way they are walked."""
    found = next(each for each in _topology()["objects"]["provinces"]["geometries"] if each["id"] == code)
    polygons = found["arcs"] if found["type"] == "MultiPolygon" else [found["arcs"]]
    return {number if number >= 0 else ~number for polygon in polygons for ring in polygon for number in ring}


def _shared_edges() -> list[tuple[Point, Point]]:
    """Return the edges between two provinces that the source still draws as one."""
    owners: dict[frozenset[Point], set[str]] = {}
    for each in provinces():
        for polygon in each["geometry"]["coordinates"]:
            for ring in polygon:
                for first, second in pairwise(ring):
                    edge = frozenset({(first[0], first[1]), (second[0], second[1])})
                    owners.setdefault(edge, set()).add(each["code"])
    shared = [
        edge for edge, codes in owners.items() if len(codes) > 1 and any(codes <= one for one in ONCE_ONE)
    ]
    pairs = [sorted(edge) for edge in shared]
    return sorted((first, second) for first, second in pairs)


def _chained(edges: list[tuple[Point, Point]]) -> list[Ring]:
    """Join edges that touch into lines."""
    left = list(edges)
    lines: list[Ring] = []
    while left:
        line = list(left.pop(0))
        grown = True
        while grown:
            grown = False
            for edge in left:
                if line[-1] in edge:
                    line.append(edge[1] if edge[0] == line[-1] else edge[0])
                elif line[0] in edge:
                    line.insert(0, edge[1] if edge[0] == line[0] else edge[0])
                else:
                    continue
                left.remove(edge)
                grown = True
                break
        lines.append([list(point) for point in line])
    return lines


@lru_cache(maxsize=39)
def bounds(code: str) -> Bounds:
    """Return what a map of the country or of one province shows: its land and its regions."""
    features = provinces() if code == NATION else (province_detail(code),)
    points = [
        point for each in features for polygon in each["geometry"]["coordinates"] for point in polygon[0]
    ]
    points += [[lon, lat] for own, _name, lon, lat in bundled_regions() if code in (NATION, own[:2])]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return Bounds(min(lons), min(lats), max(lons), max(lats)).wider(0.01 if code == NATION else MARGIN)


@lru_cache(maxsize=1)
def bundled_regions() -> tuple[tuple[str, str, float, float], ...]:
    """Return code, name, longitude and latitude of the kabupaten and kota that the bundled data name."""
    frame = pd.read_csv(REGIONS, dtype={"code": "str"}).dropna(subset=["lat", "lon"])
    return regions_with_position(frame[frame["level"].isin(["kabupaten", "kota"])])


def regions_with_position(frame: pd.DataFrame) -> tuple[tuple[str, str, float, float], ...]:
    """Return code, name, longitude and latitude of the regions that have a place on the map."""
    placed = frame[has_position(frame)]
    columns = (placed[column] for column in ("code", "name", "lon", "lat"))
    return tuple(
        (str(code), str(name), round(float(lon), 3), round(float(lat), 3))
        for code, name, lon, lat in zip(*columns, strict=True)
    )


def has_position(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Tell of each region whether it can be drawn: whether its coordinates are known and on the globe."""
    lat, lon = frame["lat"].astype("float64"), frame["lon"].astype("float64")
    return lat.between(-85, 85) & lon.between(-180, 180)


def office_boundaries() -> Boundaries | None:
    """Return the areas of kabupaten and kota that this office put in with `smartcity boundaries load`, if any."""
    return boundaries.read(settings().data)
