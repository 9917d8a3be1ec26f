"""Metode: its table of contents and its sections, each with an anchor that other pages link to."""

from collections.abc import Callable

import streamlit as st

from smartcity.ui import deck, frame, method_data, method_rules, method_use
from smartcity.ui.address import View
from smartcity.words import N_, _

SECTIONS: dict[str, tuple[str, Callable[[View], list[str]]]] = {
    "angka-utama": (N_("Cara angka utama dipilih"), method_rules.headline),
    "tahapan": (N_("Tahapan seleksi"), method_rules.funnel),
    "nama-dan-jumlah": (N_("Diketahui namanya dan jumlah"), method_rules.names),
    "keyakinan": (N_("Tingkat keyakinan"), method_rules.confidence),
    "terlambat": (N_("Percontohan terlambat"), method_rules.late),
    "kehadiran": (N_("Kehadiran pada kegiatan"), method_rules.attendance),
    "predikat": (N_("Predikat dan indeks berbobot"), method_data.grades),
    "perangkat-daerah": (
        N_("Perangkat daerah: indeks, rata-rata, dan yang tertinggal"),
        method_data.agencies,
    ),
    "instrumen": (N_("Instrumen dan versinya"), method_data.instruments),
    "hitungan": (N_("Hitungan wilayah"), method_data.counting),
    "batas": (N_("Peta dan batas perkiraan"), method_data.borders),
    "batasan": (N_("Batasan data"), method_data.limits),
    "versi": (N_("Versi data dan pembatalan"), method_use.versions),
    "koreksi": (N_("Memperbaiki data"), method_use.corrections),
    "api": (N_("Data untuk program lain"), method_use.programs),
}
"""Anchor -> title and what draws the section; the anchors are in links of other pages and stay."""


def contents() -> None:
    """Draw the table of contents."""
    if deck.is_on():
        return
    lines = [f"{place}. [{_(title)}](#{anchor})" for place, (anchor, (title, _draw)) in _numbered()]
    with st.container(border=True, key="method_contents"):
        st.markdown("\n".join(lines))


def _numbered() -> list[tuple[int, tuple[str, tuple[str, Callable[[View], list[str]]]]]]:
    return list(enumerate(SECTIONS.items(), 1))


def sections(view: View) -> list[str]:
    """Draw all sections; return the titles of the sources that their examples rest on."""
    titles: list[str] = []
    for anchor, (title, draw) in SECTIONS.items():
        frame.section(_(title), anchor)
        titles += draw(view)
    return titles
