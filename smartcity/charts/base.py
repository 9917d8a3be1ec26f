"""What all charts share: the dress (config), rows as plain data, text marks, and the empty state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi

from smartcity.formats import is_missing, vega_locale
from smartcity.look import FONT_STACK, Look
from smartcity.words import _

# Altair would check every part while it is made, for whoever writes charts; tests check each chart as a whole. What is
# given to a channel as an object (alt.Text("name:N"), alt.XValue(1)) costs nothing; made of a text it costs 3 ms.
schemapi.disable_debug_mode()

Chart = alt.Chart | alt.LayerChart | alt.VConcatChart
"""What every function here returns: something that Streamlit stretches to its container and vl-convert draws."""

Row = dict[str, Any]

LETTER = 0.54
"""Average width of a letter of our font, as a share of its size; good enough to place a key."""

NARROWEST = 326
"""Pixels of a chart on the narrowest phone."""

KEY_LINE = 20
"""Height in pixels of one line of a key."""


def dress(chart: Any, look: Look, height: int | None = None) -> Any:
    """Give a chart our fonts, colours, number words and sizes, and return it; its width follows the container.

    It is set in place: Altair's own ways copy all layers for each, which took a fifth of the time of a page drawn anew.
    """
    if height:
        chart.height = height
    chart.width = "container"
    chart.autosize = alt.AutoSizeParams(type="fit-x", contains="padding")
    chart.background = "transparent"
    chart.padding = {"left": 2, "right": 2, "top": 2, "bottom": 2}
    chart.config = alt.Config(
        font=FONT_STACK,
        locale=vega_locale(),
        view={"stroke": None},
        # Screen readers get the alternative text; Vega's own would spell out field names in English, and so would
        # Streamlit's tooltip on marks that have none of ours.
        mark={"aria": False, "tooltip": None},
        axis=_axis(look),
        legend={
            "aria": False,
            "labelColor": look.text,
            "titleColor": look.muted,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": 500,
            "labelLimit": 260,
            "symbolSize": 90,
            "orient": "top",
            "direction": "vertical",
            "offset": 8,
        },
        text={"color": look.text, "fontSize": 12},
        title={"color": look.text, "fontSize": 13, "fontWeight": 600, "anchor": "start", "aria": False},
    )
    return chart


def _axis(look: Look) -> dict[str, Any]:
    """Return quiet axes: named, without ticks, light lines."""
    return {
        "aria": False,
        "labelColor": look.muted,
        "titleColor": look.muted,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 500,
        "domainColor": look.border,
        "gridColor": look.grid,
        "tickColor": look.border,
        "ticks": False,
        "labelPadding": 6,
    }


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Return a frame's rows as dictionaries in which everything missing is None."""
    return [
        {str(key): None if _missing(value) else value for key, value in row.items()}
        for row in frame.to_dict(orient="records")
    ]


def _missing(value: Any) -> bool:
    """Tell whether a cell is empty; an empty text is a value here (the area not yet known)."""
    return not isinstance(value, str | list) and is_missing(value)


def whole(value: Any) -> int:
    """Return a count as an int; a missing one is 0."""
    return 0 if value is None else int(value)


def data(rows: Iterable[Row]) -> alt.InlineData:
    """Return rows as data inside the chart."""
    return alt.InlineData(values=tuple(rows))


def pixels(field: str, height: int) -> alt.Y:
    """Return a y channel that counts pixels from the top, without an axis."""
    scale = alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False)
    return alt.Y(f"{field}:Q", scale=scale, axis=None)


def bar_scale(most: float, room: int) -> alt.Scale:
    """Return a zero-based scale that leaves so many pixels at the right for the numbers beside the bars."""
    return alt.Scale(domain=[0, most], range=[0, alt.expr(f"width - {room}")], nice=False, zero=True)


def tooltip(*pairs: tuple[str, str]) -> list[alt.Tooltip]:
    """Return tooltip lines of (field, title); the fields hold texts that are already formatted."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in pairs]


@dataclass(frozen=True)
class Entry:
    """One sign of a key and what it means."""

    fill: str
    stroke: str
    text: str
    shape: str = "square"
    dashed: bool = False


def key_height(entries: Sequence[Entry]) -> int:
    """Return the pixels that a key takes, the space above it included."""
    return 14 + KEY_LINE * len(_key_lines(entries))


def key(entries: Sequence[Entry], look: Look, height: int) -> list[alt.Chart]:
    """Return a small key at the foot of a picture of this height, broken into lines for the narrowest phone."""
    lines = _key_lines(entries)
    first = height - KEY_LINE * len(lines) + KEY_LINE // 2
    layers: list[alt.Chart] = []
    for place, line in enumerate(lines):
        left = 0
        for entry in line:
            layers += _sign(entry, look, left, first + KEY_LINE * place, height)
            left += _entry_width(entry)
    return layers


def known_key(look: Look) -> list[Entry]:
    """Return the two parts of a bar: regions known by name, and those known only as a number."""
    colour = look.stage(3)
    return [
        Entry(colour, colour, _("diketahui namanya")),
        Entry(look.unknown, colour, _("belum diketahui namanya")),
    ]


def _sign(entry: Entry, look: Look, left: int, middle: int, height: int) -> list[alt.Chart]:
    """Return one sign of a key and its words."""
    base = alt.Chart(data([{"y": middle, "text": entry.text}])).encode(y=pixels("y", height))
    sign = base.mark_point(
        shape=entry.shape,
        size=60 if entry.shape.startswith("triangle") else 130,
        fill=entry.fill,
        stroke=entry.stroke,
        strokeWidth=1.3,
        strokeDash=[2, 2] if entry.dashed else [1, 0],
        opacity=1,
    )
    words = base.mark_text(align="left", color=look.muted, fontSize=12)
    return [
        sign.encode(x=alt.XValue(left + 8)),
        words.encode(x=alt.XValue(left + 20), text=alt.Text("text:N")),
    ]


def _entry_width(entry: Entry) -> int:
    """Return about how many pixels an entry takes."""
    return 38 + round(len(entry.text) * 12 * LETTER)


def _key_lines(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Break a key into lines that fit the narrowest phone."""
    lines: list[list[Entry]] = [[]]
    for entry in entries:
        if lines[-1] and sum(map(_entry_width, [*lines[-1], entry])) > NARROWEST + 18:
            lines.append([])
        lines[-1].append(entry)
    return lines


def empty(look: Look, text: str | None = None) -> Any:
    """Return the picture of having nothing to show, which says so."""
    base = alt.Chart(data([{"text": text or _("Belum ada data"), "y": 50}]))
    words = base.mark_text(color=look.muted, fontSize=14, align="center").encode(
        x=alt.XValue(alt.expr("width / 2")), y=pixels("y", 100), text=alt.Text("text:N")
    )
    return dress(words, look, 100)


def nothing_to_draw(frame: pd.DataFrame, *columns: str) -> bool:
    """Tell whether a frame has no row, or none with a value in any of these columns."""
    return frame.empty or (bool(columns) and bool(frame[list(columns)].isna().all().all()))
