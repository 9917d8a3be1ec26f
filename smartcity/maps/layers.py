"""The layers of the light map: land, areas, regions without and with a value, the chosen one, names."""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from smartcity.charts.base import data
from smartcity.look import Look, mix
from smartcity.maps import files, geometry, labels
from smartcity.maps.classes import NONE, QUIET_RADIUS, quiet_fill
from smartcity.maps.content import Content, Place
from smartcity.maps.geometry import NATION, Feature
from smartcity.words import _

RADIUS = {True: 3.6, False: 6.5}
"""Pixels of a symbol's radius on the country's map and on a province's."""

GOVERNMENT = 2.2
"""The symbol of a province's own government, as a multiple of a kabupaten's."""

DASHES = [4, 3]
"""How an estimated border is drawn."""


def land(content: Content, look: Look, picked: Any, inline: bool) -> list[alt.Chart]:
    """Return the provinces, quiet; around one province its neighbours, quieter still."""
    whole = content.scope == NATION
    around = look.land if whole else mix(look.land, look.background, 0.55)
    edge = look.coast if whole else look.background
    layers = [_shapes("provinces", inline, around, edge, picked)]
    if not whole:
        layers.append(_shapes(f"province-{content.scope}", inline, look.land, look.coast, None))
    if geometry.estimated_lines(content.scope):
        name = "estimates" if whole else f"estimates-{content.scope}"
        broken = alt.Chart(_features(name, inline)).mark_geoshape(
            filled=False, stroke=look.land, strokeWidth=1.6, strokeDash=DASHES, tooltip=None
        )
        layers.append(broken)
    return layers


def _shapes(name: str, inline: bool, fill: str, edge: str, picked: Any) -> alt.Chart:
    """Return provinces from a file; with a selection a click chooses one."""
    mark = alt.Chart(_features(name, inline)).mark_geoshape(
        fill=fill, stroke=edge, strokeWidth=0.7, strokeJoin="round", cursor="pointer" if picked else "default"
    )
    if picked is None:
        plain: alt.Chart = mark.encode(tooltip=alt.TooltipValue(None))
        return plain
    named: alt.Chart = mark.encode(tooltip=alt.Tooltip("name:N", title=_("Provinsi"))).add_params(picked)
    return named


def _features(name: str, inline: bool) -> Any:
    """Return shapes by their address, or written out."""
    form = alt.JsonDataFormat(type="json", property="features")
    if not inline:
        return alt.UrlData(url=files.address(name), format=form)
    return alt.InlineData(values=files.read(name), format=form)


def area_code(content: Content, place: Place) -> str:
    """Return what a click on an area leads to: its region, or on the country's map its province."""
    return place.code[:2] if content.scope == NATION else place.code


def areas(content: Content, look: Look, picked: Any) -> list[alt.Chart]:
    """Return the office's own areas of kabupaten and kota, in the colours of their classes."""
    if not content.areas:
        return []
    places = {place.code: place for place in content.places}
    fills = content.scale.fills(look)
    rows: list[Feature] = []
    for area in content.areas:
        place = places[area["properties"]["code"]]
        fill = fills[place.at] if place.at != NONE else look.land
        rows.append(
            {
                "type": "Feature",
                "code": area_code(content, place),
                "name": place.name,
                "label": place.label,
                "fill": fill,
                "geometry": area["geometry"],
            }
        )
    values = alt.InlineData(
        values={"type": "FeatureCollection", "features": rows},
        format=alt.JsonDataFormat(type="json", property="features"),
    )
    mark = alt.Chart(values).mark_geoshape(
        stroke=look.coast, strokeWidth=0.6, fillOpacity=0.75, cursor="pointer"
    )
    filled = mark.encode(fill=alt.Fill("fill:N", scale=None), tooltip=_tooltip()).add_params(picked)
    return [filled]


def quiet(content: Content, look: Look, picked: Any, inline: bool, small: bool) -> list[alt.Chart]:
    """Return the regions without a value, small and quiet."""
    by_file = content.quiet_by_file and not inline
    if not by_file and not content.quiet:
        return []
    address = alt.UrlData(url=files.address("regions"), format=alt.JsonDataFormat(type="json"))
    radius = _radius(content, small) * QUIET_RADIUS
    mark = (_points(address) if by_file else _rows(content.quiet)).mark_point(
        shape="circle",
        filled=True,
        size=_size(radius),
        fill=quiet_fill(look),
        opacity=0.75,
        cursor="pointer",
    )
    hints = [alt.Tooltip("name:N", title=_("Daerah"))] if by_file else _tooltip()
    quiet: alt.Chart = mark.encode(tooltip=hints).add_params(picked)
    return [quiet]


def valued(content: Content, look: Look, picked: Any, inline: bool, small: bool) -> list[alt.Chart]:
    """Return the regions with a value: first the governments of provinces, then kabupaten and kota."""
    layers = []
    scale = content.scale
    for is_province in (True, False):
        some = [place for place in content.valued if (place.level == "provinsi") is is_province]
        if not some:
            continue
        radius = _radius(content, small) * (GOVERNMENT if is_province else 1)
        marks = _by_lookup(some) if content.quiet_by_file and not inline and not is_province else _rows(some)
        edges = [look.text] * len(scale.classes) if is_province else list(scale.edges(look))
        layers.append(
            marks.mark_point(
                shape="circle", strokeWidth=1.6 if is_province else 0.8, opacity=1, cursor="pointer"
            )
            .encode(
                fill=alt.Fill("at:O", scale=_by_class(scale.fills(look)), legend=None),
                stroke=alt.Stroke("at:O", scale=_by_class(edges), legend=None),
                size=alt.Size(
                    "at:O", scale=_by_class([_size(radius * each) for each in scale.radii()]), legend=None
                ),
                tooltip=_tooltip(),
            )
            .add_params(picked)
        )
    return layers


def _by_lookup(some: list[Place]) -> alt.Chart:
    """Return regions whose names and places come from the file: only their values are sent again."""
    values = data({"code": place.code, "at": place.at, "label": place.label} for place in some)
    found = alt.LookupData(data=values, key="code", fields=["at", "label"])
    base = _points(alt.UrlData(url=files.address("regions"), format=alt.JsonDataFormat(type="json")))
    joined: alt.Chart = base.transform_lookup(lookup="code", from_=found).transform_filter(
        "isValid(datum.at)"
    )
    return joined


def _rows(some: Iterable[Place]) -> alt.Chart:
    return _points(data(map(_row, some)))


def _by_class(values: Sequence[Any]) -> alt.Scale:
    # Vega takes a single size for the end of a range without a beginning.
    values = [*values] * 2 if len(values) == 1 else values
    return alt.Scale(domain=list(range(len(values))), range=list(values))


def selected(content: Content, look: Look) -> list[alt.Chart]:
    """Return the ring around the region that the address names."""
    chosen = [place for place in content.places if place.code == content.selected]
    if not chosen or content.selected == content.scope:
        return []
    ring = _rows(chosen).mark_point(
        tooltip=None, shape="circle", size=_size(RADIUS[False] * 2), filled=False, strokeWidth=2.4, opacity=1
    )
    return [ring.encode(stroke=alt.StrokeValue(look.attention))]


def names(content: Content, look: Look, width: int) -> list[alt.Chart]:
    """Return the names that find room on the map of a province."""
    if content.scope == NATION:
        return []
    layers = []
    rows = labels.labels(content, width)
    for side, shift in (("left", labels.GAP), ("right", -labels.GAP)):
        marks = _points(data(row for row in rows if row["align"] == side)).encode(text=alt.Text("name:N"))
        options: dict[str, Any] = {"align": side, "dx": shift, "fontSize": labels.SIZE, "tooltip": None}
        # A line of the land's colour around the letters keeps them readable on coasts and dark areas.
        layers.append(marks.mark_text(**options, stroke=look.land, strokeWidth=3, opacity=0.8))
        layers.append(marks.mark_text(**options, color=look.text, cursor="pointer"))
    return layers


def _points(rows: Any) -> alt.Chart:
    return alt.Chart(rows).encode(longitude=alt.Longitude("lon:Q"), latitude=alt.Latitude("lat:Q"))


def _row(place: Place) -> dict[str, Any]:
    return {
        "code": place.code,
        "name": place.name,
        "lon": place.lon,
        "lat": place.lat,
        "at": place.at,
        "label": place.label,
    }


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip("name:N", title=_("Daerah")), alt.Tooltip("label:N", title=_("Nilai pada peta"))]


def _radius(content: Content, small: bool) -> float:
    return RADIUS[content.scope == NATION] * (0.75 if small else 1)


def _size(radius: float) -> float:
    """Return the area that Vega draws for a circle."""
    return round(3.14159 * radius * radius, 1)
