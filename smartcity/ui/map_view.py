"""One map on the screen: with WebGL where the browser draws it fast, else light; its legend and what can be clicked."""

from html import escape
from typing import Any, Literal

import streamlit as st

from smartcity import formats, maps
from smartcity.look import look as look_of
from smartcity.maps import deck as deck_of
from smartcity.maps.classes import LegendEntry
from smartcity.maps.content import Content
from smartcity.settings import ROOT
from smartcity.ui import address, data, frame, gpu
from smartcity.ui.address import NATION, View
from smartcity.words import _

Drawn = Literal["light", "deck"]

GO = "go_to_region"
GO_PAGE = "go_to_page"
CHOSEN = "_map_chosen"
# Pixels: a map on a phone, and between which heights one with WebGL may be.
NARROW, LOWEST, HIGHEST = 340, 260, 560


def drawn(view: View) -> Drawn:
    """Return which map is drawn: the chosen one, else the one that this browser draws fast."""
    asked = view.map if address.asked("map") else str(st.session_state.get(CHOSEN, view.map))
    can = gpu.drawing()
    if asked == "deck":
        return "deck" if can in ("hardware", "software") else "light"
    if asked == "light":
        return "light"
    return "deck" if can == "hardware" else "light"


def switch(view: View) -> None:
    """Draw the choice between the two maps; it is remembered for the session."""
    can = gpu.drawing()
    if can == "none":
        st.caption(_("Peramban ini tidak menyediakan WebGL; peta ringan dipakai."))
        return
    key = "map_kind"
    st.session_state[key] = drawn(view)
    names = {"light": _("Peta ringan"), "deck": _("Peta WebGL")}

    def write() -> None:
        chosen = st.session_state[key] or drawn(view)
        st.session_state[CHOSEN] = chosen
        address.go(view, map=chosen)

    st.segmented_control(
        _("Jenis peta"),
        list(names),
        key=key,
        format_func=names.__getitem__,
        on_change=write,
        label_visibility="collapsed",
        help=_("Peta ringan tidak memerlukan kartu grafis; peta WebGL dapat digeser dan diperbesar."),
    )


def draw(content: Content, made_of: Any, view: View, key: str, alt: str, *, small: bool = False) -> None:
    """Draw the map; a click on a province shows it, a click on a region opens its page."""
    if not small:
        gpu.ask()
    if small or drawn(view) == "light":
        _light(content, made_of, view, key, alt, small=small)
    else:
        _deck(content, made_of, view, key, alt)


def _light(content: Content, made_of: Any, view: View, key: str, alt: str, *, small: bool) -> None:
    narrow = small or gpu.width(share(view)) < maps.NARROW
    width = NARROW if narrow else maps.USUAL_WIDTH

    def picked() -> None:
        found = st.session_state[f"chart_{key}"]["selection"].get(maps.SELECTION, [])
        if found:
            _go(str(found[0].get("code", "")), view, leave=small)

    frame.chart(
        key,
        (made_of, width),
        lambda look: maps.chart(content, look, width=width),
        alt,
        on_select=picked,
        selection_mode=[maps.SELECTION],
        height="stretch",
    )


def _deck(content: Content, made_of: Any, view: View, key: str, alt: str) -> None:
    width = gpu.width(share(view))
    height = round(min(max(width / maps.bounds(content.scope).ratio * 1.12, LOWEST), HIGHEST))
    mode = frame.look().mode
    made = data.made(
        ("deck", made_of, width, mode),
        lambda: deck_of.deck(content, look_of(mode), width=width, height=height),
    )

    def picked() -> None:
        layers: dict[str, list[dict[str, Any]]] = st.session_state[f"deck_{key}"]["selection"]["objects"]
        for objects in layers.values():
            for found in objects:
                _go(str(found.get("code") or found.get("properties", {}).get("code", "")), view, leave=False)
                return

    with st.container(key=f"webgl_{key}"):
        st.pydeck_chart(
            made, key=f"deck_{key}", height=height, on_select=picked, selection_mode="single-object", alt=alt
        )


def _go(code: str, view: View, *, leave: bool) -> None:
    """Show a province on the map, or note the region whose page is to be opened."""
    if not code or code == view.region:
        return
    if "." not in code and not leave:
        address.go(view, region=code)
    else:
        st.session_state[GO] = code


def follow(view: View) -> None:
    """Go to the page of a region that was clicked; a province of the small map is shown on Peta."""
    code, page = st.session_state.pop(GO, ""), st.session_state.pop(GO_PAGE, "")
    if code:
        page = page or ("region.py" if "." in code else "map.py")
        st.switch_page(ROOT / "pages" / page, query_params=address.shared(view, region=code))


def pick(code: str, view: View) -> None:
    """Do what a click on the map does, for lists (in a callback)."""
    _go(code, view, leave=False)


def open_page(code: str) -> None:
    """Note that a region's own page is to be opened, also a province's (in a callback)."""
    st.session_state[GO], st.session_state[GO_PAGE] = code, "region.py"


def legend(entries: list[LegendEntry], content: Content) -> str:
    """Return the legend as HTML: every class with its symbol, its words and how many regions it has."""
    parts = [_sign(entry) for entry in entries]
    if maps.has_governments(content):
        parts.append(_text(_circle("transparent", "currentColor", 8), maps.government_words()))
    if maps.has_estimates(content):
        line = '<span style="width:1.3em;border-top:2px dashed currentColor;opacity:.6"></span>'
        parts.append(_text(line, maps.estimate_words()))
    return f'<div class="map-legend" role="list">{"".join(parts)}</div>'


def _sign(entry: LegendEntry) -> str:
    radius = 6 * entry.radius
    edge = entry.edge if entry.fill != entry.edge else "transparent"
    return _text(_circle(entry.fill, edge, radius), f"{entry.label} · {formats.number(entry.count)}")


def _circle(fill: str, edge: str, radius: float) -> str:
    size = f"width:{radius / 7:.2f}em;height:{radius / 7:.2f}em"
    return f'<span style="{size};border-radius:50%;background:{fill};border:1.5px solid {edge}"></span>'


def _text(sign: str, words_: str) -> str:
    return f'<span role="listitem">{sign}<span>{escape(words_)}</span></span>'


def share(view: View) -> float:
    """Return the map's part of the page: the country is wide, a province is not."""
    return 2 / 3 if view.region == NATION else 1 / 2


def scope_key(view: View, name: str) -> str:
    """Return the key of a map: one for each scope, so that a click in one is not remembered in another."""
    return f"{name}_{view.province or NATION}"
