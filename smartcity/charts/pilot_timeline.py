"""The time of pilots: when each begins, is due and was finished, what today is, and what is late, and by whose word."""

import json
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import Entry, Row, data, dress, empty, key, key_height, pixels, rows_of, tooltip
from smartcity.charts.comparison import status_name
from smartcity.formats import MISSING, number, short_month
from smartcity.formats import date as date_words
from smartcity.look import STATUSES, Look
from smartcity.rules import end_of
from smartcity.words import _

STEP = 46
"""Height in pixels of one pilot: its name, its bar."""

HEAD = 26
"""Pixels above the first pilot, for the word at today's line."""

MOST_TICKS = 5
"""Dates on the axis; so many fit a phone."""


def pilot_timeline(frame: pd.DataFrame, look: Look) -> Any:
    """Draw a bar per pilot from its start to its due date, today's line, and what is late by rule and as reported."""
    if frame.empty:
        return empty(look, _("Belum ada percontohan yang bertanggal"))
    today = date.fromisoformat(str(frame["today"].iloc[0]))
    bars = [_bar(row, place, today, look) for place, row in enumerate(rows_of(frame))]
    signs = _signs(bars, look)
    height = HEAD + STEP * len(bars) + key_height(signs)
    across = _Across(bars, today)
    foot = HEAD + STEP * len(bars)
    layers = [
        _grid(across, foot, look, height),
        *_today(today, foot, across, look, height),
        *_bars(bars, across, look, height),
        *_marks(bars, across, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_pilot_timeline(frame: pd.DataFrame) -> str:
    """Say how many pilots the timeline shows and which are late."""
    late = [str(row["title"]) for row in rows_of(frame) if row["late"]]
    delayed = [str(row["title"]) for row in rows_of(frame) if row["delayed"]]
    text = _("Linimasa {count} percontohan. Lewat tenggat: {late}. Dilaporkan terlambat: {delayed}.")
    return text.format(
        count=number(len(frame)), late="; ".join(late) or MISSING, delayed="; ".join(delayed) or MISSING
    )


class _Across:
    """The axis of days that all layers share."""

    def __init__(self, bars: list[Row], today: date) -> None:
        days = [day for bar in bars for day in (bar["from"], bar["to"], bar["done"]) if day is not None]
        first, last = min([*days, today.toordinal()]), max([*days, today.toordinal()])
        # At the right the word at today's line needs room, on a phone too.
        self.domain = [first - max((last - first) // 40, 8), last + max((last - first) // 12, 8)]
        self.ticks = _ticks(first, last)

    def x(self, field: str) -> alt.X:
        """Return the channel of a field that holds days."""
        labels = [short_month(date.fromordinal(day)) for day in self.ticks]
        axis = alt.Axis(
            title=None,
            orient="top",
            values=self.ticks,
            labelExpr=f"{json.dumps(labels)}[indexof({json.dumps(self.ticks)}, datum.value)]",
            labelOverlap="greedy",
            domain=False,
            grid=False,
        )
        return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(domain=self.domain, nice=False, zero=False))


def _ticks(first: int, last: int) -> list[int]:
    """Return beginnings of months, evenly apart, at most so many as fit."""
    start = date.fromordinal(first)
    end = date.fromordinal(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    apart = next(
        (step for step in (1, 2, 3, 6, 12, 24, 60, 120) if months / step <= MOST_TICKS), max(months // 4, 1)
    )
    begin = start.year * 12 + start.month - 1
    begin += -begin % apart
    found = range(begin, end.year * 12 + end.month, apart)
    return [date(month // 12, month % 12 + 1, 1).toordinal() for month in found]


def _day(text: str | None) -> int | None:
    return date.fromisoformat(text).toordinal() if text else None


def _bar(row: Row, place: int, today: date, look: Look) -> Row:
    """Return one pilot's days, marks and words; one without a start or a due date is drawn as a day."""
    top = HEAD + place * STEP
    start, due = _day(row["start_begin"]), _day(row["due_end"])
    finished = end_of(row["finished_on"])
    ends = [day for day in (start, due) if day is not None]
    return {
        "pilot": row["pilot"],
        "title": row["title"],
        "region": row["region_name"],
        "name": f"{row['title']} · {row['region_name']}",
        "status": row["status"],
        "state": status_name(row["status"]),
        "from": min(ends),
        "to": max(ends),
        "only_due": start is None,
        "only_start": due is None,
        "today": today.toordinal(),
        "done": finished.toordinal() if finished else None,
        "late": bool(row["late"]),
        "delayed": bool(row["delayed"]),
        "start_words": date_words(row["start_on"]),
        "due_words": date_words(row["due_on"]),
        "finished_words": date_words(row["finished_on"]),
        "late_words": _lateness(row, today, due),
        "colour": look.statuses.get(row["status"], look.muted),
        **{"y_name": top + 9, "top": top + 19, "end": top + 31, "middle": top + 25},
    }


def _lateness(row: Row, today: date, due: int | None) -> str:
    """Return whether a pilot is late, by rule and as reported, in words."""
    said = []
    if row["late"] and due is not None:
        days = number((today - date.fromordinal(due)) // timedelta(days=1))
        said.append(_("lewat tenggat {days} hari").format(days=days))
    if row["delayed"]:
        said.append(_("dilaporkan terlambat"))
    return ", ".join(said) or MISSING


def _grid(across: _Across, foot: int, look: Look, height: int) -> alt.Chart:
    """Return a line per date of the axis, from the head to the last bar."""
    lines = alt.Chart(data({"day": day, "top": 0, "foot": foot} for day in across.ticks))
    drawn: alt.Chart = lines.mark_rule(color=look.grid).encode(
        x=across.x("day"), y=pixels("top", height), y2=alt.Y2("foot:Q")
    )
    return drawn


def _today(today: date, foot: int, across: _Across, look: Look, height: int) -> list[alt.Chart]:
    """Return today's line with its word."""
    row = {"day": today.toordinal(), "top": 20, "foot": foot, "y": 10, "text": _("hari ini")}
    base = alt.Chart(data([row]))
    return [
        base.mark_rule(color=look.text, strokeWidth=1.2).encode(
            x=across.x("day"), y=pixels("top", height), y2=alt.Y2("foot:Q")
        ),
        base.mark_text(fontSize=12, fontWeight=600, color=look.text).encode(
            x=across.x("day"), y=pixels("y", height), text=alt.Text("text:N")
        ),
    ]


def _bars(bars: list[Row], across: _Across, look: Look, height: int) -> list[alt.Chart]:
    """Return the names, the bars, and the time past the due date of those that are late by rule."""
    hints = tooltip(
        ("title", _("Percontohan")),
        ("region", _("Daerah")),
        ("state", _("Status")),
        ("start_words", _("Mulai")),
        ("due_words", _("Tenggat")),
        ("finished_words", _("Selesai")),
        ("late_words", _("Keterlambatan")),
    )
    base = alt.Chart(data(bars))
    names = base.mark_text(align="left", fontSize=12, color=look.text, limit=alt.expr("width"))
    late = alt.Chart(data(bar for bar in bars if bar["late"]))
    return [
        base.mark_rect().encode(
            x=across.x("from"),
            x2=alt.X2("to:Q"),
            y=pixels("top", height),
            y2=alt.Y2("end:Q"),
            fill=alt.Fill("colour:N", scale=None),
            tooltip=hints,
        ),
        late.mark_rect(
            fill=look.background, stroke=look.attention, strokeWidth=1.6, strokeDash=[3, 2]
        ).encode(
            x=across.x("to"), x2=alt.X2("today:Q"), y=pixels("top", height), y2=alt.Y2("end:Q"), tooltip=hints
        ),
        names.encode(x=alt.XValue(1), y=pixels("y_name", height), text=alt.Text("name:N")),
    ]


def _marks(bars: list[Row], across: _Across, look: Look, height: int) -> list[alt.Chart]:
    """Return the marks: finished, late by rule, reported as delayed, without a due date."""
    marks = (
        ("late", [bar for bar in bars if bar["late"]], "today"),
        ("delayed", [bar for bar in bars if bar["delayed"]], "from"),
        ("done", [bar for bar in bars if bar["done"] is not None], "done"),
        ("only_due", [bar for bar in bars if bar["only_due"]], "to"),
        ("only_start", [bar for bar in bars if bar["only_start"]], "from"),
    )
    layers = []
    for name, some, field in marks:
        sign = _mark(name, look)
        base = alt.Chart(data(some)).mark_point(
            shape=sign.shape, size=110, fill=sign.fill, stroke=sign.stroke, strokeWidth=1.6, opacity=1
        )
        layers.append(base.encode(x=across.x(field), y=pixels("middle", height)))
    return layers


def _mark(name: str, look: Look) -> Entry:
    """Return one mark and what it means."""
    ground, ink, late = look.background, look.text, look.attention
    return {
        "late": Entry(late, ground, _("lewat tenggat menurut aturan"), "triangle-right"),
        "delayed": Entry(ground, look.statuses["delayed"], _("dilaporkan terlambat"), "diamond"),
        "done": Entry(ground, ink, _("tanggal selesai"), "circle"),
        "only_due": Entry(ground, ink, _("hanya tenggat yang diketahui"), "square"),
        "only_start": Entry(ground, ink, _("hanya tanggal mulai yang diketahui"), "triangle-up"),
    }[name]


def _signs(bars: list[Row], look: Look) -> list[Entry]:
    """Return the statuses and marks that occur."""
    there = {bar["status"] for bar in bars}
    known = [status for status in STATUSES if status in there] + sorted(there - set(STATUSES))
    colours = {status: look.statuses.get(status, look.muted) for status in known}
    signs = [Entry(colour, colour, status_name(status)) for status, colour in colours.items()]
    occurs = {
        "late": any(bar["late"] for bar in bars),
        "delayed": any(bar["delayed"] for bar in bars),
        "done": any(bar["done"] is not None for bar in bars),
        "only_due": any(bar["only_due"] for bar in bars),
        "only_start": any(bar["only_start"] for bar in bars),
    }
    return signs + [_mark(name, look) for name, there in occurs.items() if there]
