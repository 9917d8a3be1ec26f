"""Percontohan & quick win and Tindak lanjut of a briefing: how pilots stand, and what is to be followed up."""

from functools import partial
from typing import Any

import pandas as pd

from smartcity import charts, findings, formats, rules
from smartcity.export.briefing.model import Chart, Column, Picture, Question, Section, Series, Table
from smartcity.export.briefing.reading import (
    Reader,
    Scope,
    header,
    question,
    records,
    table,
    titles,
    value_names,
)
from smartcity.look import LIGHT, STATUSES
from smartcity.words import N_, _

MOST_GROUPS = 12
"""Groups of pilots that one picture has room for."""

LATE_RULE = N_(
    "“Lewat tenggat” adalah aturan: tenggatnya sudah lewat dan pekerjaan belum selesai. “Dilaporkan "
    "terlambat” adalah status dari pelapor. Keduanya ditandai terpisah karena dapat berbeda."
)


def pilots(reader: Reader, scope: Scope) -> Section:
    """Return the pilots of the region by program and status."""
    asked = _question("pilot_groups", reader, scope, by="program")
    listed = _question("pilot_list", reader, scope)
    answer, rows = _named(reader, reader.ask(asked)), reader.ask(listed)
    totals = reader.ask(_question("pilot_totals", reader, scope)).iloc[0]
    counted = {str(name): int(value) for name, value in totals.items()}
    there = counted["pilots"] > 0
    return Section(
        key="pilots",
        name=_("Percontohan & quick win"),
        title=findings.pilots(counted),
        subtitle=_("Percontohan menurut {grouping} dan status yang dilaporkan · {filters}").format(
            grouping=_("Program").lower(), filters=reader.region_name(scope.region)
        ),
        address=reader.link("percontohan", wilayah=scope.region),
        questions=(asked, _question("pilot_totals", reader, scope)),
        sources=titles(rows),
        picture=_picture(answer) if there else None,
        tables=(_list(reader, rows, listed),) if there else (),
        definitions=(_(LATE_RULE),),
        nothing=""
        if there
        else _(
            "Percontohan berasal dari berita dan laporan yang menyebut namanya; banyak yang belum terkumpul."
        ),
    )


def _question(name: str, reader: Reader, scope: Scope, **more: Any) -> Question:
    """Return a question about the pilots of a region."""
    every = dict.fromkeys(("program", "edition", "dimension", "kind", "status", "text"), "")
    return question(name, **every, region=scope.region, today=reader.today, **more)


def _named(reader: Reader, answer: pd.DataFrame) -> pd.DataFrame:
    known = reader.programs()
    return answer.assign(name=[known.get(id_, id_) or _("Tanpa program") for id_ in answer["grouped"]])


def _picture(answer: pd.DataFrame) -> Picture:
    rows = records(answer)
    groups = list(dict.fromkeys(row["name"] for row in rows))[:MOST_GROUPS]
    counts = {(row["name"], row["status"]): float(row["pilots"]) for row in rows}
    series = tuple(
        Series(
            charts.status_name(status),
            tuple(counts.get((group, status)) for group in groups),
            LIGHT.statuses[status],
        )
        for status in STATUSES
        if any((group, status) in counts for group in groups)
    )
    shown = answer[answer["name"].isin(groups)]
    chart = Chart("stacked", tuple(groups), series)
    return Picture(partial(charts.pilot_groups, shown), charts.alt_pilot_groups(shown), chart)


def _list(reader: Reader, rows: pd.DataFrame, asked: Question) -> Table:
    columns = {
        "title": Column(header("pilot", "title"), width=2.6),
        "region_name": Column(_("Daerah"), width=1.8),
        "program": Column(_("Program"), width=1.6),
        "status": Column(header("pilot", "status"), width=1.5),
        "late": Column(_("Lewat tenggat"), "flag", width=1.0),
        "progress_percent": Column(header("pilot", "progress_percent"), "number", width=1.2),
        "due_on": Column(header("pilot", "due_on"), "date", width=1.5),
    }
    values = {"program": reader.programs(), "status": value_names("pilot", "status")}
    return table(_("Percontohan & quick win"), rows, columns, asked, values=values, most=20)


def follow_up(reader: Reader, scope: Scope) -> Section:
    """Return which pilots are overdue, long not reported or incomplete."""
    asked = question("follow_up", program="", edition="", region=scope.region, today=reader.today)
    rows = reader.ask(asked)
    total = int(reader.ask(_question("pilot_totals", reader, scope))["pilots"].iloc[0])
    columns = {
        "region_name": Column(_("Daerah"), width=1.6),
        "agency_name": Column(_("Perangkat daerah"), width=1.2),
        "title": Column(header("pilot", "title"), width=2.4),
        "need": Column(_("Yang perlu ditindaklanjuti"), width=3.0),
        "due_on": Column(header("pilot", "due_on"), "date", width=1.0),
        "updated_on": Column(header("pilot", "updated_on"), "date", width=1.3),
    }
    shown = rows.assign(need=[needs(row) for row in records(rows)])
    rule = _(
        "lewat tenggat, dilaporkan terlambat, tidak dilaporkan lebih dari {days} hari, atau belum lengkap; "
        "yang paling mendesak di atas"
    ).format(days=formats.number(rules.UNREPORTED_AFTER_DAYS))
    return Section(
        key="follow_up",
        name=_("Tindak lanjut"),
        title=findings.follow_up(rows, total),
        subtitle=f"{reader.region_name(scope.region)} · {rule}",
        address=reader.link("tindak-lanjut", wilayah=scope.region),
        questions=(asked,),
        sources=titles(rows),
        tables=(table(_("Tindak lanjut"), shown, columns, asked, most=14),) if len(rows) else (),
        definitions=(_(LATE_RULE),),
        nothing="" if len(rows) else _("Tidak ada percontohan yang perlu ditindaklanjuti di sini."),
    )


def needs(row: dict[str, Any]) -> str:
    """Return what is to be done about a pilot, the most pressing first."""
    found = []
    if row["late"]:
        found.append(_("Lewat tenggat {days} hari").format(days=formats.number(row["days_past_due"])))
    if row["delayed"]:
        found.append(_("Dilaporkan terlambat"))
    if row["unreported"]:
        found.append(_unreported(row["days_unreported"]))
    if row["missing"]:
        names = ", ".join(_column(name).lower() for name in str(row["missing"]).split(", "))
        found.append(_("Belum terisi: {columns}").format(columns=names))
    return "; ".join(found)


def _unreported(days: float | None) -> str:
    if days is None:
        return _("Tanggal laporan tidak diketahui")
    return _("Tidak dilaporkan {days} hari").format(days=formats.number(days))


def _column(name: str) -> str:
    return header("pilot", name)
