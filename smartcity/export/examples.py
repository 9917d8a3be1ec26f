"""An example to try: the evaluation of 40 local agencies by three criteria over two periods, as Excel writes it.

It is generated and has an instrument of its own, which says so wherever its scores are shown; it never comes into
the database by itself.
"""

import csv
from collections.abc import Sequence
from io import StringIO

from smartcity.formats import short_number
from smartcity.words import in_language

REGION = "Provinsi Kalimantan Barat"
"""Where the governor had every agency evaluated (ANTARA Kalimantan Barat, 2023); its scores were not published."""

FRAMEWORK = "contoh-perangkat"
PERIODS = ("2024", "2025")
CRITERIA = (
    ("access_to_services", "Akses layanan publik", "Access to public services", "40"),
    ("speed_of_administration", "Kecepatan proses administrasi", "Speed of administration", "30"),
    ("accountability", "Akuntabilitas", "Accountability", "30"),
)
"""Id, names and weight in percent: the criteria of the instrument agency-digital, the weights invented."""

MARK = "CONTOH, bukan hasil penilaian"
OFFICES = (
    "Dinas Kesehatan",
    "Dinas Pendidikan dan Kebudayaan",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Dinas Perumahan dan Permukiman",
    "Dinas Sosial",
    "Dinas Tenaga Kerja dan Transmigrasi",
    "Dinas Pemberdayaan Perempuan dan Anak",
    "Dinas Ketahanan Pangan",
    "Dinas Lingkungan Hidup",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Pemberdayaan Masyarakat dan Desa",
    "Dinas Perhubungan",
    "Dinas Komunikasi dan Informatika",
    "Dinas Koperasi dan Usaha Kecil",
    "Dinas Penanaman Modal dan Pelayanan Satu Pintu",
    "Dinas Pemuda dan Olahraga",
    "Dinas Perpustakaan dan Kearsipan",
    "Dinas Kelautan dan Perikanan",
    "Dinas Pariwisata",
    "Dinas Pertanian",
    "Dinas Perkebunan",
    "Dinas Peternakan",
    "Dinas Kehutanan",
    "Dinas Energi dan Sumber Daya Mineral",
    "Dinas Perindustrian dan Perdagangan",
    "Badan Perencanaan Pembangunan Daerah",
    "Badan Keuangan dan Aset Daerah",
    "Badan Pendapatan Daerah",
    "Badan Kepegawaian Daerah",
    "Badan Pengembangan Sumber Daya Manusia",
    "Badan Penelitian dan Pengembangan",
    "Badan Kesatuan Bangsa dan Politik",
    "Badan Penanggulangan Bencana Daerah",
    "Badan Penghubung Provinsi",
    "Satuan Polisi Pamong Praja",
    "Sekretariat Daerah",
    "Sekretariat DPRD",
    "Inspektorat Daerah",
    "Rumah Sakit Umum Daerah",
    "Rumah Sakit Jiwa Daerah",
)


def files() -> dict[str, bytes]:
    """Return the example as files by table, in the order in which they are uploaded."""
    return {
        "framework": _instrument(),
        "indicator": _criteria(),
        "agency": _agencies(),
        "assessment": _scores(),
    }


def _instrument() -> bytes:
    header = ("Kode instrumen", "Program", "Nama instrumen", "Nama instrumen (Inggris)", "Versi instrumen")
    names = ("CONTOH: evaluasi perangkat daerah", "EXAMPLE: evaluation of local agencies", "contoh")
    return _file("CONTOH: instrumen untuk mencoba", [header, (FRAMEWORK, "tp2dd", *names)])


def _criteria() -> bytes:
    """Return the criteria with their weights, below the index."""
    header = (
        *("Kode instrumen", "Kode indikator", "Indikator induk", "Tingkat indikator", "Urutan"),
        *("Nama indikator", "Nama indikator (Inggris)", "Bobot (%)", "Nilai terendah", "Nilai tertinggi"),
    )
    index = (FRAMEWORK, "index", "", "Indeks", "0", "Indeks", "Index", "", "0", "100")
    rows = [
        (FRAMEWORK, id_, "index", "Kriteria", str(place), indonesian, english, weight, "0", "100")
        for place, (id_, indonesian, english, weight) in enumerate(CRITERIA, 1)
    ]
    return _file("CONTOH: kriteria dan bobot karangan untuk mencoba", [header, index, *rows])


def _agencies() -> bytes:
    header = ("No", "Wilayah", "Kode perangkat daerah", "Nama perangkat daerah", "Jenis perangkat daerah")
    rows = [
        (str(place), REGION, f"contoh-{place:02d}", name(office), _kind(office))
        for place, office in enumerate(OFFICES, 1)
    ]
    return _file("CONTOH: daftar perangkat daerah untuk mencoba, bukan daftar resmi", [header, *rows])


def _scores() -> bytes:
    """Return the evaluation as officials write it: a row per agency, a column per criterion and period."""
    columns = [(period, place) for period in PERIODS for place in range(len(CRITERIA))]
    header = (
        *("No", "Instrumen", "Wilayah", "Perangkat daerah"),
        *(f"{CRITERIA[place][1]} {period}" for period, place in columns),
        *("Tingkat keyakinan", "Sumber"),
    )
    rows = [
        (
            *(str(agency), FRAMEWORK, REGION, name(office)),
            *(_written(score(agency, place, period)) for period, place in columns),
            *("sedang", MARK),
        )
        for agency, office in enumerate(OFFICES, 1)
    ]
    return _file("CONTOH: nilai karangan untuk mencoba, bukan hasil penilaian", [header, *rows])


def name(office: str) -> str:
    """Return what an office of the example is called everywhere."""
    return f"{office} (contoh)"


def score(agency: int, criterion: int, period: str) -> float:
    """Return the invented score of an agency (1 to 40) by a criterion (0 to 2) in a period, 0 to 100 points."""
    level = 54 + (agency * 17) % 41 * 0.65 - 3 * criterion + (agency * (criterion + 3)) % 9
    drift = ((agency * 7 + criterion * 2) % 19 - 7) * 1.15 * PERIODS.index(period)
    return round(level + drift, 2)


def _kind(office: str) -> str:
    return "Rumah sakit" if office.startswith("Rumah") else office.split()[0]


def _written(points: float) -> str:
    with in_language("id"):
        return short_number(points, 2)


def _file(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows below their title, with semicolons, as Excel in Indonesian opens and writes them."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([title])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
