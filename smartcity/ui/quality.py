"""The parts of Sumber & mutu, one at a time, as the address names them."""

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from smartcity.ui import address, data
from smartcity.ui.address import View
from smartcity.words import N_, _

PARTS = {
    "sumber": N_("Sumber"),
    "pertentangan": N_("Pertentangan"),
    "cakupan": N_("Cakupan"),
    "pemeriksaan": N_("Pemeriksaan"),
    "umur": N_("Umur data"),
}
_KEY = "quality_parts"


def read(view: View) -> tuple[View, list[str]]:
    """Return the view with the part, source, table and row that the address asks for."""
    part, part_notice = address.pick("part", list(PARTS), next(iter(PARTS)))
    source, source_notice = address.pick("source", list(data.ask("sources")["source"]), "")
    asked = {"table": address.asked("table"), "key": address.asked("key")}
    changed = replace(view, part=part, source=source, **asked)
    return changed, [notice for notice in (part_notice, source_notice) if notice]


def opened(view: View) -> DeltaGenerator:
    """Draw the names of the parts as tabs and return the open one; choosing another is a step of the history."""
    names = {_(name): part for part, name in PARTS.items()}
    st.session_state[_KEY] = _(PARTS[view.part])
    tabs = st.tabs(
        list(names),
        key=_KEY,
        on_change=lambda: address.go(view, part=names[st.session_state[_KEY]]),
    )
    return tabs[list(PARTS).index(view.part)]
