"""Paparan: what is on the screen as slides, a report or a workbook, with a preview."""

import streamlit as st

from smartcity.ui import briefing, briefing_choices, briefing_page, briefing_preview, filters, frame
from smartcity.words import _

view, notices = briefing.read()
frame.heading(
    _("Paparan"),
    _("Salindia, laporan, atau lembar kerja dari data ini, siap dibawa ke rapat."),
)
filters.bar(view, with_stages=True)
frame.notices(notices)

downloads = st.container()
left, right = st.columns((2, 3), gap="large")
with left:
    briefing_choices.parts(view)
    briefing_choices.cover(view)
    logo = briefing_choices.logo()
wanted = briefing.wanted(view, logo)
with downloads:
    briefing_page.downloads(wanted)
with right:
    form = briefing_preview.shape()
    # Last of all: what is not made yet takes a moment.
    sources = briefing_page.preview(wanted, form)
frame.footer(sources)
