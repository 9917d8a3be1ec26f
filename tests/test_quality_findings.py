"""Findings about sources and their quality: every written variant."""

import pandas as pd
import pytest

from smartcity.findings import quality

Nation = tuple[str, str, int, int | None, str]


def coverage(*nation: Nation, provinces: tuple[int, ...] = (1, 0)) -> pd.DataFrame:
    """Return coverage with these rows for the country, and so many known in each province of each period."""
    rows = [
        {"program": program, "edition": edition, "area": area, "known": known, "total": total, "basis": basis}
        for program, edition, whole, total, basis in nation
        for area, known in (("00", whole), *((f"1{place}", count) for place, count in enumerate(provinces)))
    ]
    frame = pd.DataFrame(rows, columns=["program", "edition", "area", "known", "total", "basis"])
    return frame.assign(share_known=frame["known"] / frame["total"].astype(float).replace(0, float("nan")))


@pytest.mark.parametrize(
    ("frame", "table", "shown"),
    [
        (coverage(), "participation", "Belum ada nama daerah yang diketahui"),
        (coverage(("gmsc", "2022", 0, 50, "figure")), "award", "Belum ada penghargaan yang diketahui"),
        (
            coverage(("gmsc", "2022", 46, 50, "figure")),
            "participation",
            "46 dari 50 nama daerah diketahui untuk GMSC 2022",
        ),
        (
            coverage(("gmsc", "2022", 46, 50, "figure"), ("gmsc", "2018", 10, 50, "figure")),
            "participation",
            "Paling lengkap GMSC 2022: 46 dari 50 nama daerah diketahui; paling sedikit GMSC 2018: 10 dari 50",
        ),
        (
            coverage(("gmsc", "2022", 5, 50, "figure"), ("gmsc", "2018", 5, 50, "figure")),
            "participation",
            "Setiap periode sama lengkapnya: 5 dari 50 nama daerah diketahui untuk GMSC 2022",
        ),
        (
            coverage(("spbe", "2022", 546, 546, "governments"), ("spbe", "2023", 546, 546, "governments")),
            "assessment",
            "Semua nilai pemerintah daerah diketahui pada setiap periode",
        ),
        (
            coverage(("gmsc", "2024", 11, 10, "figure"), ("gmsc", "2022", 25, 50, "figure")),
            "participation",
            "25 dari 50 nama daerah diketahui untuk GMSC 2022",
        ),
        (
            coverage(("gmsc", "2022", 25, 50, "figure"), ("gmsc", "2023", 5, 508, "governments")),
            "participation",
            "25 dari 50 nama daerah diketahui untuk GMSC 2022",
        ),
        (
            coverage(("gmsc", "2022", 1234, None, "unknown")),
            "pilot",
            "1.234 percontohan & quick win tercatat di 1 dari 2 provinsi; jumlah seluruhnya tidak diketahui",
        ),
    ],
)
def test_coverage(frame: pd.DataFrame, table: str, shown: str) -> None:
    assert quality.coverage(frame, table) == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((0, 0, 0), "Tidak ada sumber yang bertentangan"),
        ((8, 0, 0), "8 angka bertentangan"),
        ((0, 1, 2), "1 nilai bertentangan; 2 tahap dengan nama melebihi angkanya"),
    ],
)
def test_contradictions(counts: tuple[int, int, int], shown: str) -> None:
    assert quality.contradictions(*counts) == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((240, 0, 0, 0), "Semua 240 pemeriksaan lulus"),
        ((240, 4, 25, 0), "236 dari 240 pemeriksaan lulus; 25 baris perlu dilihat"),
        ((240, 1, 2, 2), "239 dari 240 pemeriksaan lulus; 2 baris perlu dilihat, 2 di antaranya keliru"),
    ],
)
def test_checks(counts: tuple[int, int, int, int], shown: str) -> None:
    assert quality.checks(*counts) == shown


def ages(*provinces: bool | None) -> pd.DataFrame:
    """Return the ages of provinces: old, fresh, or None where nothing is dated."""
    rows: list[tuple[str, str | None, bool]] = [("00", "2025", False)]
    rows += [(f"1{place}", None if old is None else "2020", bool(old)) for place, old in enumerate(provinces)]
    return pd.DataFrame(rows, columns=["area", "newest", "is_old"])


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (ages(None, None), "Belum ada fakta bertanggal untuk satu provinsi pun"),
        (ages(False, False), "Semua 2 provinsi yang memiliki data punya fakta dari setahun terakhir"),
        (ages(True, True), "Fakta terbaru semua 2 provinsi yang memiliki data lebih tua dari setahun"),
        (
            ages(True, False, None),
            "Fakta terbaru 1 dari 2 provinsi lebih tua dari setahun; 1 provinsi belum memiliki data",
        ),
    ],
)
def test_ages(frame: pd.DataFrame, shown: str) -> None:
    assert quality.ages(frame) == shown
