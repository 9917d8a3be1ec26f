"""The preview of a briefing: its pages as pictures, one by one."""

from functools import partial

import streamlit as st

from smartcity import formats, words
from smartcity.export.briefing.document import Form, Page
from smartcity.export.briefing.making import Piece
from smartcity.ui import address, briefing_files, briefing_made, data
from smartcity.ui.briefing import Wanted
from smartcity.ui.text import plain
from smartcity.words import N_, _

SHAPES: dict[Form, str] = {"slides": N_("Salindia 16:9"), "report": N_("Laporan A4")}
WIDTHS: dict[Form, int] = {"slides": 960, "report": 600}
"""Pixels across of the picture on a wide screen."""

_SHAPE, _PAGE = "briefing_shape", "briefing_page"


def shape() -> Form:
    """Draw the choice between slides and report, and return it."""
    st.subheader(_("Pratinjau"), anchor=False)
    st.session_state.setdefault(_SHAPE, "slides")
    found: Form | None = st.segmented_control(
        _("Bentuk"),
        list(SHAPES),
        key=_SHAPE,
        format_func=lambda form: _(SHAPES[form]),
        label_visibility="collapsed",
        required=True,
        persist_state="session",
    )
    return found or "slides"


def draw(wanted: Wanted, form: Form) -> list[str]:
    """Draw the pages and return the sources; what is not made yet is made now, with how far it is."""
    place = st.empty()

    def tell(done: int, of: int, piece: Piece | None) -> None:
        # A page that runs again ends here, not after the last piece.
        with words.in_language(address.language()):
            place.progress(done / of, text=briefing_files.progress(done, of, piece))

    made = briefing_made.preview(wanted, data.here(), form, tell)
    place.empty()
    left = len(wanted.profiles) - briefing_made.PREVIEWED
    if left > 0:
        text = _("Pratinjau memuat {count} profil pertama; berkasnya memuat semua {total} profil.")
        st.caption(
            text.format(
                count=formats.number(briefing_made.PREVIEWED), total=formats.number(len(wanted.profiles))
            )
        )
    _leaf(made.pages, form)
    return made.sources


@st.fragment
def _leaf(pages: list[Page], form: Form) -> None:
    """Draw one page, and the ways to the one before and the one after."""
    words.use_language(address.language())
    at = min(int(st.session_state.get(_PAGE, 0)), len(pages) - 1)
    page = pages[at]
    said = _("Halaman {place} dari {total}").format(
        place=formats.number(at + 1), total=formats.number(len(pages))
    )
    title = page.title or _("Sampul")
    with st.container(key="briefing_page"):
        st.image(page.png, width=WIDTHS[form], alt=f"{said}: {title}")
    with st.container(horizontal=True, key="briefing_pages"):
        for key, label, icon, to, can in (
            ("before", _("Sebelumnya"), ":material/chevron_left:", at - 1, at > 0),
            ("after", _("Berikutnya"), ":material/chevron_right:", at + 1, at + 1 < len(pages)),
        ):
            st.button(label, key=f"briefing_{key}", icon=icon, disabled=not can, on_click=partial(_turn, to))
    st.caption(f"{said} · {plain(title)}")


def _turn(to: int) -> None:
    st.session_state[_PAGE] = to
