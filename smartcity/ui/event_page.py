"""One event: all that is known of it, its sessions, who came, on the map, its source and its ways onward."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from smartcity import formats
from smartcity.contract import load_contract
from smartcity.findings import events as said
from smartcity.measures import Measure
from smartcity.settings import ROOT
from smartcity.ui import (
    address,
    data,
    deck,
    downloads,
    event_list,
    event_sessions,
    filters,
    frame,
    history_words,
    map_page,
    map_shown,
    onward,
    questions,
    tables,
    upload_way,
)
from smartcity.ui.address import View
from smartcity.ui.text import linked, plain
from smartcity.words import _

TABLE = "event"
PAGES = ROOT / "pages"
# Shown apart: as the title, as dates, as what is counted, as the source.
ELSEWHERE = ("event", "title", "ends_on", "source_title", "source_url")
# Pixels of the list of regions, and the rows that fit into less.
HEIGHT, FITTING = 460, 12
Event = Mapping[str, Any]


def row(view: View) -> Event:
    """Return the event that the view names."""
    answer = data.ask("event", event=view.event)
    return {str(name): value for name, value in answer.iloc[0].items()}


def title(view: View) -> str:
    """Return the page's title: the event's, or that of the page."""
    return plain(str(row(view)["title"])) if view.event else _("Kegiatan")


def draw(view: View) -> list[str]:
    """Draw the event; return the titles of its sources."""
    event = row(view)
    _ways(view, event)
    left, right = st.columns((3, 2), gap="large")
    with left:
        _facts(event)
    with right:
        event_sessions.draw(view)
    _attendance(view, event)
    return [] if formats.is_missing(event["source_title"]) else [str(event["source_title"])]


def _ways(view: View, event: Event) -> None:
    """Draw the ways back, to the program, to the source, and to the form that changes the event."""
    with st.container(horizontal=True, key="event_ways", gap="medium", vertical_alignment="center"):
        st.button(
            _("Semua kegiatan"),
            key="event_back",
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=lambda: address.go(view, event=""),
        )
        program = str(event["program"])
        label = plain(filters.programs(with_stages=False).get(program, program))
        if program in filters.programs(with_stages=True):
            _way("stages.py", label, ":material/filter_alt:", program=program)
        elif program:
            st.button(
                _("Kegiatan {program}").format(program=label),
                key="event_program",
                type="tertiary",
                icon=":material/event:",
                on_click=lambda: address.go(view, event="", program=program),
            )
        source = onward.source_id(event["source_title"], event["source_url"])
        _way("quality.py", _("Sumber"), ":material/description:", part="sumber", source=source)
        key = json.dumps([view.event], ensure_ascii=False, separators=(",", ":"))
        _way("edit.py", _("Ubah satu baris"), ":material/edit:", table=TABLE, key=key)


def _way(page: str, label: str, icon: str, **parts: str) -> None:
    st.page_link(PAGES / page, label=label, icon=icon, query_params=address.carried(**parts))


def _facts(event: Event) -> None:
    """Draw every field of the event that is known, and which are not."""
    known, missing = [], []
    for field in load_contract().tables[TABLE].fields:
        if field.name in ELSEWHERE:
            continue
        text = _text(field.name, event)
        header = _("Waktu") if field.name == "starts_on" else history_words.header(TABLE, field.name)
        if text == formats.MISSING:
            missing.append(plain(header))
        else:
            known.append((plain(header), plain(text)))
    if deck.is_on():
        deck.add(plain(str(event["title"])), deck.Facts(tuple(known)))
        return
    known.append((plain(history_words.header(TABLE, "source_title")), _source(event)))
    st.markdown("  \n".join(f"**{header}** · {text}" for header, text in known))
    if missing:
        st.caption(_("Belum diketahui: {fields}.").format(fields=", ".join(missing)))


def _text(column: str, event: Event) -> str:
    value = event[column]
    if column == "starts_on":
        return dates(event)
    if column == "participants":
        return event_list.participants(value, str(event["counted_unit"]))
    if column == "ict_layers":
        return tables.layer_list(value)
    return history_words.word(TABLE, column, value, event)


def dates(event: Event) -> str:
    """Return when an event was held: one day, or from the first to the last."""
    first, last = event["starts_on"], event["ends_on"]
    if formats.is_missing(last) or last == first:
        return formats.date(first)
    return _("{first} sampai {last}").format(first=formats.date(first), last=formats.date(last))


def _source(event: Event) -> str:
    if formats.is_missing(event["source_title"]):
        return plain(_("tidak disebut; unggahannya yang menjadi sumber"))
    url = None if formats.is_missing(event["source_url"]) else str(event["source_url"])
    return linked(str(event["source_title"]), url)


def _attendance(view: View, event: Event) -> None:
    """Draw who came: the finding, the list, the map, and the way to complete them."""
    st.header(plain(said.event_attendance(event)), anchor=False)
    if people := said.event_people(event):
        st.markdown(plain(people))
    st.caption(
        _("Yang tercatat adalah daerah yang disebut sumber sebagai peserta, penyelenggara, atau tuan rumah.")
    )
    if not event["regions"]:
        frame.empty(
            _("Belum ada daerah yang diketahui hadir."),
            _("Sumbernya tidak menyebut daerah mana yang datang."),
            _("Unggah daftar hadirnya: satu baris untuk setiap daerah."),
        )
    else:
        left, right = st.columns(2, gap="large")
        with left:
            _regions(view, event)
        with right:
            _map(view)
    upload_way.draw("attendance", _("Lengkapi daftar hadir"))


def _regions(view: View, event: Event) -> None:
    """Draw the regions that came, and the provinces; picking a row opens its page."""
    asked = questions.question("event_regions", event=view.event)
    answer = asked.answer()
    st.subheader(_("Daerah yang diketahui hadir"), anchor=False)
    st.caption(_("Pilih satu baris untuk membuka halaman wilayahnya."))
    columns = ("region_name", "province", "participants", "events")
    with_people = bool(event["regions_with_people"])
    tables.show(
        answer,
        key="event_regions",
        of="attendance",
        columns=tuple(name for name in columns if with_people or name != "participants"),
        on_pick=lambda place: onward.note("region.py", region=str(answer["region_code"].iloc[place])),
        height=HEIGHT if len(answer) > FITTING else None,
        made_of=view.event,
        title=_("Daerah yang diketahui hadir"),
    )
    downloads.offer(answer, "daftar-hadir", sheet=_("Daftar hadir"), filters=str(event["title"]))


def _map(view: View) -> None:
    """Draw the regions that came on the map, and below it how many of each province."""
    provinces = data.ask("event_provinces", event=view.event)
    only = str(provinces["province_code"].iloc[0]) if len(provinces) == 1 else address.NATION
    scope, measure = (
        View(region=only, language=view.language, event=view.event),
        Measure("event", view.event),
    )
    shown = map_shown.prepare(scope, measure)
    map_page.picture(shown, scope, measure, page="kegiatan", small=True)
    frame.fold(_("Menurut provinsi"), partial(_provinces, view), key="event_provinces")


def _provinces(view: View) -> None:
    answer = data.ask("event_provinces", event=view.event)
    tables.show(
        answer,
        key="event_provinces",
        columns=("province", "came", "governments"),
        on_pick=lambda place: onward.note("region.py", region=str(answer["province_code"].iloc[place])),
    )
