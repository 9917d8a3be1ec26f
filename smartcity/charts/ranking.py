"""The highest and the lowest scores of one assessment among those known, equal ones on one place."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import Row, bar_scale, data, dress, empty, pixels, rows_of, tooltip
from smartcity.charts.ends import GOVERNMENTS, Drawn, both_ends
from smartcity.findings.scores import grade_name
from smartcity.formats import MISSING, number
from smartcity.formats import score as score_words
from smartcity.look import Look
from smartcity.words import _

LINE = 40
"""Height in pixels of one government: place and name, and its bar."""


def ranking(
    frame: pd.DataFrame, look: Look, *, highest: float, own: str = "", of: Drawn = GOVERNMENTS
) -> Any:
    """Draw a bar per government from the highest score; the middle is left out, but never the own region."""
    rows = _rows(frame, own, of)
    if not rows:
        return empty(look)
    height = LINE * len(rows)
    bars = [row for row in rows if row["score"] is not None]
    gaps = [row for row in rows if row["score"] is None]
    x = alt.X("score:Q", scale=bar_scale(highest, 60), axis=None)
    hints = tooltip(
        ("title", _(of.one)),
        ("province", _(of.beside)),
        ("label", _("Nilai")),
        ("grade", _("Predikat menurut ambang")),
    )
    base = alt.Chart(data(bars)).encode(tooltip=hints)
    colour = alt.condition(alt.datum.own, alt.value(look.categorical[1]), alt.value(look.stage(2)))
    drawn = base.mark_rect().encode(
        x=x, x2=alt.X2("zero:Q"), y=pixels("top", height), y2=alt.Y2("end:Q"), fill=colour
    )
    words = base.mark_text(align="left", dx=6, dy=7, fontSize=13, fontWeight=600, color=look.text)
    layers = [
        drawn,
        words.encode(x=x, y=pixels("top", height), text=alt.Text("label:N")),
        _texts([row for row in bars if not row["own"]], look.muted, height),
        _texts([row for row in bars if row["own"]], look.text, height, bold=True),
        _texts(gaps, look.muted, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_ranking(frame: pd.DataFrame, own: str = "", of: Drawn = GOVERNMENTS) -> str:
    """Say in one sentence who stands where."""
    parts = [
        f"{row['title']} {row['label']}" if row["score"] is not None else row["title"]
        for row in _rows(frame, own, of)
    ]
    return _("Diagram batang peringkat: {parts}").format(parts="; ".join(parts) or MISSING)


def _texts(rows: list[Row], ink: str, height: int, *, bold: bool = False) -> alt.Chart:
    words = alt.Chart(data(rows)).mark_text(
        align="left", fontSize=12, fontWeight=700 if bold else 400, color=ink, limit=alt.expr("width")
    )
    named: alt.Chart = words.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("title:N"))
    return named


def _rows(frame: pd.DataFrame, own: str, of: Drawn) -> list[Row]:
    """Return the governments that are drawn, and where some are left out a line that says how many."""
    drawn = both_ends(rows_of(frame), own)
    rows = [_gap(row, of) if isinstance(row, int) else _row(row, row["region_code"] == own) for row in drawn]
    return [row | _places(place) for place, row in enumerate(rows)]


def _row(row: Row, own: bool) -> Row:
    return {
        "title": _("{place}. {name}").format(place=number(row["place"]), name=row["name"]),
        "province": row["province"] or MISSING,
        "score": float(row["score"]),
        "label": score_words(row["score"]),
        "grade": grade_name(row["grade_by_rule"]),
        "own": own,
        "zero": 0,
    }


def _gap(count: int, of: Drawn) -> Row:
    return {"title": _(of.left_out).format(count=number(count)), "score": None, "own": False}


def _places(place: int) -> Row:
    top = place * LINE
    return {"y_name": top + 9, "top": top + 18, "end": top + 31}
