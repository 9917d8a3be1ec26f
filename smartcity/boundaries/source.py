"""A GeoJSON file as an office has it -> its areas, each with its rings or with the reason why it has none."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from smartcity.boundaries.reasons import BoundaryError, Reason
from smartcity.words import _

Ring: TypeAlias = NDArray[np.float64]
Polygons: TypeAlias = list[list[Ring]]

MOST_MEGABYTES = 200
"""A file of 191 MB (4.5 million vertices) takes about a minute of one core and 0.9 GB of memory."""

WEST, SOUTH, EAST, NORTH = 92.0, -14.0, 144.0, 10.0
"""Indonesia with its waters (WGS 84); also what `data/reference/land.geojson` covers."""

# A ring of GeoJSON names its first point again at its end.
_FEWEST_POINTS = 4


@dataclass(frozen=True)
class Area:
    """One feature of a file, numbered from 1; without polygons it has a reason."""

    number: int
    properties: Mapping[str, Any]
    polygons: Polygons
    reason: Reason | None = None


def read_areas(path: Path) -> list[Area]:
    """Return all features of a GeoJSON file; raise BoundaryError where it is none."""
    collection = _parsed(path)
    kind = collection.get("type") if isinstance(collection, dict) else None
    if kind == "Topology":
        text = _("{path} adalah TopoJSON; ubah dahulu menjadi GeoJSON (misalnya dengan QGIS atau mapshaper).")
        raise BoundaryError(text.format(path=path))
    features = collection.get("features") if kind == "FeatureCollection" else None
    if not isinstance(features, list) or not features:
        text = _("{path} bukan GeoJSON dengan FeatureCollection yang berisi bidang wilayah.")
        raise BoundaryError(text.format(path=path))
    return [_area(number, feature) for number, feature in enumerate(features, 1)]


def _parsed(path: Path) -> Any:
    if path.exists() and not path.is_file():
        raise BoundaryError(_("{path} bukan berkas biasa; sebutkan nama berkas.").format(path=path))
    if path.stat().st_size > MOST_MEGABYTES * 1_000_000:
        text = _("{path} lebih besar dari {most} MB; sederhanakan dahulu, misalnya dengan QGIS.")
        raise BoundaryError(text.format(path=path, most=MOST_MEGABYTES))
    try:
        return json.loads(path.read_bytes(), object_hook=_packed)
    except json.JSONDecodeError as error:
        text = _("{path} bukan JSON yang utuh (baris {line}, kolom {column}); simpan ulang sebagai GeoJSON.")
        raise BoundaryError(text.format(path=path, line=error.lineno, column=error.colno)) from None
    except (ValueError, RecursionError):
        text = _("{path} tidak dapat dibaca sebagai teks JSON; simpan ulang sebagai GeoJSON.")
        raise BoundaryError(text.format(path=path)) from None


def _packed(found: dict[str, Any]) -> dict[str, Any]:
    """Turn a geometry's coordinates into arrays as soon as it is read: as lists a file takes ten times its size."""
    given = found.get("coordinates")
    if found.get("type") == "Polygon":
        found["coordinates"] = [_polygon(given)]
    elif found.get("type") == "MultiPolygon":
        found["coordinates"] = [_polygon(each) for each in given] if isinstance(given, list) else []
    return found


def _polygon(rings: Any) -> list[Ring | None]:
    return [_ring(points) for points in rings] if isinstance(rings, list) else []


def _ring(points: Any) -> Ring | None:
    """Return the points as an array of longitude and latitude (heights are left out), None if they are no numbers."""
    try:
        flat = np.array([point[:2] for point in points])
    except (ValueError, TypeError, KeyError):
        return None
    if flat.ndim != 2 or flat.shape[1] != 2 or flat.dtype.kind not in "if":
        return None
    return flat.astype(np.float64) if np.isfinite(flat).all() else None


def _area(number: int, feature: Any) -> Area:
    if not isinstance(feature, dict):
        return Area(number, {}, [], "no_area")
    own = feature.get("properties")
    properties = {"id": feature.get("id")} | (own if isinstance(own, dict) else {})
    geometry: Any = feature.get("geometry")
    is_area = isinstance(geometry, dict) and geometry.get("type") in ("Polygon", "MultiPolygon")
    polygons = geometry["coordinates"] if is_area else []
    reason = _defect(polygons)
    return Area(number, properties, [] if reason else polygons, reason)


def _defect(polygons: list[list[Ring | None]]) -> Reason | None:
    """Return what is wrong with the rings of an area, the first thing found."""
    if not polygons or not all(polygons):
        return "no_area"
    for ring in _rings(polygons):
        if ring is None:
            return "not_numbers"
        if len(ring) < _FEWEST_POINTS:
            return "short_ring"
        if not np.array_equal(ring[0], ring[-1]):
            return "open_ring"
    return _misplaced(np.concatenate([ring for ring in _rings(polygons) if ring is not None]))


def _rings(polygons: list[list[Ring | None]]) -> Iterator[Ring | None]:
    for polygon in polygons:
        yield from polygon


def _misplaced(points: Ring) -> Reason | None:
    """Return why points cannot be degrees within Indonesia."""
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    if west >= WEST and east <= EAST and south >= SOUTH and north <= NORTH:
        return None
    if west < -180 or east > 180 or south < -90 or north > 90:
        swapped = south >= WEST and north <= EAST and west >= SOUTH and east <= NORTH
        return "swapped" if swapped else "projected"
    return "outside"
