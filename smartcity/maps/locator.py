"""Where a region lies: a small map of the provinces, light enough to sit inside the page."""

from typing import Any

import altair as alt

from smartcity.charts.base import data, dress
from smartcity.look import Look
from smartcity.maps import files
from smartcity.maps.geometry import Feature, approximate_borders, provinces
from smartcity.words import _

HEIGHT = 170

DASHES = [3, 2]
"""How an estimated border is drawn."""


def note(code: str) -> str:
    """Return the sentence about estimated borders that belongs to a region's map, or nothing."""
    if code[:2] not in approximate_borders():
        return ""
    return _("Batas provinsi ini pada peta adalah perkiraan.")


def locator(
    code: str,
    look: Look,
    *,
    lat: float | None = None,
    lon: float | None = None,
    name: str = "",
    inline: bool = True,
) -> Any:
    """Draw the provinces, the region's own province strong, and a ring where a kabupaten or kota lies.

    `inline` puts the shapes inside instead of naming their file.
    """
    chosen = [feature for feature in provinces() if feature["code"] == code[:2]]
    others = [feature for feature in provinces() if feature["code"] != code[:2]]
    layers = [
        *_land(others, look.land, look.coast, 0.5, inline),
        *_land(chosen, look.stage(2), look.stage(4), 0.8, inline),
        _estimate_note(look),
    ]
    if lat is not None and lon is not None and "." in code:
        layers += _place(lat, lon, name, look)
    layered = alt.layer(*layers)
    layered.projection = alt.Projection(type="mercator")
    return dress(layered, look, HEIGHT)


def alt_locator(name: str, province: str, approximate: bool) -> str:
    """Say in one sentence what the small map shows."""
    text = _("Peta letak {name}.") if name == province else _("Peta letak {name} di {province}.")
    estimate = " " + _("Batas provinsi ini pada peta adalah perkiraan.") if approximate else ""
    return text.format(name=name, province=province) + estimate


def _land(features: list[Feature], fill: str, stroke: str, width: float, inline: bool) -> list[alt.Chart]:
    """Return provinces, those with estimated borders dashed."""
    layers = []
    for approximate in (False, True):
        some = [feature for feature in features if feature["approximate"] is approximate]
        if some:
            mark = (alt.Chart(_collection(some)) if inline else _of_file(some)).mark_geoshape(
                fill=fill,
                stroke=stroke,
                strokeWidth=width,
                strokeDash=DASHES if approximate else [1, 0],
                strokeJoin="round",
            )
            layers.append(mark.encode(tooltip=alt.Tooltip("name:N", title=_("Provinsi"))))
    return layers


def _collection(features: list[Feature]) -> alt.InlineData:
    """Return features as data that both Streamlit and vl-convert read as geometry."""
    values = {"type": "FeatureCollection", "features": tuple(features)}  # Altair copies no tuple
    return alt.InlineData(values=values, format=alt.JsonDataFormat(type="json", property="features"))


def _of_file(features: list[Feature]) -> alt.Chart:
    """Return a chart of some of the provinces, which the browser fetches once for all maps."""
    shapes = alt.UrlData(
        url=files.address("provinces"), format=alt.JsonDataFormat(type="json", property="features")
    )
    codes = [feature["code"] for feature in features]
    some: alt.Chart = alt.Chart(shapes).transform_filter(alt.FieldOneOfPredicate(field="code", oneOf=codes))
    return some


def _place(lat: float, lon: float, name: str, look: Look) -> list[alt.Chart]:
    """Return the ring and dot that mark a kabupaten or kota."""
    base = alt.Chart(data([{"lat": lat, "lon": lon, "name": name}])).encode(
        latitude=alt.Latitude("lat:Q"),
        longitude=alt.Longitude("lon:Q"),
        tooltip=alt.Tooltip("name:N", title=_("Daerah")),
    )
    ring = base.mark_point(shape="circle", size=260, fill=look.background, fillOpacity=0.85)
    dot = base.mark_point(shape="circle", size=60, filled=True, color=look.attention, opacity=1)
    return [ring.encode(stroke=alt.StrokeValue(look.attention), strokeWidth=alt.StrokeWidthValue(2.2)), dot]


def _estimate_note(look: Look) -> alt.Chart:
    """Return the words that explain the dashed borders."""
    words = alt.Chart(data([{"text": _("Garis putus-putus: batas perkiraan")}])).mark_text(
        align="left", baseline="bottom", fontSize=11, color=look.muted
    )
    placed: alt.Chart = words.encode(x=alt.XValue(2), y=alt.YValue(HEIGHT - 2), text=alt.Text("text:N"))
    return placed
