"""Sentences about whole rows: regions, keys, references, and what is in the database."""

from smartcity.words import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "region_unknown": (
        N_("Wilayah “{value}” tidak dikenal."),
        N_("Tulis nama lengkap beserta Kabupaten atau Kota, atau kode Kemendagri seperti 16.01."),
    ),
    "region_ambiguous": (
        N_("Wilayah “{value}” dapat berarti lebih dari satu: {names}."),
        N_("Tulis Kabupaten atau Kota di depannya, tambahkan kolom provinsi, atau tulis kodenya."),
    ),
    "region_suggested": (
        N_("Wilayah “{value}” tidak dikenal; mungkin maksudnya {names}."),
        N_("Pilih wilayah yang benar, atau perbaiki penulisannya."),
    ),
    "region_contradicts": (
        N_("Kode dan nama wilayah tidak sama: {names}."),
        N_("Perbaiki kode atau namanya, sehingga keduanya menyebut wilayah yang sama."),
    ),
    "required": (
        N_("{title} kosong, padahal wajib diisi."),
        N_("Isi {title}, misalnya {example}."),
    ),
    "filled": (
        N_("Tidak satu pun dari {titles} terisi."),
        N_("Isi sedikitnya satu di antaranya."),
    ),
    "reference": (
        N_("{titles} “{value}” tidak ada dalam tabel {target}."),
        N_("Perbaiki penulisannya, atau tambahkan dahulu ke tabel {target}."),
    ),
    "key_repeated": (
        N_("Baris {others} menyebut hal yang sama dengan isi yang berbeda."),
        N_("Sisakan satu baris yang benar, atau sebut sumber masing-masing."),
    ),
    "class_differs": (
        N_("Daerah ini mempunyai lebih dari satu kelas pada periode dan sumber yang sama: {classes}."),
        N_("Tulis kelas yang sama di setiap tahapnya."),
    ),
    "integrity": (
        "{reason} ({found})",
        "{repair}",
    ),
    "older": (
        N_("Data yang tersimpan lebih baru ({stored}) daripada baris ini ({value})."),
        N_("Unduh data terbaru, ubah di sana, dan tulis tanggal pembaruannya."),
    ),
    "outside_provinces": (
        N_("Akun Anda hanya boleh mengubah data {provinces}."),
        N_("Hapus baris ini dari berkas, atau mintalah administrator memperluas batas akun Anda."),
    ),
    "without_province": (
        N_("Akun Anda hanya boleh mengubah data {provinces}, dan tabel ini tidak dibagi menurut wilayah."),
        N_("Mintalah administrator memuatnya, atau memperluas batas akun Anda."),
    ),
    "outside_tables": (
        N_("Akun Anda hanya boleh mengubah tabel {tables}."),
        N_("Pilih salah satu tabel itu, atau mintalah administrator memperluas batas akun Anda."),
    ),
    "changed_meanwhile": (
        N_("Baris ini diubah orang lain sejak berkas dibandingkan (unggahan {batches})."),
        N_("Periksa isinya yang sekarang, lalu bandingkan dan terbitkan lagi."),
    ),
    "removed_meanwhile": (
        N_(
            "Baris {value} akan dihapus, tetapi diubah orang lain sejak berkas dibandingkan (unggahan {batches})."
        ),
        N_("Periksa isinya yang sekarang, lalu bandingkan dan terbitkan lagi."),
    ),
}
