"""Predicates of one assessment: how many governments have each by the thresholds, and as it was printed."""

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
    pixels,
    rows_of,
    tooltip,
    whole,
)
from smartcity.findings.assessments import grade_label
from smartcity.formats import MISSING, number, short_number
from smartcity.look import Look
from smartcity.words import _

STEP = 64
"""Height in pixels of one predicate: its name and bounds, and two bars."""


def distribution(frame: pd.DataFrame, look: Look) -> Any:
    """Draw two bars per predicate, by the thresholds and as printed, and say how many are not known."""
    rows = _rows(frame)
    most = max((max(row["by_threshold"], row["by_print"]) for row in rows), default=0)
    if not most:
        return empty(look)
    signs = _signs(rows, look)
    foot = STEP * len(rows)
    height = foot + 24 + key_height(signs)
    layers = [
        *_bars(rows, most, look, height),
        _names(rows, look, height),
        _unknown(frame, foot + 10, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_distribution(frame: pd.DataFrame) -> str:
    """Say in one sentence how many governments have each predicate."""
    parts = [
        _("{grade}: {threshold} menurut nilai, {printed} tercetak").format(
            grade=row["name"], threshold=row["threshold_label"], printed=row["print_label"]
        )
        for row in _rows(frame)
    ]
    return _("Diagram batang predikat. {parts}").format(parts="; ".join(parts) or MISSING)


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Return the predicates, the highest first, with the edges of their bars in pixels."""
    given = [row for row in rows_of(frame) if row["kind"] != "unknown"]
    order = {"grade": 0, "range": 0, "printed": 1}
    given.sort(key=lambda row: (order[row["kind"]], -(row["lower"] or 0)))
    return [_row(row, place) for place, row in enumerate(given)]


def _row(row: Row, place: int) -> Row:
    top = place * STEP
    name = grade_label(row)
    bounds = _("{name} · {lower} sampai {upper}").format(
        name=name, lower=short_number(row["lower"], 2), upper=short_number(row["upper"], 2)
    )
    return {
        "kind": row["kind"],
        "name": name,
        "title": bounds if row["kind"] == "grade" else name,
        "by_threshold": whole(row["by_threshold"]),
        "by_print": whole(row["by_print"]),
        "threshold_label": number(row["by_threshold"]),
        "print_label": number(row["by_print"]),
        "zero": 0,
        **{"y_name": top + 9, "top": top + 19, "end": top + 37, "print_top": top + 41, "print_end": top + 51},
        **{"y_label": top + 28, "y_print": top + 46},
    }


def _bars(rows: list[Row], most: int, look: Look, height: int) -> list[alt.Chart]:
    colour, scale = look.stage(3), bar_scale(most, 60)
    hints = tooltip(
        ("name", _("Predikat")),
        ("threshold_label", _("Menurut nilai dan batas")),
        ("print_label", _("Predikat tercetak")),
    )
    layers: list[alt.Chart] = []
    solid = alt.Chart(data(row for row in rows if row["kind"] != "printed")).encode(tooltip=hints)
    hollow = alt.Chart(data(row for row in rows if row["kind"] != "range")).encode(tooltip=hints)
    parts = (
        (solid, "by_threshold", "top", "end", "y_label", "threshold_label", colour),
        (hollow, "by_print", "print_top", "print_end", "y_print", "print_label", look.background),
    )
    for base, value, top, end, middle, label, fill in parts:
        x = alt.X(f"{value}:Q", scale=scale, axis=None)
        bar = base.mark_rect(fill=fill, stroke=colour, strokeWidth=1.2)
        layers.append(bar.encode(x=x, x2=alt.X2("zero:Q"), y=pixels(top, height), y2=alt.Y2(f"{end}:Q")))
        main = value == "by_threshold"
        words = base.mark_text(
            align="left", dx=6, fontSize=13 if main else 12, fontWeight=600 if main else 400
        )
        ink = look.text if main else look.muted
        layers.append(
            words.encode(
                x=x, y=pixels(middle, height), text=alt.Text(f"{label}:N"), color=alt.ColorValue(ink)
            )
        )
    return layers


def _names(rows: list[Row], look: Look, height: int) -> alt.Chart:
    words = alt.Chart(data(rows)).mark_text(
        align="left", fontSize=12, color=look.muted, limit=alt.expr("width")
    )
    named: alt.Chart = words.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("title:N"))
    return named


def _unknown(frame: pd.DataFrame, y: int, look: Look, height: int) -> alt.Chart:
    """Return the line that closes the sum: how many governments are not known."""
    count = sum(whole(row["by_threshold"]) for row in rows_of(frame) if row["kind"] == "unknown")
    text = _("Belum diketahui nilainya: {count}").format(count=number(count))
    words = alt.Chart(data([{"y": y, "text": text}])).mark_text(align="left", fontSize=12, fontWeight=600)
    said: alt.Chart = words.encode(
        x=alt.XValue(1), y=pixels("y", height), text=alt.Text("text:N"), color=alt.ColorValue(look.text)
    )
    return said


def _signs(rows: list[Row], look: Look) -> list[Entry]:
    colour, kinds = look.stage(3), {row["kind"] for row in rows}
    signs = [Entry(colour, colour, _("menurut nilai dan batas"))] * bool(kinds & {"grade", "range"})
    return signs + [Entry(look.background, colour, _("predikat tercetak"))] * bool(
        kinds & {"grade", "printed"}
    )
