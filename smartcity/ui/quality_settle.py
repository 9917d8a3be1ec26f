"""Settling a contradiction: the row of exception that makes a claim the headline, ready to be uploaded."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.contract import load_contract
from smartcity.export.templates import csv_template
from smartcity.ui import data, source_links, upload_way
from smartcity.ui.text import plain
from smartcity.words import _, language

TABLE = "headline_exception"
Claim = Mapping[str, Any]


def row(claim: Claim, reason: str) -> dict[str, str]:
    """Return the row that makes a claim the headline."""
    return {"table_name": str(claim["table_name"]), "row_key": str(claim["row_key"]), "reason": reason}


def file(claim: Claim, reason: str) -> bytes:
    """Return that row as a file to upload."""
    return csv_template(load_contract().tables[TABLE], language(), pd.DataFrame([row(claim, reason)]))


def draw(claims: Sequence[Claim]) -> None:
    """Draw how another claim becomes the headline: the rows to upload, one for each other claim."""
    st.markdown(_("**Menetapkan angka utama**"))
    st.markdown(
        _(
            "Bila aturan memilih klaim yang keliru, unggah satu baris ke tabel Pengecualian angka utama. "
            "Baris itu menyebut klaim yang dipakai dan alasannya; klaim lain tetap tersimpan."
        )
    )
    listed = [claim for claim in claims if claim["exception_key"]]
    for claim in listed:
        _listed(claim)
    if listed:
        st.caption(_("Untuk memilih klaim lain, hapus dahulu pengecualian yang lama, lalu unggah yang baru."))
    reason = st.text_input(
        _("Alasan pengecualian"),
        key=f"settle_reason_{claims[0]['thing']}",
        placeholder=_("mis. surat resmi lebih baru daripada siaran pers"),
        max_chars=500,
        persist_state="page",
    ).strip()
    if not reason:
        st.caption(_("Tulis alasannya; alasan itu ikut dalam berkas dan tampil di halaman ini."))
    for place, claim in enumerate(claims):
        if not claim["exception_key"]:
            _offer(claim, reason, place)
    upload_way.draw(TABLE, _("Unggah berkasnya"))


def _listed(claim: Claim) -> None:
    """Draw an exception that holds, and the way to its row."""
    text = _("Pengecualian yang berlaku: {value} dari {source}. Alasannya: {reason}")
    st.info(
        text.format(
            value=formats.short_number(claim["value"], 2),
            source=plain(str(claim["source_title"])),
            reason=plain(claim["exception_reason"]),
        ),
        icon=":material/gavel:",
    )
    key = json.dumps([claim["table_name"], claim["exception_key"]], ensure_ascii=False, separators=(",", ":"))
    source_links.own_row(TABLE, key)


def _offer(claim: Claim, reason: str, place: int) -> None:
    """Draw the row for one claim: as it is to be uploaded, and as a file."""
    value = formats.short_number(claim["value"], 2)
    st.markdown(
        _("Agar **{value}** ({source}) menjadi angka utama:").format(
            value=value, source=plain(str(claim["source_title"]))
        )
    )
    shown = row(claim, reason or "…")
    st.code("; ".join(f"{name} = {text}" for name, text in shown.items()), language=None, wrap_lines=True)
    st.download_button(
        _("Unduh baris untuk {value} (CSV)").format(value=value),
        data=data.in_this_language(lambda: file(claim, reason)),
        file_name=data.file_name(f"angka-utama-{place + 1}", "csv"),
        mime="text/csv",
        key=f"settle_{place}_{claim['row_key']}",
        on_click="ignore",
        icon=":material/download:",
        disabled=not reason,
    )
