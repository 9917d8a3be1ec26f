"""Comparisons: editions side by side, areas, statuses of pilots."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import (
    Entry,
    Row,
    bar_scale,
    data,
    dress,
    empty,
    key,
    key_height,
    known_key,
    nothing_to_draw,
    pixels,
    rows_of,
    tooltip,
    whole,
)
from smartcity.formats import MISSING, number, percent
from smartcity.look import STATUSES, Look
from smartcity.words import N_, _, local

PANEL = 112
"""Height in pixels of one stage in the comparison of editions: name, numbers, columns, their foot."""

COLUMN = 62
"""Height in pixels of the tallest column."""

LINE = 28
"""Height in pixels of one bar with its name at the left."""

LEVEL_NAMES = {"kabupaten": N_("Kabupaten"), "kota": N_("Kota"), "provinsi": N_("Provinsi")}

STATUS_NAMES = {
    "nominated": N_("Diusulkan"),
    "planned": N_("Direncanakan"),
    "preparing": N_("Persiapan"),
    "running": N_("Berjalan"),
    "delayed": N_("Terlambat"),
    "completed": N_("Selesai"),
    "stopped": N_("Dihentikan"),
    "evaluated": N_("Dievaluasi"),
}


def status_name(status: str) -> str:
    """Return a pilot status as people read it; an unknown one stays as it is."""
    return _(STATUS_NAMES[status]) if status in STATUS_NAMES else status


def editions(frame: pd.DataFrame, look: Look) -> Any:
    """Draw one row of columns per stage, an edition each, all rows to the same scale."""
    if nothing_to_draw(frame, "count"):
        return empty(look)
    given = rows_of(frame)
    filled = {row["stage"] for row in given if row["count"] is not None}
    stages = sorted({(int(row["ordinal"]), row["stage"]) for row in given if row["stage"] in filled})
    places = {stage: place for place, (_ordinal, stage) in enumerate(stages)}
    most = max(whole(row["count"]) for row in given) or 1
    rows = [_column(row, places[row["stage"]], most, look) for row in given if row["stage"] in places]
    foot = PANEL * len(stages)
    signs = _editions_key(rows, look)
    height = foot + 20 + key_height(signs)
    order = sorted({str(row["edition"]) for row in given})
    layers = [
        *_columns(rows, order, look, height),
        *_panel_names(rows, look, height),
        _edition_names(order, foot + 4, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_editions(frame: pd.DataFrame) -> str:
    """Say in one sentence what the comparison of editions shows."""
    parts = [
        _("{edition}: {stage} {count}").format(
            edition=row["edition"], stage=local(row, "name"), count=number(row["count"])
        )
        for row in rows_of(frame)
        if row["count"] is not None
    ]
    return _("Diagram batang per periode dan tahap. {parts}").format(parts="; ".join(parts) or MISSING)


def areas(frame: pd.DataFrame, look: Look, *, by: str) -> Any:
    """Draw a bar per area, the largest first, and at the end those not yet known by name."""
    if nothing_to_draw(frame):
        return empty(look)
    rows = _area_rows(frame)
    names = [row["name"] for row in rows]
    titles = {"island_group": _("Kelompok pulau"), "province": _("Provinsi"), "level": _("Jenis daerah")}
    colour = look.stage(3)
    y = _name_axis(names)
    x = alt.X("known:Q", scale=bar_scale(max(max(row["known"] for row in rows), 1), 52), axis=None)
    hints = tooltip(
        ("name", titles.get(by, _("Nama wilayah"))),
        ("label", _("Diketahui namanya")),
        ("share", _("Bagian dari kabupaten/kota")),
        ("low", _("Berkeyakinan rendah")),
    )
    layers = []
    for unknown, fill in ((False, colour), (True, look.unknown)):
        some = alt.Chart(data(row for row in rows if row["unknown"] is unknown))
        bar = some.mark_bar(fill=fill, stroke=colour, strokeWidth=1.2 if unknown else 0, height=16)
        layers.append(bar.encode(y=y, x=x, tooltip=hints))
    return dress(alt.layer(*layers, _end_labels(rows, y, x, look)), look, LINE * len(rows) + 4)


def alt_areas(frame: pd.DataFrame) -> str:
    """Say in one sentence how many each area has."""
    parts = [f"{row['name']} {row['label']}" for row in _area_rows(frame)]
    return _("Diagram batang per wilayah: {parts}").format(parts="; ".join(parts) or MISSING)


def statuses(frame: pd.DataFrame, look: Look) -> Any:
    """Draw a bar per status of pilots in the order of a pilot's life, the late ones marked."""
    if nothing_to_draw(frame):
        return empty(look)
    rows = _status_rows(frame, look)
    y = _name_axis([row["name"] for row in rows])
    scale = bar_scale(max(max(row["pilots"] for row in rows), 1), 150)
    x = alt.X("pilots:Q", scale=scale, axis=None)
    hints = tooltip(("name", _("Status")), ("label", _("Percontohan")), ("late_label", _("Lewat tenggat")))
    base = alt.Chart(data(rows)).encode(y=y, tooltip=hints)
    bars = base.mark_bar(height=16).encode(x=x, fill=alt.Fill("colour:N", scale=None))
    late = base.mark_bar(height=3, yOffset=11, fill=look.attention).encode(
        x=alt.X("late:Q", scale=scale, axis=None)
    )
    return dress(alt.layer(bars, late, _end_labels(rows, y, x, look)), look, (LINE + 4) * len(rows) + 4)


def alt_statuses(frame: pd.DataFrame) -> str:
    """Say in one sentence how many pilots have each status."""
    parts = [
        _("{status} {count}").format(status=status_name(row["status"]), count=number(row["pilots"]))
        for row in rows_of(frame)
    ]
    return _("Diagram batang status percontohan: {parts}").format(parts="; ".join(parts) or MISSING)


def _column(row: Row, place: int, most: int, look: Look) -> Row:
    """Return one column's edges in pixels and its words."""
    count, foot = whole(row["count"]), (place + 1) * PANEL - 12
    known = min(whole(row["known"]), count)
    top = foot - COLUMN * count / most
    return {
        "edition": str(row["edition"]),
        "stage": local(row, "name"),
        "label": number(row["count"]),
        "known": number(row["known"]),
        "share": percent(row["of_previous"]),
        "colour": look.stage(int(row["ordinal"])),
        "larger": bool(row["larger_than_previous"]) and row["published"] is not None,
        "ink": look.muted if row["count"] is None else look.text,
        **{"foot": foot, "top": top, "y_label": top - 9, "y_known": foot - COLUMN * known / most},
        **{"y_name": place * PANEL + 9, "y_mark": foot + 7},
    }


def _columns(rows: list[Row], order: list[str], look: Look, height: int) -> list[alt.Chart]:
    """Return the columns with their numbers, a foot line per stage and marks on stages larger than before."""
    x = alt.X("edition:N", sort=order, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.12), axis=None)
    hints = tooltip(
        ("edition", _("Periode")),
        ("stage", _("Tahap")),
        ("label", _("Jumlah")),
        ("known", _("Diketahui namanya")),
        ("share", _("Dari tahap sebelumnya")),
    )
    base = alt.Chart(data(rows)).encode(x=x, tooltip=hints)
    solid_fill, stroke = alt.Fill("colour:N", scale=None), alt.Stroke("colour:N", scale=None)
    filled = alt.datum.label != MISSING
    marks = alt.Chart(data(row for row in rows if row["larger"]))
    return [
        base.transform_filter(filled)
        .mark_bar(fill=look.unknown, strokeWidth=1.2)
        .encode(y=pixels("top", height), y2=alt.Y2("foot:Q"), stroke=stroke),
        base.transform_filter(filled)
        .mark_bar()
        .encode(y=pixels("y_known", height), y2=alt.Y2("foot:Q"), fill=solid_fill),
        base.mark_text(fontSize=13, fontWeight=600).encode(
            y=pixels("y_label", height), text=alt.Text("label:N"), color=alt.Color("ink:N", scale=None)
        ),
        marks.mark_point(shape="triangle-up", filled=True, size=48, color=look.attention, opacity=1).encode(
            x=x, y=pixels("y_mark", height)
        ),
    ]


def _panel_names(rows: list[Row], look: Look, height: int) -> list[alt.Chart]:
    """Return each stage's name above its columns and the line on which they stand."""
    panels = list({row["stage"]: row for row in rows}.values())
    base = alt.Chart(data(panels))
    names = base.mark_text(
        align="left", fontSize=13, fontWeight=600, color=look.text, limit=alt.expr("width")
    )
    lines = base.mark_rule(color=look.border)
    return [
        lines.encode(x=alt.XValue(0), x2=alt.X2Value("width"), y=pixels("foot", height)),
        names.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("stage:N")),
    ]


def _edition_names(order: list[str], y: int, look: Look, height: int) -> alt.Chart:
    """Return the editions under the lowest columns."""
    rows = [{"edition": edition, "y": y} for edition in order]
    x = alt.X("edition:N", sort=order, axis=None)
    words = alt.Chart(data(rows)).mark_text(fontSize=12, color=look.muted, baseline="top", dy=-4)
    named: alt.Chart = words.encode(x=x, y=pixels("y", height), text=alt.Text("edition:N"))
    return named


def _editions_key(rows: list[Row], look: Look) -> list[Entry]:
    """Return what the parts of a column mean, and the mark where there is one."""
    larger = Entry(look.attention, look.attention, _("lebih banyak dari tahap sebelumnya"), "triangle-up")
    return known_key(look) + [larger] * any(row["larger"] for row in rows)


def _area_rows(frame: pd.DataFrame) -> list[Row]:
    """Return the areas, the largest first, those not yet known by name last."""
    rows = [
        {
            "name": _area_name(row),
            "unknown": not row["area"],
            "known": whole(row["known"]),
            "label": number(row["known"]),
            "low": number(whole(row["low_only"])),
            "share": percent(row["share_known"]),
        }
        for row in rows_of(frame)
        if row["area"] or whole(row["known"])
    ]
    return sorted(rows, key=lambda row: (row["unknown"], -row["known"], row["name"]))


def _area_name(row: Row) -> str:
    """Return an area as people call it; the empty one is those whose area is not known."""
    if not row["area"]:
        return _("Belum diketahui")
    level = LEVEL_NAMES.get(row["area"])
    return _(level) if level else str(row["area_name"])


def _status_rows(frame: pd.DataFrame, look: Look) -> list[Row]:
    """Return the statuses in the order of a pilot's life with their words and colours."""
    order = {status: place for place, status in enumerate(STATUSES)}
    given = sorted(rows_of(frame), key=lambda row: order.get(row["status"], len(order)))
    return [
        {
            "name": status_name(row["status"]),
            "pilots": whole(row["pilots"]),
            "late": whole(row["late"]),
            "label": _late_label(whole(row["pilots"]), whole(row["late"])),
            "late_label": number(whole(row["late"])),
            "colour": look.statuses.get(row["status"], look.muted),
        }
        for row in given
    ]


def _late_label(pilots: int, late: int) -> str:
    """Return a bar's number, and how many of it are past their due date."""
    if not late:
        return number(pilots)
    return _("{count} · {late} lewat tenggat").format(count=number(pilots), late=number(late))


def _name_axis(names: list[str]) -> alt.Y:
    """Return the axis of names at the left, in the order given, long ones cut with an ellipsis."""
    axis = alt.Axis(title=None, labelLimit=160, labelFontSize=12, domain=False, grid=False)
    return alt.Y("name:N", sort=names, axis=axis, scale=alt.Scale(paddingInner=0.2, paddingOuter=0.1))


def _end_labels(rows: list[Row], y: alt.Y, x: alt.X, look: Look) -> alt.Chart:
    """Return the numbers at the ends of the bars."""
    words = alt.Chart(data(rows)).mark_text(align="left", dx=6, fontSize=13, fontWeight=600, color=look.text)
    placed: alt.Chart = words.encode(y=y, x=x, text=alt.Text("label:N"))
    return placed
