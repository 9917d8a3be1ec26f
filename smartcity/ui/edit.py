"""The first half of Ubah satu baris: which table and row the address asks for, and finding a row."""

import json
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.contract import Table, load_contract
from smartcity.intake import form
from smartcity.intake.form import Row
from smartcity.intake.present import present_rows
from smartcity.ui import address, data, filters, frame, history_confirm, history_words, tables
from smartcity.ui.address import View
from smartcity.words import _, language

NEW = "new"
"""Stands in the address for a row that is to be added."""

MOST_ROWS = 500
# Pixels of the list, and the rows that fit into less.
HEIGHT, FITTING = 460, 12
# Columns of the source, which say little about which row it is.
LEFT_OUT = ("source_url", "confidence")


def editable() -> dict[str, str]:
    """Return the tables whose rows may be edited, with their names."""
    known = load_contract().tables.values()
    return {table.name: table.title(language()) for table in known if table.uploadable}


def read(view: View) -> tuple[View, list[str]]:
    """Return the view with table and row; without a program in the address all programs are meant."""
    program = view.program if address.asked("program") else ""
    edition = view.edition if program and address.asked("edition") else ""
    names = list(editable())
    table, notice = address.pick("table", names, "participation")
    asked = address.asked("key")
    is_known = asked == NEW or row(table, asked) is not None
    key, key_notice = address.pick("key", [asked] if is_known else [], "")
    if not key:
        history_confirm.leave()
    changed = replace(view, program=program, edition=edition, table=table, key=key)
    return changed, [text for text in (notice, key_notice) if text]


def row(table: str, key: str) -> Row | None:
    """Return a row of this run's version by its key."""
    if not key or key == NEW:
        return None
    with data.store().read(data.version()) as snapshot:
        return form.row(snapshot, table, key)


def find(view: View) -> None:
    """Draw the choice of a table and of one of its rows."""
    table = load_contract().tables[view.table]
    _narrow(view, table)
    text = st.text_input(
        _("Cari teks"), key="edit_text", placeholder=_("ketik sebagian isi baris"), persist_state="page"
    )
    st.button(
        _("Tambah baris baru"),
        icon=":material/add:",
        key="edit_new",
        on_click=lambda: address.go(view, key=NEW),
    )
    found = _rows(view, text.strip())
    if found.empty:
        frame.empty(
            _("Tidak ada baris yang cocok"),
            _("Tabel {table} tidak memuat baris untuk saringan dan teks ini.").format(
                table=table.title(language())
            ),
            _("Longgarkan saringannya, atau tambahkan baris baru."),
        )
        return
    _table(view, table, found, text.strip())


def _narrow(view: View, table: Table) -> None:
    with st.container(horizontal=True, key="edit_filters"):
        _choose("table", _("Tabel"), editable(), view.table, lambda value: address.go(view, table=value))
        if "program" in table.columns or "framework" in table.columns or "event" in table.key:
            every = {"": _("Semua program"), **filters.programs(with_stages=False)}
            _choose(
                "program", _("Program"), every, view.program, lambda value: address.go(view, program=value)
            )
        if view.program and "edition" in table.columns:
            every = {"": _("Semua periode"), **filters.editions(view.program)}
            title = filters.period_word(view.program)
            _choose("edition", title, every, view.edition, lambda value: address.go(view, edition=value))
    if any(key.table == "region" for key in table.foreign_keys):
        filters.bar(view, with_stages=False, program=False)


def _choose(part: str, title: str, names: dict[str, str], value: str, write: Callable[[str], None]) -> None:
    filters.choose(f"edit_{part}", title, names, value, write)


def _rows(view: View, text: str) -> pd.DataFrame:
    """Return the rows that the filters leave; those without a text to search are kept for the next run."""

    def make() -> pd.DataFrame:
        with data.store().read(data.version()) as snapshot:
            return present_rows(
                snapshot, view.table, view.program, view.edition, view.region, text=text, limit=MOST_ROWS + 1
            )

    return make() if text else data.made(_narrowed(view), make)


def _narrowed(view: View) -> tuple[str | int, ...]:
    """Return all that the list without a text depends on."""
    return (view.table, view.program, view.edition, view.region, MOST_ROWS)


def _table(view: View, table: Table, found: pd.DataFrame, text: str) -> None:
    shown = found.head(MOST_ROWS).reset_index(drop=True)
    if len(found) > MOST_ROWS:
        said = _("Yang tampil {count} baris pertama; persempit dengan saringan atau teks.")
        st.caption(said.format(count=formats.number(MOST_ROWS)))
    st.caption(_("Pilih satu baris untuk mengubahnya."))

    def make() -> pd.DataFrame:
        return _words(table, shown)

    tables.show(
        make() if text else data.made(_narrowed(view), make),
        key=f"edit_rows_{table.name}",
        of=table.name,
        columns=[name for name in table.columns if name not in LEFT_OUT],
        on_pick=lambda place: address.go(view, key=key_of(table, shown, place)),
        height=HEIGHT if len(shown) > FITTING else None,
        made_of=None if text else _narrowed(view),
    )


def _words(table: Table, shown: pd.DataFrame) -> pd.DataFrame:
    """Return rows with names for the ids of programs, stages, regions and the like."""
    named = [name for name in table.columns if any(name in key.columns for key in table.foreign_keys)]
    rows = [{str(name): value for name, value in each.items()} for each in shown.to_dict("records")]
    words = {
        name: [history_words.word(table.name, name, each[name], each) for each in rows] for name in named
    }
    return shown.assign(**words)


def key_of(table: Table, rows: pd.DataFrame, place: int) -> str:
    """Return the key of one of the rows as JSON, as addresses hold it."""
    values = (rows[name].iloc[place] for name in table.key)
    parts = [value if isinstance(value, str) else int(value) for value in values]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
