"""Scores over the years: a region beside its province's government and the nation, with predicates behind."""

import json
import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import Row, data, dress, empty, rows_of, tooltip
from smartcity.findings.phrases import is_nation
from smartcity.findings.scores import grade_name, score_families
from smartcity.formats import MISSING
from smartcity.formats import score as score_words
from smartcity.look import Look
from smartcity.words import _, local

HEIGHT = 320
BEYOND = 99.0
"""A place far outside the years; bands run to it and are cut at the edge of the picture."""

SMALL_SCALE = 10
"""Below it an axis is numbered with one decimal, from it on in whole numbers."""

GRADE_ROOM = 92
"""Pixels kept free at the right for the names of the predicates."""

COVERED = (0.1, 0.45)
"""How far from a point of the SPBE scale its words reach, in points of the index."""

LABEL_PLACES: dict[str, dict[str, Any]] = {
    "above": {"dy": -15},
    "below": {"dy": 17},
    "right": {"dx": 10, "dy": 3, "align": "left"},
}

SERIES_SHAPES = ("circle", "square", "diamond")
SERIES_DASHES = ([1, 0], [6, 3], [2, 3])

Span = tuple[str, float, float]
"""An instrument and the stretch of years in which it held."""

X = Callable[[str], alt.X]
Y = Callable[[str], alt.Y]
"""A channel of the shared axis for a field."""


def scores(
    frame: pd.DataFrame,
    look: Look,
    *,
    region_name: str,
    province_name: str | None = None,
    grades: pd.DataFrame | None = None,
) -> Any:
    """Draw one family of scores over the years; lines stop where the instrument changed."""
    families = score_families(frame)
    if not families:
        return empty(look)
    given = rows_of(next(iter(families.values())))
    editions = _every_edition(given)
    names = (region_name, province_name, None if is_nation(region_name) else _("Nasional"))
    points = [point for row in given for point in _points(row, editions, names)]
    if not points:
        return empty(look)
    spans = _spans(given, editions)
    bands = _bands(spans, grades)
    lowest, highest = _limits(points, bands)
    x, y = partial(_x, editions), partial(_y, lowest, highest, bands)
    layers = [
        *_band_layers(bands, look, x, y),
        *_break_layers(spans, editions, look, x),
        *_line_layers(points, [name for name in names if name], look, x, y),
    ]
    return dress(alt.layer(*layers), look, HEIGHT)


def alt_scores(frame: pd.DataFrame, region_name: str) -> str:
    """Say in one sentence which scores the lines show."""
    parts = [
        _("{edition}: {score}").format(edition=row["edition"], score=score_words(row["score"]))
        for row in rows_of(frame)
        if row["score"] is not None
    ]
    text = _("Diagram garis nilai {region} menurut tahun: {parts}")
    return text.format(region=region_name, parts="; ".join(parts) or MISSING)


def _every_edition(rows: list[Row]) -> list[str]:
    """Return all editions in order; between years the missing years too, so that a gap is seen."""
    known = sorted({str(row["edition"]) for row in rows})
    if all(re.fullmatch(r"\d{4}", edition) for edition in known):
        return [str(year) for year in range(int(known[0]), int(known[-1]) + 1)]
    return known


def _points(row: Row, editions: list[str], names: tuple[str | None, ...]) -> list[Row]:
    """Return a row's published scores: of the region, of the province's government, of the nation."""
    values = (row["score"], row["province_score"], row["national_score"])
    grade = row["grade_published"] or row["grade_by_rule"]
    return [
        {
            "series": name,
            "own": place == 0,
            "line": f"{name} {row['framework']}",
            "at": editions.index(str(row["edition"])),
            "edition": str(row["edition"]),
            "value": float(value),
            "label": score_words(value),
            "grade": grade_name(grade) if place == 0 else MISSING,
        }
        for place, (name, value) in enumerate(zip(names, values, strict=True))
        if name and value is not None
    ]


def _spans(rows: list[Row], editions: list[str]) -> list[Span]:
    """Return each instrument with the stretch of years in which it held, in order."""
    held: dict[str, list[int]] = {}
    for row in rows:
        held.setdefault(row["framework"], []).append(editions.index(str(row["edition"])))
    ordered = sorted(held.items(), key=lambda item: min(item[1]))
    edges = [(max(a[1]) + min(b[1])) / 2 for a, b in pairwise(ordered)]
    starts, ends = [-BEYOND, *edges], [*edges, BEYOND]
    return [(item[0], start, end) for item, start, end in zip(ordered, starts, ends, strict=True)]


def _bands(spans: list[Span], grades: pd.DataFrame | None) -> list[Row]:
    """Return the predicates of each instrument over its years, from the lowest."""
    if grades is None or grades.empty:
        return []
    rows = sorted(rows_of(grades), key=lambda row: float(row["lower"]))
    return [
        {
            "from": start,
            "to": end,
            "last": framework == spans[-1][0],
            "rank": rank,
            "name": local(row, "name"),
            "lower": float(row["lower"]),
            "upper": float(row["upper"]),
        }
        for framework, start, end in spans
        for rank, row in enumerate(row for row in rows if row["framework"] == framework)
    ]


def _limits(points: list[Row], bands: list[Row]) -> tuple[float, float]:
    """Return the lowest and highest value of the axis: the instrument's own scale where it is known."""
    values = [point["value"] for point in points]
    values += [band[edge] for band in bands for edge in ("lower", "upper")]
    lowest, highest = min(values), max(values)
    least = 0.1 if highest < SMALL_SCALE else 2.5  # so that the axis has more than one whole number
    room = 0 if bands else max((highest - lowest) * 0.2, least)
    return lowest - room, highest + room


def _x(editions: list[str], field: str) -> alt.X:
    """Return the axis of years, with room at the right for the names of the predicates."""
    axis = alt.Axis(
        title=_("Tahun penilaian"),
        values=list(range(len(editions))),
        labelExpr=f"{json.dumps(editions)}[datum.value]",
        grid=False,
        labelOverlap="greedy",
    )
    scale = alt.Scale(
        domain=[-0.5, len(editions) - 0.5], range=[0, alt.expr(f"width - {GRADE_ROOM}")], nice=False
    )
    return alt.X(f"{field}:Q", axis=axis, scale=scale)


def _y(lowest: float, highest: float, bands: list[Row], field: str) -> alt.Y:
    """Return the axis of scores, with a number at every limit of a predicate."""
    limits = sorted({band[edge] for band in bands for edge in ("lower", "upper")})
    axis = alt.Axis(
        title=_("Nilai indeks"),
        format=",.1f" if highest < SMALL_SCALE else ",.0f",
        values=limits or alt.Undefined,
        tickCount=alt.Undefined if limits else 5,
        grid=not bands,
        domain=False,
    )
    return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[lowest, highest], nice=False, zero=False))


def _band_layers(bands: list[Row], look: Look, x: X, y: Y) -> list[alt.Chart]:
    """Return the predicates as quiet bands, named at the right."""
    if not bands:
        return []
    base = alt.Chart(data(bands))
    places = list(range(len(look.bands)))
    fill = alt.Fill("rank:O", scale=alt.Scale(domain=places, range=list(look.bands)), legend=None)
    named = [{**band, "middle": (band["lower"] + band["upper"]) / 2} for band in bands if band["last"]]
    names = alt.Chart(data(named)).mark_text(align="right", dx=-8, fontSize=12, color=look.muted)
    return [
        base.mark_rect(clip=True, stroke=look.background).encode(
            x=x("from"), x2=alt.X2("to:Q"), y=y("lower"), y2=alt.Y2("upper:Q"), fill=fill
        ),
        names.encode(x=alt.XValue("width"), y=y("middle"), text=alt.Text("name:N")),
    ]


def _break_layers(spans: list[Span], editions: list[str], look: Look, x: X) -> list[alt.Chart]:
    """Return a dashed line where the instrument changed, and the words that forbid to compare across it."""
    text = _("Instrumen berganti,\nnilai tidak sebanding")
    layers = []
    for _name, _start, end in spans[:-1]:
        base = alt.Chart(data([{"at": end, "text": text}])).encode(x=x("at"))
        left = end < len(editions) / 2
        words = base.mark_text(
            align="left" if left else "right",
            dx=6 if left else -6,
            baseline="top",
            lineBreak="\n",
            lineHeight=14,
            fontSize=11.5,
            color=look.muted,
        )
        layers += [base.mark_rule(color=look.muted, strokeDash=[4, 3], strokeWidth=1.2)]
        layers += [words.encode(y=alt.YValue(6), text=alt.Text("text:N"))]
    return layers


def _line_layers(points: list[Row], names: list[str], look: Look, x: X, y: Y) -> list[alt.Chart]:
    """Return the lines, their points, and the region's own scores in words."""
    colours = [look.accent, look.categorical[1], look.muted][: len(names)]
    colour = alt.Color(
        "series:N",
        scale=alt.Scale(domain=names, range=colours),
        legend=alt.Legend(title=None, symbolStrokeWidth=0),
    )
    shape = alt.Shape(
        "series:N",
        scale=alt.Scale(domain=names, range=list(SERIES_SHAPES[: len(names)])),
        legend=alt.Legend(title=None, symbolStrokeWidth=0),
    )
    hints = tooltip(
        ("series", _("Pemerintah")), ("edition", _("Tahun")), ("label", _("Nilai")), ("grade", _("Predikat"))
    )
    base = alt.Chart(data(points)).encode(x=x("at"), y=y("value"))
    marks = base.mark_point(filled=True, size=85, opacity=1).encode(color=colour, shape=shape, tooltip=hints)
    lines = [
        alt.Chart(data(point for point in points if point["series"] == name))
        .mark_line(strokeWidth=2, strokeDash=dash)
        .encode(x=x("at"), y=y("value"), color=colour, detail=alt.Detail("line:N"))
        for name, dash in zip(names, SERIES_DASHES, strict=False)
    ]
    halos = _own_labels(points, x, y, stroke=look.background, strokeWidth=4)
    return [*lines, *halos, marks, *_own_labels(points, x, y, color=look.text)]


def _own_labels(points: list[Row], x: X, y: Y, **ink: Any) -> list[alt.Chart]:
    """Return the region's scores above, below or right of its points: where they cover no other point."""
    layers = []
    own = [point for point in points if point["own"]]
    for side, place in LABEL_PLACES.items():
        some = [point for point in own if _label_side(point, points) == side]
        words = alt.Chart(data(some)).mark_text(fontSize=13, fontWeight=700, **place, **ink)
        layers.append(words.encode(x=x("at"), y=y("value"), text=alt.Text("label:N")))
    return layers


def _label_side(own: Row, points: list[Row]) -> str:
    """Return on which side of a point its words cover no other point."""
    gaps = [point["value"] - own["value"] for point in points if point["at"] == own["at"]]
    if not any(COVERED[0] < gap < COVERED[1] for gap in gaps):
        return "above"
    return "right" if any(COVERED[0] < -gap < COVERED[1] for gap in gaps) else "below"
