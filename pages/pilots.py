"""Percontohan & quick win: how they stand, when they are due, how far they are; one pilot with its history."""

import streamlit as st

from smartcity.ui import frame, internal, map_view, pilot_list, pilot_page, pilot_pictures, pilots
from smartcity.words import _

view, notices = pilots.read()
frame.heading(
    pilot_page.title(view),
    _("Satu percontohan: keadaannya, waktunya, sumbernya, dan riwayat perubahannya.")
    if view.pilot
    else _("Bagaimana percontohan dan quick win berjalan, mana yang terlambat, dan sejauh mana kemajuannya."),
)
if view.pilot:
    frame.notices(notices)
    sources = pilot_page.draw(view)
else:
    map_view.follow(view)
    pilots.bar(view)
    frame.notices(notices)
    pilots.tiles(view)
    left, right = st.columns((3, 2), gap="large")
    with left:
        sources = pilot_pictures.standing(view)
    with right:
        sources += pilot_pictures.on_map(view)
    titles = [_("Daftar"), _("Linimasa"), _("Kemajuan dan waktu")]
    titles += [_("Anggaran")] if internal.is_seen() else []
    parts = (pilot_list.draw, pilot_pictures.timeline, pilot_pictures.progress, pilot_pictures.budget)
    for tab, draw in zip(st.tabs(titles, key="pilot_tabs", on_change="rerun"), parts, strict=False):
        if frame.is_open(tab):
            with tab:
                draw(view)
frame.footer(sources)
