"""One pilot: all that is known of it, its source, its ways to other pages, and the history of its changes."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from smartcity import charts, formats
from smartcity.contract import load_contract
from smartcity.look import Look
from smartcity.settings import ROOT
from smartcity.ui import address, data, deck, filters, frame, history_words, internal, row_changes
from smartcity.ui.address import View
from smartcity.ui.text import linked, plain
from smartcity.words import _

TABLE = "pilot"
PAGES = ROOT / "pages"
# Shown apart: as the title, as the source.
ELSEWHERE = ("title", "source_title", "source_url")


def row(view: View) -> Mapping[str, Any]:
    """Return the pilot that the view names."""
    answer = data.ask("pilot", pilot=view.pilot, today=data.today())
    return {str(name): value for name, value in answer.iloc[0].items()}


def title(view: View) -> str:
    """Return the page's title: the pilot's, or that of the page."""
    return plain(str(row(view)["title"])) if view.pilot else _("Percontohan & quick win")


def draw(view: View) -> list[str]:
    """Draw the pilot; return the titles of its sources."""
    pilot = row(view)
    _ways(view, pilot)
    _standing(pilot)
    left, right = st.columns((3, 2), gap="large")
    with left:
        _facts(pilot)
    with right:
        _time(view, pilot)
    _changes(view)
    return [] if formats.is_missing(pilot["source_title"]) else [str(pilot["source_title"])]


def _ways(view: View, pilot: Mapping[str, Any]) -> None:
    """Draw the ways back, to the region, to the program, and to the form that changes the pilot."""
    region = str(pilot["region_code"])
    with st.container(horizontal=True, key="pilot_ways", gap="medium", vertical_alignment="center"):
        st.button(
            _("Semua percontohan"),
            key="pilot_back",
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=lambda: address.go(view, pilot=""),
        )
        name = region if formats.is_missing(pilot["region_name"]) else str(pilot["region_name"])
        _way("region.py", plain(name), ":material/location_on:", region=region)
        program = "" if formats.is_missing(pilot["program"]) else str(pilot["program"])
        if program in filters.programs(with_stages=True):
            edition = "" if formats.is_missing(pilot["edition"]) else str(pilot["edition"])
            label = filters.programs(with_stages=True)[program]
            _way("stages.py", plain(label), ":material/filter_alt:", program=program, edition=edition)
        _way("edit.py", _("Ubah satu baris"), ":material/edit:", table=TABLE, key=_key(view))


def _way(page: str, label: str, icon: str, **parts: str) -> None:
    filled = {part: value for part, value in parts.items() if value}
    st.page_link(PAGES / page, label=label, icon=icon, query_params=address.carried(**filled))


def _key(view: View) -> str:
    """Return the pilot's key as the log of changes and addresses hold it."""
    return json.dumps([view.pilot], ensure_ascii=False, separators=(",", ":"))


def _standing(pilot: Mapping[str, Any]) -> None:
    """Draw where the pilot stands."""
    st.markdown(_stands(pilot))


def _stands(pilot: Mapping[str, Any]) -> str:
    """Say where the pilot stands, and whether it is late, by rule and as reported, in Markdown."""
    said = [
        _("Status yang dilaporkan: **{status}**.").format(status=charts.status_name(str(pilot["status"])))
    ]
    if pilot["late"]:
        said.append(
            _("Menurut aturan **lewat tenggat {days} hari**.").format(
                days=formats.number(pilot["days_past_due"])
            )
        )
    elif formats.is_missing(pilot["due_on"]):
        said.append(_("Tenggatnya belum diketahui, jadi keterlambatan tidak dapat dinilai."))
    return " ".join(said)


def _facts(pilot: Mapping[str, Any]) -> None:
    """Draw every field; what is internal only for those who may see it."""
    table, sees_internal = load_contract().tables[TABLE], internal.is_seen()
    known = []
    for field in table.fields:
        if field.name in ELSEWHERE or (field.internal and not sees_internal):
            continue
        text = _text(field.name, pilot)
        known.append((plain(history_words.header(TABLE, field.name)), plain(text)))
    if deck.is_on():
        some = tuple(pair for pair in known if pair[1] != plain(formats.MISSING))
        deck.add(plain(str(pilot["title"])), deck.Facts(some), _stands(pilot))
        return
    known.append((plain(history_words.header(TABLE, "source_title")), _source(pilot)))
    st.markdown("  \n".join(f"**{header}** · {text}" for header, text in known))


def _text(column: str, pilot: Mapping[str, Any]) -> str:
    value = pilot[column]
    if column == "budget_idr":
        return formats.rupiah(value)
    if column == "region_code":
        names = (pilot["region_name"], pilot["province"], value)
        return ", ".join(dict.fromkeys(str(name) for name in names if not formats.is_missing(name)))
    return history_words.word(TABLE, column, value, pilot)


def _source(pilot: Mapping[str, Any]) -> str:
    if formats.is_missing(pilot["source_title"]):
        return plain(_("tidak disebut; unggahannya yang menjadi sumber"))
    url = None if formats.is_missing(pilot["source_url"]) else str(pilot["source_url"])
    return linked(str(pilot["source_title"]), url)


def _time(view: View, pilot: Mapping[str, Any]) -> None:
    """Draw the pilot's own time, where a date is known."""
    answer = data.ask("pilot_days", pilot=view.pilot, today=data.today())
    if answer.empty:
        frame.empty(
            _("Tanggal mulai dan tenggatnya belum diketahui."),
            _("Tanpa keduanya, kemajuan tidak dapat dibandingkan dengan waktu."),
            _("Lengkapi lewat Ubah satu baris, atau unggah tabel percontohan."),
        )
        return
    alt = charts.alt_pilot_timeline(answer)

    def draw_days(look: Look) -> Any:
        return charts.pilot_timeline(answer, look)

    if deck.is_on():
        drawing = deck.Drawing(draw_days, ("pilot_days", view.pilot, data.today()), alt)
        deck.add(plain(str(pilot["title"])), drawing, _stands(pilot))
        return
    frame.chart("pilot_days", (view.pilot, data.today()), draw_days, alt)
    if not formats.is_missing(pilot["progress_percent"]):
        progress = formats.short_number(pilot["progress_percent"])
        st.caption(_("Kemajuan yang dilaporkan: {percent}%.").format(percent=progress))


def _changes(view: View) -> None:
    """Draw who changed the pilot, when, why, and cell by cell."""
    st.header(_("Riwayat perubahan"), anchor=False)
    row_changes.draw(TABLE, _key(view))
