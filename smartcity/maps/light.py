"""The light map: an Altair chart without WebGL, for the screen, for small places and for every exported picture."""

from typing import Any

import altair as alt

from smartcity.charts.base import Entry, data, dress, key, key_height
from smartcity.formats import number
from smartcity.look import FONT_STACK, Look
from smartcity.maps import geometry
from smartcity.maps.classes import LegendEntry
from smartcity.maps.content import Content
from smartcity.maps.geometry import Bounds
from smartcity.maps.layers import areas, land, names, quiet, selected, valued
from smartcity.words import _

SELECTION = "wilayah"
"""The name of the selection; it holds the code of what was clicked."""

USUAL_WIDTH, NARROW = 520, 430
"""Pixels: how wide a map usually is, and below which width its symbols are smaller."""

SLIDE_WIDTH, SLIDE_HEIGHT = 880, 420
"""Pixels of the map on a slide before it is enlarged."""


def chart(content: Content, look: Look, *, width: int = USUAL_WIDTH, inline: bool = False) -> Any:
    """Draw the map as large as its container, which is about so wide.

    `inline` puts the shapes inside instead of naming their files.
    """
    small = width < NARROW
    shown = geometry.bounds(content.scope)
    picked = alt.selection_point(name=SELECTION, fields=["code"], on="click", clear=False, toggle=False)
    layers = [
        *land(content, look, picked, inline),
        *areas(content, look, picked),
        *quiet(content, look, picked, inline, small),
        *valued(content, look, picked, inline, small),
        *selected(content, look),
        *names(content, look, width),
    ]
    return _fitted(_layered(layers), shown)


def picture(content: Content, look: Look, entries: list[LegendEntry], *, width: int = 880) -> Any:
    """Draw the map for a picture that stands alone: of a fixed height, with its legend inside."""
    shown = geometry.bounds(content.scope)
    map_height = round(min(width / shown.ratio, 620))
    foot = [Entry(each.fill, each.edge, f"{each.label} · {number(each.count)}", "circle") for each in entries]
    foot += [Entry(look.background, look.text, government_words(), "circle")] * has_governments(content)
    foot += [Entry(look.land, look.coast, estimate_words(), dashed=True)] * has_estimates(content)
    return _standing(content, look, foot, map_height)


def slide(content: Content, look: Look) -> Any:
    """Draw the map for a slide, which is low and has the legend apart."""
    return _standing(
        content, look, [], round(min(SLIDE_WIDTH / geometry.bounds(content.scope).ratio, SLIDE_HEIGHT))
    )


def _standing(content: Content, look: Look, foot: list[Entry], map_height: int) -> Any:
    """Draw the map at a fixed height, with a key below it."""
    shown = geometry.bounds(content.scope)
    height = map_height + key_height(foot) * bool(foot)
    picked = alt.selection_point(name=SELECTION, fields=["code"], on="click", clear=False)
    layers = [
        *land(content, look, picked, True),
        *areas(content, look, picked),
        *quiet(content, look, picked, True, False),
        *valued(content, look, picked, True, False),
        *selected(content, look),
        *names(content, look, round(map_height * shown.ratio)),
        *([_paper(look, map_height, height), *key(foot, look, height)] if foot else []),
    ]
    scale, middle = _projection(shown, "width", str(map_height))
    layered = _layered(layers)
    layered.projection = alt.Projection(type="mercator", **_centred(shown, scale, middle))
    return dress(layered, look, height)


def government_words() -> str:
    """Say what the large symbols are."""
    return _("lingkaran besar: pemerintah provinsi")


def estimate_words() -> str:
    """Say what the broken lines are."""
    return _("garis putus-putus: batas perkiraan")


def has_governments(content: Content) -> bool:
    """Tell whether a map shows governments of provinces."""
    return any(place.level == "provinsi" for place in content.valued)


def has_estimates(content: Content) -> bool:
    """Tell whether a map shows borders that are estimates."""
    return bool(geometry.estimated_lines(content.scope))


def _layered(layers: list[alt.Chart]) -> alt.LayerChart:
    """Return the layers in one chart; large and small symbols keep their own sizes and edges."""
    layered = alt.LayerChart(layer=layers)
    layered.resolve = alt.Resolve(scale={"size": "independent", "stroke": "independent"})
    return layered


def _paper(look: Look, top: int, height: int) -> alt.Chart:
    """Return the ground under the legend of a picture, so that no land shows through."""
    ground = "#ffffff" if look.mode == "light" else look.background
    marks = alt.Chart(data([{}])).mark_rect(fill=ground, opacity=1)
    placed: alt.Chart = marks.encode(
        x=alt.XValue(0), x2=alt.X2Value("width"), y=alt.YValue(top), y2=alt.Y2Value(height)
    )
    return placed


def _fitted(layered: alt.LayerChart, shown: Bounds) -> Any:
    """Return the chart filling its container, the shown rectangle in its middle."""
    scale, middle = _projection(shown, "width", "height")
    layered.projection = alt.Projection(type="mercator", **_centred(shown, scale, middle))
    layered.width = layered.height = "container"
    layered.padding = 0
    layered.background = "transparent"
    layered.autosize = alt.AutoSizeParams(type="fit", contains="padding")
    # Without what only axes and legends need: a map is sent again at every change.
    layered.config = alt.Config(font=FONT_STACK, view={"stroke": None}, mark={"aria": False})
    return layered


def _projection(shown: Bounds, width: str, height: str) -> tuple[str, str]:
    """Return scale and middle as expressions, so that the map follows the size of its container."""
    scale = f"min({width} / {shown.width:.5f}, {height} / {shown.height:.5f})"
    return scale, f"[{width} / 2, {height} / 2]"


def _centred(shown: Bounds, scale: str, middle: str) -> dict[str, Any]:
    lon, lat = shown.centre
    return {
        "scale": alt.expr(scale),
        "translate": alt.expr(middle),
        "center": [round(lon, 4), round(lat, 4)],
    }
