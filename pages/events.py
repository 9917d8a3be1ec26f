"""Kegiatan: when events were held, who came, how often, which layers they address; one event with all that is known."""

from collections.abc import Callable

import streamlit as st

from smartcity.ui import (
    event_empty,
    event_list,
    event_page,
    event_pictures,
    event_reach,
    events,
    frame,
    map_view,
    onward,
)
from smartcity.words import _

view, notices = events.read()
onward.follow()
map_view.follow(view)
frame.heading(
    event_page.title(view),
    _("Satu kegiatan: tujuannya, susunan acaranya, siapa yang hadir, dan sumbernya.")
    if view.event
    else _(
        "Kapan lokakarya dan sosialisasi berlangsung, siapa yang hadir, dan daerah mana yang jarang terlihat."
    ),
)
if view.event:
    frame.notices(notices)
    sources = event_page.draw(view)
elif not events.calendar():
    frame.notices(notices)
    event_empty.draw()
    sources = []
else:
    events.bar(view)
    frame.notices(notices)
    events.tiles(view)
    left, right = st.columns((3, 2), gap="large")
    with left:
        sources = event_pictures.calendar(view)
    with right:
        sources += event_pictures.on_map(view)
    titles = [_("Daftar"), _("Kehadiran daerah"), _("Lapisan layanan TIK"), _("Lengkapi data")]
    parts: tuple[Callable[[], None], ...] = (
        lambda: event_list.draw(view),
        lambda: event_reach.draw(view),
        lambda: event_pictures.layers(view),
        event_empty.complete,
    )
    for tab, draw in zip(st.tabs(titles, key="event_tabs", on_change="rerun"), parts, strict=True):
        if frame.is_open(tab):
            with tab:
                draw()
frame.footer(sources)
