"""What was done in one region and what came of it: pilots, awards, events, published figures."""

import pandas as pd
import streamlit as st

from smartcity import findings, formats
from smartcity.ui import data, filters, frame, onward, pilots, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import _

# Rows of one table; a browser on a phone draws them at once.
MOST_ROWS = 50
COLUMNS = {
    "pilot": (
        "title",
        "region_name",
        "dimension",
        "kind",
        "status",
        "late",
        "progress_percent",
        "due_on",
        "source_title",
    ),
    "award": ("edition", "title", "category", "rank", "region_name", "given_on", "source_title"),
    "event": (
        "title",
        "program",
        "starts_on",
        "ends_on",
        "mode",
        "place",
        "organiser",
        "region_name",
        "region_participants",
        "source_title",
    ),
    "published_figure": (
        "program",
        "edition",
        "measure",
        "stage",
        "category",
        "scope_label",
        "value",
        "counted_unit",
        "as_of",
        "source_title",
    ),
}


def draw(view: View) -> None:
    """Draw pilots, awards, events and figures of the region, each as a table where there are any."""
    parts = (
        ("pilot", pilots.question("pilot_list", View(region=view.region)), _("Percontohan & quick win")),
        ("award", questions.question("region_awards", region=view.region), _("Penghargaan")),
        ("event", questions.question("region_events", region=view.region), _("Kegiatan")),
        (
            "published_figure",
            questions.question("region_figures", region=view.region),
            _("Angka terpublikasi"),
        ),
    )
    answers = {table: asked.answer() for table, asked, _heading in parts}
    filled = [(table, heading) for table, _asked, heading in parts if len(answers[table])]
    if not filled:
        return
    st.header(_("Kegiatan dan hasil"), anchor=False)
    titles = [f"{heading} ({formats.number(len(answers[table]))})" for table, heading in filled]
    tabs = st.tabs(titles, key="work_tabs", on_change="rerun")
    for tab, (table, heading) in zip(tabs, filled, strict=True):
        if frame.is_open(tab):
            with tab:
                _work_table(view, table, answers[table], heading)


def _work_table(view: View, table: str, answer: pd.DataFrame, heading: str) -> None:
    """Draw one of the tables; picking a row goes on to the pilot, the region or the source."""
    if table == "pilot":
        _pilot_finding(view)
    elif table == "event":
        _event_links(view)
    else:
        st.caption(
            _("Pilih satu baris untuk membuka daerahnya.")
            if _leads_to_region(view, table)
            else _("Pilih satu baris untuk melihat sumbernya.")
        )
    tables.show(
        answer,
        key=f"work_{table}",
        of=table,
        columns=COLUMNS[table],
        values=tables.all_value_names(table) | {"program": filters.programs(with_stages=False)},
        on_pick=lambda place: _onward(view, table, answer.iloc[place]),
        made_of=(view.region, data.today()),
        most=MOST_ROWS,
        title=heading,
    )


def _pilot_finding(view: View) -> None:
    """Say how the region's pilots stand, and lead to their page and to what is to be followed up."""
    st.markdown(f"**{plain(findings.pilots(pilots.totals(View(region=view.region))))}**")
    with st.container(horizontal=True, key="pilot_links", gap="medium", vertical_alignment="center"):
        st.caption(_("Pilih satu baris untuk membuka percontohannya."), width="content")
        onward.link("pilots.py", _("Percontohan & quick win"), ":material/rocket_launch:", view)
        onward.link("follow_up.py", _("Tindak lanjut"), ":material/checklist:", view)


def _event_links(view: View) -> None:
    """Lead to the page of events, of one and of all of the region."""
    with st.container(horizontal=True, key="event_links", gap="medium", vertical_alignment="center"):
        st.caption(_("Pilih satu baris untuk membuka kegiatannya."), width="content")
        onward.link("events.py", _("Kegiatan"), ":material/event:", view)


def _leads_to_region(view: View, table: str) -> bool:
    """Return whether rows of a table are of several regions, so that one leads to its own."""
    return table == "award" and view.region in (NATION, view.province)


def _onward(view: View, table: str, row: pd.Series) -> None:
    if table == "pilot":
        onward.note("pilots.py", pilot=str(row["pilot"]))
    elif table == "event":
        onward.note("events.py", event=str(row["event"]))
    elif _leads_to_region(view, table):
        onward.note("region.py", region=str(row["region_code"]))
    else:
        onward.to_source(row["source_title"], row["source_url"])
