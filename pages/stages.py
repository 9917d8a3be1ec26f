"""Tahapan seleksi: how many regions reached each stage, who they are, and what is not known."""

import streamlit as st

from smartcity.ui import claims, filters, frame, funnel, stage
from smartcity.words import _

PAGE = "tahapan"

view, notices = filters.read(with_stages=True)
frame.heading(
    _("Tahapan seleksi"),
    _(
        "Berapa daerah yang mencapai setiap tahap seleksi, siapa mereka, dan berapa yang belum diketahui namanya."
    ),
)
filters.bar(view, with_stages=True)
frame.notices(notices)

sources = funnel.picture(view, page=PAGE, pick=True)
funnel.table(view)

stage.chooser(view)
members, comparison, contradictions = st.tabs(
    [_("Daerah pada tahap ini"), _("Antarperiode dan antarwilayah"), _("Angka dan sumbernya")],
    key="stage_tabs",
    on_change="rerun",
)
if frame.is_open(members):
    with members:
        stage.members(view)
if frame.is_open(comparison):
    with comparison:
        funnel.editions(view, page=PAGE)
        stage.areas(view, page=PAGE)
if frame.is_open(contradictions):
    with contradictions:
        claims.figures(view)

frame.footer(sources)
