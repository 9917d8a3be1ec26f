"""Findings: every written variant, in Indonesian and in English."""

from collections.abc import Callable

import pandas as pd
import pytest

from smartcity import findings
from smartcity.words import in_language
from tests.samples import areas, children, editions, scores, statuses, steps

NONE = (None, None, None, None, None)
OTHER = (("invited", "Diundang", "Invited"), ("uji", "Uji coba", "Trial"))


def both(sentence: Callable[[], str]) -> tuple[str, str]:
    """Return a sentence in Indonesian and in English."""
    shown = []
    for code in ("id", "en"):
        with in_language(code):
            shown.append(sentence())
    return shown[0], shown[1]


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            steps((150, 88, 50, 50, None)),
            (
                "88 dari 150 kabupaten/kota yang diundang mengikuti penilaian",
                "88 of 150 invited kabupaten/kota took part in the assessment",
            ),
        ),
        (
            steps((80, 80, 25, 25, None)),
            (
                "25 dari 80 kabupaten/kota yang mengikuti penilaian terpilih",
                "25 of 80 assessed kabupaten/kota were selected",
            ),
        ),
        (
            steps((None, None, 25, 25, None)),
            (
                "Semua 25 kabupaten/kota terpilih menandatangani nota kesepakatan",
                "All 25 selected kabupaten/kota signed the memorandum",
            ),
        ),
        (
            steps((None, None, 1, 1, None)),
            (
                "Satu-satunya kabupaten/kota terpilih menandatangani nota kesepakatan",
                "The only one of the selected kabupaten/kota signed the memorandum",
            ),
        ),
        (
            steps((None, 12, 0, None, None)),
            (
                "Tidak satu pun dari 12 kabupaten/kota yang mengikuti penilaian terpilih",
                "None of the 12 assessed kabupaten/kota were selected",
            ),
        ),
        (
            steps((120, 165, 50, 50, 50)),
            (
                "Sumber tidak selaras: 165 mengikuti penilaian, tetapi hanya 120 diundang",
                "Sources disagree: 165 took part in the assessment, but only 120 were invited",
            ),
        ),
        (
            steps((150, None, None, None, None), known=(150, 30)),
            (
                "Sedikitnya 30 dari 150 kabupaten/kota yang diundang mengikuti penilaian",
                "At least 30 of 150 invited kabupaten/kota took part in the assessment",
            ),
        ),
        (
            steps((None, None, 48, None, None), known=(44, 44, 44)),
            ("48 kabupaten/kota terpilih", "48 kabupaten/kota were selected"),
        ),
        (
            steps(NONE, known=(12, 12, 12)),
            (
                "Sedikitnya 12 kabupaten/kota diketahui terpilih",
                "At least 12 kabupaten/kota were selected, by the names known",
            ),
        ),
        (
            steps((None, None, 0, None, None)),
            ("Tidak ada kabupaten/kota yang terpilih", "No kabupaten/kota were selected"),
        ),
        (
            steps(NONE),
            (
                "Belum ada data tahapan seleksi untuk periode 2022",
                "No data yet on the selection stages of the 2022 edition",
            ),
        ),
        (
            steps(NONE).head(0),
            (
                "Belum ada data tahapan seleksi untuk periode 2022",
                "No data yet on the selection stages of the 2022 edition",
            ),
        ),
    ],
)
def test_funnel(frame: pd.DataFrame, shown: tuple[str, str]) -> None:
    assert both(lambda: findings.funnel(frame, "gmsc", "2022")) == shown


def test_funnel_of_a_region() -> None:
    some = steps(NONE, known=(3, 3, 3, 1))
    assert both(lambda: findings.funnel(some, "gmsc", "2022", "Sumatera Selatan")) == (
        "Sedikitnya 3 kabupaten/kota di Sumatera Selatan terpilih",
        "At least 3 kabupaten/kota in Sumatera Selatan were selected",
    )
    assert both(lambda: findings.funnel(steps(NONE), "gmsc", "2022", "Papua Tengah")) == (
        "Belum ada kabupaten/kota di Papua Tengah yang diketahui pada periode 2022",
        "No kabupaten/kota in Papua Tengah known yet for the 2022 edition",
    )


def test_funnel_of_a_program_without_own_words() -> None:
    frame = steps((10, 4), stages=OTHER)
    assert both(lambda: findings.funnel(frame, "baru", "2027")) == (
        "4 dari 10 daerah yang diundang mencapai tahap Uji coba",
        "4 of 10 invited local governments reached the stage “Trial”",
    )


def test_conversions_in_words() -> None:
    frame = steps((150, 88, 50, None, 50), known=(0, 0, 0, 12, 0))
    assert findings.conversions(frame, "gmsc") == [
        "88 dari 150 kabupaten/kota yang diundang mengikuti penilaian",
        "50 dari 88 kabupaten/kota yang mengikuti penilaian terpilih",
        "Sedikitnya 12 dari 50 kabupaten/kota terpilih menandatangani nota kesepakatan",
        "50 kabupaten/kota telah menyusun masterplan; jumlah yang menandatangani nota kesepakatan"
        " baru diketahui sebagian",
    ]
    assert findings.conversions(steps(NONE, known=(5, 4)), "gmsc") == [
        "Menurut nama yang diketahui, 4 dari 5 kabupaten/kota yang diundang mengikuti penilaian"
    ]
    assert findings.conversions(steps((None, 0, 5, None, None)), "gmsc") == [
        "Sumber tidak selaras: 5 terpilih, tetapi hanya 0 mengikuti penilaian"
    ]
    assert findings.conversions(steps((0, 0, None, None, None)), "gmsc") == [
        "0 kabupaten/kota mengikuti penilaian"
    ]
    assert findings.conversions(steps(NONE), "gmsc") == []


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (43, "43 dari 50 kabupaten/kota terpilih diketahui namanya"),
        (50, "Semua 50 kabupaten/kota terpilih diketahui namanya"),
        (0, "Tidak satu pun dari 50 kabupaten/kota terpilih diketahui namanya"),
        (51, "51 nama diketahui untuk 50 kabupaten/kota terpilih; sumber tidak selaras"),
    ],
)
def test_known_by_name(known: int, shown: str) -> None:
    assert findings.known(steps((150, 88, 50, 50), known=(known,) * 4), "gmsc") == shown


def test_known_by_name_without_a_figure() -> None:
    shown = "Belum ada angka terpublikasi; yang tampil adalah nama yang diketahui"
    assert findings.known(steps(NONE, known=(3,)), "gmsc") == shown


@pytest.mark.parametrize(
    ("published", "known", "shown"),
    [
        (50, 43, "50 kabupaten/kota terpilih: 43 diketahui namanya, 7 belum"),
        (50, 50, "50 kabupaten/kota terpilih, semua diketahui namanya"),
        (50, 0, "50 kabupaten/kota terpilih, belum ada yang diketahui namanya"),
        (50, 51, "50 kabupaten/kota terpilih menurut angka terpublikasi, 51 diketahui namanya"),
        (None, 12, "Sedikitnya 12 kabupaten/kota diketahui terpilih"),
        (0, 0, "Tidak ada kabupaten/kota yang terpilih"),
        (None, 0, "Belum ada data untuk tahap ini"),
    ],
)
def test_one_stage(published: int | None, known: int, shown: str) -> None:
    frame = steps((None, None, published), known=(0, 0, known))
    assert findings.stage(frame, "gmsc", "selected") == shown


def test_a_stage_that_is_not_there() -> None:
    assert findings.stage(steps((150,)), "gmsc", "piloting") == "Belum ada data untuk tahap ini"


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            editions(e2021=(None, None, 48), e2022=(None, None, 50)),
            "Jumlah kabupaten/kota yang terpilih naik dari 48 (2021) menjadi 50 (2022)",
        ),
        (
            editions(e2023=(None, None, 50), e2024=(None, None, 10)),
            "Jumlah kabupaten/kota yang terpilih turun dari 50 (2023) menjadi 10 (2024)",
        ),
        (
            editions(e2022=(None, None, 50), e2023=(None, None, 50)),
            "Jumlah kabupaten/kota yang terpilih tetap 50 pada 2022 dan 2023",
        ),
        (
            editions(e2022=(None, None, 50)),
            "Baru satu periode yang memiliki angka: 50 kabupaten/kota terpilih pada 2022",
        ),
        (
            editions(e2021=(80, None, None), e2022=(150, None, None)),
            "Jumlah kabupaten/kota yang diundang naik dari 80 (2021) menjadi 150 (2022)",
        ),
        (editions(e2022=NONE), "Belum ada angka terpublikasi untuk dibandingkan antarperiode"),
        (editions(e2022=NONE).head(0), "Belum ada angka terpublikasi untuk dibandingkan antarperiode"),
    ],
)
def test_editions(frame: pd.DataFrame, shown: str) -> None:
    assert findings.editions(frame, "gmsc") == shown


def test_editions_of_which_the_latest_is_partly_known() -> None:
    frame = editions(e2021=(None, None, 48), e2022=(None, None, 50), e2023=(None, None, 9))
    frame.loc[frame["edition"] == "2023", "published"] = None
    assert both(lambda: findings.editions(frame, "gmsc", "selected")) == (
        "Jumlah kabupaten/kota yang terpilih naik dari 48 (2021) menjadi 50 (2022);"
        " 2023 baru diketahui sebagian",
        "The number of kabupaten/kota that were selected rose from 48 (2021) to 50 (2022);"
        " 2023 only partly known",
    )


@pytest.mark.parametrize(
    ("frame", "by", "shown"),
    [
        (
            areas({"Sumatera": 14, "Jawa": 15}, unknown=7),
            "island_group",
            "Terbanyak di Jawa: 15 dari 29 kabupaten/kota yang diketahui terpilih; 7 belum diketahui namanya",
        ),
        (
            areas({"Sumatera": 5, "Jawa": 5}),
            "island_group",
            "Sumatera dan Jawa sama banyak: masing-masing 5 kabupaten/kota diketahui terpilih",
        ),
        (
            areas({"Bali": 1, "Aceh": 1, "Riau": 1, "Papua": 0}),
            "province",
            "Bali, Aceh, dan Riau sama banyak: masing-masing 1 kabupaten/kota diketahui terpilih",
        ),
        (
            areas({"Bali": 1, "Aceh": 1, "Riau": 1, "Papua": 1}),
            "province",
            "4 wilayah sama banyak: masing-masing 1 kabupaten/kota diketahui terpilih",
        ),
        (
            areas({"Bali": 4, "Aceh": 0}),
            "province",
            "Semua 4 kabupaten/kota yang diketahui terpilih berada di Bali",
        ),
        (
            areas({"kabupaten": 31, "kota": 15}, unknown=4),
            "level",
            "31 dari 46 yang diketahui terpilih adalah kabupaten; 4 belum diketahui namanya",
        ),
        (
            areas({"kabupaten": 3, "kota": 3}),
            "level",
            "Sama banyak kabupaten dan kota yang diketahui terpilih: masing-masing 3",
        ),
        (
            areas({"Bali": 0}, unknown=50),
            "province",
            "Belum ada kabupaten/kota yang diketahui namanya pada tahap ini",
        ),
        (areas({}).head(0), "province", "Belum ada kabupaten/kota yang diketahui namanya pada tahap ini"),
    ],
)
def test_areas(frame: pd.DataFrame, by: str, shown: str) -> None:
    assert findings.areas(frame, "gmsc", "selected", by) == shown


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            scores(("spbe-2020", "2022", 2.93, None, 2.35), ("spbe-2020", "2023", 3.18, None, 2.79)),
            "Indeks SPBE Kota X naik dari 2,93 (2022) menjadi 3,18 (2023), di atas nasional (2,79)",
        ),
        (
            scores(("spbe-2020", "2022", 2.93, None, None), ("spbe-2020", "2023", 2.5, None, 2.79)),
            "Indeks SPBE Kota X turun dari 2,93 (2022) menjadi 2,50 (2023), di bawah nasional (2,79)",
        ),
        (
            scores(("spbe-2020", "2022", 2.79, None, None), ("spbe-2020", "2023", 2.79, None, 2.79)),
            "Indeks SPBE Kota X tetap 2,79 pada 2022 dan 2023, sama dengan nasional",
        ),
        (
            scores(("spbe-2018", "2020", 2.93, None, None), ("spbe-2020", "2021", 2.12, None, None)),
            "Indeks SPBE Kota X 2,12 pada 2021; tidak sebanding dengan 2020 karena instrumen berganti",
        ),
        (
            scores(("gmsc-evaluation", "2021", 2.51, None, None)),
            "Nilai evaluasi smart city Kota X 2,51 pada 2021; tahun lain belum diketahui",
        ),
        (scores(("baru", "2021", 7, None, None)), "Nilai Kota X 7,00 pada 2021; tahun lain belum diketahui"),
        (scores(("spbe-2020", "2021", None, None, 2.24)), "Belum ada nilai yang diketahui untuk Kota X"),
        (scores(), "Belum ada nilai yang diketahui untuk Kota X"),
    ],
)
def test_scores(frame: pd.DataFrame, shown: str) -> None:
    assert findings.scores(frame, "Kota X") == shown


def test_scores_of_several_families_speak_of_the_fullest() -> None:
    frame = scores(
        ("spbe-2020", "2021", 2.5, None, None),
        ("spbe-2020", "2022", 2.6, None, None),
        ("ietpd", "2023-S1", 98.3, None, None),
    )
    assert findings.scores(frame, "Kota X") == "Indeks SPBE Kota X naik dari 2,50 (2021) menjadi 2,60 (2022)"


def test_the_nation_is_not_compared_with_itself() -> None:
    frame = scores(("spbe-2020", "2023", 2.79, None, 2.79))
    assert both(lambda: findings.scores(frame, "Indonesia")) == (
        "Indeks SPBE Indonesia 2,79 pada 2023; tahun lain belum diketahui",
        "SPBE index of Indonesia: 2.79 in 2023; other years not yet known",
    )


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            statuses(running=(12, 3), completed=(60, 0), evaluated=(4, 0)),
            "64 dari 76 percontohan telah selesai; 3 lewat tenggat",
        ),
        (
            statuses(running=(14, 0), planned=(9, 0)),
            "14 dari 23 percontohan sedang berjalan; tidak ada yang lewat tenggat",
        ),
        (statuses(completed=(5, 0)), "Semua 5 percontohan telah selesai; tidak ada yang lewat tenggat"),
        (statuses(planned=(9, 0)), "9 percontohan tercatat; tidak ada yang lewat tenggat"),
        (statuses(), "Belum ada percontohan yang tercatat"),
    ],
)
def test_statuses(frame: pd.DataFrame, shown: str) -> None:
    assert findings.statuses(frame) == shown


@pytest.mark.parametrize(
    ("reached", "shown"),
    [
        (240, "240 dari 508 kabupaten/kota pernah ikut serta, di 35 dari 38 provinsi"),
        (508, "Semua 508 kabupaten/kota pernah ikut serta"),
        (0, "Belum ada kabupaten/kota yang diketahui ikut serta"),
    ],
)
def test_reach(reached: int, shown: str) -> None:
    row = {"local_governments": 508, "reached": reached, "provinces": 38, "provinces_reached": 35}
    assert (findings.reach(row), findings.reach(pd.DataFrame([row]))) == (shown, shown)
    assert findings.reach(pd.DataFrame([row]).head(0)) == "Belum ada data jangkauan"


def test_children() -> None:
    assert findings.children(children(Kota_A=3.41, Kabupaten_B=2.1, Kota_C=None), "Sumsel") == (
        "Indeks SPBE tertinggi yang diketahui di Sumsel: Kota A (3,41); diketahui 2 dari 3 daerah"
    )
    assert findings.children(children(Kota_A=3.4, Kota_B=3.4), "Sumsel") == (
        "Kota A dan Kota B sama tinggi: indeks SPBE 3,40; diketahui 2 dari 2 daerah"
    )
    assert findings.children(children(Kota_A=None), "Sumsel") == (
        "Belum ada indeks SPBE yang diketahui di Sumsel"
    )


def test_grades_and_families_in_words() -> None:
    assert both(lambda: ", ".join(map(findings.grade_name, ["sangat_baik", "Sangat Baik", "A", None]))) == (
        "Sangat Baik, Sangat Baik, A, —",
        "Very good, Very good, A, —",
    )
    assert both(lambda: findings.family_name("spbe-2018")) == ("Indeks SPBE", "SPBE index")
