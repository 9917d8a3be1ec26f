"""Sumber & mutu: where numbers come from, where sources contradict, what is missing or wrong, how old it is."""

import streamlit as st

from smartcity.ui import (
    filters,
    frame,
    map_view,
    quality,
    quality_age,
    quality_checks,
    quality_claims,
    quality_coverage,
    sources,
)
from smartcity.words import _

PAGE = "sumber"
DRAWN = {
    "sumber": sources.draw,
    "pertentangan": quality_claims.draw,
    "cakupan": quality_coverage.draw,
    "pemeriksaan": quality_checks.draw,
    "umur": quality_age.draw,
}

view, notices = filters.read(with_stages=False)
view, more = quality.read(view)
map_view.follow(view)
quality_checks.follow()
frame.heading(
    _("Sumber & mutu"),
    _("Dari mana setiap angka berasal, di mana sumber bertentangan, dan apa yang belum diketahui."),
)
frame.notices([*notices, *more])

with quality.opened(view), st.spinner(_("Seluruh data sedang dibaca …")):
    titles = DRAWN[view.part](view, PAGE)
frame.footer(titles)
