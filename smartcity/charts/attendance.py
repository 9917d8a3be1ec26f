"""Provinces as rows: how many of their governments come to events often, seldom, never as far as is recorded."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import (
    LETTER,
    NARROWEST,
    Entry,
    Row,
    data,
    dress,
    empty,
    key,
    key_height,
    pixels,
    rows_of,
    tooltip,
    whole,
)
from smartcity.findings.events import frequency_name
from smartcity.formats import MISSING, number
from smartcity.look import Look, contrast
from smartcity.words import _

LINE = 22
"""Height in pixels of one province."""

NAMES = 128
"""Pixels at the left for the names of the provinces."""

ROOM = 70
"""Pixels at the right for how many of a province's governments ever came."""


def provinces(frame: pd.DataFrame, look: Look, *, longest: int = 0) -> Any:
    """Draw a bar per province, as long as it has governments: those that come often, seldom, never.

    `longest` is the number of governments of the longest bar, where that is in another part of the picture.
    """
    if frame.empty or not whole(frame["known_events"].max()):
        return empty(look, _("Belum ada kehadiran yang tercatat"))
    rows = [_row(row, place) for place, row in enumerate(rows_of(frame))]
    most = longest or max(row["governments"] for row in rows)
    parts = [part for row in rows for part in _parts(row, most, look)]
    signs = [Entry(colour, look.border, frequency_name(id_)) for id_, colour in _colours(look).items()]
    height = LINE * len(rows) + key_height(signs)
    layers = [*_bars(parts, most, look, height), *_texts(rows, most, look, height), *key(signs, look, height)]
    return dress(alt.layer(*layers), look, height)


def alt_provinces(frame: pd.DataFrame) -> str:
    """Say in one sentence how many governments of each province ever came."""
    parts = [
        _("{name} {count} dari {total}").format(
            name=row["province"], count=number(row["came"]), total=number(row["governments"])
        )
        for row in rows_of(frame)
    ]
    return _("Diagram batang kehadiran menurut provinsi: {parts}").format(parts="; ".join(parts) or MISSING)


def _colours(look: Look) -> dict[str, str]:
    return {"often": look.stage(4), "seldom": look.stage(2), "never": look.unknown}


def _row(row: Row, place: int) -> Row:
    top = place * LINE
    return {
        **row,
        "label": _("{count} dari {total}").format(
            count=number(row["came"]), total=number(row["governments"])
        ),
        **{"top": top + 3, "end": top + LINE - 3, "middle": top + LINE / 2},
    }


def _parts(row: Row, most: int, look: Look) -> list[Row]:
    """Return the parts of a province's bar, with their numbers where there is room."""
    parts, start = [], 0
    room = NARROWEST - NAMES - ROOM
    for id_, colour in _colours(look).items():
        count = whole(row[id_])
        label = number(count)
        if count:
            parts.append(
                {
                    "province_code": row["province_code"],
                    "province": row["province"],
                    "what": frequency_name(id_),
                    "count": label,
                    "label": label if count / most * room > len(label) * 11 * LETTER + 4 else "",
                    **{"start": start, "stop": start + count, "centre": start + count / 2},
                    "colour": colour,
                    "ink": max((look.text, look.background), key=lambda ink: contrast(ink, colour)),
                    **{name: row[name] for name in ("top", "end", "middle")},
                }
            )
        start += count
    return parts


def _x(field: str, most: int) -> alt.X:
    scale = alt.Scale(domain=[0, most], range=[NAMES, alt.expr(f"width - {ROOM}")], nice=False, zero=True)
    return alt.X(f"{field}:Q", scale=scale, axis=None)


def _bars(parts: list[Row], most: int, look: Look, height: int) -> list[alt.Chart]:
    hints = tooltip(("province", _("Provinsi")), ("what", _("Kekerapan")), ("count", _("Pemerintah daerah")))
    base = alt.Chart(data(parts))
    bars = base.mark_rect(stroke=look.background, strokeWidth=1).encode(
        x=_x("start", most),
        x2=alt.X2("stop:Q"),
        y=pixels("top", height),
        y2=alt.Y2("end:Q"),
        fill=alt.Fill("colour:N", scale=None),
        tooltip=hints,
    )
    words = base.mark_text(fontSize=11, fontWeight=600).encode(
        x=_x("centre", most),
        y=pixels("middle", height),
        text=alt.Text("label:N"),
        color=alt.Color("ink:N", scale=None),
    )
    return [bars, words]


def _texts(rows: list[Row], most: int, look: Look, height: int) -> list[alt.Chart]:
    """Return the names of the provinces, and beside the bars how many ever came, of how many."""
    base = alt.Chart(data(rows))
    names = base.mark_text(align="left", fontSize=12, color=look.text, limit=NAMES - 8)
    counts = base.mark_text(align="left", dx=6, fontSize=12, color=look.muted)
    return [
        names.encode(x=alt.XValue(1), y=pixels("middle", height), text=alt.Text("province:N")),
        counts.encode(x=_x("governments", most), y=pixels("middle", height), text=alt.Text("label:N")),
    ]
