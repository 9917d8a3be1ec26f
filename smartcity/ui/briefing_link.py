"""The way from any page to Paparan, with what that page shows."""

import streamlit as st

from smartcity.ui import address, browser, filters, menu
from smartcity.ui.address import NATION, PARAMETERS
from smartcity.words import _

PATH = "paparan"
# Page -> the part of a briefing that tells what it shows; of other pages everything is told.
PARTS = {
    "peta": "map",
    "tahapan": "funnel",
    "percontohan": "pilots",
    "tindak-lanjut": "follow_up",
    "penilaian": "assessments",
    "sumber": "sources",
}


def draw() -> None:
    """Draw the way, except on Paparan itself."""
    if menu.here() != PATH:
        st.page_link(
            menu.page("briefing.py"),
            label=_("Buat paparan"),
            icon=":material/co_present:",
            query_params=query(menu.here()),
        )


def query(page: str) -> dict[str, str]:
    """Return the parameters by which Paparan tells what a page shows at the address of this run."""
    region = address.asked("region") or (browser.own_region() or NATION if page == "wilayah" else NATION)
    of_region = page == "wilayah" and region != NATION
    parts = "profiles" if of_region else PARTS.get(page, "")
    carried = address.carried(
        parts=parts,
        measure=_instrument() if page == "penilaian" else "",
        mapped=address.asked("measure") if page == "peta" else "",
    )
    if of_region:
        carried[PARAMETERS["region"]] = region
    if not _has_stages(address.asked("program")):
        for part in ("program", "edition"):
            carried.pop(PARAMETERS[part], None)
    return carried


def _instrument() -> str:
    """Return the instrument that is looked at and its period, as a measure."""
    framework, edition = address.asked("framework"), address.asked("edition")
    return ".".join(part for part in ("score", framework, edition) if part) if framework else ""


def _has_stages(program: str) -> bool:
    return program in filters.programs(with_stages=True)
