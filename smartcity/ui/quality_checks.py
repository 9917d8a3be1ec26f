"""Pemeriksaan: the integrity checks with the rows that do not pass, why that matters and how to mend it."""

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.checks import ERROR, IntegrityCheck, all_checks
from smartcity.contract import Check
from smartcity.findings import quality as said
from smartcity.settings import ROOT
from smartcity.ui import (
    address,
    data,
    deck,
    edit,
    frame,
    history_words,
    map_view,
    quality_rows,
    sources,
    tables,
)
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import N_, _, language

MOST = 200
SEVERITIES = {"error": N_("Kekeliruan"), "warning": N_("Peringatan")}
COLUMNS = ("row_words", "found", "source_title")
CONTRADICTIONS = ("contradicting_figures", "contradicting_scores", "figure_below_names")
GO = "go_to_row"
EDIT = ROOT / "pages" / "edit.py"


def draw(view: View, _page: str) -> list[str]:
    """Draw how many checks pass, and each that does not with its rows."""
    found = data.checked()
    every = all_checks()
    names = set(found["check"])
    finding = said.checks(len(every), len(names), len(found), int((found["severity"] == ERROR).sum()))
    st.subheader(finding, anchor=False)
    st.caption(
        _(
            "Pemeriksaan dijalankan atas seluruh isi versi data ini. Kekeliruan mencegah versi baru terbit; "
            "peringatan tetap terbit dan perlu dilihat orang."
        )
    )
    failing = sorted((check for check in every if check.name in names), key=lambda check: check.severity)
    if deck.is_on() and failing:
        counts = found["check"].value_counts()
        deck.say(finding, "\n".join(f"- {_heading(check, int(counts[check.name]))}" for check in failing))
        return sources.titles()
    if not failing:
        frame.empty(
            _("Tidak ada yang perlu diperbaiki."),
            _("Setiap baris memenuhi semua pemeriksaan."),
            _("Data yang diunggah kemudian diperiksa dengan cara yang sama sebelum terbit."),
        )
    for check in failing:
        _failing(view, check, found[found["check"] == check.name].reset_index(drop=True))
    passing = [check for check in every if check.name not in names]
    frame.fold(
        _("Pemeriksaan yang lulus ({count})").format(count=formats.number(len(passing))),
        lambda: _passing(passing),
        key="checks_passing",
        icon=":material/check_circle:",
    )
    return sources.titles()


def follow() -> None:
    """Go to the row that was picked, on Ubah satu baris."""
    table, key = st.session_state.pop(GO, ("", ""))
    if table:
        st.switch_page(EDIT, query_params=address.carried(table=table, key=key))


def _title(check: Check) -> str:
    """Return what a check is called; those of the contract are told by their reason."""
    return check.title(language()) if isinstance(check, IntegrityCheck) else check.reason(language())


def _heading(check: Check, count: int) -> str:
    """Return a check's severity, what it is called and how many rows break it, in Markdown."""
    return _("{severity}: {title} ({count})").format(
        severity=_(SEVERITIES[check.severity]), title=plain(_title(check)), count=formats.number(count)
    )


def _failing(view: View, check: Check, rows: pd.DataFrame) -> None:
    """Draw one check that does not pass."""
    title = _heading(check, len(rows))
    icon = ":material/error:" if check.severity == ERROR else ":material/warning:"
    frame.fold(title, lambda: _offenders(view, check, rows), key=f"check_{check.name}", icon=icon)


def _offenders(view: View, check: Check, rows: pd.DataFrame) -> None:
    """Draw why a check matters, how to mend what it found, and the rows; picking one opens it."""
    st.markdown(plain(check.reason(language())))
    st.markdown(_("**Cara memperbaiki:** {fix}").format(fix=plain(check.fix(language()))))
    if check.name in CONTRADICTIONS:
        st.button(
            _("Lihat klaimnya berdampingan"),
            key=f"claims_of_{check.name}",
            type="tertiary",
            icon=":material/difference:",
            on_click=lambda: address.go(view, part="pertentangan"),
        )
    shown = data.made(("offenders", check.name), lambda: quality_rows.worded(check, rows, MOST))
    opens = check.table in edit.editable() or check.table == "region"
    if opens:
        st.caption(_("Pilih satu baris untuk membukanya."))
    tables.show(
        shown,
        key=f"offenders_{check.name}",
        columns=COLUMNS,
        on_pick=(lambda row: _open(check.table, str(shown["row_key"].iloc[row]))) if opens else None,
        most=MOST,
    )


def _open(table: str, key: str) -> None:
    if table == "region":
        map_view.open_page(str(history_words.key_values(table, key)["code"]))
    else:
        st.session_state[GO] = (table, key)


def _passing(passing: list[Check]) -> None:
    names = tables.table_names()
    rows = [{"table_name": names[check.table], "passed_check": _title(check)} for check in passing]
    tables.show(pd.DataFrame(rows), key="checks_passed", columns=("table_name", "passed_check"), height=430)
