"""The list of events: filtered, searched, downloaded; picking a row opens that event's page."""

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.ui import address, data, downloads, events, filters, frame, tables
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _, ngettext

MOST_ROWS = 200
# Pixels of the list, and the rows that fit into less.
HEIGHT, FITTING = 520, 14
COLUMNS = (
    "title",
    "program",
    "starts_on",
    "mode",
    "place",
    "organiser",
    "participants_words",
    "regions",
    "source_title",
)


def draw(view: View) -> None:
    """Draw the search, the list and its downloads."""
    events.search(view)
    answer = listed(view)
    if answer.empty:
        _nothing(view)
        return
    count = ngettext("{count} kegiatan", "{count} kegiatan", len(answer)).format(
        count=formats.number(len(answer))
    )
    st.caption(_("{count}. Pilih satu baris untuk membuka kegiatannya.").format(count=count))
    tables.show(
        answer,
        key="event_list",
        of="event",
        columns=COLUMNS,
        values={"program": filters.programs(with_stages=False), "mode": tables.value_names("event", "mode")},
        on_pick=lambda place: address.go(view, event=str(answer["event"].iloc[place])),
        height=HEIGHT if len(answer) > FITTING else None,
        made_of=view,
        most=MOST_ROWS,
        title=_("Kegiatan"),
    )
    downloads.offer(
        events.question("event_list", view).answer(),
        "kegiatan",
        sheet=_("Kegiatan"),
        filters=events.described(view),
    )


def listed(view: View) -> pd.DataFrame:
    """Return the filtered events, their participants with the unit in which they are counted."""

    def make() -> pd.DataFrame:
        answer = events.question("event_list", view).answer()
        pairs = zip(answer["participants"], answer["counted_unit"], strict=True)
        return answer.assign(
            participants_words=pd.Series([participants(*pair) for pair in pairs], dtype="str")
        )

    return data.made(("event list", view), make)


def participants(count: object, unit: str) -> str:
    """Return how many took part, with what was counted."""
    if formats.is_missing(count):
        return formats.MISSING
    text = _("{count} {unit}") if unit else _("{count} (satuannya tidak disebut)")
    return text.format(count=formats.number(count), unit=unit)


def _nothing(view: View) -> None:
    frame.empty(
        _("Belum ada kegiatan yang cocok dengan {filters}.").format(filters=plain(events.described(view))),
        _("Kegiatan berasal dari berita dan laman resmi; kehadiran tiap daerah jarang diumumkan."),
        _("Longgarkan saringannya, atau unggah tabel kegiatan beserta sumbernya."),
    )
