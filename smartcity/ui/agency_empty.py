"""What Perangkat daerah says where nothing is known: what to choose, what is missing, templates, an example to try."""

from functools import partial

import streamlit as st

from smartcity import formats
from smartcity.contract import load_contract
from smartcity.export import examples
from smartcity.export.templates import csv_template
from smartcity.settings import ROOT
from smartcity.ui import address, agency, data, deck, frame, method_link, questions, tables
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import N_, _, language

UPLOAD = ROOT / "pages" / "upload.py"
MOST_ROWS = 100
REGION_COLUMNS = ("name", "province", "agencies", "assessed", "edition", "evaluations")
# In the order in which they are uploaded: each refers to those before it.
STEPS = {
    "framework": N_("Instrumen, bila belum ada: nama, program, dan tahun berlakunya."),
    "indicator": N_("Kriteria dan bobotnya: satu baris untuk setiap kriteria, bobot dalam persen."),
    "agency": N_("Perangkat daerah: kode dan nama, satu baris untuk setiap perangkat daerah."),
    "assessment": N_(
        "Nilai: satu baris untuk setiap perangkat daerah, satu kolom untuk setiap kriteria dan periode."
    ),
}


def choose_region(view: View) -> None:
    """Draw the governments whose agencies are on record to choose from; where there are none, teach."""
    asked = questions.question("agency_regions", region=view.region)
    answer = asked.answer()
    if answer.empty:
        nothing(view)
        return
    st.subheader(
        _("{count} pemerintah daerah mempunyai perangkat daerah yang tercatat").format(
            count=formats.number(len(answer))
        ),
        anchor=False,
    )
    st.caption(_("Pilih satu baris untuk membuka perangkat daerahnya."))
    codes = answer["region_code"].tolist()
    tables.show(
        answer,
        key="agency_regions",
        columns=REGION_COLUMNS,
        on_pick=lambda place: address.go(
            View(language=view.language, part=view.part), region=str(codes[place])
        ),
        made_of=view.region,
        most=MOST_ROWS,
        title=_("{count} pemerintah daerah mempunyai perangkat daerah yang tercatat").format(
            count=formats.number(len(answer))
        ),
    )
    with st.popover(_("Lihat kueri"), type="tertiary", icon=":material/code:"):
        questions.draw(asked)


def nothing(view: View) -> None:
    """Draw what is missing where no agency was assessed, why, and how to add it: templates, and an example to try."""
    known = len(agency.names(view.region))
    missing = _("Belum ada nilai perangkat daerah yang diketahui di {region}.")
    if known:
        missing = _("{count} perangkat daerah di {region} tercatat, tetapi belum ada nilainya.")
    frame.empty(
        missing.format(region=plain(agency.region_name(view)), count=formats.number(known)),
        _(
            "Evaluasi setiap SKPD menurut akses layanan, kecepatan administrasi, dan akuntabilitas diumumkan tanpa "
            "nilainya; basis data ini hanya memuat yang diterbitkan."
        ),
        _(
            "Unggah hasil evaluasi daerah Anda dengan empat langkah di bawah, atau coba dahulu dengan contohnya."
        ),
    )
    _below(view)
    left, right = st.columns(2, gap="large")
    with left:
        _steps()
    with right:
        _example()


def _below(view: View) -> None:
    """Name the governments of a province whose agencies are on record where the province's own are not."""
    answer = data.ask("agency_regions", region=view.region)
    others = answer[answer["region_code"] != view.region]
    if view.region in ("", view.province) and len(others):
        st.caption(_("Yang tercatat adalah perangkat daerah kabupaten/kota di dalamnya:"))
        codes = others["region_code"].tolist()
        tables.show(
            others,
            key="agency_regions_below",
            columns=REGION_COLUMNS,
            on_pick=lambda place: address.go(view, region=str(codes[place])),
            made_of=view.region,
            most=MOST_ROWS,
        )


def _steps() -> None:
    names = tables.table_names()
    if deck.is_on():
        said = [f"{place}. **{plain(names[table])}**: {_(told)}" for place, (table, told) in _numbered()]
        deck.say(_("Mengisi dengan data sendiri"), "\n".join(said))
        return
    st.subheader(_("Mengisi dengan data sendiri"), anchor=False)
    for place, (table, told) in _numbered():
        with st.container(border=True, key=f"step_{table}", gap="xsmall"):
            st.markdown(f"**{place}. {plain(names[table])}**  \n{_(told)}")
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                chosen = language()
                st.download_button(
                    _("Templat"),
                    data=data.in_this_language(partial(csv_template, load_contract().tables[table], chosen)),
                    file_name=data.file_name(f"templat-{table}", "csv"),
                    mime="text/csv",
                    key=f"agency_template_{table}",
                    on_click="ignore",
                    icon=":material/download:",
                    type="tertiary",
                )
                upload(table)


def _numbered() -> list[tuple[int, tuple[str, str]]]:
    return list(enumerate(STEPS.items(), 1))


def _example() -> None:
    if deck.is_on():
        return
    st.subheader(_("Mencoba dengan contoh"), anchor=False)
    st.markdown(
        _(
            "Contoh ini memuat evaluasi {count} perangkat daerah menurut tiga kriteria pada dua periode. Isinya "
            "**karangan** dan bertanda CONTOH. Unggah keempat berkas apa adanya, berurutan, pada tabelnya "
            "masing-masing; setiap unggahan dapat dibatalkan di Riwayat. Untuk berlatih tanpa menyentuh data resmi, "
            "jalankan {command}."
        ).format(count=formats.number(len(examples.OFFICES)), command="`smartcity serve --demo`")
    )
    names = tables.table_names()
    for place, table in enumerate(STEPS, 1):
        st.download_button(
            _("{place}. Contoh {table}").format(place=place, table=names[table]),
            data=partial(_file, table),
            file_name=f"contoh-{place}-{table}.csv",
            mime="text/csv",
            key=f"agency_example_{table}",
            on_click="ignore",
            icon=":material/download:",
        )


def _file(table: str) -> bytes:
    return examples.files()[table]


def upload(table: str) -> None:
    """Draw the way to the upload of a table."""
    st.page_link(
        UPLOAD,
        label=_("Unggah data"),
        icon=":material/upload_file:",
        query_params=address.carried(table=table),
    )


def method() -> None:
    """Draw the way to how agencies are compared."""
    method_link.draw("perangkat-daerah")
