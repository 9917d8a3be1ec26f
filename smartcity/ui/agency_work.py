"""Inisiatif: infrastructure, training, applications and collaboration with their owners, progress and due dates."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import charts, formats
from smartcity.findings import agencies
from smartcity.ui import agency, data, downloads, frame, onward, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import _

MOST_ROWS = 200
COLUMNS = (
    "title",
    "region_name",
    "agency_name",
    "kind",
    "status",
    "late",
    "progress_percent",
    "due_on",
    "updated_on",
    "source_title",
)


def draw(view: View) -> list[str]:
    """Draw the initiatives of the region's own government, of all for the country; return the sources."""
    asked = question(view)
    answer = asked.answer()
    if answer.empty:
        frame.empty(
            _("Belum ada inisiatif yang tercatat di {region}.").format(
                region=plain(agency.region_name(view))
            ),
            _("Inisiatif adalah percontohan berjenis infrastruktur, pelatihan, aplikasi, atau kolaborasi."),
            _("Unggah tabel percontohan dengan jenis itu; isi kolom perangkat daerah sebagai pemiliknya."),
        )
        onward.link("upload.py", _("Unggah data"), ":material/upload_file:", view, table="pilot")
        return []
    shown = data.made(("initiatives", asked), lambda: _picture(view, asked))
    frame.picture(shown, view, agency.region_name(view), agency.PAGE)
    st.caption(
        _(
            "“Lewat tenggat” adalah aturan: tenggatnya sudah lewat dan pekerjaan belum selesai. Status “Terlambat” "
            "adalah laporan daerah. Pilih satu baris untuk membuka percontohannya."
        )
    )
    table(view, asked)
    downloads.offer(answer, "inisiatif", sheet=_("Inisiatif"), filters=agency.region_name(view))
    return list(shown.sources)


def question(view: View) -> Question:
    """Return the question about the initiatives of the view's region, and of its agency where one is looked at."""
    return questions.question(
        "agency_initiatives", region=view.region, agency=view.agency, today=data.today()
    )


def table(view: View, asked: Question) -> None:
    """Draw initiatives as a table; picking a row opens the initiative among the pilots."""
    answer = asked.answer()
    several = view.region == NATION
    tables.show(
        answer,
        key="agency_initiatives",
        of="pilot",
        columns=[column for column in COLUMNS if several or column != "region_name"],
        on_pick=lambda place: onward.note("pilots.py", pilot=str(answer["pilot"].iloc[place])),
        made_of=asked,
        most=MOST_ROWS,
        title=_("Inisiatif"),
    )


def finding(answer: pd.DataFrame) -> str:
    """Return what the initiatives come to, in a sentence."""
    still_open = answer[~answer["finished"].astype(bool)]
    return agencies.initiatives(
        len(answer),
        len(still_open),
        int(still_open["due_on"].notna().sum()),
        int(answer["late"].sum()),
        int(answer["delayed"].sum()),
    )


def _picture(view: View, asked: Question) -> frame.Picture:
    groups = questions.question("agency_initiative_groups", region=view.region, today=data.today())
    names = tables.value_names("pilot", "kind")
    drawn = groups.answer().assign(name=[names.get(id_, id_) for id_ in groups.answer()["grouped"]])
    answer = asked.answer()
    return frame.Picture(
        key="initiatives",
        title=finding(answer),
        subtitle=_("Inisiatif menurut jenis dan status yang dilaporkan · {region}, {count} inisiatif").format(
            region=agency.region_name(view), count=formats.number(len(answer))
        ),
        chart=partial(charts.pilot_groups, drawn),
        questions=(groups, asked),
        sources=tuple(answer["source_title"].dropna().unique()),
        alt=charts.alt_pilot_groups(drawn),
        table=drawn,
        rows=asked,
    )
