"""The latest events of Ringkasan, each leading to its page."""

import streamlit as st

from smartcity import formats
from smartcity.settings import ROOT
from smartcity.ui import address, event_page, events
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _

PAGE = ROOT / "pages" / "events.py"
SHOWN = 3


def draw(view: View) -> None:
    """Draw the latest events of the region, of all programs, and the way to all of them."""
    st.subheader(_("Kegiatan terakhir"), anchor=False)
    answer = events.question("event_list", View(region=view.region)).answer()
    if answer.empty:
        st.caption(_("Belum ada kegiatan yang tercatat di sini."))
    for row in answer.head(SHOWN).to_dict("records"):
        event = {str(name): value for name, value in row.items()}
        st.page_link(
            PAGE,
            label=plain(str(event["title"])),
            icon=":material/event:",
            query_params=address.carried(event=str(event["event"])),
        )
        said = (event_page.dates(event), event["organiser"])
        st.caption(plain(" · ".join(str(part) for part in said if not formats.is_missing(part))))
    st.page_link(
        PAGE,
        label=_("Semua kegiatan"),
        icon=":material/calendar_month:",
        query_params=address.shared(View(region=view.region, language=view.language)),
    )
