"""The lines of Audit: filtered by who, what and when, and as a file."""

import datetime

import pandas as pd
import streamlit as st

from smartcity import audit, formats
from smartcity.audit import Asked, Audit, Line
from smartcity.export import tables as export
from smartcity.settings import settings
from smartcity.ui import data, frame
from smartcity.words import _

HEIGHT, FITTING = 560, 14
MOST_IN_FILE = 100_000


def draw() -> None:
    """Draw the filters and the lines that they leave."""
    held = Audit(settings().data)
    asked = _asked(held)
    lines = held.lines(asked)
    if not lines:
        frame.empty(
            _("Tidak ada catatan yang cocok"),
            _("Belum ada yang tercatat untuk saringan ini."),
            _("Longgarkan saringannya."),
        )
        return
    if len(lines) == asked.most:
        text = _("Yang tampil {count} catatan terbaru; persempit dengan saringan, atau unduh semuanya.")
        st.caption(text.format(count=formats.number(asked.most)))
    st.dataframe(
        table(lines),
        key="audit_lines",
        hide_index=True,
        height=HEIGHT if len(lines) > FITTING else "auto",
    )
    _file(held, asked)


def table(lines: list[Line]) -> pd.DataFrame:
    """Return lines as people read them."""
    return pd.DataFrame([audit.in_words(line) for line in lines], columns=list(audit.headings()), dtype="str")


def _asked(held: Audit) -> Asked:
    people = ["", *held.people()]
    with st.container(horizontal=True, key="audit_filters"):
        who = st.selectbox(
            _("Siapa"), people, key="audit_who", format_func=lambda name: name or _("Semua orang")
        )
        action = st.selectbox(
            _("Tindakan"), ["", *audit.ACTIONS], key="audit_action", format_func=_action_name
        )
        outcome = st.selectbox(
            _("Hasil"), ["", *audit.OUTCOMES], key="audit_outcome", format_func=_outcome_name
        )
        since = st.date_input(_("Sejak"), value=None, key="audit_since", format="DD/MM/YYYY")
        until = st.date_input(_("Sampai"), value=None, key="audit_until", format="DD/MM/YYYY")
    return Asked(who or "", action or "", outcome or "", _day(since), _day(until))


def _action_name(action: str) -> str:
    return _(audit.ACTIONS[action]) if action else _("Semua tindakan")


def _outcome_name(outcome: str) -> str:
    return _(audit.OUTCOMES[outcome]) if outcome else _("Semua hasil")


def _day(chosen: object) -> str:
    return chosen.isoformat() if isinstance(chosen, datetime.date) else ""


def _file(held: Audit, asked: Asked) -> None:
    """Offer the filtered lines as CSV, their times in UTC as they are kept."""

    def make() -> bytes:
        lines = held.lines(
            Asked(asked.who, asked.action, asked.outcome, asked.since, asked.until, MOST_IN_FILE)
        )
        shown = table(lines)
        shown.insert(0, "UTC", [line.at.isoformat() for line in lines])
        return export.csv(shown)

    st.download_button(
        _("Unduh catatan ini (CSV)"),
        data=data.in_this_language(make),
        file_name=data.file_name("audit", "csv"),
        mime="text/csv",
        key="audit_csv",
        on_click="ignore",
        icon=":material/download:",
    )
