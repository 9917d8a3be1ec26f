"""The history of one row: who changed it, when, why, and cell by cell."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.ui import address, data, frame, history, history_batch, history_words, internal
from smartcity.ui.text import plain
from smartcity.words import _


def known(table: str, key: str) -> pd.DataFrame:
    """Return the changes of a row, the newest first."""
    return data.ask("row_changes", table_name=table, row_key=key)


def draw(table: str, key: str) -> None:
    """Draw all changes of a row."""
    answer = known(table, key)
    if answer.empty:
        frame.empty(
            _("Belum ada perubahan yang tercatat untuk baris ini."),
            _("Data contoh dibuat sekaligus, tanpa catatan per baris."),
            _("Setiap perubahan lewat unggahan atau formulir kelak tercatat di sini."),
        )
        return
    for change in answer.to_dict("records"):
        _change(table, {str(name): value for name, value in change.items()})


def _change(table: str, change: Mapping[str, Any]) -> None:
    is_new, is_gone = formats.is_missing(change["before"]), formats.is_missing(change["after"])
    sign, kind = history_batch.SIGNS["added" if is_new else "removed" if is_gone else "changed"]
    st.page_link(
        history.PAGE,
        label=plain(f"{sign} {_(kind)} · {history_words.name(change)}"),
        icon=":material/history:",
        query_params=address.carried(batch=str(change["batch"])),
    )
    who = " · ".join(part for part in (formats.moment(change["made_at"]), internal.person(change)) if part)
    why = history_words.why(change)
    st.markdown("  \n".join(plain(line) for line in (who, why) if line))
    if not is_new:
        before, after = _cells(table, change["before"]), _cells(table, change["after"])
        st.markdown(history_batch.cells(table, before, after))


def _cells(table: str, text: Any) -> dict[str, Any]:
    """Return the cells of one side of a change; internal ones only for those who may see them."""
    return {} if formats.is_missing(text) else internal.cells(table, json.loads(str(text)))
