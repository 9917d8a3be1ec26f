"""The latest events of Ringkasan, each leading to its page."""

from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.settings import ROOT
from smartcity.ui import address, data, deck, event_page, events
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _

PAGE = ROOT / "pages" / "events.py"
SHOWN, ON_SLIDE = 3, 5


def draw(view: View) -> None:
    """Draw the latest events of the region, of all programs, and the way to all of them."""
    answer = events.question("event_list", View(region=view.region)).answer()
    nothing = _("Belum ada kegiatan yang tercatat di sini.")
    if deck.is_on():
        _slide(answer, nothing)
        return
    st.subheader(_("Kegiatan terakhir"), anchor=False)
    if answer.empty:
        st.caption(nothing)
    for event in data.made(("latest", view.region), lambda: _rows(answer.head(SHOWN))):
        st.page_link(
            PAGE,
            label=plain(str(event["title"])),
            icon=":material/event:",
            query_params=address.carried(event=str(event["event"])),
        )
        st.caption(_beside(event))
    st.page_link(
        PAGE,
        label=_("Semua kegiatan"),
        icon=":material/calendar_month:",
        query_params=address.shared(View(region=view.region, language=view.language)),
    )


def _slide(answer: pd.DataFrame, nothing: str) -> None:
    """Add a slide of the latest events, in words."""
    shown = answer.head(ON_SLIDE)
    said = [f"**{plain(str(event['title']))}**  \n{_beside(event)}" for event in _rows(shown)]
    deck.say(_("Kegiatan terakhir"), *(said or [nothing]), sources=list(shown["source_title"].dropna()))


def _rows(answer: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in answer.to_dict("records")]


def _beside(event: dict[str, Any]) -> str:
    """Return when an event was held and by whom, in Markdown."""
    said = (event_page.dates(event), event["organiser"])
    return plain(" · ".join(str(part) for part in said if not formats.is_missing(part)))
