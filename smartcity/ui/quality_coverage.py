"""Cakupan: how much of each table is known by province and period, and where to complete it."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.charts import coverage as grids
from smartcity.findings import quality as said
from smartcity.settings import ROOT
from smartcity.ui import (
    address,
    data,
    deck,
    filters,
    frame,
    questions,
    sources,
    stage,
    tables,
    upload_help,
    upload_way,
)
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import N_, _

CHART = "coverage"
TABLES = {
    "participation": N_("Partisipasi"),
    "assessment": N_("Penilaian"),
    "pilot": N_("Percontohan & quick win"),
    "award": N_("Penghargaan"),
    "attendance": N_("Kehadiran"),
}
SHOWN = {
    "participation": N_(
        "Kabupaten/kota yang diketahui namanya menurut provinsi dan periode. Untuk seluruh Indonesia dibandingkan "
        "dengan angka terpublikasi bila ada; untuk provinsi, yang angkanya tidak terbit, dengan semua kabupaten/kota."
    ),
    "assessment": N_(
        "Pemerintah daerah yang nilai keseluruhannya diketahui, dibandingkan dengan jumlah yang dievaluasi bila "
        "terbit, selain itu dengan semua pemerintah daerah."
    ),
    "pilot": N_(
        "Percontohan dan quick win yang tercatat; tidak ada sumber yang menerbitkan jumlah seluruhnya."
    ),
    "award": N_("Penghargaan yang tercatat; tidak ada sumber yang menerbitkan jumlah seluruhnya."),
    "attendance": N_("Kehadiran daerah dalam kegiatan; tidak ada sumber yang menerbitkan jumlah seluruhnya."),
}
COLUMNS = ("area_name", "period", "covered", "share_known", "basis")
FIRST = "participation"
AREAS_ON_SLIDE = 13
"""The country and its provinces, of which a slide holds so many."""


def draw(view: View, page: str) -> list[str]:
    """Draw the heatmap of one table, its numbers, and what completes them."""
    view = replace(view, table=view.table if view.table in TABLES else FIRST, key="")
    key = "coverage_table"
    st.session_state[key] = view.table
    st.segmented_control(
        _("Yang dihitung"),
        list(TABLES),
        key=key,
        format_func=lambda id_: _(TABLES[id_]),
        on_change=lambda: address.go(view, table=st.session_state[key] or FIRST),
    )
    shown = data.made(("coverage", view.table), lambda: _picture(view.table))
    if not shown.table["known"].any():
        frame.empty(
            f"{said.coverage(shown.table, view.table)}.",
            _("Belum ada sumber yang memuatnya."),
            _("Unggah datanya beserta sumbernya; templatnya ada di bawah."),
        )
    else:
        picked = replace(shown, on_select=lambda: _pick(view))
        frame.picture(picked, view, _(TABLES[view.table]), page)
        frame.fold(_("Tabel"), lambda: _table(view, shown.table), key="coverage_table")
    _complete(view)
    return sources.titles()


def _picture(table: str) -> frame.Picture:
    asked = questions.question("coverage", table_name=table)
    answer = asked.answer()
    return frame.Picture(
        key=CHART,
        title=said.coverage(answer, table),
        subtitle=_(SHOWN[table]),
        chart=partial(grids.coverage, answer),
        pieces=frame.pieces(answer, AREAS_ON_SLIDE, grids.coverage, by="area"),
        questions=(asked,),
        sources=tuple(sources.titles()),
        alt=grids.alt_coverage(answer),
        table=answer,
        rows=questions.question("region_sources", region=NATION),
        selections=("cell",),
    )


def _pick(view: View) -> None:
    picked = st.session_state[f"chart_{CHART}"]["selection"].get("cell", [])
    if picked:
        _choose(view, {str(name): str(value or "") for name, value in picked[0].items()})


def _choose(view: View, cell: dict[str, str]) -> None:
    """Turn to the program, period and province of a cell."""
    program = cell["program"] or view.program
    edition = cell["edition"] if cell["program"] else view.edition
    address.go(view, program=program, edition=edition, region=cell["area"])


def _table(view: View, answer: pd.DataFrame) -> None:
    some = answer[answer["known"] > 0].reset_index(drop=True)
    rows = [{str(name): value for name, value in row.items()} for row in some.to_dict("records")]
    shown = some.assign(
        period=[said.period_name(row) for row in rows],
        covered=[
            grids.known_words({**row, "total": None if formats.is_missing(row["total"]) else row["total"]})
            for row in rows
        ],
        basis=[grids.basis_words(row["basis"]) for row in rows],
    )
    st.caption(_("Pilih satu baris untuk melengkapinya."))
    tables.show(
        shown,
        key="coverage_rows",
        columns=COLUMNS,
        on_pick=lambda row: _choose(
            view, {name: str(shown[name].iloc[row]) for name in ("program", "edition", "area")}
        ),
        made_of=view.table,
        height=430,
    )


def _complete(view: View) -> None:
    """Draw what completes the chosen program and period: the form of missing names, or the table's template."""
    if deck.is_on():
        return
    st.subheader(_("Lengkapi"), anchor=False)
    filters.bar(view, with_stages=False)
    st.markdown(f"**{plain(filters.described(view))}**{_now(view)}")
    if view.region != NATION:
        st.page_link(
            ROOT / "pages" / "region.py",
            label=_("Halaman {name}").format(name=plain(filters.region_name(view.region))),
            icon=":material/location_on:",
            query_params=address.shared(view),
        )
    if view.table == "participation" and view.program in filters.programs(with_stages=True):
        _names(view)
    else:
        upload_help.templates(view.table)
    upload_way.draw(view.table, _("Unggah yang sudah diisi"))


def _now(view: View) -> str:
    """Return how much is known of what was chosen, in words."""
    answer = data.ask("coverage", table_name=view.table)
    area = view.province or NATION
    here = answer[(answer["area"] == area) & (answer["edition"] == view.edition)]
    here = here[here["program"].isin([view.program, ""])]
    if here.empty:
        return ""
    row = {str(name): value for name, value in here.iloc[0].items()}
    row["total"] = None if formats.is_missing(row["total"]) else row["total"]
    words = _("{count} diketahui ({basis})").format(
        count=grids.known_words(row), basis=grids.basis_words(row["basis"])
    )
    return f": {words}"


def _names(view: View) -> None:
    """Draw the form for the names that a stage lacks in the whole country."""
    whole = replace(view, region=NATION)
    stage.chooser(view)
    current = stage.current(whole)
    name = f"{view.program}-{view.edition}-{current}-lengkapi"
    stage.form(whole, current, data.file_name(name, "xlsx"))
    st.page_link(
        ROOT / "pages" / "stages.py",
        label=_("Daerah pada tahap ini"),
        icon=":material/filter_alt:",
        query_params=address.shared(whole) | {address.PARAMETERS["stage"]: current},
    )
