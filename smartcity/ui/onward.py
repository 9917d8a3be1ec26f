"""Ways onward from a row that a person picks in a table: noted in the callback, gone when the page runs again."""

import hashlib
from typing import Any

import streamlit as st

from smartcity import formats
from smartcity.settings import ROOT
from smartcity.ui import address, menu
from smartcity.ui.address import View

PAGES = ROOT / "pages"
_GO = "go_onward"


def note(page: str, **more: str) -> None:
    """Note the page to open, with what its address holds besides what pages share (in a callback)."""
    st.session_state[_GO] = page, more


def follow() -> None:
    """Open the page that was noted."""
    page, more = st.session_state.pop(_GO, ("", {}))
    if page:
        st.switch_page(PAGES / page, query_params=address.carried(**more))


def to_source(title: Any, url: Any) -> None:
    """Note a source's own page (in a callback)."""
    note("quality.py", part="sumber", source=source_id(title, url))


def source_id(title: Any, url: Any) -> str:
    """Return the id by which addresses name a source."""
    parts = ["" if formats.is_missing(part) else str(part) for part in (title, url)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def link(page: str, label: str, icon: str, view: View, **more: str) -> None:
    """Draw a way to a page about the region of a view, whatever program and edition are looked at."""
    st.page_link(menu.page(page), label=label, icon=icon, query_params=query(view, **more))


def query(view: View, **more: str) -> dict[str, str]:
    """Return the parameters of such a way: region and language, and `more`."""
    plain = View(region=view.region, language=view.language)
    wanted = {address.PARAMETERS[part]: value for part, value in more.items() if value}
    return {**address.shared(plain), **wanted}
