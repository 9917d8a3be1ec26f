"""IDSLL: who joined as far as known, what they committed to, their SPBE index by year, and contradicting numbers."""

import streamlit as st

from smartcity.ui import frame, funnel, living_lab, living_lab_scores, map_view
from smartcity.words import _

view, notices = living_lab.read()
frame.heading(
    _("Indonesia Digital Services Living Lab (IDSLL)"),
    _("Daerah percontohan yang diketahui namanya, komitmennya, dan indeks SPBE mereka dari tahun ke tahun."),
)
funnel.follow(view)
map_view.follow(view)
living_lab.bar(view)
frame.notices(notices)

left, right = st.columns((2, 3), gap="large")
with left:
    sources = funnel.picture(view, page=living_lab.PATH)
with right:
    sources += living_lab.members(view)
sources += living_lab_scores.draw(view)
living_lab.contradictions()
frame.footer(sources)
