"""What every run does around a page: language, data version, navigation, and words for every failure."""

import streamlit as st

from smartcity import access, logs, words
from smartcity.settings import ROOT
from smartcity.ui import address, browser, data, failures, frame, lifetime, menu, writer
from smartcity.words import _

STYLES = ROOT / "smartcity" / "ui" / "style.css"
ON_PAPER = ROOT / "smartcity" / "ui" / "print.css"
DARK_ON_PAPER = ROOT / "smartcity" / "ui" / "print_dark.css"
# A file of ours: an icon by name would be fetched from an outside host for the browser's tab.
ICON = ROOT / "smartcity" / "ui" / "static" / "icon.png"


def page() -> None:
    """Draw the page that the address names."""
    logs.configure()
    words.use_language(address.language())
    st.set_page_config(page_title="smartcity", page_icon=str(ICON), layout="wide")
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
        menu.draw()
        frame.demo_banner()
        if has_ended:
            st.warning(
                _("Sesi Anda sudah berakhir; masuk lagi untuk melanjutkan."), icon=":material/lock_clock:"
            )
        chosen.run()
    except Exception as error:
        failures.show(error, chosen.title)
