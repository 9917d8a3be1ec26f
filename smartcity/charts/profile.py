"""One region beside others: every known score of a group as a point, the own one marked, a median where it may be."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity import rules
from smartcity.charts.base import Entry, Row, data, dress, empty, key, key_height, pixels, rows_of, tooltip
from smartcity.charts.ends import GOVERNMENTS, Drawn
from smartcity.formats import MISSING, number
from smartcity.formats import score as score_words
from smartcity.look import Look
from smartcity.words import _

STEP = 70
"""Height in pixels of one group: its name, how many are known, its points."""


def profile(
    frame: pd.DataFrame, look: Look, *, lowest: float, highest: float, of: Drawn = GOVERNMENTS
) -> Any:
    """Draw a row of points for each group; `title` names the group, `own` marks the region itself."""
    groups = _groups(frame, of)
    if not groups:
        return empty(look)
    signs = _signs(groups, look, of)
    height = STEP * len(groups) + key_height(signs)
    scale = alt.Scale(domain=[lowest, highest], range=[8, alt.expr("width - 8")], nice=False, zero=False)
    points = [point for group in groups for point in group["points"]]
    layers = [
        *_lines(groups, look, height),
        *_points(points, scale, look, height, of),
        *_medians(groups, scale, look, height),
        *_texts(groups, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_profile(frame: pd.DataFrame, of: Drawn = GOVERNMENTS) -> str:
    """Say in one sentence how each group stands."""
    parts = [f"{group['title']}: {group['note']}" for group in _groups(frame, of)]
    return _(of.among).format(parts="; ".join(parts) or MISSING)


def _groups(frame: pd.DataFrame, of: Drawn) -> list[Row]:
    """Return the groups in the order given, each with its points, its median and its words."""
    groups: dict[str, list[Row]] = {}
    for row in rows_of(frame):
        groups.setdefault(str(row["title"]), []).append(row)
    return [_group(title, rows, place, of) for place, (title, rows) in enumerate(groups.items())]


def _group(title: str, rows: list[Row], place: int, of: Drawn) -> Row:
    first, top = rows[0], place * STEP
    median = rules.median_shown(first["median"], int(first["known"]))
    return {
        "title": title,
        "note": _note(first, median),
        "median": median,
        "nation": first["peers"] == "nation",
        "from": 0,
        **{"y_title": top + 9, "y_note": top + 26, "y": top + 46, "top": top + 37, "end": top + 55},
        "points": _merged(rows, top + 46, of),
    }


def _merged(rows: list[Row], y: int, of: Drawn) -> list[Row]:
    """Return a point for each score: governments with the same one lie on each other."""
    places: dict[tuple[bool, float], list[str]] = {}
    for row in rows:
        places.setdefault((bool(row["own"]), float(row["score"])), []).append(str(row["name"]))
    return [
        {
            "name": names[0] if len(names) == 1 else _(of.several).format(count=number(len(names))),
            "count": len(names),
            "score": score,
            "label": score_words(score),
            "own": own,
            "nation": rows[0]["peers"] == "nation",
            "y": y,
        }
        for (own, score), names in places.items()
    ]


def _note(row: Row, median: float | None) -> str:
    if row["peers"] == "nation":
        return _("angka terpublikasi {score}").format(score=score_words(row["score"]))
    known = _("{known} dari {total} diketahui").format(
        known=number(row["known"]), total=number(row["governments"])
    )
    if median is None:
        return known
    return _("{known} · median yang diketahui {median}").format(known=known, median=score_words(median))


def _lines(groups: list[Row], look: Look, height: int) -> list[alt.Chart]:
    rows = [{key: value for key, value in group.items() if key != "points"} for group in groups]
    line = alt.Chart(data(rows)).mark_rule(color=look.border)
    return [line.encode(x=alt.XValue(8), x2=alt.X2Value(alt.expr("width - 8")), y=pixels("y", height))]


def _points(points: list[Row], scale: alt.Scale, look: Look, height: int, of: Drawn) -> list[alt.Chart]:
    x = alt.X("score:Q", scale=scale, axis=None)
    hints = tooltip(("name", _(of.one)), ("label", _("Nilai")))
    others = alt.Chart(data(point for point in points if not point["own"] and not point["nation"]))
    nation = alt.Chart(data(point for point in points if point["nation"] and not point["own"]))
    own = alt.Chart(data(point for point in points if point["own"]))
    dot = others.mark_point(size=70, filled=True, color=look.stage(2), opacity=0.5)
    square = nation.mark_point(shape="square", size=110, filled=True, color=look.text, opacity=1)
    mark = own.mark_point(shape="diamond", size=190, filled=True, color=look.categorical[1], opacity=1)
    edge = own.mark_point(
        shape="diamond", size=190, filled=False, color=look.text, strokeWidth=1.2, opacity=1
    )
    y = pixels("y", height)
    return [part.encode(x=x, y=y, tooltip=hints) for part in (dot, square, mark, edge)]


def _medians(groups: list[Row], scale: alt.Scale, look: Look, height: int) -> list[alt.Chart]:
    rows = [
        {"median": group["median"], "top": group["top"], "end": group["end"]}
        for group in groups
        if group["median"] is not None
    ]
    tick = alt.Chart(data(rows)).mark_rule(color=look.text, strokeWidth=2.5)
    x = alt.X("median:Q", scale=scale, axis=None)
    return [tick.encode(x=x, y=pixels("top", height), y2=alt.Y2("end:Q"))]


def _texts(groups: list[Row], look: Look, height: int) -> list[alt.Chart]:
    rows = [{key: group[key] for key in ("title", "note", "y_title", "y_note")} for group in groups]
    base = alt.Chart(data(rows)).encode(x=alt.XValue(1))
    limit = alt.expr("width")
    title = base.mark_text(align="left", fontSize=13, fontWeight=600, color=look.text, limit=limit)
    note = base.mark_text(align="left", fontSize=12, color=look.muted, limit=limit)
    return [
        title.encode(y=pixels("y_title", height), text=alt.Text("title:N")),
        note.encode(y=pixels("y_note", height), text=alt.Text("note:N")),
    ]


def _signs(groups: list[Row], look: Look, of: Drawn) -> list[Entry]:
    points = [point for group in groups for point in group["points"]]
    own, other = look.categorical[1], look.stage(2)
    signs = [Entry(own, look.text, _(of.own), "diamond")] * any(point["own"] for point in points)
    signs += [Entry(other, other, _(of.other), "circle")] * any(
        not point["own"] and not point["nation"] for point in points
    )
    signs += [Entry(look.text, look.text, _("angka nasional"))] * any(point["nation"] for point in points)
    medians = any(group["median"] is not None for group in groups)
    return signs + [Entry(look.text, look.text, _("median yang diketahui"), "stroke")] * medians
