"""Electronic transactions of local governments: how many at each level, and shares beside their target."""

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
)
from smartcity.formats import MISSING, number, percent
from smartcity.look import Look
from smartcity.words import _

LEVELS = ("Inisiasi", "Berkembang", "Maju", "Digital")
"""The levels as sources print them, the lowest first."""

STAGES = (1, 2, 3, 5)
"""Places of the levels on the scale of stages, so that the two highest, side by side, differ most."""

LEVEL_LINE, SHARE_LINE = 66, 46
"""Height in pixels of one period with its counts, and of one share with its name."""

ROOM = 62
"""Pixels kept free at the right for the share in words."""


def levels(frame: pd.DataFrame, look: Look) -> Any:
    """Draw a bar per period (`name`) that holds how many governments (`value`) stand at each level (`category`)."""
    periods = _periods(frame)
    if not periods:
        return empty(look)
    parts = [part for period in periods for part in _level_parts(period, look)]
    signs = [_level_sign(level, look) for level in LEVELS if any(part["level"] == level for part in parts)]
    height = LEVEL_LINE * len(periods) + key_height(signs)
    x = alt.X("start:Q", scale=bar_scale(max(part["end"] for part in parts), 4), axis=None)
    hints = tooltip(("name", _("Periode")), ("level", _("Kategori")), ("label", _("Pemerintah daerah")))
    bars = alt.Chart(data(parts)).mark_rect(stroke=look.background, strokeWidth=1.5)
    drawn = bars.encode(
        x=x,
        x2=alt.X2("end:Q"),
        y=pixels("top", height),
        y2=alt.Y2("foot:Q"),
        fill=alt.Fill("fill:N", scale=None),
        tooltip=hints,
    )
    layers = [drawn, *_two_lines(periods, look, height), *key(signs, look, height)]
    return dress(alt.layer(*layers), look, height)


def alt_levels(frame: pd.DataFrame) -> str:
    """Say in one sentence how many stand at each level in each period."""
    parts = [f"{period['name']}: {period['words']}" for period in _periods(frame)]
    return _("Diagram batang kategori IETPD. {parts}").format(parts="; ".join(parts) or MISSING)


def shares(frame: pd.DataFrame, look: Look) -> Any:
    """Draw a bar per `name` with its share in percent (`value`), and a mark at its `target` where there is one."""
    rows = _share_rows(frame)
    if not rows:
        return empty(look)
    aims = [row for row in rows if row["target"] is not None]
    bar = look.stage(2)
    signs = [Entry(bar, bar, _("angka terpublikasi"))]
    signs += [Entry(look.text, look.text, _("target"), "stroke")] * bool(aims)
    height = SHARE_LINE * len(rows) + key_height(signs)
    scale = bar_scale(100, ROOM)
    hints = tooltip(("name", _("Tentang")), ("label", _("Bagian")), ("target_label", _("Target")))
    known = alt.Chart(data(row for row in rows if row["value"] is not None))
    x, top = alt.X("value:Q", scale=scale, axis=None), pixels("top", height)
    bars = known.mark_rect().encode(
        x=x, x2=alt.X2("zero:Q"), y=top, y2=alt.Y2("foot:Q"), fill=alt.FillValue(bar), tooltip=hints
    )
    ticks = alt.Chart(data(aims)).mark_rule(color=look.text, strokeWidth=3)
    layers = [
        bars,
        ticks.encode(
            x=alt.X("target:Q", scale=scale, axis=None),
            y=pixels("above", height),
            y2=alt.Y2("below:Q"),
            tooltip=hints,
        ),
        *_share_texts(rows, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_shares(frame: pd.DataFrame) -> str:
    """Say in one sentence each share and its target."""
    parts = [f"{row['name']} {row['label']} {row['said']}".strip() for row in _share_rows(frame)]
    return _("Diagram batang bagian dalam persen. {parts}").format(parts="; ".join(parts) or MISSING)


def _periods(frame: pd.DataFrame) -> list[Row]:
    """Return the periods in the order given, each with its counts by level and its words."""
    found: dict[str, dict[str, float]] = {}
    for row in rows_of(frame):
        if row["category"] in LEVELS and row["value"] is not None:
            found.setdefault(str(row["name"]), {})[str(row["category"])] = float(row["value"])
    return [
        {
            "name": name,
            "counts": counts,
            "words": ", ".join(
                _("{level} {count}").format(level=level, count=number(counts[level]))
                for level in reversed(LEVELS)
                if level in counts
            ),
            "y_name": place * LEVEL_LINE + 10,
            "y_words": place * LEVEL_LINE + 28,
            "top": place * LEVEL_LINE + 39,
        }
        for place, (name, counts) in enumerate(found.items())
    ]


def _level_parts(period: Row, look: Look) -> list[Row]:
    parts: list[Row] = []
    start = 0.0
    for level in reversed(LEVELS):
        count = period["counts"].get(level)
        if count:
            parts.append(
                {
                    "name": period["name"],
                    "level": level,
                    "label": number(count),
                    "start": start,
                    "end": start + count,
                    "top": period["top"],
                    "foot": period["top"] + 17,
                    "fill": _level_colour(level, look),
                }
            )
            start += count
    return parts


def _level_colour(level: str, look: Look) -> str:
    return look.stage(STAGES[LEVELS.index(level)])


def _level_sign(level: str, look: Look) -> Entry:
    return Entry(_level_colour(level, look), look.text, level)


def _two_lines(periods: list[Row], look: Look, height: int) -> list[alt.Chart]:
    rows = [{name: period[name] for name in ("name", "words", "y_name", "y_words")} for period in periods]
    base = alt.Chart(data(rows)).encode(x=alt.XValue(1))
    limit = alt.expr("width")
    name = base.mark_text(align="left", fontSize=13, fontWeight=600, color=look.text, limit=limit)
    words = base.mark_text(align="left", fontSize=12, color=look.muted, limit=limit)
    return [
        name.encode(y=pixels("y_name", height), text=alt.Text("name:N")),
        words.encode(y=pixels("y_words", height), text=alt.Text("words:N")),
    ]


def _share_rows(frame: pd.DataFrame) -> list[Row]:
    return [
        {
            "name": str(row["name"]),
            "value": row["value"],
            "target": row["target"],
            "label": MISSING if row["value"] is None else percent(row["value"] / 100),
            "target_label": MISSING if row["target"] is None else percent(row["target"] / 100),
            "said": _said(row),
            "zero": 0,
            "y_name": place * SHARE_LINE + 10,
            "top": place * SHARE_LINE + 20,
            "foot": place * SHARE_LINE + 37,
            "above": place * SHARE_LINE + 17,
            "below": place * SHARE_LINE + 40,
            "y": place * SHARE_LINE + 29,
        }
        for place, row in enumerate(rows_of(frame))
    ]


def _said(row: Row) -> str:
    if row["target"] is None:
        return ""
    text = (
        _("target {target}") if row["value"] is not None else _("target {target}; angkanya belum diketahui")
    )
    return text.format(target=percent(row["target"] / 100))


def _share_texts(rows: list[Row], look: Look, height: int) -> list[alt.Chart]:
    titled = [{**row, "title": " · ".join(filter(None, (row["name"], row["said"])))} for row in rows]
    names = alt.Chart(data(titled)).mark_text(
        align="left", fontSize=12, color=look.muted, limit=alt.expr("width")
    )
    known = alt.Chart(data(row for row in rows if row["value"] is not None))
    words = known.mark_text(align="right", fontSize=13, fontWeight=600, color=look.text)
    return [
        names.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("title:N")),
        words.encode(x=alt.XValue(alt.expr("width")), y=pixels("y", height), text=alt.Text("label:N")),
    ]
