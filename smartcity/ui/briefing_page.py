"""The files of Paparan and their preview, or why there are none."""

from functools import partial

import streamlit as st

from smartcity.export.briefing import files
from smartcity.export.briefing.document import Form
from smartcity.export.briefing.making import PROFILES
from smartcity.ui import briefing_files, briefing_made, briefing_preview, data, deck
from smartcity.ui.briefing import Wanted
from smartcity.ui.briefing_files import Offer
from smartcity.words import N_, _

LABELS: dict[files.Form, str] = {
    "pptx": N_("PPTX (salindia)"),
    "report": N_("PDF laporan A4"),
    "slides": N_("PDF salindia 16:9"),
    "xlsx": N_("XLSX (lembar kerja)"),
}


def downloads(wanted: Wanted) -> None:
    """Draw the files; each is made when it is asked for."""
    at, is_demo = data.here(), data.is_demo()
    offers = [
        Offer(
            f"briefing_file_{form}",
            _(label),
            files.name(wanted.scope.region, form, is_demo=is_demo),
            files.KINDS[files.ENDINGS[form]],
            partial(briefing_made.file, wanted, at, form),
            is_main=form == "pptx",
        )
        for form, label in LABELS.items()
    ]
    briefing_files.draw(offers, "briefing_files", disabled=not wanted.pieces)


def preview(wanted: Wanted, form: Form) -> list[str]:
    """Draw the preview and return its sources, or draw what is missing; a slide about a briefing shows none."""
    if deck.is_on():
        return []
    if wanted.pieces:
        return briefing_preview.draw(wanted, form)
    missing = (
        _("Belum ada yang dipilih: pilih wilayah yang profilnya dimuat.")
        if PROFILES in wanted.parts
        else _("Belum ada yang dipilih: pilih sedikitnya satu bagian.")
    )
    st.info(missing, icon=":material/info:")
    return []
