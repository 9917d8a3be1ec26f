"""What every run does around a page: language, data version, navigation, and words for every failure."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from smartcity import access, logs, words
from smartcity.settings import ROOT
from smartcity.ui import address, browser, data, deck, failures, frame, lifetime, menu, slides, writer
from smartcity.words import _

STYLES = ROOT / "smartcity" / "ui" / "style.css"
ON_PAPER = ROOT / "smartcity" / "ui" / "print.css"
DARK_ON_PAPER = ROOT / "smartcity" / "ui" / "print_dark.css"
# A file of ours: an icon by name would be fetched from an outside host for the browser's tab.
ICON = "app/static/icon.png"


def page() -> None:
    """Draw the page that the address names."""
    logs.configure()
    words.use_language(address.language())
    st.set_page_config(page_title="smartcity", page_icon=_icon(), layout="wide")
    st.html(STYLES)
    st.html(ON_PAPER)
    if frame.look().mode == "dark":
        st.html(DARK_ON_PAPER)
    chosen = menu.navigation()
    browser.tell(language=words.language())
    try:
        has_ended = writer.keep_apart()
        lifetime.note_version(data.begin())
        if not access.may(writer.caller(), access.READ):
            menu.draw_closed()
            return
        presented, notice = address.pick("display", (address.PRESENTED,), "")
        deck.begin(chosen.url_path, presented=bool(presented))
        if presented:
            _as_slides(chosen)
            return
        menu.draw()
        frame.demo_banner()
        frame.notices([notice] if notice else [])
        if has_ended:
            st.warning(
                _("Sesi Anda sudah berakhir; masuk lagi untuk melanjutkan."), icon=":material/lock_clock:"
            )
        chosen.run()
    except Exception as error:
        failures.show(error, chosen.title)


def _icon() -> str | None:
    """Return the address of the picture in the browser's tab: a static file, for those who may not read, too."""
    root = address.root()
    return f"{root}{ICON}" if root.startswith("http") else None


def _as_slides(chosen: StreamlitPage) -> None:
    """Draw one slide of a page; its place is kept before the page runs, so that nothing else is ever seen."""
    with st.container(key="presentation"):
        place = st.empty()
    try:
        chosen.run()
        with place:
            slides.draw()
    except Exception as error:
        with place.container():
            failures.show(error, chosen.title)
