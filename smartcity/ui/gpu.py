"""What the person's browser can draw: WebGL with hardware, with software only, or not at all; and how wide."""

from typing import Literal

import streamlit as st

Drawing = Literal["hardware", "software", "none"]

_KEY = "gpu"
_SEEN = "_gpu_seen"
# Widths that a page can have; anything else is a mistake of the measurement.
NARROWEST, WIDEST = 240, 2400
# The page of a usual window; below the second width columns stand below each other; pixels between columns.
USUAL, STACKED, GAP = 1054, 592, 48
# A browser that draws with the processor says so in the name of its renderer.
_SCRIPT = """
const SLOW = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function drawing() {
    const canvas = document.createElement("canvas");
    const gl = canvas.getContext("webgl2") || canvas.getContext("webgl");
    if (!gl) return "none";
    const info = gl.getExtension("WEBGL_debug_renderer_info");
    const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    const lost = gl.getExtension("WEBGL_lose_context");
    if (lost) lost.loseContext();
    return SLOW.test(name) ? "software" : "hardware";
}

export default function ({ parentElement, setStateValue }) {
    const host = parentElement.host || parentElement;
    const column = host.closest("[data-testid=stColumn], [data-testid=stMainBlockContainer]");
    const row = column && column.parentElement.closest("[data-testid=stHorizontalBlock]");
    const width = Math.round((row || column || document.documentElement).clientWidth);
    setStateValue("seen", `${drawing()} ${width}`);
}
"""

_probe = st.components.v2.component("smartcity.gpu", js=_SCRIPT)


def ask() -> None:
    """Ask the browser once per session; its answer comes with a run of its own."""
    if _SEEN not in st.session_state:
        _probe(key=_KEY, on_seen_change=_note)


def _note() -> None:
    st.session_state[_SEEN] = str(st.session_state[_KEY].get("seen") or "")


def drawing() -> Drawing | None:
    """Return what the browser can draw, None before it has answered."""
    found = str(st.session_state.get(_SEEN, "")).split(" ")[0]
    kinds: dict[str, Drawing] = {"hardware": "hardware", "software": "software", "none": "none"}
    return kinds.get(found)


def width(share: float) -> int:
    """Return about how many pixels wide a column is that has this share of the page."""
    found = str(st.session_state.get(_SEEN, "")).rpartition(" ")[2]
    page = min(max(int(found), NARROWEST), WIDEST) if found.isdigit() else USUAL
    return page if page <= STACKED else round((page - GAP) * share)
