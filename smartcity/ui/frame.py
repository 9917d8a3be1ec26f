"""The frame of every page: title, one line, notices, pictures with their query and downloads, footer."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes
from streamlit.elements.lib.mutable_tab_container import TabContainer

from smartcity import demo, formats
from smartcity.export import pictures, tables
from smartcity.look import Look
from smartcity.look import look as look_of
from smartcity.ui import address, briefing_link, data, deck, menu, questions
from smartcity.ui.address import View
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import _, ngettext

SOURCES_NAMED = 2
Chart = alt.Chart | alt.LayerChart | alt.VConcatChart | alt.HConcatChart | alt.FacetChart


def look() -> Look:
    """Return the colours for the theme that this person uses."""
    return look_of(st.context.theme.type)


def demo_banner() -> None:
    """Say above every page of demonstration data what they are; it cannot be put away."""
    if data.is_demo():
        mark, meaning = demo.label()
        with st.container(key="demo_banner"):
            st.markdown(f"**{mark}** · {meaning}")


def heading(title: str, line: str) -> None:
    """Draw a page's title and the one line that says what the page answers."""
    if deck.is_on():
        deck.of_run().title, deck.of_run().line = title, line
        return
    st.title(title, anchor=False)
    st.caption(line)


def notices(lines: Sequence[str]) -> None:
    """Tell what of the address could not be followed."""
    if deck.is_on():
        deck.of_run().notices += lines
        return
    for line in lines:
        st.warning(line, icon=":material/info:")


def source_line(titles: Sequence[str]) -> str:
    """Return the names of the first sources and how many more there are."""
    distinct = list(dict.fromkeys(title for title in titles if title))
    if not distinct:
        return _("tidak ada sumber tercatat")
    more = len(distinct) - SOURCES_NAMED
    named = "; ".join(distinct[:SOURCES_NAMED])
    if more <= 0:
        return named
    rest = ngettext("dan {count} sumber lain", "dan {count} sumber lain", more)
    return f"{named}; {rest.format(count=formats.number(more))}"


def footer(titles: Sequence[str] | None = None) -> None:
    """Draw the footer: sources, data version and dates, on paper the address; and the ways to slides.

    A page that shows nothing of the data names no titles; there is no slide of it.
    """
    if deck.is_on():
        deck.of_run().sources += titles or []
        return
    st.divider()
    with st.container(key="footer"):
        if titles is not None:
            st.caption(_("Sumber: {sources}").format(sources=plain(source_line(titles))))
        st.caption(stamp())
        with st.container(key="on_paper"):
            st.caption(plain(address.here(menu.here())))
        if titles is None:
            return
        with st.container(horizontal=True, key="footer_ways", vertical_alignment="center"):
            briefing_link.draw()
            st.button(
                _("Mode paparan"),
                key="present",
                type="tertiary",
                icon=":material/slideshow:",
                on_click=address.present,
                args=("1",),
            )


def stamp() -> str:
    """Return the line that a file carries about its data: version and dates."""
    said = _("Data per {date} · versi data {version}, diterbitkan {moment}").format(
        date=formats.date(newest_fact()), version=data.version(), moment=formats.moment(data.made_at())
    )
    return " · ".join((demo.label()[0], said)) if data.is_demo() else said


def newest_fact() -> str | None:
    """Return the date of the newest fact, as precise as it is known."""
    return data.made("newest fact", lambda: max(data.ask("data_age")["newest"].dropna(), default=None))


def empty(missing: str, reason: str, remedy: str) -> None:
    """Draw an empty state that teaches: what is missing, why, how to add it."""
    if deck.is_on():
        deck.say(missing, reason, remedy)
        return
    with st.container(border=True):
        st.markdown(f"**{missing}**")
        st.markdown(reason)
        st.markdown(remedy)


@dataclass(frozen=True)
class Picture:
    """One picture: a finding as title, what it shows, its chart, the questions behind it and its sources.

    With `draw` the screen shows something else than the chart that is exported. In Mode paparan each of the `pieces`
    is a slide where the whole would be too large for one, with its `legend` (HTML) below; a `whole` one is not parted
    into columns.
    """

    key: str
    title: str
    subtitle: str
    chart: Callable[[Look], Chart]
    questions: tuple[Question, ...]
    sources: tuple[str, ...]
    alt: str
    table: pd.DataFrame
    rows: Question
    selections: tuple[str, ...] = ()
    on_select: Callable[[], None] | None = None
    draw: Callable[[], None] | None = None
    pieces: tuple[Callable[[Look], Chart], ...] = ()
    legend: Callable[[Look], str] | None = None
    whole: bool = False


def pieces(
    table: pd.DataFrame, most: int, draw: Callable[[pd.DataFrame, Look], Chart], by: str = ""
) -> tuple[Callable[[Look], Chart], ...]:
    """Return charts of equal parts of a table, each of so many rows, or values of a column; none of a short table."""
    keys = table[by] if by else pd.Series(range(len(table)), table.index)
    different = list(dict.fromkeys(keys))
    if len(different) <= most:
        return ()
    each = -(-len(different) // -(-len(different) // most))
    starts = range(0, len(different), each)
    return tuple(partial(draw, table[keys.isin(different[start : start + each])]) for start in starts)


def picture(shown: Picture, view: View, filters: str, page: str) -> None:
    """Draw a picture with its finding, its query and its downloads."""
    if deck.is_on():
        _slides(shown, view)
        return
    st.subheader(plain(shown.title), anchor=False)
    st.caption(plain(shown.subtitle))
    if shown.draw:
        shown.draw()
    else:
        _draw(shown, view)
    with st.container(horizontal=True, key=f"actions_{shown.key}"):
        with st.popover(_("Lihat kueri"), type="tertiary", icon=":material/code:"):
            for asked in shown.questions:
                questions.draw(asked)
        if st.button(_("Sumber"), key=f"rows_{shown.key}", type="tertiary", icon=":material/description:"):
            questions.show_rows(shown.title, shown.rows)
        with st.popover(_("Unduh"), type="tertiary", icon=":material/download:"):
            _downloads(shown, caption(shown, view, filters, page))


def _slides(shown: Picture, view: View) -> None:
    """Add a picture as slides: one, or one for each of its pieces."""
    pieces = shown.pieces or (shown.chart,)
    for place, chart in enumerate(pieces, 1):
        subtitle = shown.subtitle
        if len(pieces) > 1:
            part = _("bagian {number} dari {total}")
            part = part.format(number=formats.number(place), total=formats.number(len(pieces)))
            subtitle = f"{subtitle} · {part}"
        drawing = deck.Drawing(
            chart, (shown.key, shown.questions, view, place), shown.alt, shown.legend, shown.whole
        )
        deck.add(plain(shown.title), drawing, plain(subtitle), shown.sources)


def _draw(shown: Picture, view: View) -> None:
    options: dict[str, Any] = {}
    if shown.on_select:
        options = {"on_select": shown.on_select, "selection_mode": list(shown.selections)}
    chart(shown.key, (shown.questions, view, shown.selections), shown.chart, shown.alt, **options)


def chart(key: str, made_of: Hashable, make: Callable[[Look], Chart], alt: str, **options: Any) -> None:
    """Draw a chart; `made_of` names all that it depends on besides data version, language and theme."""
    if deck.is_on():
        return
    mode = look().mode
    spec = data.made(("chart", key, mode, made_of), lambda: _spec(make(look_of(mode)), mode))
    with st.container(key=f"drawn_{key}"):
        st.vega_lite_chart(spec, theme=None, width="stretch", key=f"chart_{key}", alt=alt, **options)


def _spec(drawing: Chart, mode: str) -> dict[str, Any]:
    """Return a chart's description, unchecked: tests check it, and Altair would take most of the time with it.

    Streamlit offers a picture of each chart as it stands: the mark of demonstration data is part of the chart.
    """
    description: dict[str, Any] = drawing.to_dict(validate=False)
    if data.is_demo():
        colour = look_of(mode).attention
        description["title"] = {"text": demo.label()[0], "color": colour, "anchor": "start", "fontSize": 13}
    # As they are sent; Streamlit would make tables of them at every run.
    for name, rows in description.get("datasets", {}).items():
        if isinstance(rows, list | tuple):
            description["datasets"][name] = convert_anything_to_arrow_bytes(rows)
    return description


def is_open(tab: TabContainer) -> bool:
    """Tell whether what is in a tab is to be drawn: it is open, or every tab becomes slides."""
    return deck.is_on() or bool(tab.open)


def section(title: str, anchor: str | None = None) -> None:
    """Draw the heading of a part that is told in words; its paragraphs are one slide."""
    if deck.is_on():
        deck.of_run().section = title
    else:
        st.header(title, anchor=anchor or False)


def text(words: str) -> None:
    """Draw a paragraph in Markdown."""
    if deck.is_on():
        deck.tell(words)
    else:
        st.markdown(words)


def fold(title: str, draw: Callable[[], None], *, key: str, icon: str = ":material/table:") -> None:
    """Draw a folded part; what is in it is only made once it is opened, and is no slide."""
    if deck.is_on():
        return
    box = st.expander(title, icon=icon, key=f"fold_{key}", on_change="rerun")
    if box.open:
        with box:
            draw()


def caption(shown: Picture, view: View, filters: str, page: str) -> pictures.Caption:
    """Return what an exported picture says about itself."""
    return pictures.Caption(
        title=shown.title,
        subtitle=shown.subtitle,
        filters=filters,
        source=source_line(shown.sources),
        data_date=formats.date(newest_fact()),
        version=str(data.version()),
        address=address.absolute(page, view),
    )


def _downloads(shown: Picture, said: pictures.Caption) -> None:
    colours, is_demo = look(), data.is_demo()

    def png() -> bytes:
        return pictures.png(shown.chart(colours), said, colours, demo=is_demo)

    def svg() -> bytes:
        return pictures.svg(shown.chart(colours), said, colours, demo=is_demo).encode()

    kinds: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
        ("PNG", "png", "image/png", png),
        ("SVG", "svg", "image/svg+xml", svg),
        ("CSV", "csv", "text/csv", lambda: tables.csv(shown.table)),
    )
    for label, ending, kind, make in kinds:
        st.download_button(
            label,
            data=data.in_this_language(make),
            file_name=data.file_name(shown.key, ending),
            mime=kind,
            key=f"{ending}_{shown.key}",
            on_click="ignore",
            type="tertiary",
        )
