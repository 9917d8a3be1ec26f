"""What every run does before a page: language, data version, navigation, and words for every failure."""

import uuid

import streamlit as st
import structlog

from smartcity import logs, words
from smartcity.errors import SmartcityError
from smartcity.settings import ROOT
from smartcity.store import UnreadableVersion
from smartcity.ui import address, browser, data, frame, menu
from smartcity.words import _

log = structlog.get_logger("smartcity.ui")
STYLES = ROOT / "smartcity" / "ui" / "style.css"
# A file of ours: an icon by name would be fetched from an outside host for the browser's tab.
ICON = ROOT / "smartcity" / "ui" / "static" / "icon.png"


def main() -> None:
    """Draw the page that the address names."""
    logs.configure()
    words.use_language(address.language())
    st.set_page_config(page_title="smartcity", page_icon=str(ICON), layout="wide")
    st.html(STYLES)
    page = menu.navigation()
    browser.tell(language=words.language())
    try:
        data.begin()
        menu.draw()
        page.run()
    except SmartcityError as error:
        _explain(error)
    except Exception:
        _apologise(page.title)


def _explain(error: SmartcityError) -> None:
    """Draw the page for an error that is known: what is wrong and what to do."""
    title = (
        _("Basis data tidak dapat dibaca")
        if isinstance(error, UnreadableVersion)
        else _("Halaman ini belum dapat ditampilkan")
    )
    log.error("page_refused", error=str(error))
    st.title(title, anchor=False)
    st.error(frame.plain(str(error)), icon=":material/error:")
    if isinstance(error, UnreadableVersion) and error.readable:
        st.markdown(_("Pengelola dapat memulihkannya dari terminal peladen:"))
        st.code(f"smartcity restore {error.readable}", language="shell")


def _apologise(title: str) -> None:
    """Draw the page for an error that is not known; what happened goes to the log under a number."""
    number = uuid.uuid4().hex[:8]
    log.exception("page_failed", page=title, number=number)
    st.error(
        _(
            "Terjadi kesalahan pada halaman ini. Muat ulang halaman; bila terulang, sebutkan nomor {number}."
        ).format(number=number),
        icon=":material/error:",
    )


main()
