"""The small map of Ringkasan: how far the regions of the chosen edition came; a click leads to Peta or Wilayah."""

import streamlit as st

from smartcity.measures import Measure
from smartcity.settings import ROOT
from smartcity.ui import address, map_page, map_shown
from smartcity.ui.address import View
from smartcity.words import _


def panel(view: View) -> list[str]:
    """Draw the small map with its finding; return the titles of its sources."""
    measure = Measure()
    shown = map_shown.prepare(view, measure)
    sources = map_page.picture(shown, view, measure, page="peta", small=True)
    st.page_link(
        ROOT / "pages" / "map.py",
        label=_("Buka peta"),
        icon=":material/map:",
        query_params=address.shared(view),
    )
    return sources
