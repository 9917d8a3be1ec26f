"""Tiles: one number each, what it means, and one click to the rows it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from smartcity.ui import questions
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import _

# Two abreast on a phone of 390 pixels.
NARROWEST = 150


@dataclass(frozen=True)
class Tile:
    """A number with its label, a note below it, and the question whose rows it rests on."""

    key: str
    label: str
    value: str
    note: str
    rows: Question | None = None


def row(tiles: Sequence[Tile]) -> None:
    """Draw tiles beside each other, two abreast on a phone."""
    grid = st.grid(len(tiles), min_column_width=NARROWEST, key="tiles")
    for tile in tiles:
        with grid.cell().container(border=True, key=f"tile_{tile.key}", gap="xxsmall", height="stretch"):
            st.metric(tile.label, tile.value)
            st.caption(plain(tile.note))
            if tile.rows and st.button(
                _("Sumber"), key=f"rows_{tile.key}", type="tertiary", icon=":material/description:"
            ):
                questions.show_rows(tile.label, tile.rows)
