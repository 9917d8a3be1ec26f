"""What one assessment shows, in words: every written variant."""

import pandas as pd
import pytest

from smartcity import formats, rules
from smartcity.findings import assessments
from tests.assessment_samples import came, changed, grades, parts, peers, ranges, ranked, recomputed

NINE = tuple(2.0 + step / 10 for step in range(9))


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            grades(529, cukup=(2, 2), baik=(9, 8)),
            "9 dari 11 daerah yang diketahui berpredikat Baik; 529 pemerintah daerah belum diketahui nilainya",
        ),
        (
            grades(0, kurang=(4, 0), cukup=(4, 0), baik=(1, 0)),
            "Predikat Kurang dan Cukup sama banyak: masing-masing 4 dari 9 daerah yang diketahui",
        ),
        (grades(0, cukup=(0, 0), baik=(5, 0)), "Semua 5 daerah yang diketahui berpredikat Baik"),
        (grades(0, baik=(1, 0)), "Satu-satunya daerah yang diketahui berpredikat Baik"),
        (
            grades(3, baik=(0, 2), cukup=(0, 1)),
            "2 dari 3 daerah yang diketahui berpredikat Baik; 3 pemerintah daerah belum diketahui nilainya",
        ),
        (ranges(0, r60=2, r70=1), "2 dari 3 daerah yang diketahui bernilai 60 sampai di bawah 70"),
        (ranges(0, r90=4), "Semua 4 daerah yang diketahui bernilai 90 sampai 100"),
        (ranges(0, r90=1), "Satu-satunya daerah yang diketahui bernilai 90 sampai 100"),
        (
            ranges(0, r60=1, r70=1),
            "Nilai 60 sampai di bawah 70 dan 70 sampai di bawah 80 sama banyak: "
            "masing-masing 1 dari 2 daerah yang diketahui",
        ),
        (grades(546, baik=(0, 0)), "Belum ada nilai Indeks SPBE 2026 yang diketahui di Indonesia"),
    ],
)
def test_grades(frame: pd.DataFrame, shown: str) -> None:
    assert assessments.grades(frame, "Indeks SPBE", "2026", "Indonesia") == shown


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            ranked(Kota_A=4.87, Kota_B=3.0),
            "Tertinggi yang diketahui di Bali: Kota A (4,87); diketahui 2 dari 10",
        ),
        (ranked(Kota_A=3.5, Kota_B=3.5), "Kota A dan Kota B sama tinggi di Bali (3,50); diketahui 2 dari 10"),
        (
            ranked(Kota_A=3.5, Kota_B=3.5, Kota_C=3.5, Kota_D=3.5),
            "4 daerah sama tinggi di Bali (3,50); diketahui 4 dari 10",
        ),
        (ranked(), "Belum ada nilai SPBE 2025 yang diketahui di Bali"),
    ],
)
def test_ranking(frame: pd.DataFrame, shown: str) -> None:
    assert assessments.ranking(frame, "SPBE", "2025", "Bali", 10) == shown


def test_own_place() -> None:
    frame = ranked(Kota_A=4.0, Kota_B=3.0)

    assert assessments.own_place(frame, "Kota_B") == (
        "Kota B 3,00: peringkat 2 dari 2 pemerintah daerah yang diketahui, 2 dari 2 di jenisnya"
    )
    assert assessments.own_place(frame, "Kota_C") == ""


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            changed(Kota_A=(2.0, 3.0), Kota_B=(3.0, 2.5), Kota_C=(2.0, 2.0)),
            "1 naik, 1 turun, 1 tetap dari 3 daerah yang diketahui pada 2022 dan 2023; "
            "kenaikan terbesar Kota A (+1,00)",
        ),
        (
            changed(Kota_A=(2.0, 3.0), Kota_B=(2.0, 2.1)),
            "Semua 2 daerah yang diketahui pada 2022 dan 2023 naik; kenaikan terbesar Kota A (+1,00)",
        ),
        (
            changed(Kota_A=(3.0, 2.0), Kota_B=(2.0, 1.9)),
            "Semua 2 daerah yang diketahui pada 2022 dan 2023 turun; penurunan terbesar Kota A (-1,00)",
        ),
        (changed(Kota_A=(3.0, 3.0)), "Semua 1 daerah yang diketahui pada 2022 dan 2023 tetap"),
        (changed(), "Belum ada daerah yang nilainya diketahui pada 2022 dan 2023"),
    ],
)
def test_changes(frame: pd.DataFrame, shown: str) -> None:
    assert assessments.changes(frame, "2022", "2023", comparable=True) == shown


def test_no_change_is_told_across_instruments() -> None:
    frame = changed(comparable=False, Kabupaten_Sumedang=(3.81, 3.52))

    assert assessments.changes(frame, "2020", "2021", comparable=False) == (
        "2020 dan 2021 tidak sebanding karena instrumen berganti; 1 daerah memiliki nilai pada keduanya"
    )


def test_parts() -> None:
    full = parts(Kota_A={"d1": 3.0, "d2": 2.0})
    partial = parts(Kota_A={"d1": 3.0}, Kota_B={"d2": 2.0})

    assert assessments.parts(full, 2, 6, 546) == (
        "Nilai bagian diketahui untuk 6 dari 546 pemerintah daerah; tampil 1 daerah"
    )
    assert assessments.parts(partial, 2, 6, 546) == (
        "Nilai bagian diketahui untuk 6 dari 546 pemerintah daerah; pada 2 daerah yang tampil 2 dari 4 nilai terisi"
    )
    assert assessments.parts(parts(), 2, 0, 546) == "Belum ada nilai bagian yang diketahui pada periode ini"


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            peers(3.5, NINE, nation=2.79),
            "Kota A 3,50 pada 2023, di atas median 10 daerah sejenis yang diketahui (2,45); "
            "di atas angka nasional (2,79)",
        ),
        (
            peers(1.0, NINE, nation=2.79),
            "Kota A 1,00 pada 2023, di bawah median 10 daerah sejenis yang diketahui (2,35); "
            "di bawah angka nasional (2,79)",
        ),
        (
            peers(2.4, NINE, nation=2.4),
            "Kota A 2,40 pada 2023, sama dengan median 10 daerah sejenis yang diketahui; sama dengan angka nasional",
        ),
        (
            peers(2.4, NINE[:3]),
            "Kota A 2,40 pada 2023; baru 4 daerah sejenis diketahui, terlalu sedikit untuk median",
        ),
        (peers(None, NINE), "Belum ada nilai SPBE 2023 yang diketahui untuk Kota A"),
    ],
)
def test_peers(frame: pd.DataFrame, shown: str) -> None:
    assert assessments.peers(frame, "Kota A", "SPBE", "2023") == shown


@pytest.mark.parametrize(
    ("median", "known", "shown"),
    [
        (2.5, rules.MEDIAN_FROM, 2.5),
        (2.5, rules.MEDIAN_FROM - 1, None),
        (None, 20, None),
        (float("nan"), 20, None),
    ],
)
def test_a_median_needs_enough_known_scores(median: float | None, known: int, shown: float | None) -> None:
    assert rules.median_shown(median, known) == shown


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (recomputed(0.0, 0.01), "Semua 2 nilai yang dapat dihitung ulang sama dengan yang terbit"),
        (recomputed(0.0, -0.03), "1 dari 2 nilai yang dapat dihitung ulang berbeda dari yang terbit"),
        (recomputed(), "Belum ada nilai yang semua bagian berbobotnya diketahui"),
    ],
)
def test_recomputed(frame: pd.DataFrame, shown: str) -> None:
    assert assessments.recomputed(frame) == shown


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            came(("A", "2021-11-01", "Kelas 1"), ("B", "2021-11-02", "Kelas 2"), ("C", None, None)),
            "3 daerah diketahui mengikuti penilaian pada 2 hari sejak 1 November 2021 dalam 2 kelas",
        ),
        (
            came(("A", "2021-11-05", None)),
            "1 daerah diketahui mengikuti penilaian pada 1 hari sejak 5 November 2021; kelasnya belum diketahui",
        ),
        (came(("A", "2021-11", None)), "1 daerah diketahui mengikuti penilaian; harinya belum diketahui"),
        (came(), "Belum diketahui siapa yang mengikuti penilaian angkatan 2022"),
    ],
)
def test_schedule(frame: pd.DataFrame, shown: str) -> None:
    assert assessments.schedule(frame, "2022", formats.date) == shown
