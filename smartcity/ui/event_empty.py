"""What Kegiatan says where no event is known at all: what to fill in, with templates, and where to upload it."""

from functools import partial

import streamlit as st

from smartcity.contract import load_contract
from smartcity.export.templates import csv_template
from smartcity.ui import data, frame, tables, upload_way
from smartcity.words import _, language

TABLES = ("event", "event_session", "attendance")


def draw() -> None:
    """Draw what is missing, why, and for each of the three tables its template and the way to the upload."""
    frame.empty(
        _("Belum ada kegiatan yang tercatat."),
        _("Lokakarya, bimbingan teknis, dan sosialisasi terkumpul dari undangan, daftar hadir, dan berita."),
        how(),
    )
    templates()


def complete() -> None:
    """Draw how to complete what is known, with the templates."""
    st.markdown(how())
    templates()


def how() -> str:
    """Return in which order the tables are filled."""
    return _(
        "Isi kegiatan lebih dahulu, lalu sesi dan kehadirannya: keduanya merujuk kegiatan menurut kode atau "
        "namanya. Kehadiran cukup satu baris untuk setiap daerah."
    )


def templates() -> None:
    """Draw the templates of the three tables side by side, each with the way to the upload."""
    names, chosen, contract = tables.table_names(), language(), load_contract().tables
    for name in TABLES:
        with st.container(horizontal=True, key=f"event_template_{name}", vertical_alignment="center"):
            st.download_button(
                _("Templat {table}").format(table=names[name].lower()),
                data=data.in_this_language(partial(csv_template, contract[name], chosen, None)),
                file_name=data.file_name(f"templat-{name}", "csv"),
                mime="text/csv",
                key=f"template_{name}",
                on_click="ignore",
                icon=":material/download:",
            )
            upload_way.draw(name, _("Unggah {table}").format(table=names[name].lower()))
