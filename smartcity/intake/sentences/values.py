"""Sentences about single cells."""

from smartcity.words import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "letter_for_digit": (
        N_("'{value}' memuat huruf di tempat angka."),
        N_("Mungkin yang dimaksud '{meant}'. Ganti huruf O atau l dengan angka 0 atau 1."),
    ),
    "number_unreadable": (
        N_("{title} harus berupa angka, tetapi tertulis '{value}'."),
        N_("Tulis angka saja, mis. {example}."),
    ),
    "number_ambiguous": (
        N_("Tanda pada '{value}' dapat berarti ribuan atau desimal."),
        N_("Pilih tanda desimal kolom ini: koma atau titik."),
    ),
    "number_mixed": (
        N_("Tanda desimal pada '{value}' berbeda dengan yang lain di kolom ini."),
        N_("Pilih tanda desimal kolom ini, lalu tulis semua angka dengan tanda yang sama."),
    ),
    "number_fraction": (
        N_("{title} harus berupa bilangan bulat, tetapi tertulis '{value}'."),
        N_("Tulis bilangan bulat, mis. {example}."),
    ),
    "number_scientific": (
        N_("'{value}' tertulis dalam bentuk ilmiah, sehingga sebagian angkanya mungkin hilang."),
        N_("Ubah format kolom menjadi angka di lembar kerja, lalu simpan kembali."),
    ),
    "number_endless": (
        N_("'{value}' bukan angka yang dapat disimpan."),
        N_("Tulis angka yang sebenarnya atau kosongkan selnya."),
    ),
    "number_too_long": (
        N_("Angka '{value}' terlalu panjang."),
        N_("Tulis paling banyak 18 angka di depan tanda desimal."),
    ),
    "number_out_of_range": (
        N_("{title} harus dalam rentang {range}, tetapi tertulis {value}."),
        N_("Periksa angkanya pada sumber, lalu perbaiki."),
    ),
    "date_unreadable": (
        N_("'{value}' tidak terbaca sebagai tanggal."),
        N_("Tulis tanggal, mis. 28/02/2022, 28 Februari 2022, atau 2022-02-28."),
    ),
    "date_missing": (
        N_("Tanggal '{value}' tidak ada."),
        N_("Tulis tanggal yang benar, mis. 28 Februari 2022 atau 2022-02-28."),
    ),
    "date_order": (
        N_("Tanggal '{value}' tidak ada menurut urutan hari dan bulan di kolom ini."),
        N_("Bila yang dimaksud {meant}, ubah urutan hari dan bulan kolom ini atau tulis tanggal itu."),
    ),
    "date_short_year": (
        N_("Tahun pada '{value}' hanya dua angka."),
        N_("Tulis tahun dengan empat angka, mis. 28/02/2022."),
    ),
    "date_range": (
        N_("'{value}' memuat lebih dari satu tanggal."),
        N_("Tulis satu tanggal saja, mis. 28 Februari 2022."),
    ),
    "date_out_of_range": (
        N_("Tahun pada '{value}' di luar rentang 1990 sampai 2100."),
        N_("Periksa tahunnya, lalu perbaiki."),
    ),
    "date_without_day": (
        N_("'{value}' belum memuat hari."),
        N_("Tulis tanggal lengkap, mis. 28/02/2022."),
    ),
    "date_offset": (
        N_("Waktu pada '{value}' memakai selisih zona waktu."),
        N_("Tulis waktu setempat, mis. 28/02/2022 09:00."),
    ),
    "pattern": (
        N_("{title} '{value}' tidak sesuai bentuknya."),
        N_("Tulis seperti contoh: {example}."),
    ),
    "boolean": (
        N_("{title} hanya ya atau tidak, tetapi tertulis '{value}'."),
        N_("Tulis ya atau tidak."),
    ),
    "signs_hidden": (
        N_("{title} memuat tanda yang tidak terlihat."),
        N_("Hapus isi sel itu, lalu ketik ulang."),
    ),
    "value_unknown": (
        N_("{title} '{value}' tidak termasuk pilihan yang ada."),
        N_("Gunakan salah satu: {allowed}."),
    ),
    "term_unknown": (
        N_("{title} '{value}' tidak dikenal."),
        N_("Gunakan salah satu: {known}."),
    ),
    "edition_unreadable": (
        N_("{title} '{value}' tidak terbaca."),
        N_("Tulis tahun, mis. 2022, atau semester, mis. Semester I 2022."),
    ),
    "framework_version": (
        N_("'{value}' tidak menunjuk satu versi instrumen untuk periode '{edition}'."),
        N_("Tulis versinya atau perbaiki periodenya: {versions}."),
    ),
}
"""What is wrong and what to do, by rule."""
