"""Areas in as few points as the maps can carry; neighbours go on sharing every border."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from smartcity.boundaries.reasons import BoundaryError
from smartcity.boundaries.source import Polygons
from smartcity.words import _

Shapes: TypeAlias = NDArray[Any]
"""One multipolygon per region."""

_clean: Any = shapely.coverage_clean  # type: ignore[attr-defined]  # the published stubs are those of 2.1

PROVINCE_VERTICES, OVERVIEW_VERTICES = 4_000, 10_000
"""What a machine without a GPU draws: with some 4,000 vertices clicks arrive, with 15,000 they get lost. A province
then weighs 55 to 70 KB as JSON, the country 230 KB (48 KB compressed) of the 300 KB that the map page may send."""

DECIMALS = 3
GRID = 0.001
"""About a hundred metres, far below a pixel on any of our maps."""

GAP = 0.005
"""Narrower gaps between neighbours are drawing errors: of 810 gaps between areas that were simplified one by one
(to 200 m) one was left, at 0.002 fifteen."""

LEAST_KEPT = 0.5
"""Matching borders moves them a little; a region that would lose more than half of itself stays as it was."""

# Small steps, so that a map keeps most of what it may have; at half a degree a kota is nothing but a triangle.
STEP, COARSEST = 1.2, 0.5


def area(parts: Sequence[Polygons]) -> shapely.MultiPolygon:
    """Return the area that polygons cover together, valid whatever they were."""
    with _in_words():
        shapes = [_valid(part) for part in parts]
        return shapes[0] if len(shapes) == 1 else _multipolygon(shapely.union_all(shapes))


def is_too_small(shape: shapely.MultiPolygon) -> bool:
    """Return whether an area is less than one cell of the grid."""
    return bool(shape.area < GRID * GRID)


def vertices(shapes: Iterable[shapely.MultiPolygon]) -> int:
    """Return how many points areas have, the last of each ring included."""
    return int(np.sum(shapely.get_num_coordinates(list(shapes))))


def simplified(areas: dict[str, shapely.MultiPolygon]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the geometries by code: for maps of one province each, and for the map of the country."""
    codes = sorted(areas)
    with _in_words():
        fine = _coverage([areas[code] for code in codes])
        overview = _within(fine, OVERVIEW_VERTICES)
        detail: list[Any] = []
        for _province, places in groupby(range(len(codes)), key=lambda place: codes[place][:2]):
            detail += list(_within(fine[list(places)], PROVINCE_VERTICES))
        return _geometries(codes, detail), _geometries(codes, overview)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except shapely.errors.GEOSException as error:
        text = _(
            "Bidang pada berkas ini tidak dapat diolah ({reason}); perbaiki dahulu, misalnya dengan QGIS."
        )
        raise BoundaryError(text.format(reason=str(error).splitlines()[0])) from error


def _valid(polygons: Polygons) -> shapely.MultiPolygon:
    drawn = shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in polygons])
    return _multipolygon(shapely.make_valid(drawn, method="structure", keep_collapsed=False))


def _multipolygon(shape: Any) -> shapely.MultiPolygon:
    """Return the polygons among the parts of a shape."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])


def _coverage(shapes: list[shapely.MultiPolygon]) -> Shapes:
    """Return areas on the grid whose borders match: without that each neighbour would be simplified by itself."""
    fine = shapely.coverage_simplify(_matched(np.array(shapes)), GRID)
    on_grid = [_or_box(_multipolygon(shapely.set_precision(shape, GRID)), shape) for shape in fine]
    return _matched(np.array(on_grid))


def _matched(shapes: Shapes) -> Shapes:
    """Return areas without gaps and overlaps; a kota drawn over the kabupaten around it is cut out of that.

    The snapping distance must stay the default: at 0.0005 and at 0 whole regions went to their neighbours.
    """
    cleaned = _clean(shapes, gap_width=GAP, merge_strategy="min_area")
    pairs = ((_multipolygon(new), old) for new, old in zip(cleaned, shapes, strict=True))
    return np.array([new if new.area >= LEAST_KEPT * old.area else old for new, old in pairs])


def _or_box(shape: shapely.MultiPolygon, former: shapely.MultiPolygon) -> shapely.MultiPolygon:
    """Return a shape, or the cells around the former one where nothing is left of it."""
    if not shape.is_empty:
        return shape
    west, south, east, north = former.bounds
    low, high = np.floor([west / GRID, south / GRID]), np.floor([east / GRID, north / GRID]) + 1
    return shapely.MultiPolygon([shapely.box(*(low * GRID), *(high * GRID))])


def _within(shapes: Shapes, most: int) -> Shapes:
    """Return areas with at most so many points, simplified no more than that takes."""
    tolerance = GRID
    while vertices(shapes) > most:
        tolerance *= STEP
        if tolerance > COARSEST:
            text = _(
                "Bidang pada berkas ini tidak dapat disederhanakan sampai {most} titik; hapus danau dan pulau kecil."
            )
            raise BoundaryError(text.format(most=most))
        kept = np.array([_without_specks(shape, tolerance * tolerance) for shape in shapes])
        shapes = shapely.coverage_simplify(kept, tolerance)
    return shapes


def _without_specks(shape: Any, least: float) -> shapely.MultiPolygon:
    """Return a region without its islands below a size; the largest always stays."""
    parts = shapely.get_parts(shape)
    sizes = shapely.area(parts)
    return shapely.MultiPolygon(list(parts[sizes >= min(least, sizes.max())]))


def _geometries(codes: list[str], shapes: Iterable[Any]) -> dict[str, Any]:
    on_grid = (_or_box(_multipolygon(shapely.set_precision(shape, GRID)), shape) for shape in shapes)
    return {code: _geometry(shape) for code, shape in zip(codes, on_grid, strict=True)}


def _geometry(shape: shapely.MultiPolygon) -> dict[str, Any]:
    """Return an area as GeoJSON with outer rings clockwise, as d3 and Vega want them (against RFC 7946)."""
    turned: Any = shapely.orient_polygons(shape, exterior_cw=True)
    polygons = [[_points(ring) for ring in (part.exterior, *part.interiors)] for part in turned.geoms]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _points(ring: Any) -> list[list[float]]:
    points: list[list[float]] = np.round(shapely.get_coordinates(ring), DECIMALS).tolist()
    return points
