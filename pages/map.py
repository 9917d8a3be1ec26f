"""Peta: who took part, how far, how well, on a map of the country or of one province."""

import streamlit as st

from smartcity.ui import filters, frame, map_measure, map_page, map_shown, map_view
from smartcity.words import _

PAGE = "peta"

view, notices = filters.read(with_stages=True)
view, measure, more = map_measure.read(view)
map_view.follow(view)
frame.heading(
    _("Peta"),
    _("Di mana daerah yang ikut serta, sejauh mana mereka melangkah, dan setinggi apa nilainya."),
)
filters.bar(view, with_stages=True, program=measure.kind == "stage")
map_measure.bar(view, measure)
frame.notices([*notices, *more])
map_page.trail(view)

shown = map_shown.prepare(view, measure)
left, right = st.columns(map_page.columns(view), gap="large")
with left:
    sources = map_page.picture(shown, view, measure, page=PAGE)
    map_page.complete(view, measure)
    map_page.notes(shown)
    map_page.missing(shown)
with right:
    map_view.switch(view)
    map_page.search(view)
    map_page.listing(shown, view)

frame.footer(sources)
