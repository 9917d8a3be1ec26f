"""The way to Unggah data, with the table to fill already chosen."""

import streamlit as st

from smartcity.settings import ROOT
from smartcity.ui import address, upload_work


def draw(table: str, label: str) -> None:
    """Draw a button that opens Unggah data for a table."""
    if st.button(label, key=f"upload_{table}", icon=":material/upload_file:"):
        upload_work.choose_table(table)
        st.switch_page(ROOT / "pages" / "upload.py", query_params=address.carried())
