"""A fact in words, and the ways onward from it: its region, program, pilot, instrument, its row."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from smartcity import formats
from smartcity.findings import grade_name
from smartcity.settings import ROOT
from smartcity.ui import address, edit, filters, history_words, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import _

PAGES = ROOT / "pages"
Fact = Mapping[str, Any]


def period(row: Fact) -> str:
    """Return the program and the edition that a fact speaks of."""
    program = str(row["program"] or "")
    parts = (short_program(program), edition_name(program, str(row["edition"] or "")))
    return " · ".join(part for part in parts if part)


def short_program(program: str) -> str:
    """Return a program's name, '' for none."""
    return filters.programs(with_stages=False).get(program, program) if program else ""


def edition_name(program: str, edition: str) -> str:
    """Return an edition's name, '' for none."""
    return filters.editions(program).get(edition, edition) if edition else ""


def words(row: Fact) -> tuple[str, str]:
    """Return what a fact is about, and what it says of it."""
    table = str(row["table_name"])
    if table == "participation":
        stage = str(row["what"])
        return filters.stages(str(row["program"])).get(stage, stage), ""
    if table == "published_figure":
        return figure_words(row), formats.short_number(row["value"], 2)
    if table == "pilot":
        status = history_words.word("pilot", "status", row["what"], {})
        return str(row["text"]), _with_progress(status, row["value"])
    if table == "assessment":
        return indicator_name(row), _score(row)
    return str(row["text"]), ""


def figure_words(row: Fact) -> str:
    """Return what a published figure counts: its measure or stage, and what it is limited to."""
    stage = str(row["of_what"] or "")
    measure = tables.value_names("published_figure", "measure").get(row["what"], row["what"])
    named = filters.stages(str(row["program"])).get(stage, stage) if stage else ""
    if named and row["what"] == "reached_stage":
        measure = ""  # the stage says it
    return " · ".join(part for part in (measure, named, str(row["text"] or "")) if part)


def indicator_name(row: Fact) -> str:
    """Return the instrument and the part of it that a score is for."""
    framework = history_words.word("assessment", "framework", row["of_what"], {})
    if row["what"] == "index":
        return framework
    part = history_words.word("assessment", "indicator", row["what"], {"framework": row["of_what"]})
    return f"{framework} · {part}"


def _with_progress(status: str, progress: object) -> str:
    if formats.is_missing(progress):
        return status
    return _("{status}, {percent}%").format(status=status, percent=formats.short_number(progress, 1))


def _score(row: Fact) -> str:
    score = "" if formats.is_missing(row["value"]) else formats.score(row["value"])
    grade = grade_name(row["text"]) if row["text"] else ""
    return " · ".join(part for part in (score, grade) if part)


def draw(view: View, row: Fact) -> None:
    """Draw the ways onward from one fact."""
    what, said = words(row)
    with st.container(border=True, key="fact_links"):
        st.markdown(f"**{plain(' · '.join(part for part in (what, said) if part))}**")
        with st.container(horizontal=True, gap="medium"):
            region(view, row)
            program(view, row)
            pilot(row)
            event(row)
            own_row(str(row["table_name"]), str(row["row_key"]))


def region(view: View, row: Fact) -> None:
    """Draw the way to the region of a fact."""
    code = row["region_code"]
    if formats.is_missing(code):
        return
    label = filters.region_name(NATION) if code == NATION else str(row["region_name"])
    query = address.shared(view, region=str(code))
    st.page_link(PAGES / "region.py", label=plain(label), icon=":material/location_on:", query_params=query)


def program(view: View, row: Fact) -> None:
    """Draw the way to the selection or the assessment that a fact belongs to."""
    wanted, edition = str(row["program"] or ""), str(row["edition"] or "")
    if row["table_name"] == "assessment":
        query = address.carried(framework=str(row["of_what"])) | {address.PARAMETERS["edition"]: edition}
        st.page_link(
            PAGES / "assessments.py", label=_("Penilaian"), icon=":material/analytics:", query_params=query
        )
    elif wanted in filters.programs(with_stages=True):
        query = address.shared(view, program=wanted, edition=edition)
        label = plain(period(row))
        st.page_link(PAGES / "stages.py", label=label, icon=":material/filter_alt:", query_params=query)


def pilot(row: Fact) -> None:
    """Draw the way to a pilot's own page."""
    if row["table_name"] == "pilot":
        id_ = str(history_words.key_values("pilot", str(row["row_key"]))["pilot"])
        st.page_link(
            PAGES / "pilots.py",
            label=_("Halaman percontohan"),
            icon=":material/rocket_launch:",
            query_params=address.carried(pilot=id_),
        )


def event(row: Fact) -> None:
    """Draw the way to an event's own page."""
    if row["table_name"] == "event":
        id_ = str(history_words.key_values("event", str(row["row_key"]))["event"])
        st.page_link(
            PAGES / "events.py",
            label=_("Halaman kegiatan"),
            icon=":material/event:",
            query_params=address.carried(event=id_),
        )


def own_row(table: str, key: str) -> None:
    """Draw the way to a row on Ubah satu baris, where its table may be edited."""
    if table in edit.editable():
        st.page_link(
            PAGES / "edit.py",
            label=_("Ubah baris ini"),
            icon=":material/edit:",
            query_params=address.carried(table=table, key=key),
        )
