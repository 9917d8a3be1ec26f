"""The list of pilots: filtered, searched, downloaded; picking a row opens that pilot's page."""

import streamlit as st

from smartcity import formats
from smartcity.ui import address, data, downloads, filters, frame, pilots, tables
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _, ngettext

MOST_ROWS = 200
# Pixels of the list, and the rows that fit into less.
HEIGHT, FITTING = 520, 14
COLUMNS = (
    "title",
    "region_name",
    "agency_name",
    "program",
    "edition",
    "dimension",
    "kind",
    "status",
    "late",
    "progress_percent",
    "due_on",
    "updated_on",
    "source_title",
)


def draw(view: View) -> None:
    """Draw the search, the list and its downloads."""
    pilots.search(view)
    answer = pilots.question("pilot_list", view).answer()
    if answer.empty:
        _nothing(view)
        return
    count = ngettext("{count} percontohan", "{count} percontohan", len(answer)).format(
        count=formats.number(len(answer))
    )
    st.caption(_("{count}. Pilih satu baris untuk membuka percontohannya.").format(count=count))
    tables.show(
        answer,
        key="pilot_list",
        of="pilot",
        columns=COLUMNS,
        values={"program": filters.programs(with_stages=False)},
        on_pick=lambda place: address.go(view, pilot=str(answer["pilot"].iloc[place])),
        height=HEIGHT if len(answer) > FITTING else None,
        made_of=(view, data.today()),
        most=MOST_ROWS,
        title=_("Percontohan & quick win"),
    )
    downloads.offer(answer, "percontohan", sheet=_("Percontohan"), filters=pilots.described(view))


def _nothing(view: View) -> None:
    frame.empty(
        _("Belum ada percontohan yang cocok dengan {filters}.").format(filters=plain(pilots.described(view))),
        _("Percontohan berasal dari berita dan laporan yang menyebut namanya; banyak yang belum terkumpul."),
        _("Longgarkan saringannya, atau unggah tabel percontohan beserta sumbernya."),
    )
