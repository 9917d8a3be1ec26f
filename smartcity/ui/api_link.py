"""The way to the description of the API for people: a plain page of its own beside the pages."""

import html
from urllib.parse import urlencode

import streamlit as st

from smartcity import api
from smartcity.ui import address
from smartcity.words import _, language


def url() -> str:
    """Return the address of the description, relative to the server's root."""
    query = {address.PARAMETERS["language"]: language()}
    return f"{api.PATH.strip('/')}/docs?{urlencode(query)}"


def draw() -> None:
    """Draw the link."""
    label = html.escape(_("Uraian API: semua alamat dan isiannya"))
    st.html(f'<a class="method-link" href="{html.escape(url())}">{label} ›</a>', width="content")
