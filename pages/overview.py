"""Ringkasan: where the programs stand, what needs attention, what changed, how old the data are."""

import streamlit as st

from smartcity.ui import (
    agency_latest,
    attention,
    event_latest,
    filters,
    frame,
    funnel,
    map_small,
    map_view,
    overview,
)
from smartcity.words import _

view, notices = filters.read(with_stages=True)
frame.heading(
    _("Ringkasan"),
    _("Sejauh mana program kota cerdas dan pemerintahan digital berjalan, dan apa yang perlu perhatian."),
)
funnel.follow(view)
map_view.follow(view)
filters.bar(view, with_stages=True)
frame.notices(notices)

overview.tiles(view)

left, right = st.columns((3, 2), gap="large")
with left:
    sources = funnel.picture(view, page="")
with right:
    attention.panel(view)

left, right = st.columns((3, 2), gap="large")
with left:
    sources += map_small.panel(view)
with right:
    event_latest.draw(view)
    sources += agency_latest.overview(view)
    overview.changes()
overview.ages()
frame.footer(sources)
