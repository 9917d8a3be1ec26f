"""The navigation: pages, language, the person's own region; links carry the view along."""

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from smartcity import words
from smartcity.settings import ROOT
from smartcity.ui import address, browser, data
from smartcity.words import N_, _

PAGES = ROOT / "pages"


@dataclass(frozen=True)
class Entry:
    """A page in the menu: its file, its address (Indonesian), its name and icon."""

    file: str
    path: str
    title: str
    icon: str


ENTRIES = (
    Entry("overview.py", "", N_("Ringkasan"), ":material/dashboard:"),
    Entry("map.py", "peta", N_("Peta"), ":material/map:"),
    Entry("stages.py", "tahapan", N_("Tahapan seleksi"), ":material/filter_alt:"),
    Entry("region.py", "wilayah", N_("Wilayah"), ":material/location_on:"),
    Entry("pilots.py", "percontohan", N_("Percontohan & quick win"), ":material/rocket_launch:"),
    Entry("follow_up.py", "tindak-lanjut", N_("Tindak lanjut"), ":material/task_alt:"),
    Entry("living_lab.py", "idsll", N_("IDSLL"), ":material/science:"),
    Entry("assessments.py", "penilaian", N_("Penilaian"), ":material/analytics:"),
    Entry("quality.py", "sumber", N_("Sumber & mutu"), ":material/verified:"),
    Entry("upload.py", "unggah", N_("Unggah data"), ":material/upload_file:"),
    Entry("history.py", "riwayat", N_("Riwayat"), ":material/history:"),
    Entry("edit.py", "ubah", N_("Ubah satu baris"), ":material/edit:"),
    Entry("method.py", "metode", N_("Metode"), ":material/menu_book:"),
    Entry("about.py", "tentang", N_("Tentang data"), ":material/info:"),
)


def navigation() -> StreamlitPage:
    """Register the pages and return the one that the address names; the menu itself is drawn by `draw`."""
    pages = [
        st.Page(
            PAGES / entry.file,
            title=_(entry.title),
            url_path=entry.path or None,
            default=not entry.path,
        )
        for entry in ENTRIES
    ]
    return st.navigation(pages, position="hidden")


def draw() -> None:
    """Draw the menu in the sidebar."""
    carried = address.carried()
    with st.sidebar:
        st.markdown("**smartcity**")
        st.caption(_("Pemantauan program kota cerdas dan pemerintahan digital"))
        with st.container(key="menu", gap="xxsmall"):
            for entry in ENTRIES:
                st.page_link(
                    PAGES / entry.file,
                    label=_(entry.title),
                    icon=entry.icon,
                    query_params=carried,
                    width="stretch",
                )
            _own_region(carried)
        st.divider()
        _languages()


def _own_region(carried: dict[str, str]) -> None:
    code = browser.own_region()
    found = data.ask("region", code=code) if code else None
    if found is None or found.empty:
        return
    st.page_link(
        PAGES / "region.py",
        label=_("Wilayah saya: {name}").format(name=found["name"].iloc[0]),
        icon=":material/home_pin:",
        query_params={**carried, address.PARAMETERS["region"]: str(code)},
        width="stretch",
    )


def _languages() -> None:
    key = "language"
    st.session_state[key] = words.language() if words.language() in words.LANGUAGES else words.SOURCE

    def write() -> None:
        chosen = st.session_state[key] or words.language()
        st.query_params.from_dict({**st.query_params.to_dict(), address.PARAMETERS["language"]: chosen})

    st.segmented_control(
        _("Bahasa"), list(words.LANGUAGES), key=key, format_func=words.LANGUAGES.__getitem__, on_change=write
    )
