"""Tiles: one number each, what it means, and one click to the rows it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from smartcity.ui import deck, menu, questions
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import _

# Two abreast on a phone of 390 pixels.
NARROWEST = 150
# More tiles than these stand in two rows.
MOST_ABREAST = 5


@dataclass(frozen=True)
class Way:
    """A way from a tile to a page: its file, its words, the parameters of its address."""

    page: str
    label: str
    query: tuple[tuple[str, str], ...]
    icon: str = ":material/arrow_forward:"


@dataclass(frozen=True)
class Tile:
    """A number with its label, a note below it, ways onward, and the question whose rows it rests on."""

    key: str
    label: str
    value: str
    note: str
    rows: Question | None = None
    ways: tuple[Way, ...] = ()


def row(tiles: Sequence[Tile]) -> None:
    """Draw tiles beside each other, two abreast on a phone."""
    if deck.is_on():
        deck.add("", deck.Numbers(tuple((tile.label, tile.value, tile.note) for tile in tiles)))
        return
    columns = len(tiles) if len(tiles) <= MOST_ABREAST else -(-len(tiles) // 2)
    grid = st.grid(columns, min_column_width=NARROWEST, key="tiles")
    for tile in tiles:
        with grid.cell().container(border=True, key=f"tile_{tile.key}", gap="xxsmall", height="stretch"):
            st.metric(tile.label, tile.value)
            st.caption(plain(tile.note))
            with st.container(
                horizontal=True, key=f"ways_{tile.key}", gap="small", vertical_alignment="center"
            ):
                _ways(tile)


def _ways(tile: Tile) -> None:
    """Draw the ways to pages, and the button that shows the rows."""
    for way in tile.ways:
        st.page_link(menu.page(way.page), label=plain(way.label), icon=way.icon, query_params=dict(way.query))
    if tile.rows and st.button(
        _("Sumber"), key=f"rows_{tile.key}", type="tertiary", icon=":material/description:"
    ):
        questions.show_rows(tile.label, tile.rows)
