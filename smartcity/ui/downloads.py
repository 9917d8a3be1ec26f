"""A table as files: CSV and a workbook, side by side."""

import pandas as pd
import streamlit as st

from smartcity.export import tables as files
from smartcity.ui import data, frame
from smartcity.words import _


def offer(table: pd.DataFrame, name: str, *, sheet: str, filters: str) -> None:
    """Offer a table as CSV and as XLSX, whose second sheet says what was filtered and how old the data are."""
    words = (filters, frame.stamp())
    with st.container(horizontal=True, key=f"files_{name}"):
        st.download_button(
            _("Unduh CSV"),
            data=data.in_this_language(lambda: files.csv(table)),
            file_name=data.file_name(name, "csv"),
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"csv_{name}",
        )
        st.download_button(
            _("Unduh XLSX"),
            data=data.in_this_language(lambda: files.xlsx(table, sheet=sheet, caption=words)),
            file_name=data.file_name(name, "xlsx"),
            on_click="ignore",
            icon=":material/download:",
            key=f"xlsx_{name}",
        )
