"""The navigation: pages, language, the person's own region; links carry the view along."""

from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from smartcity import access, words
from smartcity.settings import ROOT
from smartcity.ui import address, browser, data, writer
from smartcity.ui.text import plain
from smartcity.words import N_, _

PAGES = ROOT / "pages"
_HERE = "_page"


@dataclass(frozen=True)
class Entry:
    """A page in the menu: its file, its address (Indonesian), its name and icon."""

    file: str
    path: str
    title: str
    icon: str
    group: str = ""
    """The heading that stands above it in the menu."""
    is_listed: bool = True
    """Whether the menu names it; what is not listed has another way in."""


ENTRIES = (
    Entry("overview.py", "", N_("Ringkasan"), ":material/dashboard:"),
    Entry("map.py", "peta", N_("Peta"), ":material/map:"),
    Entry("region.py", "wilayah", N_("Wilayah"), ":material/location_on:"),
    Entry("stages.py", "tahapan", N_("Tahapan seleksi"), ":material/filter_alt:", group=N_("Program")),
    Entry("pilots.py", "percontohan", N_("Percontohan & quick win"), ":material/rocket_launch:"),
    Entry("follow_up.py", "tindak-lanjut", N_("Tindak lanjut"), ":material/task_alt:"),
    Entry("living_lab.py", "idsll", N_("IDSLL"), ":material/science:"),
    Entry("assessments.py", "penilaian", N_("Penilaian"), ":material/analytics:"),
    Entry("agencies.py", "perangkat-daerah", N_("Perangkat daerah"), ":material/apartment:"),
    Entry("events.py", "kegiatan", N_("Kegiatan"), ":material/event:"),
    Entry("quality.py", "sumber", N_("Sumber & mutu"), ":material/verified:", group=N_("Data")),
    Entry("explore.py", "jelajah", N_("Jelajah data"), ":material/table_view:"),
    Entry("briefing.py", "paparan", N_("Paparan"), ":material/co_present:"),
    Entry("upload.py", "unggah", N_("Unggah data"), ":material/upload_file:"),
    Entry("history.py", "riwayat", N_("Riwayat"), ":material/history:"),
    Entry("edit.py", "ubah", N_("Ubah satu baris"), ":material/edit:"),
    Entry("method.py", "metode", N_("Metode"), ":material/menu_book:", group=N_("Penjelasan")),
    Entry("about.py", "tentang", N_("Tentang data"), ":material/info:"),
    Entry("search.py", "cari", N_("Cari"), ":material/search:", is_listed=False),
    Entry("accounts.py", "akun", N_("Akun"), ":material/person:", is_listed=False),
    Entry("audit.py", "audit", N_("Audit"), ":material/policy:", is_listed=False),
)


def navigation() -> StreamlitPage:
    """Register the pages and return the one that the address names; the menu itself is drawn by `draw`."""
    # Each run gets a page of its own: one may be run only once, and everybody shares those that are registered.
    chosen = copy(st.navigation(list(_pages(words.language()).values()), position="hidden"))
    st.session_state[_HERE] = chosen.url_path
    return chosen


@lru_cache(maxsize=len(words.LANGUAGES) + 1)
def _pages(language: str) -> dict[str, StreamlitPage]:  # noqa: ARG001 (the cache's key)
    """Return the pages by their files, made once for each language."""
    return {
        entry.file: st.Page(
            PAGES / entry.file,
            title=_(entry.title),
            url_path=entry.path or None,
            default=not entry.path,
        )
        for entry in ENTRIES
    }


def page(file: str) -> StreamlitPage:
    """Return the page of a file; Streamlit draws a link to it in half the time that one to its path takes."""
    return _pages(words.language())[file]


def here() -> str:
    """Return the path of the page that this run draws, '' for Ringkasan."""
    return str(st.session_state.get(_HERE, ""))


def draw() -> None:
    """Draw the menu in the sidebar."""
    carried = address.carried()
    with st.sidebar:
        st.markdown("**smartcity**")
        st.caption(_("Pemantauan program kota cerdas dan pemerintahan digital"))
        _search()
        with st.container(key="menu", gap="xxsmall"):
            for entry in ENTRIES:
                if not entry.is_listed:
                    continue
                if entry.group:
                    st.caption(_(entry.group))
                st.page_link(
                    page(entry.file),
                    label=_(entry.title),
                    icon=entry.icon,
                    query_params=carried,
                    width="stretch",
                )
            _own_region(carried)
        st.divider()
        _person(carried)
        _languages()


def draw_closed() -> None:
    """Draw in place of every page and of the menu that reading, too, takes an account."""
    st.title("smartcity", anchor=False)
    st.caption(_("Pemantauan program kota cerdas dan pemerintahan digital"))
    writer.may(access.READ, _("Dasbor ini hanya untuk yang memiliki akun"))
    _languages()


def _person(carried: dict[str, str]) -> None:
    """Draw who is signed in, what is open to them alone and the way out; or the way in, once there are accounts."""
    asking = writer.caller()
    if not asking.session:
        if access.has_accounts():
            writer.sign_in_link(_("Masuk"))
        return
    st.caption(_("Masuk sebagai {name}").format(name=plain(asking.name)))
    administers = access.may(asking, access.ADMINISTER)
    with st.container(key="menu_person", gap="xxsmall"):
        for entry in ENTRIES:
            if entry.path == "akun" or (entry.path == "audit" and administers):
                st.page_link(
                    page(entry.file),
                    label=_(entry.title),
                    icon=entry.icon,
                    query_params=carried,
                    width="stretch",
                )
    writer.sign_out_button(asking)


def _search() -> None:
    """Draw the search; it leads to Cari with what was typed, in the language of this page."""
    key, asked = "menu_search", "menu_searched"

    def search() -> None:
        st.session_state[asked] = st.session_state[key]

    with (
        st.form("menu_search_form", border=False, clear_on_submit=True),
        st.container(horizontal=True, key="menu_search_box", gap="xsmall", vertical_alignment="bottom"),
    ):
        st.text_input(
            _("Cari"),
            key=key,
            max_chars=address.LONGEST_VALUE,
            placeholder=_("Cari wilayah, program, …"),
            label_visibility="collapsed",
        )
        st.form_submit_button(_("Cari"), on_click=search, key="menu_search_go")
    text = st.session_state.pop(asked, None)
    if text is not None:
        query = {address.PARAMETERS["text"]: text.strip(), address.PARAMETERS["language"]: words.language()}
        st.switch_page(PAGES / "search.py", query_params=query)


def _own_region(carried: dict[str, str]) -> None:
    code = browser.own_region()
    found = data.ask("region", code=code) if code else None
    if found is None or found.empty:
        return
    st.page_link(
        page("region.py"),
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
