"""Pilots: how many stand at each status by group, and how far they are beside the time that has passed."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import (
    LETTER,
    NARROWEST,
    Entry,
    Row,
    bar_scale,
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
from smartcity.charts.comparison import status_name
from smartcity.formats import MISSING, number, percent, short_number
from smartcity.look import STATUSES, Look, contrast
from smartcity.words import _

LINE = 46
"""Height in pixels of one group: its name, its bar, its late ones."""

ROOM = 132
"""Pixels kept free at the right for the numbers of a group."""

SQUARE = 340
"""Height in pixels of progress beside time."""

FARTHEST = 1.2
"""Share of the time at whose place everything later is drawn."""


def pilot_groups(frame: pd.DataFrame, look: Look) -> Any:
    """Draw a bar per group, its statuses in the order of a pilot's life, and below it how many are late by rule."""
    if frame.empty:
        return empty(look, _("Belum ada percontohan yang tercatat"))
    groups = _groups(frame)
    most = max(group["pilots"] for group in groups)
    parts = [part for group in groups for part in _parts(group, most, look)]
    signs = _status_key(parts, look, any(group["late"] for group in groups))
    height = LINE * len(groups) + key_height(signs)
    scale = bar_scale(most, ROOM)
    layers = [
        *_part_layers(parts, scale, look, height),
        *_group_layers(groups, scale, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_pilot_groups(frame: pd.DataFrame) -> str:
    """Say how many pilots of each group stand at each status."""
    parts = [
        _("{group}: {statuses}").format(
            group=group["name"],
            statuses=", ".join(
                f"{status_name(row['status'])} {number(row['pilots'])}" for row in group["rows"]
            ),
        )
        for group in _groups(frame)
    ]
    return _("Diagram batang status percontohan. {parts}").format(parts="; ".join(parts) or MISSING)


def pilot_progress(frame: pd.DataFrame, look: Look) -> Any:
    """Draw a point per open pilot: the share of its time that has passed, and its progress; behind is below."""
    if frame.empty:
        return empty(look, _("Belum ada percontohan dengan tanggal dan kemajuan"))
    points = [_point(row, look) for row in rows_of(frame)]
    hints = tooltip(
        ("title", _("Percontohan")),
        ("region", _("Daerah")),
        ("elapsed", _("Waktu yang telah lewat")),
        ("progress", _("Kemajuan")),
        ("state", _("Keterangan")),
    )
    base = alt.Chart(data(points))
    marks = base.mark_point(filled=True, size=70, opacity=0.75).encode(
        x=_time_axis("x"),
        y=_progress_axis("y"),
        shape=alt.Shape("state:N", scale=_state_scale("shape", look), legend=alt.Legend(title=None)),
        color=alt.Color("state:N", scale=_state_scale("fill", look), legend=alt.Legend(title=None)),
        tooltip=hints,
    )
    return dress(alt.layer(*_on_time(look), marks), look, SQUARE)


def alt_pilot_progress(frame: pd.DataFrame) -> str:
    """Say how many pilots lag behind their time."""
    behind = sum(_is_behind(row) for row in rows_of(frame))
    text = _("Diagram titik kemajuan terhadap waktu: {behind} dari {total} percontohan tertinggal.")
    return text.format(behind=number(behind), total=number(len(frame)))


def _groups(frame: pd.DataFrame) -> list[Row]:
    """Return the groups, the largest first, each with its statuses in order and the pixels of its parts."""
    found: dict[str, list[Row]] = {}
    for row in rows_of(frame):
        found.setdefault(str(row["name"] or row["grouped"]), []).append(row)
    order = {status: place for place, status in enumerate(STATUSES)}
    groups: list[Row] = [
        {
            "name": name,
            "rows": sorted(rows, key=lambda row: order.get(row["status"], len(order))),
            "pilots": sum(whole(row["pilots"]) for row in rows),
            "late": sum(whole(row["late"]) for row in rows),
        }
        for name, rows in found.items()
    ]
    groups.sort(key=lambda group: (-group["pilots"], group["name"]))
    for place, group in enumerate(groups):
        top = place * LINE
        group |= {
            "y_name": top + 9,
            "top": top + 18,
            "end": top + 34,
            "y_late": top + 35,
            "late_end": top + 38,
        }
    return groups


def _parts(group: Row, most: int, look: Look) -> list[Row]:
    """Return the statuses of a group as parts of its bar, with their numbers where there is room."""
    parts, start = [], 0
    for row in group["rows"]:
        count = whole(row["pilots"])
        colour = look.statuses.get(row["status"], look.muted)
        label = number(count)
        fits = count / most * (NARROWEST - ROOM) > len(label) * 12 * LETTER + 6
        parts.append(
            {
                **{key: group[key] for key in ("name", "top", "end")},
                "status": row["status"],
                "status_words": status_name(row["status"]),
                "start": start,
                "stop": start + count,
                "middle": start + count / 2,
                "label": label if fits else "",
                "count": label,
                "late_words": number(whole(row["late"])),
                "colour": colour,
                "ink": max(("#ffffff", "#10171b"), key=lambda ink: contrast(ink, colour)),
                "y_label": group["top"] + 8,
            }
        )
        start += count
    return parts


def _part_layers(parts: list[Row], scale: alt.Scale, look: Look, height: int) -> list[alt.Chart]:
    """Return the parts of the bars, parted by the ground's colour, and the numbers on them."""
    hints = tooltip(
        ("name", _("Kelompok")),
        ("status_words", _("Status")),
        ("count", _("Percontohan")),
        ("late_words", _("Lewat tenggat")),
    )
    base = alt.Chart(data(parts))
    bars = base.mark_rect(stroke=look.background, strokeWidth=1.2).encode(
        x=alt.X("start:Q", scale=scale, axis=None),
        x2=alt.X2("stop:Q"),
        y=pixels("top", height),
        y2=alt.Y2("end:Q"),
        fill=alt.Fill("colour:N", scale=None),
        tooltip=hints,
    )
    words = base.mark_text(fontSize=12, fontWeight=600).encode(
        x=alt.X("middle:Q", scale=scale, axis=None),
        y=pixels("y_label", height),
        text=alt.Text("label:N"),
        color=alt.Color("ink:N", scale=None),
    )
    return [bars, words]


def _group_layers(groups: list[Row], scale: alt.Scale, look: Look, height: int) -> list[alt.Chart]:
    """Return the groups' names, their numbers, and the line of those late by rule."""
    rows = [
        {**group, "zero": 0, "label": _group_label(group), "y_label": group["top"] + 8} for group in groups
    ]
    for row in rows:
        row.pop("rows")
    base = alt.Chart(data(rows))
    names = base.mark_text(align="left", fontSize=12, color=look.muted, limit=alt.expr("width"))
    numbers = base.mark_text(align="left", dx=6, fontSize=13, fontWeight=600, color=look.text)
    late = alt.Chart(data(row for row in rows if row["late"])).mark_rect(fill=look.attention)
    return [
        names.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("name:N")),
        numbers.encode(
            x=alt.X("pilots:Q", scale=scale, axis=None), y=pixels("y_label", height), text=alt.Text("label:N")
        ),
        late.encode(
            x=alt.X("zero:Q", scale=scale, axis=None),
            x2=alt.X2("late:Q"),
            y=pixels("y_late", height),
            y2=alt.Y2("late_end:Q"),
        ),
    ]


def _group_label(group: Row) -> str:
    """Return a group's number, and how many of it are past their due date."""
    count = number(group["pilots"])
    if not group["late"]:
        return count
    return _("{count} · {late} lewat tenggat").format(count=count, late=number(group["late"]))


def _status_key(parts: list[Row], look: Look, is_late: bool) -> list[Entry]:
    """Return the statuses that occur, in order, and the line of late ones."""
    there = {part["status"] for part in parts}
    known = [status for status in STATUSES if status in there] + sorted(there - set(STATUSES))
    colours = {status: look.statuses.get(status, look.muted) for status in known}
    signs = [Entry(colour, colour, status_name(status)) for status, colour in colours.items()]
    late = Entry(look.attention, look.attention, _("garis bawah: lewat tenggat menurut aturan"), "stroke")
    return [*signs, late] if is_late else signs


def _states(look: Look) -> list[Entry]:
    """Return what the points of progress mean: behind, or not."""
    return [
        Entry(look.attention, look.attention, _("tertinggal dari waktunya"), "triangle-down"),
        Entry(look.accent, look.accent, _("sejalan dengan waktunya atau lebih cepat"), "circle"),
    ]


def _state_scale(part: str, look: Look) -> alt.Scale:
    signs = _states(look)
    return alt.Scale(domain=[sign.text for sign in signs], range=[getattr(sign, part) for sign in signs])


def _is_behind(row: Row) -> bool:
    return float(row["progress_percent"]) < 100 * min(float(row["elapsed_share"]), 1)


def _point(row: Row, look: Look) -> Row:
    """Return one pilot's place, mark and words."""
    sign = _states(look)[0 if _is_behind(row) else 1]
    return {
        "pilot": row["pilot"],
        "title": row["title"],
        "region": row["region_name"],
        "x": min(float(row["elapsed_share"]), FARTHEST),
        "y": float(row["progress_percent"]) / 100,
        "elapsed": percent(row["elapsed_share"], 0),
        "progress": f"{short_number(row['progress_percent'])}%",
        "state": sign.text,
    }


def _time_axis(field: str) -> alt.X:
    """Return the axis of time passed: none to all of it, and at the edge what is past its due date."""
    axis = alt.Axis(
        title=_("Bagian waktu yang telah lewat"),
        values=[0, 0.25, 0.5, 0.75, 1],
        labelExpr="format(datum.value, '.0%')",
        grid=True,
    )
    return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, FARTHEST], nice=False))


def _progress_axis(field: str) -> alt.Y:
    axis = alt.Axis(
        title=_("Kemajuan"), values=[0, 0.25, 0.5, 0.75, 1], labelExpr="format(datum.value, '.0%')"
    )
    return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, 1], nice=False))


def _on_time(look: Look) -> list[alt.Chart]:
    """Return the line on which progress keeps step with time, and the words for what is past its due date."""
    line = alt.Chart(data([{"x": 0, "y": 0}, {"x": 1, "y": 1}, {"x": FARTHEST, "y": 1}]))
    edge = alt.Chart(data([{"x": 1, "y": 0.95, "text": _("tenggat")}]))
    return [
        edge.mark_rule(color=look.border, strokeDash=[4, 3]).encode(x=_time_axis("x")),
        edge.mark_text(align="left", dx=5, fontSize=12, color=look.muted).encode(
            x=_time_axis("x"), y=_progress_axis("y"), text=alt.Text("text:N")
        ),
        line.mark_line(color=look.muted, strokeWidth=1.5).encode(x=_time_axis("x"), y=_progress_axis("y")),
    ]
