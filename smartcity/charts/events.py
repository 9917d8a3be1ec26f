"""Events: a calendar of years and months, and how often each layer of ICT services was addressed."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import altair as alt
import pandas as pd
from babel.dates import get_month_names

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
from smartcity.findings.events import UNKNOWN_MONTH, UNKNOWN_YEAR
from smartcity.formats import MISSING, locale, number
from smartcity.look import Look, contrast
from smartcity.words import _

MONTHS = [f"{month:02}" for month in range(1, 13)]

COLUMNS = [*MONTHS, UNKNOWN_MONTH]

LINE = 30
"""Height in pixels of one year."""

HEAD = 24
"""Height in pixels of the names of the months."""

NAMES = 36
"""Pixels at the left for the years."""

TOTALS = 32
"""Pixels at the right for the number of a whole year."""

MOST_YEARS = 15
"""Years that are drawn, the latest; the list beside the calendar has all."""

BREAKS = (1, 2, 3, 5)
"""Events of a month from which a cell takes the next colour."""

COLOURS = (0, 1, 4, 5)
"""Places in the sequential scale on which numbers can be read in both looks."""

LAYER = 46
"""Height in pixels of one layer: its name, and its bar."""


def calendar(frame: pd.DataFrame, look: Look, *, year: str = "", month: str = "") -> Any:
    """Draw a row for each year, the latest above, with a cell for each month; the chosen time has a frame."""
    if frame.empty:
        return empty(look, _("Belum ada kegiatan yang tercatat"))
    years = _years(frame)
    counts = {(row["year"], row["month"]): row for row in rows_of(frame)}
    cells = [
        _cell(counts.get((each, column)), each, column, HEAD + place * LINE, look)
        for place, each in enumerate(years)
        for column in COLUMNS
    ]
    signs = _signs(look, bool((frame["month"] == UNKNOWN_MONTH).any()))
    height = HEAD + LINE * len(years) + key_height(signs)
    chosen = [cell for cell in cells if cell["year"] == year and month in ("", cell["month"])] if year else []
    layers = [
        *_boxes(cells, chosen, look, height),
        *_labels(cells, years, look, height),
        *key(signs, look, height),
        _target([cell for cell in cells if cell["label"]], height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_calendar(frame: pd.DataFrame) -> str:
    """Say in one sentence how many events each year had."""
    parts = [
        f"{year_name(str(year))}: {number(some['events'].sum())}" for year, some in frame.groupby("year")
    ]
    return _("Kalender kegiatan menurut tahun dan bulan. {parts}").format(parts="; ".join(parts) or MISSING)


def year_name(year: str) -> str:
    """Return a year in words."""
    return _("Tahun belum diketahui") if year == UNKNOWN_YEAR else year


def month_name(month: str) -> str:
    """Return a month in words."""
    if month == UNKNOWN_MONTH:
        return _("Tanggal belum diketahui")
    name = str(get_month_names("wide", context="stand-alone", locale=locale())[int(month)])
    return name[:1].upper() + name[1:]


def time_name(year: str, month: str) -> str:
    """Return a year, or with a month that month of it, in words; '' where neither is chosen."""
    if not year or not month:
        return year_name(year) if year else ""
    if month == UNKNOWN_MONTH or year == UNKNOWN_YEAR:
        return f"{month_name(month)}, {year_name(year)}"
    return f"{month_name(month)} {year}"


def layers(frame: pd.DataFrame, look: Look, *, names: Mapping[str, str]) -> Any:
    """Draw a bar for each layer, as long as there are events that address it; one never addressed says so."""
    rows = [_layer(row, place, names) for place, row in enumerate(rows_of(frame))]
    if not rows or not any(row["events"] for row in rows):
        return empty(look, _("Belum ada kegiatan yang menyebut lapisannya"))
    height = LAYER * len(rows)
    scale = bar_scale(max(row["events"] for row in rows), 150)
    base = alt.Chart(data(rows))
    hints = tooltip(("name", _("Lapisan")), ("label", _("Kegiatan")))
    bars = base.mark_rect(fill=look.stage(3)).encode(
        x=alt.X("events:Q", scale=scale, axis=None),
        x2=alt.datum(0),
        y=pixels("top", height),
        y2=alt.Y2("end:Q"),
        tooltip=hints,
    )
    words = base.mark_text(align="left", dx=6, fontSize=13, fontWeight=600).encode(
        x=alt.X("events:Q", scale=scale, axis=None),
        y=pixels("middle", height),
        text=alt.Text("label:N"),
        color=alt.condition(alt.datum.events > 0, alt.value(look.text), alt.value(look.attention)),
    )
    titles = base.mark_text(align="left", fontSize=12, color=look.muted, limit=alt.expr("width"))
    named = titles.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("name:N"))
    return dress(alt.layer(bars, words, named), look, height)


def alt_layers(frame: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Say in one sentence how many events address each layer."""
    parts = [f"{names.get(row['layer'], row['layer'])} {number(row['events'])}" for row in rows_of(frame)]
    return _("Diagram batang kegiatan menurut lapisan layanan TIK: {parts}").format(
        parts="; ".join(parts) or MISSING
    )


def _years(frame: pd.DataFrame) -> list[str]:
    """Return the years to draw, the latest first; those in between without an event, too, while there is room."""
    there = sorted(set(frame["year"]) - {UNKNOWN_YEAR}, reverse=True)
    if there and int(there[0]) - int(there[-1]) < MOST_YEARS:
        there = [f"{year:04}" for year in range(int(there[0]), int(there[-1]) - 1, -1)]
    return [*there[:MOST_YEARS], *[UNKNOWN_YEAR] * (UNKNOWN_YEAR in set(frame["year"]))]


def _cell(row: Row | None, year: str, month: str, top: int, look: Look) -> Row:
    count = whole(row["events"]) if row else 0
    titles = [str(title) for title in row["titles"]] if row else []
    more = count - len(titles)
    fill = look.sequential[COLOURS[sum(count >= each for each in BREAKS) - 1]] if count else look.background
    return {
        "year": year,
        "month": month,
        "events": count,
        "label": number(count) if count else "",
        "when": time_name(year, month),
        "which": "; ".join(titles) + (_("; dan {count} lainnya").format(count=number(more)) if more else ""),
        "fill": fill,
        "ink": max((look.text, look.background), key=lambda each: contrast(each, fill)),
        **{"top": top + 2, "end": top + LINE - 2, "middle": top + LINE / 2},
    }


def _signs(look: Look, undated: bool) -> list[Entry]:
    """Return what the cells mean."""
    some = Entry(look.sequential[COLOURS[1]], look.border, _("angka: banyaknya kegiatan"))
    none = Entry(look.background, look.border, _("tidak ada yang tercatat"))
    unknown = Entry(look.background, look.muted, _("kolom ?: bulannya belum diketahui"), dashed=True)
    return [some, none, *[unknown] * undated]


def _x() -> alt.X:
    """Return the months beside the years; those of unknown month stand at the right."""
    right = alt.expr(f"width - {TOTALS}")
    scale = alt.Scale(domain=COLUMNS, range=[NAMES, right], paddingInner=0.08, paddingOuter=0)
    return alt.X("month:N", sort=COLUMNS, scale=scale, axis=None)


def _boxes(cells: list[Row], chosen: list[Row], look: Look, height: int) -> list[alt.Chart]:
    base = alt.Chart(data(cells)).mark_rect(stroke=look.border, strokeWidth=0.6)
    ring = alt.Chart(data(chosen)).mark_rect(
        fillOpacity=0, fill=look.background, stroke=look.attention, strokeWidth=2.2
    )
    ends = {"x": _x(), "y": pixels("top", height), "y2": "end:Q"}
    boxes = base.encode(fill=alt.Fill("fill:N", scale=None), **ends)
    return [boxes, ring.encode(**ends)] if chosen else [boxes]


def _labels(cells: list[Row], years: list[str], look: Look, height: int) -> list[alt.Chart]:
    """Return the numbers in the cells, the months above, the years at the left, their totals at the right."""
    size, y = alt.expr("width < 480 ? 9.5 : 12"), pixels("middle", height)
    head, side = alt.Chart(data(_heads())), alt.Chart(data(_sides(cells, years)))
    cell = alt.Chart(data(cell for cell in cells if cell["label"])).mark_text(fontSize=12, fontWeight=600)
    total = alt.Chart(data([{"words": _("Jumlah"), "middle": 11}]))
    return [
        cell.encode(x=_x(), y=y, text=alt.Text("label:N"), color=alt.Color("ink:N", scale=None)),
        head.mark_text(color=look.muted, fontSize=size).encode(x=_x(), y=y, text=alt.Text("words:N")),
        side.mark_text(align="left", fontSize=12, color=look.text).encode(
            x=alt.XValue(1), y=y, text=alt.Text("words:N")
        ),
        side.mark_text(align="right", fontSize=12, fontWeight=600, color=look.text).encode(
            x=alt.XValue("width"), y=y, text=alt.Text("total:N")
        ),
        total.mark_text(align="right", color=look.muted, fontSize=size).encode(
            x=alt.XValue("width"), y=y, text=alt.Text("words:N")
        ),
    ]


def _heads() -> list[Row]:
    """Return the short names of the months, and the sign for those that are not known."""
    short = get_month_names("abbreviated", context="stand-alone", locale=locale())
    heads: list[Row] = [
        {"month": month, "words": str(short[int(month)])[:3], "middle": 11} for month in MONTHS
    ]
    return [*heads, {"month": UNKNOWN_MONTH, "words": "?", "middle": 11}]


def _sides(cells: list[Row], years: list[str]) -> list[Row]:
    """Return each year with how many events it had."""
    totals = {
        year: sum(cell["events"] for cell in some) for year, some in groupby(cells, lambda cell: cell["year"])
    }
    return [
        {
            "words": "?" if year == UNKNOWN_YEAR else year,
            "total": number(totals[year]) if totals[year] else "",
            "middle": HEAD + place * LINE + LINE / 2,
        }
        for place, year in enumerate(years)
    ]


def _target(cells: list[Row], height: int) -> alt.Chart:
    """Return an invisible mark over each month with events that carries its tooltip and is chosen by a click."""
    chosen = alt.selection_point(name="month", fields=["year", "month"])
    marks = alt.Chart(data(cells)).mark_rect(opacity=0, cursor="pointer")
    hints = tooltip(("when", _("Waktu")), ("label", _("Kegiatan")), ("which", _("Nama kegiatan")))
    target: alt.Chart = marks.encode(
        x=_x(), y=pixels("top", height), y2=alt.Y2("end:Q"), tooltip=hints
    ).add_params(chosen)
    return target


def _layer(row: Row, place: int, names: Mapping[str, str]) -> Row:
    top, count = place * LAYER, whole(row["events"])
    return {
        "layer": row["layer"],
        "name": names.get(row["layer"], row["layer"]),
        "events": count,
        "label": number(count) if count else _("belum pernah dibahas"),
        **{"y_name": top + 9, "top": top + 18, "end": top + 34, "middle": top + 26},
    }
