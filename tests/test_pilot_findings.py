"""What pilots, the follow-up list and IDSLL show, in every written variant."""

from typing import Any

import pandas as pd
import pytest

from smartcity import findings


def totals(**counts: int) -> dict[str, int]:
    """Return counts of pilots, 0 where none is given."""
    names = "pilots regions done running still_open late delayed late_and_delayed open_with_due dated with_both_dates"
    return {**dict.fromkeys(names.split(), 0), **counts}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, "Belum ada percontohan yang tercatat"),
        ({"pilots": 3, "done": 3}, "Semua 3 percontohan telah selesai"),
        (
            {"pilots": 9, "done": 2, "still_open": 7},
            "2 dari 9 percontohan telah selesai; tenggatnya belum diketahui",
        ),
        (
            {"pilots": 9, "running": 4, "still_open": 9, "open_with_due": 9},
            "4 dari 9 percontohan sedang berjalan; tidak ada yang lewat tenggat",
        ),
        (
            {"pilots": 9, "still_open": 9, "open_with_due": 5},
            "9 percontohan tercatat; tidak ada yang lewat tenggat dari 5 yang tenggatnya diketahui",
        ),
        (
            {"pilots": 9, "done": 1, "still_open": 8, "open_with_due": 5, "late": 2},
            "1 dari 9 percontohan telah selesai; 2 lewat tenggat",
        ),
    ],
)
def test_pilots(counts: dict[str, int], shown: str) -> None:
    assert findings.pilots(totals(**counts)) == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, "Belum ada percontohan yang tercatat"),
        ({"pilots": 47, "still_open": 38}, "Belum satu pun dari 47 percontohan memiliki tanggal"),
        ({"pilots": 4, "dated": 4}, "Semua percontohan yang bertanggal sudah selesai"),
        (
            {"pilots": 4, "dated": 1, "still_open": 4},
            "Belum ada percontohan terbuka yang tenggatnya diketahui",
        ),
        (
            {"pilots": 4, "dated": 4, "still_open": 4, "open_with_due": 4},
            "Tidak satu pun dari 4 percontohan terbuka yang bertenggat lewat tenggat",
        ),
        (
            {"pilots": 9, "dated": 6, "still_open": 7, "open_with_due": 5, "late": 2, "delayed": 3},
            "2 dari 5 percontohan terbuka yang bertenggat lewat tenggat; 3 dilaporkan terlambat; "
            "tenggat 2 lainnya belum diketahui",
        ),
    ],
)
def test_timeline(counts: dict[str, int], shown: str) -> None:
    assert findings.pilot_timeline(totals(**counts)) == shown


@pytest.mark.parametrize(
    ("points", "still_open", "shown"),
    [
        ([], 0, "Tidak ada percontohan yang masih terbuka"),
        ([], 5, "Kemajuan 5 percontohan terbuka belum dapat dibandingkan dengan waktunya"),
        ([(50, 0.5), (90, 0.2)], 2, "Tidak satu pun dari 2 percontohan terbuka tertinggal dari waktunya"),
        ([(49, 0.5), (99, 1.4)], 2, "Semua 2 percontohan terbuka tertinggal dari waktunya"),
        ([(100, 1.4)], 1, "Tidak satu pun dari 1 percontohan terbuka tertinggal dari waktunya"),
        (
            [(49, 0.5), (60, 0.5)],
            5,
            "1 dari 2 percontohan terbuka tertinggal dari waktunya; 3 lainnya tanpa tanggal atau kemajuan",
        ),
    ],
)
def test_progress(points: list[tuple[float, float]], still_open: int, shown: str) -> None:
    frame = pd.DataFrame(points, columns=["progress_percent", "elapsed_share"], dtype=float)
    assert findings.pilot_progress(frame, totals(still_open=still_open)) == shown


@pytest.mark.parametrize(
    ("regions", "total", "shown"),
    [
        ([], 0, "Belum ada percontohan yang tercatat"),
        ([], 3, "Semua 3 percontohan lengkap, baru dilaporkan, dan tidak lewat tenggat"),
        (["16.01", "16.01", "16.02"], 9, "3 dari 9 percontohan perlu ditindaklanjuti, di 2 daerah"),
    ],
)
def test_follow_up(regions: list[str], total: int, shown: str) -> None:
    assert findings.follow_up(pd.DataFrame({"region_code": regions}), total) == shown


@pytest.mark.parametrize(
    ("known", "published", "shown"),
    [
        (4, 62, "4 dari 62 anggota IDSLL 2022 diketahui namanya"),
        (62, 62, "Semua 62 anggota IDSLL 2022 diketahui namanya"),
        (0, 62, "Tidak satu pun dari 62 anggota IDSLL 2022 diketahui namanya"),
        (70, 62, "70 anggota IDSLL 2022 diketahui namanya, lebih banyak daripada 62 yang diumumkan"),
        (4, None, "4 anggota IDSLL 2022 diketahui namanya; jumlah seluruhnya belum terbit"),
        (0, None, "Belum ada anggota IDSLL 2022 yang diketahui namanya"),
    ],
)
def test_members(known: int, published: int | None, shown: str) -> None:
    assert findings.members(known, published, "2022") == shown


def scores(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Return scores of members: code, edition, score, whether of low confidence."""
    frame = pd.DataFrame(rows, columns=["region_code", "edition", "score", "low_only", "framework"])
    return frame.assign(name=frame["region_code"])


OLD, NEW = "spbe-2018", "spbe-2020"


@pytest.mark.parametrize(
    ("rows", "known", "shown"),
    [
        ([], 0, "Belum ada anggota IDSLL yang diketahui namanya"),
        ([], 4, "Belum ada indeks SPBE yang diketahui dari 4 anggota yang diketahui namanya"),
        (
            [("a", "2020", 3.8, False, OLD), ("a", "2023", 4.1, False, NEW)],
            4,
            "Indeks SPBE sebelum dan sesudah 2022 belum diketahui dari satu anggota pun",
        ),
        (
            [("a", "2022", 3.8, False, NEW), ("a", "2023", 4.1, True, NEW)],
            4,
            "Indeks SPBE sebelum dan sesudah 2022 belum diketahui dari satu anggota pun",
        ),
        (
            [("a", "2022", 3.8, False, NEW), ("a", "2023", 3.1, False, NEW), ("a", "2024", 4, False, NEW)],
            4,
            "1 dari 4 anggota yang diketahui namanya memiliki indeks SPBE sebelum dan sesudah 2022: semuanya naik",
        ),
        (
            [
                *(("a", "2021", 3.8, False, NEW), ("a", "2023", 3.1, False, NEW)),
                *(("b", "2022", 3.0, False, NEW), ("b", "2023", 3.1, False, NEW)),
                *(
                    ("c", "2022", 3.0, False, NEW),
                    ("c", "2023", 3.0, False, NEW),
                    ("c", "2026", 1, False, "x"),
                ),
            ],
            3,
            "Semua 3 anggota yang diketahui namanya memiliki indeks SPBE sebelum dan sesudah 2022: "
            "1 naik, 1 turun, 1 tetap",
        ),
    ],
)
def test_living_lab(rows: list[tuple[Any, ...]], known: int, shown: str) -> None:
    assert findings.living_lab(scores(*rows), known) == shown
