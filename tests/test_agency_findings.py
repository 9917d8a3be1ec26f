"""Findings about local agencies and electronic transactions: a sentence for every case."""

from typing import Any

import pandas as pd
import pytest

from smartcity.findings import agencies, ietpd


def scored(**of: dict[str, float]) -> pd.DataFrame:
    """Return scores of agencies by criterion; an agency without any has one row without a score."""
    rows: list[dict[str, Any]] = []
    for agency, scores in of.items():
        known: dict[Any, Any] = dict(scores) or {None: None}
        rows += [
            {"agency": agency, "name": agency, "indicator": indicator, "score": score}
            for indicator, score in known.items()
        ]
    return pd.DataFrame(rows, columns=["agency", "name", "indicator", "score"])


@pytest.mark.parametrize(
    ("of", "known", "said"),
    [
        ({}, 0, "Belum ada perangkat daerah Riau yang nilainya diketahui pada 2025"),
        ({"a": {}}, 1, "Belum ada perangkat daerah Riau yang nilainya diketahui pada 2025"),
        ({"a": {"x": 1, "y": 2}}, 1, "Semua 1 perangkat daerah Riau dinilai pada 2025"),
        ({"a": {"x": 1, "y": 2, "index": 1}, "b": {}}, 2, "1 dari 2 perangkat daerah Riau dinilai pada 2025"),
        (
            {"a": {"x": 1, "y": 2}, "b": {"x": 3}},
            3,
            "2 dari 3 perangkat daerah Riau dinilai pada 2025; "
            "pada 1 di antaranya ada kriteria yang belum diketahui",
        ),
    ],
)
def test_heatmap(of: dict[str, dict[str, float]], known: int, said: str) -> None:
    assert agencies.heatmap(scored(**of), known, 2, "Riau", "2025") == said


def places(*of: tuple[int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(of, columns=["place", "name", "score"])


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ((), "Belum ada Indeks 2025 yang diketahui bagi perangkat daerah Riau"),
        (((1, "A", 80.5), (2, "B", 70)), "Indeks tertinggi di Riau: A (80,50); diketahui 2 dari 9"),
        (((1, "A", 80), (1, "B", 80)), "Indeks A dan B sama tinggi di Riau (80,00); diketahui 2 dari 9"),
        (
            tuple((1, name, 80) for name in "ABCD"),
            "Indeks 4 perangkat daerah sama tinggi di Riau (80,00); diketahui 4 dari 9",
        ),
    ],
)
def test_ranking(of: tuple[tuple[int, str, float], ...], said: str) -> None:
    assert agencies.ranking(places(*of), "Indeks", "Riau", "2025", 9) == said


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ({}, "Belum ada perangkat daerah dengan Indeks yang diketahui pada 2024 dan 2025"),
        ({"A": 2, "B": 1}, "Indeks semua 2 perangkat daerah naik sejak 2024; kenaikan terbesar A (+2,00)"),
        ({"A": -2}, "Indeks semua 1 perangkat daerah turun sejak 2024; penurunan terbesar A (-2,00)"),
        ({"A": 0}, "Indeks semua 1 perangkat daerah tetap sejak 2024"),
        (
            {"A": 2, "B": -1, "C": 0},
            "Indeks: 1 perangkat daerah naik, 1 turun, 1 tetap sejak 2024; "
            "kenaikan terbesar A (+2,00); penurunan terbesar B (-1,00)",
        ),
    ],
)
def test_changes(of: dict[str, float], said: str) -> None:
    frame = pd.DataFrame({"name": list(of), "change": list(of.values())})
    assert agencies.changes(frame, "Indeks", "2024", "2025") == said.replace("-", "−") or (
        agencies.changes(frame, "Indeks", "2024", "2025") == said
    )


def test_what_does_not_compare_says_why() -> None:
    frame = pd.DataFrame({"name": ["A"], "change": [None]})
    found = agencies.changes(frame, "Indeks", "2024", "2025", "kriteria X baru dinilai")
    assert found == "2024 dan 2025 tidak sebanding: kriteria X baru dinilai"


def behind(**of: tuple[bool, str]) -> pd.DataFrame:
    rows = [{"name": name, "lags": lags, "since": since} for name, (lags, since) in of.items()]
    return pd.DataFrame(rows, columns=["name", "lags", "since"])


@pytest.mark.parametrize(
    ("frame", "known", "said"),
    [
        (behind(), 9, "Indeks baru diketahui pada 9 perangkat daerah; median memerlukan sedikitnya 10"),
        (
            behind(A=(False, "2025")),
            10,
            "Tidak ada perangkat daerah yang tertinggal pada 2025: 1 di bawah median satu kali",
        ),
        (
            behind(A=(True, "2023"), B=(True, "2024"), C=(False, "2025")),
            12,
            "2 dari 12 perangkat daerah tertinggal pada 2025; terlama A, di bawah median sejak 2023",
        ),
    ],
)
def test_lagging(frame: pd.DataFrame, known: int, said: str) -> None:
    assert agencies.lagging(frame, "Indeks", known, "2025") == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0, 0, 0), "Belum ada inisiatif yang tercatat"),
        ((3, 0, 0, 0, 0), "Semua 3 inisiatif yang tercatat sudah berakhir"),
        ((3, 2, 0, 0, 0), "2 dari 3 inisiatif masih terbuka; tenggatnya belum diketahui"),
        ((3, 2, 1, 0, 0), "2 dari 3 inisiatif masih terbuka; dari 1 yang bertenggat tidak ada yang lewat"),
        (
            (3, 2, 1, 1, 2),
            "2 dari 3 inisiatif masih terbuka; 1 lewat tenggat menurut aturan, 2 dilaporkan terlambat",
        ),
    ],
)
def test_initiatives(counts: tuple[int, int, int, int, int], said: str) -> None:
    assert agencies.initiatives(*counts) == said


def beside(*of: tuple[str, float, float, int]) -> pd.DataFrame:
    rows = [
        {"edition": "2025", "indicator": id_, "score": score, "median": median, "known": known, "own": True}
        for id_, score, median, known in of
    ]
    return pd.DataFrame(rows, columns=["edition", "indicator", "score", "median", "known", "own"])


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (beside(), "Belum ada nilai yang diketahui untuk Dinas"),
        (
            beside(("x", 1, 2, 9)),
            "Dinas dinilai menurut 1 ukuran pada 2025; terlalu sedikit yang lain untuk median",
        ),
        (beside(("x", 2, 2, 10)), "Dinas pada 2025 tidak di bawah median ukuran mana pun"),
        (beside(("x", 1, 2, 10), ("y", 1, 2, 10)), "Dinas pada 2025 di bawah median semua ukuran"),
        (beside(("x", 1, 2, 10), ("y", 3, 2, 10)), "Dinas pada 2025 di bawah median: Akses"),
    ],
)
def test_profile(frame: pd.DataFrame, said: str) -> None:
    assert agencies.profile(frame, "Dinas", {"x": "Akses"}, "2025") == said


def counted(**of: float) -> pd.DataFrame:
    rows = [
        {"edition": name, "name": name, "category": "Digital", "value": value} for name, value in of.items()
    ]
    return pd.DataFrame(rows, columns=["edition", "name", "category", "value"])


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (counted(), "Belum ada jumlah pemerintah daerah berkategori Digital yang terbit"),
        (counted(B=480), "480 pemerintah daerah berkategori Digital pada B"),
        (counted(B=480, A=399), "480 pemerintah daerah berkategori Digital pada B, naik dari 399 pada A"),
        (counted(B=399, A=480), "399 pemerintah daerah berkategori Digital pada B, turun dari 480 pada A"),
        (counted(B=399, A=399), "399 pemerintah daerah berkategori Digital pada B, sama dengan A"),
    ],
)
def test_levels(frame: pd.DataFrame, said: str) -> None:
    assert ietpd.levels(frame) == said


def shares(*of: tuple[str, float | None, float | None]) -> pd.DataFrame:
    return pd.DataFrame(of, columns=["name", "value", "target"])


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (shares(), "Belum ada bagian pemerintah daerah berkategori Digital yang terbit"),
        (shares(("A", None, 75)), "Belum ada bagian pemerintah daerah berkategori Digital yang terbit"),
        (
            shares(("A", 73.6, None)),
            "73,6% pemerintah daerah berkategori Digital pada A; target tidak terbit",
        ),
        (
            shares(("A", 73.6, 75)),
            "73,6% pemerintah daerah berkategori Digital pada A, di bawah target 75%",
        ),
        (shares(("A", 75, 75)), "75% pemerintah daerah berkategori Digital pada A, tepat pada target 75%"),
        (
            shares(("B", None, 100), ("A", 87.9, 85)),
            "87,9% pemerintah daerah berkategori Digital pada A, di atas target 85%; "
            "untuk target B (100%) belum ada angka",
        ),
    ],
)
def test_shares(frame: pd.DataFrame, said: str) -> None:
    assert ietpd.shares(frame) == said


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (shares(), "Belum ada bagian menurut gugus pulau yang terbit"),
        (
            shares(("X", 100, None), ("Y", 41, None)),
            "Bagian yang Digital pada 2024: tertinggi X (100%), terendah Y (41%)",
        ),
        (shares(("X", 9, None)), "Bagian yang Digital sama di semua gugus pulau yang terbit pada 2024: 9%"),
    ],
)
def test_areas(frame: pd.DataFrame, said: str) -> None:
    assert ietpd.areas(frame, "2024") == said


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (shares(), "Belum ada angka keikutsertaan championship yang terbit"),
        (shares(("A", 90, None)), "90% pemerintah daerah mengikuti championship pada A"),
        (
            shares(("B", 90, None), ("A", 80, None)),
            "90% pemerintah daerah mengikuti championship pada B, naik dari 80% pada A",
        ),
        (
            shares(("B", 80, None), ("A", 90, None)),
            "80% pemerintah daerah mengikuti championship pada B, turun dari 90% pada A",
        ),
        (
            shares(("B", 80, None), ("A", 80, None)),
            "80% pemerintah daerah mengikuti championship pada B, sama dengan A",
        ),
    ],
)
def test_championship(frame: pd.DataFrame, said: str) -> None:
    assert ietpd.championship(frame) == said


def test_regions() -> None:
    none = pd.DataFrame({"level": []})
    some = pd.DataFrame({"level": ["digital", "maju", None]})
    assert ietpd.regions(none, 546, "Indonesia") == (
        "Belum ada pemerintah daerah di Indonesia yang IETPD-nya diketahui"
    )
    assert ietpd.regions(some, 546, "Indonesia") == (
        "IETPD 3 dari 546 pemerintah daerah di Indonesia diketahui namanya; "
        "kategorinya tercetak pada 2, 1 di antaranya Digital"
    )
