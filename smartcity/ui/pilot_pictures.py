"""The pictures of Percontohan & quick win: status by group, on the map, timeline, progress beside time, money."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import charts, findings, formats
from smartcity.measures import Measure
from smartcity.settings import ROOT
from smartcity.ui import address, data, filters, frame, map_page, map_shown, pilots, tables
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _

PATH = "percontohan"
UPLOAD = ROOT / "pages" / "upload.py"
MAP = ROOT / "pages" / "map.py"
# Pilots on the timeline: three screens of a laptop.
MOST_BARS = 30
# Pilots on one slide of it.
ON_SLIDE = 8


def standing(view: View) -> list[str]:
    """Draw how many pilots of each group stand at each status; return the sources."""
    key = "choose_grouping"
    st.session_state[key] = view.grouping
    st.segmented_control(
        _("Status menurut"),
        list(pilots.GROUPINGS),
        key=key,
        format_func=lambda id_: _(pilots.GROUPINGS[id_]),
        on_change=lambda: address.go(view, grouping=st.session_state[key] or "program"),
    )
    shown = data.made(("pilot groups", view, data.today()), lambda: _standing(view))
    frame.picture(shown, view, pilots.described(view), PATH)
    frame.fold(_("Tabel"), partial(_standing_table, shown.table), key="pilot_groups_table")
    return list(shown.sources)


def _standing(view: View) -> frame.Picture:
    asked = pilots.question("pilot_groups", view, by=view.grouping)
    answer = _named(asked.answer(), view.grouping)
    return frame.Picture(
        key="pilot_groups",
        title=findings.pilots(pilots.totals(view)),
        subtitle=_("Percontohan menurut {grouping} dan status yang dilaporkan · {filters}").format(
            grouping=_(pilots.GROUPINGS[view.grouping]).lower(), filters=pilots.described(view)
        ),
        chart=partial(charts.pilot_groups, answer),
        questions=(asked,),
        sources=_sources(view),
        alt=charts.alt_pilot_groups(answer),
        table=answer,
        rows=pilots.question("pilot_list", view),
    )


def _named(answer: pd.DataFrame, grouping: str) -> pd.DataFrame:
    """Return the groups with their names in words."""
    if grouping == "province":
        return answer
    known = (
        filters.programs(with_stages=False)
        if grouping == "program"
        else tables.value_names("pilot", "dimension")
    )
    nothing = _("Tanpa program") if grouping == "program" else _("Dimensi tidak disebut")
    return answer.assign(name=[known.get(id_, id_) or nothing for id_ in answer["grouped"]])


def _sources(view: View) -> tuple[str, ...]:
    return tuple(pilots.question("pilot_list", view).answer()["source_title"].dropna().unique())


def _standing_table(answer: pd.DataFrame) -> None:
    columns = ("name", "status", "pilots", "late")
    tables.show(
        answer, key="pilot_groups_table", of="", columns=columns, values={"status": pilots.statuses()}
    )


def on_map(view: View) -> list[str]:
    """Draw the small map of pilots, and the way to the large one; return the sources."""
    status = "" if view.status == pilots.LATE else view.status
    measure = Measure("pilots", status)
    shown = map_shown.prepare(view, measure)
    sources = map_page.picture(shown, view, measure, page="peta", small=True)
    if view.program or view.dimension or view.kind or view.text or view.status != status:
        st.caption(_("Peta menghitung semua percontohan; hanya saringan status dan wilayah berlaku padanya."))
    st.page_link(
        MAP,
        label=_("Buka peta"),
        icon=":material/map:",
        query_params={**address.shared(view), address.PARAMETERS["measure"]: measure.id},
    )
    return sources


def timeline(view: View) -> None:
    """Draw when pilots begin and are due, today's line, and what is late by rule and as reported."""
    totals = pilots.totals(view)
    if not totals["dated"]:
        _no_dates(findings.pilot_timeline(totals))
        return
    shown = data.made(("pilot timeline", view, data.today()), lambda: _timeline(view))
    frame.picture(shown, view, pilots.described(view), PATH)
    st.caption(
        _(
            "“Lewat tenggat” adalah aturan: tenggatnya sudah lewat dan pekerjaan belum selesai. “Dilaporkan "
            "terlambat” adalah status dari pelapor. Keduanya ditandai terpisah karena dapat berbeda."
        )
    )


def _timeline(view: View) -> frame.Picture:
    asked = pilots.question("pilot_timeline", view, limit=MOST_BARS)
    answer, totals = asked.answer(), pilots.totals(view)
    dated = _("{dated} dari {total} percontohan bertanggal").format(
        dated=formats.number(totals["dated"]), total=formats.number(totals["pilots"])
    )
    cut = _("{count} yang paling mendesak").format(count=formats.number(MOST_BARS))
    parts = (dated, cut if totals["dated"] > MOST_BARS else "", pilots.described(view))
    return frame.Picture(
        key="pilot_timeline",
        title=findings.pilot_timeline(totals),
        subtitle=" · ".join(part for part in parts if part),
        chart=partial(charts.pilot_timeline, answer),
        pieces=frame.pieces(answer, ON_SLIDE, charts.pilot_timeline),
        questions=(asked, pilots.question("pilot_totals", view)),
        sources=tuple(answer["source_title"].dropna().unique()),
        alt=charts.alt_pilot_timeline(answer),
        table=answer,
        rows=pilots.question("pilot_list", view),
    )


def progress(view: View) -> None:
    """Draw how far open pilots are beside the time that has passed."""
    answer = pilots.question("pilot_progress", view).answer()
    if answer.empty:
        _no_dates(findings.pilot_progress(answer, pilots.totals(view)))
        return
    shown = data.made(("pilot progress", view, data.today()), lambda: _progress(view))
    frame.picture(shown, view, pilots.described(view), PATH)
    st.caption(
        _(
            "Bagian waktu dihitung dari tanggal mulai sampai tenggat. Titik di bawah garis tertinggal; yang di "
            "kanan garis putus-putus sudah lewat tenggat. Kemajuan adalah angka dari pelapor."
        )
    )


def _progress(view: View) -> frame.Picture:
    asked, totals = pilots.question("pilot_progress", view), pilots.totals(view)
    answer = asked.answer()
    known = _(
        "{known} dari {total} percontohan terbuka memiliki tanggal mulai, tenggat, dan kemajuan"
    ).format(known=formats.number(len(answer)), total=formats.number(totals["still_open"]))
    return frame.Picture(
        key="pilot_progress",
        title=findings.pilot_progress(answer, totals),
        subtitle=f"{known} · {pilots.described(view)}",
        chart=partial(charts.pilot_progress, answer),
        questions=(asked, pilots.question("pilot_totals", view)),
        sources=tuple(answer["source_title"].dropna().unique()),
        alt=charts.alt_pilot_progress(answer),
        table=answer,
        rows=pilots.question("pilot_list", view),
    )


def _no_dates(missing: str) -> None:
    frame.empty(
        f"{plain(missing)}.",
        _("Sumber yang terbit jarang menyebut tanggal mulai, tenggat, dan kemajuan percontohan."),
        _(
            "Unggah tabel percontohan dengan kolom tanggal mulai (start_on), tenggat (due_on), dan kemajuan "
            "(progress_percent); baris yang sudah ada dilengkapi menurut kode percontohannya."
        ),
    )
    st.page_link(
        UPLOAD, label=_("Unggah data"), icon=":material/upload_file:", query_params=address.carried()
    )


def budget(view: View) -> None:
    """Draw how much money is planned, and of how many pilots that is known; for those who may see it."""
    answer = pilots.question("pilot_budget", view).answer()
    known, total = int(answer["with_budget"].sum()), int(answer["pilots"].sum())
    if not known:
        frame.empty(
            _("Anggaran belum diketahui dari satu percontohan pun."),
            _("Anggaran jarang diumumkan bersama percontohan."),
            _("Unggah tabel percontohan dengan kolom anggaran (budget_idr)."),
        )
        return
    st.markdown(
        _(
            "**{amount}** untuk {known} percontohan; dari {total} percontohan selebihnya belum diketahui."
        ).format(
            amount=plain(formats.rupiah(answer["budget_idr"].sum())),
            known=formats.number(known),
            total=formats.number(total),
        )
    )
    tables.show(
        answer.assign(budget_idr=answer["budget_idr"].map(formats.rupiah)),
        key="pilot_budget",
        of="pilot",
        columns=("program", "status", "pilots", "with_budget", "budget_idr"),
        values={"program": filters.programs(with_stages=False), "status": pilots.statuses()},
        title=_("Anggaran"),
    )
    st.caption(_("Anggaran adalah kolom internal: hanya yang masuk dengan akun yang melihatnya."))
