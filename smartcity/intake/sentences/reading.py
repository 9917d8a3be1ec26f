"""Sentences about the file and its lines."""

from smartcity.words import N_

_AS_TABLE = N_("Simpan tabelnya sebagai CSV atau XLSX, lalu unggah berkas itu.")
_FROM_EXCEL = N_("Buka di Excel atau LibreOffice, simpan sebagai XLSX atau CSV UTF-8, lalu unggah lagi.")
_SPLIT = N_("Bagi berkas menjadi beberapa bagian, lalu unggah satu per satu.")

FILE: dict[str, tuple[str, str]] = {
    "picture": (N_("Ini gambar {name}, bukan tabel."), _AS_TABLE),
    "pdf": (N_("Ini dokumen PDF, bukan tabel."), _AS_TABLE),
    "web_page": (N_("Ini halaman web (HTML), bukan tabel."), _FROM_EXCEL),
    "xml_file": (N_("Ini berkas XML, bukan tabel."), _FROM_EXCEL),
    "document": (N_("Ini dokumen {name}, bukan tabel."), _AS_TABLE),
    "archive": (
        N_("Ini arsip {name}, bukan tabel."),
        N_("Buka arsipnya, lalu unggah berkas CSV atau XLSX di dalamnya."),
    ),
    "data_file": (N_("Ini berkas data {name}, yang tidak diterima di sini."), _AS_TABLE),
    "binary": (N_("Berkas ini bukan teks: ada tanda NUL di dalamnya."), _FROM_EXCEL),
    "workbook_locked": (
        N_("Buku kerja ini dilindungi kata sandi."),
        N_("Hapus kata sandinya di Excel, simpan, lalu unggah lagi."),
    ),
    "workbook_broken": (N_("Buku kerja ini rusak dan tidak dapat dibuka."), _FROM_EXCEL),
    "workbook_too_large": (
        N_("Isi buku kerja ini terlalu besar setelah dibuka (batas {limit} MB)."),
        N_("Hapus lembar, gambar, dan format yang tidak diperlukan, atau simpan sebagai CSV."),
    ),
    "sheet_missing": (
        N_("Lembar {sheet} tidak ada dalam buku kerja ini."),
        N_("Pilih salah satu lembar yang ada."),
    ),
    "header_line_missing": (
        N_("Baris judul kolom yang dipilih tidak ada dalam berkas."),
        N_("Pilih baris lain sebagai judul kolom."),
    ),
    "file_too_large": (N_("Berkas terlalu besar: {size} MB, batasnya {limit} MB."), _SPLIT),
    "line_too_long": (
        N_("Ada baris yang terlalu panjang (batas {limit} MB)."),
        N_("Periksa apakah pergantian baris hilang, lalu simpan lagi sebagai CSV."),
    ),
    "row_too_long": (
        N_("Ada baris yang terlalu panjang (batas {limit} MB)."),
        N_("Periksa apakah ada tanda kutip yang tidak ditutup, lalu simpan lagi sebagai CSV."),
    ),
    "too_slow": (
        N_("Pemeriksaan berkas ini belum selesai setelah {limit} detik, lalu dihentikan."),
        N_("Coba lagi sebentar lagi, atau bagi berkas menjadi beberapa bagian."),
    ),
    "text_too_costly": (
        N_("Berkas ini terlalu berat untuk dibaca: memori yang diperlukannya melebihi batas."),
        N_("Periksa tanda kutip dan pemisah kolomnya, atau bagi berkas menjadi beberapa bagian."),
    ),
    "too_many_rows": (N_("Berkas berisi lebih dari {limit} baris data."), _SPLIT),
    "too_many_columns": (
        N_("Berkas berisi {count} kolom, batasnya {limit}."),
        N_("Hapus kolom yang tidak diperlukan, lalu unggah lagi."),
    ),
    "empty_file": (
        N_("Berkas kosong."),
        N_("Pilih berkas yang berisi judul kolom dan paling sedikit satu baris data."),
    ),
    "no_rows": (
        N_("Berkas hanya berisi judul kolom, tanpa baris data."),
        N_("Isi paling sedikit satu baris di bawah judul kolom, lalu unggah lagi."),
    ),
}
"""What makes a whole file unusable."""

LINES: dict[str, tuple[str, str]] = {
    "line_undecodable": (
        N_("Ada huruf yang tidak terbaca di baris ini: pengodeannya berbeda dari bagian lain berkas."),
        N_("Ketik ulang huruf itu, lalu simpan berkas sebagai CSV UTF-8."),
    ),
    "quote_unclosed": (
        N_("Tanda kutip dibuka di baris ini dan tidak ditutup."),
        N_('Tutup atau hapus tanda kutip (") itu.'),
    ),
    "cells_missing": (
        N_("Baris ini berisi {found} sel, padahal ada {expected} kolom."),
        N_("Periksa pemisah kolom di baris ini; sel kosong tetap memerlukan pemisahnya."),
    ),
    "cells_extra": (
        N_("Baris ini berisi {found} sel, padahal hanya ada {expected} kolom."),
        N_("Apit sel yang memuat pemisah kolom dengan tanda kutip, atau hapus sel yang lebih."),
    ),
    "cell_too_long": (
        N_("Sel di kolom {column} terlalu panjang: {found} huruf, batasnya {limit}."),
        N_("Persingkat isi sel itu."),
    ),
    "sign_unreadable": (
        N_("Sel di kolom {column} berisi tanda � di tempat isi yang tidak terbaca atau tidak ada."),
        N_("Ganti tanda � dengan isi yang benar, atau hapus tanda itu."),
    ),
    "sign_forbidden": (
        N_("Sel di kolom {column} berisi tanda tak terlihat yang tidak diperbolehkan ({sign})."),
        N_("Hapus isi sel itu, lalu ketik ulang."),
    ),
}
"""What is wrong with a single line."""

SENTENCES: dict[str, tuple[str, str]] = FILE | LINES
"""What is wrong and what to do, by rule."""
