"""Scores of two periods beside each other: who rose and who fell; joined only where they may be compared."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import Entry, Row, data, dress, empty, key, key_height, pixels, rows_of, tooltip
from smartcity.charts.ends import GOVERNMENTS, Drawn, both_ends
from smartcity.formats import MISSING, number, signed
from smartcity.formats import score as score_words
from smartcity.look import Look
from smartcity.words import _

LINE = 44
"""Height in pixels of one government: its name, and its two scores."""

ROOM = 140
"""Pixels kept free at the right for the scores in words."""


def changes(
    frame: pd.DataFrame, look: Look, *, before: str, after: str, own: str = "", of: Drawn = GOVERNMENTS
) -> Any:
    """Draw two points per government, joined by a line where both scores are of one instrument."""
    rows = _rows(frame, own, of)
    if not rows:
        return empty(look)
    points = [row for row in rows if row["before"] is not None]
    signs = _signs(points, before, after, look)
    height = LINE * len(rows) + key_height(signs)
    scale = _scale(points)
    layers = [
        *_joined([row for row in points if row["comparable"]], scale, look, height),
        *_dots(points, scale, look, height, before, after, of),
        *_texts(rows, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_changes(frame: pd.DataFrame, own: str = "", of: Drawn = GOVERNMENTS) -> str:
    """Say in one sentence what the two scores of each government are."""
    parts = [f"{row['title']} {row['label']}".strip() for row in _rows(frame, own, of)]
    return _("Diagram titik nilai pada dua periode: {parts}").format(parts="; ".join(parts) or MISSING)


def _rows(frame: pd.DataFrame, own: str, of: Drawn) -> list[Row]:
    """Return the governments that are drawn, and where some are left out a line that says how many."""
    drawn = both_ends(rows_of(frame), own)
    rows = [_gap(row, of) if isinstance(row, int) else _row(row, row["region_code"] == own) for row in drawn]
    return [row | {"y_name": at * LINE + 9, "y": at * LINE + 27} for at, row in enumerate(rows)]


def _row(row: Row, own: bool) -> Row:
    before, after = score_words(row["score_before"]), score_words(row["score_after"])
    comparable = row["change"] is not None
    label = _("{before} dan {after}").format(before=before, after=after)
    if comparable:
        change = signed(row["change"], 2)
        label = _("{before} → {after} ({change})").format(before=before, after=after, change=change)
    return {
        "title": str(row["name"]),
        "before": float(row["score_before"]),
        "after": float(row["score_after"]),
        "before_label": before,
        "after_label": after,
        "label": label,
        "comparable": comparable,
        "fell": comparable and row["change"] < 0,
        "change_label": signed(row["change"], 2) if comparable else _("tidak sebanding"),
        "own": own,
    }


def _gap(count: int, of: Drawn) -> Row:
    text = _(of.left_out).format(count=number(count))
    return {"title": text, "before": None, "label": "", "comparable": False, "fell": False, "own": False}


def _scale(points: list[Row]) -> alt.Scale:
    values = [row[side] for row in points for side in ("before", "after")]
    room = max((max(values) - min(values)) * 0.06, 0.05)
    return alt.Scale(
        domain=[min(values) - room, max(values) + room],
        range=[6, alt.expr(f"width - {ROOM}")],
        nice=False,
        zero=False,
    )


def _joined(points: list[Row], scale: alt.Scale, look: Look, height: int) -> list[alt.Chart]:
    layers = []
    for fell, ink in ((False, look.stage(3)), (True, look.attention)):
        base = alt.Chart(data(row for row in points if row["fell"] is fell))
        line = base.mark_rule(color=ink, strokeWidth=2.5)
        x = alt.X("before:Q", scale=scale, axis=None)
        layers.append(line.encode(x=x, x2=alt.X2("after:Q"), y=pixels("y", height)))
    return layers


def _dots(
    points: list[Row], scale: alt.Scale, look: Look, height: int, before: str, after: str, of: Drawn
) -> list[alt.Chart]:
    hints = tooltip(
        ("title", _(of.one)),
        ("before_label", before),
        ("after_label", after),
        ("change_label", _("Perubahan")),
    )
    base = alt.Chart(data(points)).encode(y=pixels("y", height), tooltip=hints)
    fill = alt.condition(alt.datum.fell, alt.value(look.attention), alt.value(look.stage(3)))
    shape = alt.condition(alt.datum.comparable, alt.value("circle"), alt.value("square"))
    hollow = base.mark_point(size=80, fill=look.background, stroke=look.muted, strokeWidth=1.6, opacity=1)
    solid = base.mark_point(size=90, filled=True, opacity=1)
    return [
        hollow.encode(x=alt.X("before:Q", scale=scale, axis=None), shape=shape),
        solid.encode(x=alt.X("after:Q", scale=scale, axis=None), color=fill),
    ]


def _texts(rows: list[Row], look: Look, height: int) -> list[alt.Chart]:
    layers = []
    for own, ink, bold in ((False, look.muted, False), (True, look.text, True)):
        base = alt.Chart(data(row for row in rows if row["own"] is own))
        name = base.mark_text(
            align="left", fontSize=12, fontWeight=700 if bold else 400, color=ink, limit=alt.expr("width")
        )
        layers.append(name.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("title:N")))
    words = alt.Chart(data(rows)).mark_text(align="right", fontSize=12, fontWeight=600, color=look.text)
    return [*layers, words.encode(x=alt.XValue("width"), y=pixels("y", height), text=alt.Text("label:N"))]


def _signs(points: list[Row], before: str, after: str, look: Look) -> list[Entry]:
    rises = any(not row["fell"] for row in points)
    falls = any(row["fell"] for row in points)
    up, down = look.stage(3), look.attention
    if points and not points[0]["comparable"]:
        earlier = Entry(look.background, look.muted, _("{before}, instrumen lama").format(before=before))
        return [earlier, Entry(up, up, _("{after}, instrumen baru").format(after=after), "circle")]
    signs = [Entry(look.background, look.muted, before, "circle")]
    signs += [Entry(up, up, _("{after}, naik atau tetap").format(after=after), "circle")] * rises
    return signs + [Entry(down, down, _("{after}, turun").format(after=after), "circle")] * falls
