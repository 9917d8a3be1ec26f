"""Sentences about headers and what columns mean."""

from smartcity.words import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "column_missing": (
        N_("Tidak ada kolom untuk {title}, padahal wajib ada."),
        N_("Pilih kolom yang memuatnya, isi satu nilai untuk semua baris, atau tambahkan kolom “{title}”."),
    ),
    "column_missing_near": (
        N_("Tidak ada kolom untuk {title}, padahal wajib ada. Kolom {letter} “{header}” mungkin memuatnya."),
        N_("Pilih kolom itu untuk {title}, atau ganti judulnya menjadi “{title}”."),
    ),
    "column_missing_any": (
        N_("Tidak ada kolom untuk satu pun dari {titles}, padahal salah satunya wajib ada."),
        N_("Pilih kolom yang memuatnya, atau tambahkan sedikitnya satu di antaranya."),
    ),
    "column_twice": (
        N_("Lebih dari satu kolom berarti {meaning}: {columns}."),
        N_("Pilih satu kolom saja untuk itu; kolom lainnya tidak dipakai atau diberi arti lain."),
    ),
    "header_twice": (
        N_("Judul kolom “{column}” tertulis lebih dari sekali: {columns}."),
        N_("Beri judul yang berbeda, atau pilih satu kolom saja; kolom lainnya tidak dipakai."),
    ),
    "column_unknown": (
        N_("Kolom {letter} “{column}” tidak dikenal dan tidak dipakai."),
        N_("Bila kolom ini perlu, pilih artinya; bila tidak, biarkan saja."),
    ),
    "column_unknown_near": (
        N_("Kolom {letter} “{column}” tidak dikenal dan tidak dipakai; mungkin maksudnya {title}."),
        N_("Bila benar, pilih {title} untuk kolom ini, atau ganti judulnya menjadi “{title}”."),
    ),
}
