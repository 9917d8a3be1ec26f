"""What Penilaian says where nothing is known, and its ways to the upload and to the methods."""

import streamlit as st

from smartcity.settings import ROOT
from smartcity.ui import address, assessment, frame
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _


def nothing(view: View) -> None:
    """Draw what is missing where no index is known, why, and how to add it."""
    text = _("Belum ada nilai {index} {period} yang diketahui di {region}.")
    frame.empty(
        text.format(
            index=plain(assessment.instrument(view).name),
            period=plain(view.edition),
            region=plain(assessment.scope_name(view)),
        ),
        _("Instrumen ini menilai perangkat daerah, bukan pemerintah daerah seluruhnya.")
        if assessment.period(view).of_agencies
        else _("Nilai berasal dari berita dan laman resmi; tidak semua daerah mengumumkannya."),
        _(
            "Unggah hasil penilaian: instrumen, periode, wilayah, indikator (index bagi nilai keseluruhan), dan nilai."
        ),
    )
    upload()


def upload() -> None:
    """Draw the way to the upload."""
    st.page_link(
        ROOT / "pages" / "upload.py",
        label=_("Unggah data"),
        icon=":material/upload_file:",
        query_params=address.carried(),
    )


def method() -> None:
    """Draw the way to how instruments, thresholds and medians are explained."""
    st.page_link(
        ROOT / "pages" / "method.py",
        label=_("Cara membaca nilai ini"),
        icon=":material/menu_book:",
        query_params=address.carried(),
    )


def no_instruments() -> None:
    """Draw what the page says where the database has no instrument."""
    frame.empty(
        _("Belum ada instrumen penilaian."),
        _("Tabel instrumen kosong, sehingga tidak ada yang dapat dipilih."),
        _("Pulihkan data rujukan, atau terbitkan instrumen beserta indikatornya."),
    )
