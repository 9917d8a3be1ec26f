"""Small links from where a rule matters to the section of Metode that explains it."""

import html

import streamlit as st

from smartcity.ui import address
from smartcity.ui.address import View
from smartcity.words import _, language

PATH = "metode"


def url(anchor: str) -> str:
    """Return the address of a section, relative to the server's root."""
    return f"{address.link(PATH, View(language=language()))}#{anchor}"


def draw(anchor: str, label: str = "") -> None:
    """Draw a link to a section of Metode."""
    # A link of Markdown would open a new tab, and one between pages takes no anchor.
    words = html.escape(label or _("Metode"))
    st.html(f'<a class="method-link" href="{html.escape(url(anchor))}">{words} ›</a>', width="content")
