"""Boundary files made by hand: fields of a wavy grid, each with its neighbours' borders as its own."""

import json
import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Points = list[list[float]]

WEST, SOUTH = 100.0, -6.0
FIELD = 0.5
"""Width and height of a field in degrees."""


def wavy(lon: float, lat: float) -> list[float]:
    """Move a point of the grid, always in the same way, so that borders stay shared."""
    return [lon + 0.01 * math.sin(61 * lat), lat + 0.01 * math.sin(67 * lon)]


def field(column: int, row: int, points: int = 8) -> Points:
    """Return the closed ring of a field with so many points on each side."""
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    ring = [
        wavy(
            WEST + FIELD * (column + x + (to_x - x) * step / points),
            SOUTH + FIELD * (row + y + (to_y - y) * step / points),
        )
        for (x, y), (to_x, to_y) in pairwise(corners)
        for step in range(points)
    ]
    return [*ring, ring[0]]


def box(west: float, south: float, east: float, north: float) -> Points:
    """Return the closed ring of a rectangle, drawn against the clock."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(properties: Mapping[str, Any], *rings: Points) -> dict[str, Any]:
    """Return a feature with one polygon."""
    return {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": {"type": "Polygon", "coordinates": list(rings)},
    }


def fields(codes: Sequence[str], points: int = 8, columns: int = 10) -> list[dict[str, Any]]:
    """Return a feature with a field for each code, row after row."""
    return [
        feature({"kode": code}, field(place % columns, place // columns, points))
        for place, code in enumerate(codes)
    ]


def saved(path: Path, features: Sequence[Any]) -> Path:
    """Write features as a GeoJSON file."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return path
