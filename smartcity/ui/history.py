"""The list of Riwayat: every change of the data, the newest first; which one the address asks for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.settings import ROOT
from smartcity.ui import address, data, deck, frame, history_confirm, history_words, internal
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _

PAGE = ROOT / "pages" / "history.py"
UPLOAD = ROOT / "pages" / "upload.py"
EACH_PAGE = 20
# Batches that the program makes by itself.
OWN_KINDS = ("release", "demo")


def batches() -> pd.DataFrame:
    """Return all batches, the newest first; `available` says whether its version can be restored."""
    return data.made("history", lambda: data.store().history())


def read(view: View) -> tuple[View, list[str]]:
    """Return the view with the batch that the address asks for, and a notice where there is no such batch."""
    batch, notice = address.pick("batch", [str(number) for number in batches()["batch"]], "")
    if not batch:
        history_confirm.leave()
    return replace(view, batch=batch), [notice] if notice else []


def chosen(view: View) -> Mapping[str, Any]:
    """Return the batch that the view names."""
    found = batches()
    return {str(name): value for name, value in found[found["batch"] == int(view.batch)].iloc[0].items()}


def title(view: View) -> str:
    """Return the page's title: the batch's name, or that of the page."""
    return history_words.name(chosen(view)) if view.batch else _("Riwayat")


def listing() -> None:
    """Draw all batches, a page of them."""
    found = batches()
    if set(found["kind"]) <= set(OWN_KINDS):
        _nothing_yet()
    if deck.is_on():
        _slide(found)
        return
    place = page_number(len(found), "history_page")
    for batch in found.iloc[place : place + EACH_PAGE].to_dict("records"):
        _entry({str(name): value for name, value in batch.items()})


def _slide(found: pd.DataFrame) -> None:
    """Add a slide of the newest batches."""

    def make() -> pd.DataFrame:
        newest = found.head(deck.MOST_ROWS).to_dict("records")
        rows = [{str(name): value for name, value in row.items()} for row in newest]
        return pd.DataFrame(
            {
                _("Unggahan"): [history_words.name(row) for row in rows],
                _("Waktu"): [formats.moment(row["made_at"]) for row in rows],
                _("Oleh"): [str(row["made_by"]) for row in rows],
                _("Alasan"): [history_words.why(row) or formats.MISSING for row in rows],
                _("Baris"): [history_words.counts(row) for row in rows],
            },
            dtype="str",
        )

    deck.add("", deck.Rows(make, len(found)))


def page_number(total: int, key: str) -> int:
    """Draw the choice of a page where there are several; return where the chosen one begins."""
    if total <= EACH_PAGE:
        return 0
    page = st.pagination(-(-total // EACH_PAGE), key=key, persist_state="page")
    first = (page - 1) * EACH_PAGE
    st.caption(
        _("{first}–{last} dari {total}").format(
            first=formats.number(first + 1),
            last=formats.number(min(first + EACH_PAGE, total)),
            total=formats.number(total),
        )
    )
    return first


def _entry(batch: Mapping[str, Any]) -> None:
    with st.container(key=f"batch_{batch['batch']}", gap="xxsmall"):
        table = (
            "" if formats.is_missing(batch["table_name"]) else history_words.table_name(batch["table_name"])
        )
        st.page_link(
            PAGE,
            label=plain(" · ".join(part for part in (history_words.name(batch), table) if part)),
            icon=":material/history:",
            query_params=address.carried(batch=str(batch["batch"])),
        )
        known = internal.cells("batch", batch)
        who = " · ".join(part for part in (formats.moment(batch["made_at"]), internal.person(batch)) if part)
        file = "" if formats.is_missing(known.get("file_name")) else str(known["file_name"])
        what = " · ".join(part for part in (history_words.counts(batch), file) if part)
        lines = (who, history_words.why(batch), what)
        st.markdown("  \n".join(plain(line) for line in lines if line))


def _nothing_yet() -> None:
    frame.empty(
        _("Belum ada unggahan"),
        _("Basis data ini baru berisi data yang dibawa program. Setiap unggahan kelak tercatat di sini."),
        _("Unggahan dapat diperiksa barisnya, dibatalkan, atau dipulihkan versinya."),
    )
    st.page_link(
        UPLOAD, label=_("Unggah data"), icon=":material/upload_file:", query_params=address.carried()
    )
