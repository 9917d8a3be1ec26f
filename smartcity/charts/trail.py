"""One region's way through all programs, and the scores of a region's children."""

from collections.abc import Mapping
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
    nothing_to_draw,
    pixels,
    rows_of,
    tooltip,
)
from smartcity.findings.scores import grade_name
from smartcity.formats import MISSING, date
from smartcity.formats import score as score_words
from smartcity.look import Look
from smartcity.words import _, local

STEP = 74
"""Height in pixels of one program and edition: its name, its dots, its furthest stage."""

REACH = 460
"""Pixels that a row of dots takes at most; on a phone it takes what there is."""

LINE = 42
"""Height in pixels of one child of a region."""


def trail(frame: pd.DataFrame, look: Look, *, programs: Mapping[str, str], lengths: Mapping[str, int]) -> Any:
    """Draw a row of dots per program and edition, one per stage: reached, implied, or not known."""
    if nothing_to_draw(frame):
        return empty(look, _("Belum ada partisipasi yang diketahui"))
    groups = _groups(frame)
    heads = [_head(rows, place, programs, lengths) for place, rows in enumerate(groups)]
    longest = max(head["end"] for head in heads)
    dots = [dot for place, rows in enumerate(groups) for dot in _dots(rows, place, lengths, look)]
    signs = _key(dots, look)
    height = STEP * len(groups) - 8 + key_height(signs)
    layers = [
        *_lines(heads, longest, look, height),
        *_dot_layers(dots, longest, height),
        *_head_texts(heads, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_trail(frame: pd.DataFrame, programs: Mapping[str, str]) -> str:
    """Say in one sentence how far a region came in each program and edition."""
    parts = [
        _("{program} {edition}: sampai {stage}").format(
            program=programs.get(rows[-1]["program"], rows[-1]["program"]),
            edition=rows[-1]["edition"],
            stage=local(rows[-1], "name"),
        )
        for rows in _groups(frame)
    ]
    return _("Jejak tahapan per program. {parts}").format(parts="; ".join(parts) or MISSING)


def children(frame: pd.DataFrame, look: Look) -> Any:
    """Draw the latest published SPBE index of a region's children, the highest first."""
    scored = frame.dropna(subset=["spbe_score"]) if not frame.empty else frame
    if scored.empty:
        return empty(look, _("Belum ada nilai SPBE yang diketahui"))
    rows = [_child(row) for row in rows_of(scored)]
    rows.sort(key=lambda row: (-row["value"], row["name"]))
    for place, row in enumerate(rows):
        row |= {"y_name": place * LINE + 9, "top": place * LINE + 18, "end": place * LINE + 32, "zero": 0}
    height = LINE * len(rows)
    hints = tooltip(("name", _("Daerah")), ("label", _("Nilai SPBE")), ("grade", _("Predikat")))
    x = alt.X("value:Q", scale=bar_scale(5, 96), axis=None)
    base = alt.Chart(data(rows)).encode(tooltip=hints)
    bars = base.mark_rect(fill=look.stage(2)).encode(
        x=x, x2=alt.X2("zero:Q"), y=pixels("top", height), y2=alt.Y2("end:Q")
    )
    scored_words = base.mark_text(align="left", dx=6, dy=7, fontSize=13, fontWeight=600, color=look.text)
    names = base.mark_text(align="left", fontSize=12, color=look.muted, limit=alt.expr("width"))
    layers = [
        bars,
        scored_words.encode(x=x, y=pixels("top", height), text=alt.Text("label:N")),
        names.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("name:N")),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_children(frame: pd.DataFrame) -> str:
    """Say in one sentence which SPBE index each child has."""
    scored = frame.dropna(subset=["spbe_score"]) if not frame.empty else frame
    parts = [f"{row['name']} {score_words(row['spbe_score'])}" for row in rows_of(scored)]
    return _("Diagram batang nilai SPBE: {parts}").format(parts="; ".join(parts) or MISSING)


def _child(row: Row) -> Row:
    """Return one child's bar; the year stands beside the score because years differ."""
    words = score_words(row["spbe_score"])
    label = f"{words} ({row['spbe_edition']})" if row["spbe_edition"] else words
    return {
        "name": row["name"],
        "value": float(row["spbe_score"]),
        "label": label,
        "grade": grade_name(row["spbe_grade"]),
    }


def _groups(frame: pd.DataFrame) -> list[list[Row]]:
    """Return the rows per program and edition, the latest edition first, stages in order."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows_of(frame):
        groups.setdefault((row["program"], str(row["edition"])), []).append(row)
    for rows in groups.values():
        rows.sort(key=lambda row: int(row["ordinal"]))
    order = sorted(groups, key=lambda item: item[0])
    order.sort(key=lambda item: item[1], reverse=True)
    return [groups[item] for item in order]


def _head(rows: list[Row], place: int, programs: Mapping[str, str], lengths: Mapping[str, int]) -> Row:
    """Return the words of one program and edition and the ends of its line of dots."""
    furthest, top = rows[-1], place * STEP
    program = furthest["program"]
    total = max(lengths.get(program, 0), int(furthest["ordinal"]))
    text = _("{stage} (tahap {ordinal} dari {total})")
    return {
        "title": f"{programs.get(program, program)} · {furthest['edition']}",
        "furthest": text.format(stage=local(furthest, "name"), ordinal=int(furthest["ordinal"]), total=total),
        "reached": int(furthest["ordinal"]),
        "end": total,
        **{"y_title": top + 10, "y_dots": top + 32, "y_furthest": top + 53},
    }


def _dots(rows: list[Row], place: int, lengths: Mapping[str, int], look: Look) -> list[Row]:
    """Return the dots of one program and edition, those of stages not known to be reached included."""
    known = {int(row["ordinal"]): row for row in rows}
    total = max(lengths.get(rows[-1]["program"], 0), max(known))
    return [_dot(known.get(ordinal), ordinal, place, look) for ordinal in range(1, total + 1)]


def _dot(row: Row | None, ordinal: int, place: int, look: Look) -> Row:
    """Return one dot: solid where a source names the stage, ringed where it is implied or of low confidence."""
    state = "none" if row is None else "low" if row["low_only"] else "direct" if row["direct"] else "implied"
    words = {
        "direct": _("Disebut oleh sumber"),
        "implied": _("Tersirat dari tahap sesudahnya"),
        "low": _("Hanya dari sumber berkeyakinan rendah"),
        "none": _("Belum diketahui"),
    }
    ink = look.border if state == "none" else look.stage(ordinal)
    return {
        "x": ordinal,
        "y": place * STEP + 32,
        "fill": ink if state == "direct" else look.background,
        "stroke": ink,
        "kind": state,
        "stage": local(row, "name") if row else MISSING,
        "state": words[state],
        "reached_on": date(row["reached_on"]) if row else MISSING,
    }


def _across(field: str, stages: int) -> alt.X:
    """Return an x channel over the stages of the longest program."""
    end = alt.expr(f"min(width - 20, {REACH})")
    scale = alt.Scale(domain=[1, max(stages, 2)], range=[10, end], nice=False, zero=False)
    return alt.X(f"{field}:Q", scale=scale, axis=None)


def _lines(heads: list[Row], longest: int, look: Look, height: int) -> list[alt.Chart]:
    """Return the lines that join the dots: quiet to the end, strong as far as the region came."""
    base = alt.Chart(data([{**head, "start": 1} for head in heads])).encode(
        x=_across("start", longest), y=pixels("y_dots", height)
    )
    return [
        base.mark_rule(color=look.border, strokeWidth=2).encode(x2=alt.X2("end:Q")),
        base.mark_rule(color=look.stage(3), strokeWidth=2.5).encode(x2=alt.X2("reached:Q")),
    ]


def _dot_layers(dots: list[Row], longest: int, height: int) -> list[alt.Chart]:
    """Return the dots, those of low confidence with a broken ring."""
    hints = tooltip(("stage", _("Tahap")), ("state", _("Keterangan")), ("reached_on", _("Tanggal")))
    layers = []
    for low, dashes in ((False, [1, 0]), (True, [2, 2])):
        base = alt.Chart(data(dot for dot in dots if (dot["kind"] == "low") is low))
        marks = base.mark_point(shape="circle", size=190, strokeWidth=2.2, strokeDash=dashes, opacity=1)
        layers.append(
            marks.encode(
                x=_across("x", longest),
                y=pixels("y", height),
                fill=alt.Fill("fill:N", scale=None),
                stroke=alt.Stroke("stroke:N", scale=None),
                tooltip=hints,
            )
        )
    return layers


def _head_texts(heads: list[Row], look: Look, height: int) -> list[alt.Chart]:
    """Return program and edition above the dots and the furthest stage below them."""
    base = alt.Chart(data(heads)).encode(x=alt.XValue(1))
    limit = alt.expr("width")
    title = base.mark_text(align="left", fontSize=13, fontWeight=600, color=look.text, limit=limit)
    furthest = base.mark_text(align="left", fontSize=12, color=look.muted, limit=limit)
    return [
        title.encode(y=pixels("y_title", height), text=alt.Text("title:N")),
        furthest.encode(y=pixels("y_furthest", height), text=alt.Text("furthest:N")),
    ]


def _key(dots: list[Row], look: Look) -> list[Entry]:
    """Return what the dots that occur mean."""
    colour, paper = look.stage(3), look.background
    entries = {
        "direct": Entry(colour, colour, _("disebut sumber"), "circle"),
        "implied": Entry(paper, colour, _("tersirat"), "circle"),
        "low": Entry(paper, colour, _("keyakinan rendah"), "circle", dashed=True),
        "none": Entry(paper, look.border, _("belum diketahui"), "circle"),
    }
    states = {dot["kind"] for dot in dots}
    return [entry for state, entry in entries.items() if state in states]
