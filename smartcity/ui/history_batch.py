"""One batch on Riwayat: what is known of it, its original, and its rows before and after."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import access, audit, formats, originals
from smartcity.access import Caller
from smartcity.audit import Audit
from smartcity.ui import address, data, deck, frame, history, history_words, internal, tables, writer
from smartcity.ui.text import plain
from smartcity.words import N_, _

# How a row changed: a sign, and the word.
SIGNS = {"added": ("+", N_("Baris baru")), "changed": ("±", N_("Diubah")), "removed": ("−", N_("Dihapus"))}


def back() -> None:
    """Draw the way back to all batches."""
    st.page_link(
        history.PAGE, label=_("Semua unggahan"), icon=":material/arrow_back:", query_params=address.carried()
    )


def facts(batch: Mapping[str, Any]) -> None:
    """Draw who changed what, when and why."""
    table, file = batch["table_name"], internal.cells("batch", batch).get("file_name")
    known = {
        _("Waktu"): formats.moment(batch["made_at"]),
        _("Oleh"): internal.person(batch) or formats.MISSING,
        _("Alasan"): history_words.why(batch) or formats.MISSING,
        _("Tabel"): formats.MISSING if formats.is_missing(table) else history_words.table_name(table),
        _("Baris"): history_words.counts(batch),
        _("Versi data"): formats.number(batch["version"]),
        _("Berkas"): formats.MISSING if formats.is_missing(file) else str(file),
    }
    if deck.is_on():
        some = ((title, plain(text)) for title, text in known.items() if text != formats.MISSING)
        deck.add("", deck.Facts(tuple(some)))
        return
    st.markdown("  \n".join(f"**{title}** · {plain(text)}" for title, text in known.items()))
    if not formats.is_missing(batch["sha256"]):
        with st.container(key="sha256"):
            st.markdown(f"**SHA-256** · `{batch['sha256']}`")
        if access.may(writer.caller(), access.WRITE):
            _original(batch)


def _original(batch: Mapping[str, Any]) -> None:
    """Offer the file as it was uploaded; only to those who may write, for it may hold internal columns."""
    sha256, folder = str(batch["sha256"]), data.store().folder
    if not data.made(("original", sha256), lambda: originals.original(folder, sha256) is not None):
        st.caption(_("Berkas asli tidak disimpan lagi."))
        return
    asking = writer.caller()
    st.download_button(
        _("Unduh berkas asli"),
        data=lambda: _content(asking, sha256, int(batch["batch"])),
        file_name=str(batch["file_name"]).replace("/", "_"),
        mime="application/octet-stream",
        key="original",
        on_click="ignore",
        icon=":material/download:",
    )


def _content(asking: Caller, sha256: str, batch: int) -> bytes:
    """Return the file, after it was written down that it goes out."""
    access.require(asking, access.WRITE)
    Audit(data.store().folder).write(asking, audit.ORIGINAL, str(batch), sha256=sha256)
    return originals.original(data.store().folder, sha256) or b""


def rows(batch: Mapping[str, Any]) -> None:
    """Draw the rows that the batch touched, a page of them: cell by cell what stood there and what came."""
    st.header(_("Baris yang berubah"), anchor=False)
    number = int(batch["batch"])
    first = data.ask("batch_changes", batch=number, limit=1, offset=0)
    if first.empty:
        _no_rows(batch)
        return
    place = history.page_number(int(first["total"].iloc[0]), f"rows_page_{number}")
    answer = data.ask("batch_changes", batch=number, limit=history.EACH_PAGE, offset=place)
    if deck.is_on():
        _slide(answer, int(first["total"].iloc[0]))
        return
    for line, change in enumerate(answer.to_dict("records"), start=place):
        with st.container(key=f"change_{line}", gap="xsmall"):
            _row({str(name): value for name, value in change.items()})


def _slide(answer: pd.DataFrame, total: int) -> None:
    """Add a slide of the rows that were touched: which, in which table, and what happened to them."""

    def make() -> pd.DataFrame:
        rows = [{str(name): value for name, value in row.items()} for row in answer.to_dict("records")]
        said = [_kind(row) for row in rows]
        return pd.DataFrame(
            {
                tables.header("happened"): [f"{sign} {_(kind)}" for sign, kind in said],
                tables.header("table_name"): [
                    history_words.table_name(str(row["table_name"])) for row in rows
                ],
                tables.header("row_words"): [
                    history_words.key_words(str(row["table_name"]), str(row["row_key"])) for row in rows
                ],
            },
            dtype="str",
        )

    deck.add(_("Baris yang berubah"), deck.Rows(make, total))


def _kind(change: Mapping[str, Any]) -> tuple[str, str]:
    """Return the sign and the word for what happened to a row."""
    is_new, is_gone = formats.is_missing(change["before"]), formats.is_missing(change["after"])
    return SIGNS["added" if is_new else "removed" if is_gone else "changed"]


def _no_rows(batch: Mapping[str, Any]) -> None:
    frame.empty(
        _("Tidak ada baris yang tercatat satu per satu"),
        _("Data contoh dibuat sekaligus, sehingga hanya jumlahnya yang dicatat.")
        if batch["kind"] == "demo"
        else _("Perubahan ini tidak menyentuh satu baris pun."),
        _("Unggahan biasa mencatat setiap baris dan sel yang berubah."),
    )


def _row(change: Mapping[str, Any]) -> None:
    table = str(change["table_name"])
    before, after = _cells(table, change["before"]), _cells(table, change["after"])
    sign, kind = _kind(change)
    text = f"**{sign} {_(kind)}** · {plain(history_words.table_name(table))}: "
    lines = [text + plain(history_words.key_words(table, str(change["row_key"])))]
    if change["later"]:
        again = _("Kemudian diubah lagi oleh unggahan {batches}.").format(batches=change["later"])
        lines.append(f"_{plain(again)}_")
    st.markdown("  \n".join(lines))
    if before:
        st.markdown(cells(table, before, after))


def _cells(table: str, text: Any) -> dict[str, Any]:
    return {} if formats.is_missing(text) else internal.cells(table, json.loads(str(text)))


def cells(table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return the cells that differ as a Markdown table; without `after` all that were filled."""
    columns = dict.fromkeys((*before, *after))
    if after:
        differing = [name for name in columns if before.get(name) != after.get(name)]
    else:
        differing = [name for name in columns if not formats.is_missing(before[name])]
    sides = (before, after) if after else (before,)
    if not differing:  # what changed is internal
        return ""
    return change_table(
        (_("Kolom"), _("Sebelum"), _("Sesudah"))[: len(sides) + 1],
        [
            (
                history_words.header(table, name),
                *(history_words.word(table, name, side.get(name), side) for side in sides),
            )
            for name in differing
        ],
    )


def change_table(headers: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table of texts from data."""
    marks = ["---"] * len(headers)
    return "\n".join(
        f"| {' | '.join(line)} |"
        for line in (headers, marks, *([plain(text) for text in each] for each in lines))
    )
