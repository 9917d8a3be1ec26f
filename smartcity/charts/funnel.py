"""The funnel: stages of one edition from top to bottom, each with what is known by name."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import (
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
from smartcity.findings.stages import Conversion, pairs
from smartcity.formats import MISSING, number, percent
from smartcity.look import Look
from smartcity.words import _, local

STEP = 100
"""Height of one stage in pixels: conversion, name, bar, names known."""


def funnel(steps: pd.DataFrame, look: Look, *, selectable: bool = True) -> Any:
    """Draw the stages of one edition; the solid part of a bar is known by name, the light part is not."""
    if nothing_to_draw(steps, "count"):
        return empty(look)
    earlier = {pair.later["stage"]: pair for pair in pairs(steps)}
    rows = [_row(row, place, earlier.get(row["stage"]), look) for place, row in enumerate(rows_of(steps))]
    signs = known_key(look)
    height = STEP * len(rows) - 22 + key_height(signs)
    chosen = alt.selection_point(name="stage", fields=["stage"]) if selectable else None
    layers = [
        *_bars(rows, look, height, chosen),
        *_texts(rows, look, height),
        *_conversions(rows, look, height),
        *key(signs, look, height),
        _target(rows, height, chosen),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_funnel(steps: pd.DataFrame) -> str:
    """Say in one sentence what the funnel shows."""
    parts = [
        _("{stage} {count} ({known} diketahui namanya)").format(
            stage=local(row, "name"), count=number(row["count"]), known=number(row["known"])
        )
        for row in rows_of(steps)
        if row["count"] is not None
    ]
    if not parts:
        return _("Diagram tahapan seleksi: belum ada data.")
    return _("Diagram batang tahapan seleksi: {stages}.").format(stages="; ".join(parts))


def known_words(count: int | None, known: int, published: int | None) -> str:
    """Say how many of a stage's regions are known by name."""
    if count is None:
        return _("Belum ada angka untuk tahap ini")
    if published is None:
        return _("Hanya dari nama yang diketahui")
    if not known:
        return "" if not count else _("Belum ada nama yang diketahui")
    if known > count:
        return _("{known} nama diketahui, lebih dari angka ini").format(known=number(known))
    if known == count:
        return _("Semua diketahui namanya")
    return _("{known} dari {count} diketahui namanya").format(known=number(known), count=number(count))


def _row(row: Row, place: int, pair: Conversion | None, look: Look) -> Row:
    """Return everything that one stage's marks need, already worded."""
    top = place * STEP - 18
    count = None if row["count"] is None else int(row["count"])
    published = None if row["published"] is None else int(row["published"])
    known = whole(row["known"])
    return {
        "stage": row["stage"],
        "name": local(row, "name"),
        "value": count or 0,
        "solid": min(known, count or 0),
        "zero": 0,
        "label": number(count),
        "known": known_words(count, known, published),
        "conversion": _conversion(pair),
        "larger": pair is not None and pair.kind == "larger",
        "colour": look.stage(int(row["ordinal"])),
        "others": number(whole(row["contradicting"])),
        "low": number(whole(row["low_only"])),
        **{"y_conversion": top + 12, "y_name": top + 34, "y_bar": top + 45, "y_bar_end": top + 71},
        **{"y_label": top + 58, "y_known": top + 84, "y_top": top + 22, "y_end": top + 94},
    }


def _conversion(pair: Conversion | None) -> str:
    """Say a stage's share of the stage before it, as far as the two can be compared.

    Where both are only counted from names, most earlier names are implied by the later ones: no share.
    """
    if pair is None or pair.kind == "names":
        return ""
    if pair.kind == "larger":
        return _("Lebih banyak dari tahap sebelumnya")
    if pair.kind == "earlier_partial":
        return _("Tahap sebelumnya baru diketahui sebagian")
    if not pair.total:
        return ""
    if pair.kind == "at_least":
        text = _("Sedikitnya {share} dari tahap sebelumnya")
    else:
        text = _("{share} dari tahap sebelumnya")
    return text.format(share=percent(pair.count / pair.total))


def _bars(rows: list[Row], look: Look, height: int, chosen: alt.Parameter | None) -> list[alt.Chart]:
    """Return the bars: outlined and light for the whole, solid for what is known by name."""
    most = max(max(row["value"] for row in rows), 1)
    room = 12 * max(len(row["label"]) for row in rows) + 14
    scale = bar_scale(most, room)
    opacity: Any = alt.value(1) if chosen is None else alt.condition(chosen, alt.value(1), alt.value(0.4))
    base = alt.Chart(data(row for row in rows if row["label"] != MISSING)).encode(
        y=pixels("y_bar", height), y2=alt.Y2("y_bar_end:Q"), x2=alt.X2("zero:Q"), opacity=opacity
    )
    colour = alt.Stroke("colour:N", scale=None)
    whole_bar = base.mark_rect(fill=look.unknown, strokeWidth=1.2).encode(
        x=alt.X("value:Q", scale=scale, axis=None), stroke=colour
    )
    solid = base.mark_rect().encode(
        x=alt.X("solid:Q", scale=scale, axis=None), fill=alt.Fill("colour:N", scale=None)
    )
    label = (
        alt.Chart(data(rows))
        .mark_text(align="left", dx=8, fontSize=19, fontWeight=700, color=look.text)
        .encode(
            x=alt.X("value:Q", scale=scale, axis=None),
            y=pixels("y_label", height),
            text=alt.Text("label:N"),
            opacity=opacity,
        )
    )
    return [whole_bar, solid, label]


def _texts(rows: list[Row], look: Look, height: int) -> list[alt.Chart]:
    """Return the stage names above the bars and the words about names below them."""
    base = alt.Chart(data(rows)).encode(x=alt.XValue(1))
    limit = alt.expr("width")
    names = base.mark_text(align="left", fontSize=14, fontWeight=600, color=look.text, limit=limit)
    known = base.mark_text(align="left", fontSize=12, color=look.muted, limit=limit)
    return [
        names.encode(y=pixels("y_name", height), text=alt.Text("name:N")),
        known.encode(y=pixels("y_known", height), text=alt.Text("known:N")),
    ]


def _conversions(rows: list[Row], look: Look, height: int) -> list[alt.Chart]:
    """Return what lies between two stages: an arrow down with the share, or a mark where a stage is larger."""
    layers = []
    for larger, shape, colour in (
        (False, "triangle-down", look.muted),
        (True, "triangle-up", look.attention),
    ):
        some = [row for row in rows if row["conversion"] and row["larger"] is larger]
        base = alt.Chart(data(some))
        arrow = base.mark_point(shape=shape, filled=True, size=46, color=colour, opacity=1)
        words = base.mark_text(align="left", fontSize=12.5, fontWeight=500, color=colour)
        layers += [
            arrow.encode(x=alt.XValue(6), y=pixels("y_conversion", height)),
            words.encode(x=alt.XValue(17), y=pixels("y_conversion", height), text=alt.Text("conversion:N")),
        ]
    return layers


def _target(rows: list[Row], height: int, chosen: alt.Parameter | None) -> alt.Chart:
    """Return a wide invisible mark over each stage: easy to hit, and it carries the tooltip."""
    target: alt.Chart = (
        alt.Chart(data(rows))
        .mark_rect(opacity=0, cursor="pointer" if chosen else "default")
        .encode(
            x=alt.XValue(0),
            x2=alt.X2Value("width"),
            y=pixels("y_top", height),
            y2=alt.Y2("y_end:Q"),
            tooltip=tooltip(
                ("name", _("Tahap")),
                ("label", _("Jumlah")),
                ("known", _("Nama yang diketahui")),
                ("conversion", _("Konversi")),
                ("low", _("Berkeyakinan rendah")),
                ("others", _("Angka lain yang berbeda")),
            ),
        )
    )
    if chosen is not None:
        target = target.add_params(chosen)
    return target
