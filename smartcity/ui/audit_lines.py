"""The lines of Audit: filtered by who, what and when, and as a file."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Condition

import pandas as pd
import streamlit as st
from cachetools import LRUCache, cached

from smartcity import audit, formats
from smartcity.audit import Asked, Audit, AuditError, Line
from smartcity.export import tables as export
from smartcity.settings import settings
from smartcity.ui import address, data, filters, frame
from smartcity.ui.address import View
from smartcity.words import _, language

HEIGHT, FITTING = 560, 14
# Of the columns, in pixels; the others take what their content needs.
WIDTHS = (None, None, None, 200, None, None, 320)
MOST_IN_FILE = 100_000
# What the choice of a day offers: nothing was written down before.
FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2099, 12, 31)


def read(view: View) -> tuple[View, list[str]]:
    """Return the view with the lines that the address asks for, and a notice for each value that does not exist."""
    choices = {
        "who": _people(settings().data, _held().last()),
        "action": list(audit.ACTIONS),
        "outcome": list(audit.OUTCOMES),
    }
    found = {part: address.pick(part, values, "") for part, values in choices.items()}
    found |= {part: _day_asked(part) for part in ("since", "until")}
    chosen = {part: value for part, (value, _notice) in found.items()}
    return replace(view, **chosen), [notice for _value, notice in found.values() if notice]


def _held() -> Audit:
    return Audit(settings().data)


# Lines are only ever added, so that what was read up to one of them stays true.
@cached(LRUCache(4), condition=Condition())
def _people(folder: Path, _last: int) -> list[str]:
    return Audit(folder).people()


@cached(LRUCache(20), condition=Condition())
def _table(folder: Path, _last: int, asked: Asked, _language: str) -> pd.DataFrame:
    return table(Audit(folder).lines(asked))


def _day_asked(part: str) -> tuple[str, str]:
    """Return the day that the address asks for, '' for none, and a notice where it is none that can be chosen."""
    wanted = address.asked(part)
    try:
        day = audit.day(wanted)
    except AuditError:
        return "", address.unknown(part, wanted)
    is_known = not day or FIRST_DAY.isoformat() <= day <= LAST_DAY.isoformat()
    return (day, "") if is_known else ("", address.unknown(part, wanted))


def draw(view: View) -> None:
    """Draw the filters and the lines that they leave."""
    held = _held()
    folder, last = settings().data, held.last()
    _filters(view, _people(folder, last))
    asked = Asked(view.who, view.action, view.outcome, view.since, view.until)
    lines = _table(folder, last, asked, language())
    if lines.empty:
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
        lines,
        key="audit_lines",
        hide_index=True,
        height=HEIGHT if len(lines) > FITTING else "auto",
        column_config={
            name: st.column_config.Column(width=width)
            for name, width in zip(audit.headings(), WIDTHS, strict=True)
        },
    )
    _file(held, asked)


def table(lines: list[Line]) -> pd.DataFrame:
    """Return lines as people read them."""
    return pd.DataFrame([audit.in_words(line) for line in lines], columns=list(audit.headings()), dtype="str")


def _filters(view: View, people: list[str]) -> None:
    actions = {action: _(title) for action, title in audit.ACTIONS.items()}
    outcomes = {outcome: _(title) for outcome, title in audit.OUTCOMES.items()}
    with st.container(horizontal=True, key="audit_filters"):
        filters.choose_part(
            view, "audit", "who", _("Siapa"), _("Semua orang"), {name: name for name in people}
        )
        filters.choose_part(view, "audit", "action", _("Tindakan"), _("Semua tindakan"), actions)
        filters.choose_part(view, "audit", "outcome", _("Hasil"), _("Semua hasil"), outcomes)
        _day(view, "since", _("Sejak"))
        _day(view, "until", _("Sampai"))


def _day(view: View, part: str, title: str) -> None:
    """Draw the choice of a day; like every filter it comes from the address at every run."""
    key, chosen = f"audit_{part}", getattr(view, part)
    st.session_state[key] = date.fromisoformat(chosen) if chosen else None

    def write() -> None:
        day: date | None = st.session_state[key]
        address.go(view, **{part: day.isoformat() if day else ""})

    st.date_input(
        title, key=key, format="DD/MM/YYYY", min_value=FIRST_DAY, max_value=LAST_DAY, on_change=write
    )


def _file(held: Audit, asked: Asked) -> None:
    """Offer the filtered lines as CSV, their times in UTC as they are kept."""

    def make() -> bytes:
        lines = held.lines(replace(asked, most=MOST_IN_FILE))
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
