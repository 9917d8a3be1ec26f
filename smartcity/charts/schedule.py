"""The days of an assessment: how many governments came on each day in each class."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import Row, data, dress, empty, pixels, rows_of, tooltip
from smartcity.formats import MISSING, date, number
from smartcity.look import Look
from smartcity.words import _

LINE = 52
"""Height in pixels of one day: its date, and a cell for each class."""

HEAD = 24
"""Height in pixels of the names of the classes."""

UNKNOWN = ""
"""The day, and the class, of those of whom it is not known."""


def table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return how many came on each day in each class, days and classes in their order, unknown ones last."""
    given = frame.assign(
        day=frame["reached_on"]
        .where(frame["reached_on"].fillna("").str.len() == 10, UNKNOWN)
        .fillna(UNKNOWN),
        group=frame["class"].fillna(UNKNOWN),
    )
    counted = given.groupby(["day", "group"]).size().rename("count").reset_index()
    order = ["day_last", "day", "group_last", "group"]
    sorted_ = counted.assign(day_last=counted["day"] == UNKNOWN, group_last=counted["group"] == UNKNOWN)
    return sorted_.sort_values(order)[["day", "group", "count"]].reset_index(drop=True)


def day_name(day: Any) -> str:
    """Return a day in words."""
    return _("Hari belum diketahui") if day == UNKNOWN else date(day)


def class_name(group: Any) -> str:
    """Return a class in words."""
    return _("tanpa kelas") if group == UNKNOWN else str(group)


def schedule(frame: pd.DataFrame, look: Look) -> Any:
    """Draw a row for each day with a cell for each class that came."""
    if frame.empty:
        return empty(look)
    counts = rows_of(table(frame))
    days = list(dict.fromkeys(row["day"] for row in counts))
    groups = sorted({row["group"] for row in counts}, key=lambda group: (group == UNKNOWN, group))
    height = HEAD + LINE * len(days)
    most = max(row["count"] for row in counts)
    cells = [_cell(row, days, groups, most, look) for row in counts]
    heads = [
        {"words": class_name(group), "x": (at + 0.5) / len(groups), "y": 10}
        for at, group in enumerate(groups)
    ]
    names = [{"words": day_name(day), "x": 0, "y": HEAD + at * LINE + 10} for at, day in enumerate(days)]
    layers = [*_cells(cells, height), *_words(heads, names, look, height, len(groups))]
    return dress(alt.layer(*layers), look, height)


def alt_schedule(frame: pd.DataFrame) -> str:
    """Say in one sentence how many came on which day in which class."""
    parts = [
        _("{day}, {group}: {count}").format(
            day=day_name(row["day"]), group=class_name(row["group"]), count=number(row["count"])
        )
        for row in (rows_of(table(frame)) if len(frame) else [])
    ]
    return _("Jadwal penilaian per hari dan kelas. {parts}").format(parts="; ".join(parts) or MISSING)


def _cell(row: Row, days: list[str], groups: list[str], most: int, look: Look) -> Row:
    place, at = groups.index(row["group"]), days.index(row["day"])
    top = HEAD + at * LINE
    dark = row["count"] * 2 > most
    return {
        **row,
        "day_name": day_name(row["day"]),
        "class_name": class_name(row["group"]),
        "label": number(row["count"]),
        "left": place / len(groups),
        "right": (place + 1) / len(groups),
        "middle": (place + 0.5) / len(groups),
        "fill": look.stage(3) if dark else look.sequential[0],
        "ink": look.background if dark else look.text,
        **{"top": top + 20, "end": top + 46, "y": top + 33},
    }


def _across(field: str) -> alt.X:
    scale = alt.Scale(domain=[0, 1], range=[0, alt.expr("width")], nice=False, zero=False)
    return alt.X(f"{field}:Q", scale=scale, axis=None)


def _cells(cells: list[Row], height: int) -> list[alt.Chart]:
    hints = tooltip(("day_name", _("Hari")), ("class_name", _("Kelas")), ("label", _("Daerah yang hadir")))
    base = alt.Chart(data(cells)).encode(tooltip=hints)
    fill = alt.Fill("fill:N", scale=None)
    box = base.mark_rect(cornerRadius=2, xOffset=1, x2Offset=-1)
    words = base.mark_text(fontSize=13, fontWeight=600)
    return [
        box.encode(
            x=_across("left"), x2=alt.X2("right:Q"), y=pixels("top", height), y2=alt.Y2("end:Q"), fill=fill
        ),
        words.encode(
            x=_across("middle"),
            y=pixels("y", height),
            text=alt.Text("label:N"),
            color=alt.Color("ink:N", scale=None),
        ),
    ]


def _words(heads: list[Row], names: list[Row], look: Look, height: int, groups: int) -> list[alt.Chart]:
    limit = alt.expr(f"width / {groups} - 4")
    head = alt.Chart(data(heads)).mark_text(fontSize=12, fontWeight=600, color=look.text, limit=limit)
    name = alt.Chart(data(names)).mark_text(align="left", dx=1, fontSize=12, color=look.muted)
    return [
        part.encode(x=_across("x"), y=pixels("y", height), text=alt.Text("words:N")) for part in (head, name)
    ]
