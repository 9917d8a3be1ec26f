"""What the person's browser is told and remembers: the page's language, its section, and the person's own region."""

import re

import streamlit as st

# A year: the region that somebody works for changes seldom.
OWN_REGION_SECONDS = 365 * 24 * 60 * 60
OWN_REGION_COOKIE = "wilayah_saya"
_CODE = re.compile(r"\d{2}(\.\d{2})?")
_WANTED = "own_region_wanted"

# Streamlit always says that its pages are English; screen readers then read Indonesian aloud with English sounds.
# It scrolls to the section that an address names when the heading is drawn; letters that come after that move it.
_SCRIPT = """
const toSection = () => document.getElementById(location.hash.slice(1))?.scrollIntoView();
toSection();
document.fonts.addEventListener("loadingdone", toSection);
for (const move of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    addEventListener(move, () => document.fonts.removeEventListener("loadingdone", toSection), {once: true});
}

export default function ({ data }) {
    document.documentElement.lang = data.language;
    if (data.region !== null) {
        const age = data.region === "" ? 0 : data.seconds;
        const path = new URL(".", document.baseURI).pathname;
        document.cookie = `${data.cookie}=${data.region}; max-age=${age}; path=${path}; samesite=lax`;
    }
}
"""

_bridge = st.components.v2.component("smartcity.browser", js=_SCRIPT)


def tell(*, language: str) -> None:
    """Tell the browser the page's language, and a newly chosen own region if there is one."""
    spoken = "id" if language not in ("id", "en") else language
    _bridge(
        key="browser",
        data={
            "language": spoken,
            "region": st.session_state.get(_WANTED),
            "seconds": OWN_REGION_SECONDS,
            "cookie": OWN_REGION_COOKIE,
        },
    )


def own_region() -> str | None:
    """Return the code of the person's own region; None where none was chosen."""
    wanted = st.session_state.get(_WANTED)
    code = wanted if wanted is not None else st.context.cookies.get(OWN_REGION_COOKIE, "")
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None


def remember_region(code: str) -> None:
    """Remember a region as the person's own ('' forgets it); the browser keeps it in a cookie."""
    st.session_state[_WANTED] = code
