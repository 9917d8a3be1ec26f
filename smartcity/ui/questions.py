"""Questions behind what a page shows: asked through the cache, shown with their SQL and their rows."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import queries
from smartcity.ui import data, tables
from smartcity.ui.text import plain
from smartcity.words import _

# Rows behind a number that a window shows.
MOST_ROWS = 600


@dataclass(frozen=True)
class Question:
    """A query that a picture rests on, with its parameters: shown under the picture and run through the cache."""

    name: str
    parameters: tuple[tuple[str, Any], ...]

    def answer(self) -> pd.DataFrame:
        """Return the answer, cached."""
        return data.ask(self.name, **dict(self.parameters))


def question(name: str, **parameters: Any) -> Question:
    """Return a question of `smartcity/queries/` with its parameters."""
    return Question(name, tuple(sorted(parameters.items())))


def draw(asked: Question) -> None:
    """Draw a query's text and parameters."""
    st.code(queries.sql(asked.name), language="sql", wrap_lines=True)
    values = ", ".join(f"${name} = {value!r}" for name, value in asked.parameters)
    st.caption(_("Parameter: {values}").format(values=f"`{values}`" if values else "—"))


# The table of the contract that names the columns and values of a question's rows.
TABLE_OF = {
    "attendance_list": "attendance",
    "event_layer_list": "event",
    "event_list": "event",
    "event_regions": "attendance",
    "figure_claims": "published_figure",
    "map_claims": "participation",
    "map_score_claims": "assessment",
    "pilot_list": "pilot",
    "reached_regions": "participation",
    "region_parts": "indicator",
    "region_programs": "participation",
    "region_scores": "assessment",
    "stage_figures": "published_figure",
    "stage_regions": "participation",
}

# Of questions that hold ids for other purposes: the columns that people read.
COLUMNS_OF = {
    "attendance_list": ("title", "starts_on", "region_name", "participants", "source_title"),
    "attendance_provinces": ("province", "governments", "came", "often", "seldom", "never", "known_events"),
    "attendance_regions": ("region_name", "province", "events", "people", "last_on", "frequency"),
    "event_list": (
        "title",
        "program",
        "starts_on",
        "ends_on",
        "mode",
        "participants",
        "counted_unit",
        "regions",
        "sessions",
        "source_title",
    ),
    "event_regions": ("region_name", "province", "participants", "source_title"),
    "region_parts": (
        "edition",
        "name_id",
        "name_en",
        "level",
        "weight_percent",
        "score",
        "national_score",
        "confidence",
        "source_title",
    ),
    "region_scores": (
        "edition",
        "score",
        "grade_published",
        "grade_by_rule",
        "rank_published",
        "province_score",
        "national_score",
        "known_in_province",
        "governments_in_province",
        "known_nationally",
        "claims",
        "confidence",
        "source_title",
    ),
}


def show_rows(title: str, asked: Question) -> None:
    """Open a window with the rows behind a number or a picture."""

    @st.dialog(plain(title), width="large")
    def window() -> None:
        answer = asked.answer()
        if answer.empty:
            st.write(_("Belum ada baris sumber untuk angka ini."))
        else:
            of = TABLE_OF.get(asked.name, "")
            values = tables.all_value_names(of) if of else None
            tables.show(
                answer,
                key="rows_behind",
                of=of,
                columns=COLUMNS_OF.get(asked.name, ()),
                values=values,
                most=MOST_ROWS,
            )
        with st.expander(_("Lihat kueri"), icon=":material/code:"):
            draw(asked)

    window()
