"""The parts of one assessment of one region as small bars, the nation's figure of each as a mark."""

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
from smartcity.formats import MISSING, percent
from smartcity.formats import score as score_words
from smartcity.look import Look
from smartcity.words import _, local

LINE = 42
"""Height in pixels of one part: its name, and its bar."""

BAR = 12

ROOM = {True: 168, False: 56}
"""Pixels kept free at the right for the score in words: beside the nation's, and alone."""


def region_parts(frame: pd.DataFrame, look: Look) -> Any:
    """Draw a zero-based bar per part in the order given; a mark shows the nation where its figure is known."""
    rows = _rows(frame)
    if not rows:
        return empty(look)
    beside = [row for row in rows if row["nation"] is not None]
    signs = _signs(look, beside)
    height = LINE * len(rows) + key_height(signs)
    room = ROOM[bool(beside)]
    scale = bar_scale(max(row["highest"] for row in rows), room)
    layers = [
        *_bars(rows, scale, room, look, height),
        *_marks(beside, scale, look, height),
        *_texts(rows, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_region_parts(frame: pd.DataFrame) -> str:
    """Say in one sentence which score each part has."""
    parts = [f"{row['title']}: {row['label']}" for row in _rows(frame)]
    return _("Diagram batang nilai setiap bagian: {parts}").format(parts="; ".join(parts) or MISSING)


def _rows(frame: pd.DataFrame) -> list[Row]:
    given = [row for row in rows_of(frame) if row["score"] is not None] if len(frame) else []
    return [_row(row, place) for place, row in enumerate(given)]


def _row(row: Row, place: int) -> Row:
    own, nation, weight = score_words(row["score"]), row["national_score"], row["weight_percent"]
    label = own
    if nation is not None:
        label = _("{score} · nasional {nation}").format(score=own, nation=score_words(nation))
    return {
        "title": local(row, "name"),
        "score": float(row["score"]),
        "highest": float(row["highest"]),
        "nation": None if nation is None else float(nation),
        "label": label,
        "own_label": own,
        "nation_label": score_words(nation),
        "weight": percent(float(weight) / 100, 2) if weight is not None else MISSING,
        "y_name": place * LINE + 9,
        "top": place * LINE + 19,
        "foot": place * LINE + 19 + BAR,
        "y": place * LINE + 19 + BAR / 2,
        "mark_top": place * LINE + 15,
        "mark_foot": place * LINE + 23 + BAR,
    }


def _bars(rows: list[Row], scale: alt.Scale, room: int, look: Look, height: int) -> list[alt.Chart]:
    """Return the bars over a quiet line that reaches to the end of the scale."""
    hints = tooltip(
        ("title", _("Bagian")),
        ("own_label", _("Nilai")),
        ("nation_label", _("Nasional")),
        ("weight", _("Bobot")),
    )
    base = alt.Chart(data(rows))
    whole = base.mark_rule(color=look.border, strokeWidth=1)
    bar = base.mark_rect(fill=look.stage(3))
    ends = {"y": pixels("top", height), "y2": "foot:Q"}
    return [
        whole.encode(x=alt.XValue(0), x2=alt.X2Value(alt.expr(f"width - {room}")), y=pixels("y", height)),
        bar.encode(x=alt.X("score:Q", scale=scale, axis=None), x2=alt.datum(0), tooltip=hints, **ends),
    ]


def _marks(beside: list[Row], scale: alt.Scale, look: Look, height: int) -> list[alt.Chart]:
    """Return the nation's marks."""
    if not beside:
        return []
    mark = alt.Chart(data(beside)).mark_rule(color=look.text, strokeWidth=2.5)
    nation = alt.X("nation:Q", scale=scale, axis=None)
    return [mark.encode(x=nation, y=pixels("mark_top", height), y2=alt.Y2("mark_foot:Q"))]


def _texts(rows: list[Row], look: Look, height: int) -> list[alt.Chart]:
    base = alt.Chart(data(rows))
    name = base.mark_text(align="left", fontSize=12, color=look.muted, limit=alt.expr("width"))
    words = base.mark_text(align="right", fontSize=12, fontWeight=600, color=look.text)
    return [
        name.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("title:N")),
        words.encode(x=alt.XValue("width"), y=pixels("y", height), text=alt.Text("label:N")),
    ]


def _signs(look: Look, beside: list[Row]) -> list[Entry]:
    colour = look.stage(3)
    signs = [Entry(colour, colour, _("daerah ini"))]
    return signs + [Entry(look.text, look.text, _("angka nasional"), "stroke")] * bool(beside)
