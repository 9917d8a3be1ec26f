"""What a file does not say and holds for all of its rows: program, edition, instrument, source."""

from collections.abc import Mapping

import streamlit as st

from smartcity.contract import Table
from smartcity.intake.fits import columns_given
from smartcity.intake.report import Report
from smartcity.ui import upload_words
from smartcity.ui.text import plain
from smartcity.ui.upload_work import Work
from smartcity.words import _, language

SETTABLE = (
    "program",
    "framework",
    "edition",
    "stage",
    "indicator",
    "event",
    "region_code",
    "kind",
    "status",
    "measure",
)
"""Columns that may well hold the same in all rows, what others depend on first."""

ALWAYS = ("program", "framework", "edition")
SOURCE = ("source_title", "source_url", "confidence")
NARROWEST = 220
MOST_LETTERS = 400


def draw(work: Work, report: Report) -> None:
    """Draw a field for each column that the file lacks and that has one value for all rows."""
    table = report.table
    missing = lacking(table, report)
    if not missing:
        return
    st.markdown(_("**Sama untuk semua baris**"))
    st.caption(
        _("Yang tidak ada dalam berkas diisi sekali di sini. Tanpa sumber, unggahan ini menjadi sumbernya.")
    )
    grid = st.grid("auto", min_column_width=NARROWEST, gap="medium")
    for column in missing:
        with grid.cell():
            _field(work, report, column)


def lacking(table: Table, report: Report) -> list[str]:
    """Return the columns to ask for: those that are required and missing, and the source."""
    given = columns_given(column.target for column in report.plan.columns)
    wanted = [
        name
        for name in SETTABLE
        if name in table.columns and (table.field(name).upload_required or name in ALWAYS)
    ]
    source = [name for name in SOURCE if name in table.columns]
    return [name for name in (*wanted, *source) if name not in given]


def _field(work: Work, report: Report, column: str) -> None:
    table, constants = report.table, report.plan.constants
    value = constants.get(column, "")
    names = upload_words.offered(column, table, constants)
    key = f"constant_{work.number}_{column}"
    st.session_state[key] = value or None if names else value

    def changed() -> None:
        chosen = str(st.session_state[key] or "").strip()
        work.decide(constants={**work.choices.constants, column: chosen})

    title = plain(table.field(column).title(language()))
    if table.field(column).upload_required:
        title = _("{title} (wajib)").format(title=title)
    if names:
        known: Mapping[str, str] = names if not value or value in names else {value: value, **names}
        st.selectbox(
            title,
            list(known),
            key=key,
            index=None,
            format_func=lambda id_: known.get(id_, id_),
            placeholder=_("Pilih satu"),
            on_change=changed,
        )
    else:
        st.text_input(
            title,
            key=key,
            max_chars=MOST_LETTERS,
            placeholder=table.field(column).examples["en" if language() == "en" else "id"],
            on_change=changed,
        )
