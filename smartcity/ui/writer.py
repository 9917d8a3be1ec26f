"""Who is at the page when something is to be written: where they sit, and the name that they give."""

import streamlit as st

from smartcity import access
from smartcity.access import Caller
from smartcity.serve import FORWARDED
from smartcity.ui import frame
from smartcity.words import _

_NAME = "writer_name"


def caller() -> Caller:
    """Return who asks, by the name given on this page."""
    headers = {name.lower() for name in st.context.headers}
    is_forwarded = any(name in headers for name in FORWARDED)
    return Caller(name(), st.context.ip_address, forwarded=is_forwarded)


def name() -> str:
    """Return the name that the person gave, '' before."""
    return str(st.session_state.get(_NAME, "")).strip()


def ask_name() -> None:
    """Draw the field for the person's name, kept while they go from page to page."""
    st.text_input(
        _("Nama Anda"),
        key=_NAME,
        max_chars=80,
        persist_state="session",
        help=_("Dicatat bersama perubahan, supaya orang lain tahu siapa yang dapat ditanya."),
    )


def may_write() -> bool:
    """Return whether this person may change data; where not, the page says so and how it is opened."""
    asking = caller()
    if access.may(asking, access.WRITE):
        return True
    frame.empty(
        _("Mengubah data tidak terbuka dari sini"),
        str(access.NotAllowed(asking, access.WRITE)),
        _("Semua halaman lain tetap dapat dibaca."),
    )
    return False
