"""The sections of Metode on versions of the data, on how to correct something and on reading it by programs."""

import streamlit as st

from smartcity import api, formats
from smartcity.settings import ROOT, settings
from smartcity.ui import address, api_link, data, frame
from smartcity.ui.address import View
from smartcity.words import _

PAGES = ROOT / "pages"


def versions(_view: View) -> list[str]:
    """Explain versions, undoing and restoring."""
    frame.text(
        _(
            "Setiap perubahan diperiksa utuh lalu terbit sebagai versi baru; pembaca tidak pernah melihat perubahan "
            "yang setengah jadi. Yang tampil sekarang adalah **versi {version}**, terbit {moment}. Setiap unggahan "
            "dapat dibatalkan dan versi lama dapat dipulihkan; pembatalan dan pemulihan pun tercatat sebagai versi. "
            "{kept} versi terbaru dan satu versi per hari disimpan."
        ).format(
            version=formats.number(data.version()),
            moment=formats.moment(data.made_at()),
            kept=formats.number(settings().keep_versions),
        )
    )
    _link("history.py", _("Riwayat"), ":material/history:")
    return []


def corrections(_view: View) -> list[str]:
    """Explain how something is corrected."""
    frame.text(
        _(
            "- **Satu baris keliru**: cari barisnya di Ubah satu baris, perbaiki, dan tulis alasannya.\n"
            "- **Banyak baris**: unduh templat berisi data yang ada, ubah, lalu unggah; perubahan ditampilkan "
            "sebelum terbit.\n"
            "- **Klaim yang keliru menjadi angka utama**: jangan hapus klaim lain; unggah pengecualian beserta "
            "alasannya dari halaman Pertentangan.\n"
            "- **Nama yang belum diketahui**: unduh formulir Lengkapi dari Cakupan atau Tahapan seleksi, isi, lalu "
            "unggah.\n"
            "- **Salah unggah**: batalkan unggahannya di Riwayat."
        )
    )
    with st.container(horizontal=True, gap="medium"):
        _link("edit.py", _("Ubah satu baris"), ":material/edit:")
        _link("upload.py", _("Unggah data"), ":material/upload_file:")
        _link("quality.py", _("Pertentangan"), ":material/difference:", part="pertentangan")
        _link("quality.py", _("Pemeriksaan"), ":material/rule:", part="pemeriksaan")
    return []


def programs(_view: View) -> list[str]:
    """Explain how other programs read the data, and where all of it is described."""
    frame.text(
        _(
            "Yang tampil di sini dapat dibaca program lain sebagai JSON, CSV, dan GeoJSON di {address}: kueri, tabel, "
            "wilayah, lapisan peta, dan versi. Program yang mengunggah memakai token pribadi dari halaman Akun."
        ).format(address=f"`{address.root()}{api.PATH.strip('/')}/`")
    )
    api_link.draw()
    return []


def _link(page: str, label: str, icon: str, **more: str) -> None:
    st.page_link(PAGES / page, label=label, icon=icon, query_params=address.carried(**more))
