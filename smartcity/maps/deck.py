"""The map with WebGL: a pydeck Deck without any outside map, small enough to send again at every change."""

import json
import math
from typing import Any

import pydeck

from smartcity.look import Look, channels, mix
from smartcity.maps import files, geometry
from smartcity.maps.classes import NONE, QUIET_RADIUS, quiet_fill
from smartcity.maps.content import Content, Place
from smartcity.maps.geometry import NATION, Bounds
from smartcity.maps.layers import GOVERNMENT, RADIUS, area_code

PROVINCES, REGIONS, AREAS, QUIET = "provinsi", "wilayah", "batas", "sunyi"
"""Ids of the layers that can be clicked; what is clicked has a `code`."""

TILE = 512
"""Pixels of the whole world at zoom 0."""

Layer = dict[str, Any]


class CompactDeck(pydeck.Deck):  # type: ignore[misc]
    """A deck that is written as compactly as possible: pydeck's own text is indented, five times as long."""

    def __init__(self, layers: list[Layer], view: dict[str, Any]) -> None:
        super().__init__(
            map_provider=None, initial_view_state=pydeck.ViewState(**view), tooltip={"text": "{name}"}
        )
        whole = {**json.loads(super().to_json()), "layers": layers}
        self._text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    def to_json(self) -> str:
        """Return what the browser draws, written once."""
        return self._text


def deck(content: Content, look: Look, *, width: int, height: int) -> CompactDeck:
    """Draw the map for about this many pixels; each thing that can be clicked carries its code and its tooltip."""
    layers = [
        *_land(content, look),
        *_areas(content, look),
        *_quiet(content, look),
        *_valued(content, look),
        *_selected(content, look),
    ]
    return CompactDeck(layers, view(geometry.bounds(content.scope), width, height))


def view(shown: Bounds, width: int, height: int) -> dict[str, Any]:
    """Return where the map stands at first: the shown rectangle fits into the pixels."""
    across = math.log2(width * 2 * math.pi / (TILE * shown.width))
    upright = math.log2(height * 2 * math.pi / (TILE * shown.height))
    zoom = math.floor(min(across, upright) * 100) / 100
    lon, lat = shown.centre
    return {
        "longitude": round(lon, 4),
        "latitude": round(lat, 4),
        "zoom": zoom,
        "min_zoom": zoom - 1,
        "max_zoom": zoom + 6,
    }


def _land(content: Content, look: Look) -> list[Layer]:
    """Return the provinces from their files; borders that are estimates are broken lines."""
    whole = content.scope == NATION
    around = look.land if whole else mix(look.land, look.background, 0.55)
    edge = look.coast if whole else look.background
    # Lines cost most to draw and would be drawn again for every click: only the areas can be clicked.
    layers = [
        {**_shapes(PROVINCES, "provinces", around, edge, pickable=True), "stroked": False},
        {**_shapes("garis", "provinces", around, edge, pickable=False), "filled": False},
    ]
    if not whole:
        name = f"province-{content.scope}"
        layers.append(_shapes(name, name, look.land, look.coast, pickable=False))
    if geometry.estimated_lines(content.scope):
        name = "dashes" if whole else f"dashes-{content.scope}"
        broken = _shapes("perkiraan", name, look.land, look.land, pickable=False)
        layers.append({**broken, "filled": False, "getLineWidth": 1.8})
    return layers


def _shapes(id_: str, name: str, fill: str, edge: str, *, pickable: bool) -> Layer:
    return {
        "@@type": "GeoJsonLayer",
        "id": id_,
        "data": files.address(name),
        "pickable": pickable,
        "filled": True,
        "stroked": True,
        "getFillColor": list(channels(fill)),
        "getLineColor": list(channels(edge)),
        "getLineWidth": 0.8,
        "lineWidthUnits": "pixels",
    }


def _areas(content: Content, look: Look) -> list[Layer]:
    """Return the office's own areas of kabupaten and kota, in the colours of their classes."""
    if not content.areas:
        return []
    places = {place.code: place for place in content.places}
    fills = content.scale.fills(look)
    rows = []
    for area in content.areas:
        place = places[area["properties"]["code"]]
        fill = channels(fills[place.at] if place.at != NONE else look.land)
        properties = {"code": area_code(content, place), "name": _words(place), "f": [*fill, 190]}
        rows.append({"type": "Feature", "properties": properties, "geometry": area["geometry"]})
    layer = _shapes(AREAS, "", look.land, look.coast, pickable=True)
    return [{**layer, "data": rows, "getFillColor": "@@=properties.f"}]


def _quiet(content: Content, look: Look) -> list[Layer]:
    """Return the regions without a value, small and quiet."""
    fill = [*channels(quiet_fill(look)), 190]
    radius = RADIUS[content.scope == NATION] * QUIET_RADIUS
    if content.quiet_by_file:
        points = _points(QUIET, files.address("points"), fill, radius)
        return [points]
    rows = [_row(place) for place in content.quiet]
    return [_points(QUIET, rows, fill, radius)] if rows else []


def _valued(content: Content, look: Look) -> list[Layer]:
    """Return the regions with a value, one layer per class, the governments of provinces below."""
    layers = []
    styles = list(
        zip(content.scale.fills(look), content.scale.edges(look), content.scale.radii(), strict=True)
    )
    for is_province in (True, False):
        for at, (fill, edge, times) in enumerate(styles):
            rows = [
                _row(place)
                for place in content.valued
                if place.at == at and (place.level == "provinsi") is is_province
            ]
            if not rows:
                continue
            radius = RADIUS[content.scope == NATION] * times * (GOVERNMENT if is_province else 1)
            name = f"{PROVINCES if is_province else REGIONS}-{at}"
            points = _points(name, rows, list(channels(fill)), radius)
            outline = list(channels(look.text if is_province else edge))
            width = 1.6 if is_province else 0.9
            layers.append({**points, "stroked": True, "getLineColor": outline, "getLineWidth": width})
    return layers


def _selected(content: Content, look: Look) -> list[Layer]:
    """Return the ring around the region that the address names."""
    rows = [_row(place) for place in content.places if place.code == content.selected != content.scope]
    if not rows:
        return []
    ring = _points("terpilih", rows, [0, 0, 0, 0], RADIUS[False] * 2)
    outline = {
        "filled": False,
        "stroked": True,
        "getLineColor": list(channels(look.attention)),
        "getLineWidth": 2.4,
    }
    return [{**ring, **outline, "pickable": False}]


def _points(id_: str, rows: Any, fill: list[int], radius: float) -> Layer:
    """Return symbols that stay as large on the screen however far one zooms."""
    return {
        "@@type": "ScatterplotLayer",
        "id": id_,
        "data": rows,
        "pickable": True,
        "getPosition": "@@=p",
        "getFillColor": fill,
        "getRadius": round(radius, 2),
        "radiusUnits": "pixels",
        "lineWidthUnits": "pixels",
    }


def _row(place: Place) -> dict[str, Any]:
    return {"code": place.code, "p": [place.lon, place.lat], "name": _words(place)}


def _words(place: Place) -> str:
    """Return what a tooltip says; a text that begins with @@ would be taken for an instruction."""
    text = f"{place.name}\n{place.label}"
    return f" {text}" if text.startswith("@@") else text
