"""The slides of Mode paparan: what a page places becomes slides, of which one is drawn in the end.

In this mode the helpers that place pictures, tiles, tables and words call here and return: nothing of what is not
shown is drawn.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st

from smartcity.look import Look

_KEY = "_deck"
MOST_ROWS = 24
"""Rows of a table that a slide may hold; those for which there is no room are taken away in the browser."""


@dataclass(frozen=True)
class Drawing:
    """A chart; `made_of` names all that it depends on besides data version, language and theme. `legend` is HTML.

    One that is long is parted into columns where it can be, and it is not `whole`.
    """

    chart: Callable[[Look], Any]
    made_of: Hashable
    alt: str
    legend: Callable[[Look], str] | None = None
    whole: bool = False


@dataclass(frozen=True)
class Numbers:
    """Single numbers: label, value and note of each."""

    numbers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Rows:
    """The first rows of a table as they are written, made when they are shown; all rows are `total`.

    Columns that are right-aligned are `numeric`.
    """

    make: Callable[[], pd.DataFrame]
    total: int
    numeric: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """Paragraphs in Markdown."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names and values of one thing, in Markdown, with a drawing beside them."""

    facts: tuple[tuple[str, str], ...]
    beside: Drawing | None = None


Body = Drawing | Numbers | Rows | Words | Facts


@dataclass(frozen=True)
class Slide:
    """One slide; title and subtitle are Markdown. What it has not of its own it has from the page."""

    title: str
    body: Body
    subtitle: str = ""
    sources: tuple[str, ...] = ()


@dataclass
class Deck:
    """All slides of a page, with what the page says of itself; title, line and filters are Markdown.

    `section` is the heading under which the page places what comes next.
    """

    page: str
    title: str = ""
    line: str = ""
    filters: str = ""
    section: str = ""
    slides: list[Slide] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


def begin(page: str, *, presented: bool) -> None:
    """Begin a run of a page, named by its path: as slides, or as it is."""
    st.session_state[_KEY] = Deck(page) if presented else None


def is_on() -> bool:
    """Tell whether this run shows the page as slides."""
    return st.session_state.get(_KEY) is not None


def of_run() -> Deck:
    """Return the slides of this run."""
    deck: Deck = st.session_state[_KEY]
    return deck


def add(title: str, body: Body, subtitle: str = "", sources: Sequence[str] = ()) -> None:
    """Add a slide; '' as title is that of the section, or of the page where there is none."""
    deck = of_run()
    deck.slides.append(Slide(title or deck.section, body, subtitle, tuple(sources)))


def say(title: str, *paragraphs: str, subtitle: str = "", sources: Sequence[str] = ()) -> None:
    """Add a slide of paragraphs in Markdown."""
    add(title, Words(tuple(each for each in paragraphs if each)), subtitle, sources)


def tell(paragraph: str) -> None:
    """Add a paragraph in Markdown to the slide of its section."""
    deck = of_run()
    last = deck.slides[-1] if deck.slides else None
    if last and isinstance(last.body, Words) and last.title == deck.section:
        deck.slides[-1] = replace(last, body=Words((*last.body.paragraphs, paragraph)))
    else:
        say("", paragraph)
