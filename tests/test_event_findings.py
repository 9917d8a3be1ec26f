"""What is said of events: every kind of calendar, attendance and layers."""

from typing import Any

import pandas as pd
import pytest

from smartcity.findings import events
from smartcity.words import in_language

NAMES = {"network": "Jaringan", "people": "Sumber daya manusia"}


def months(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Return the answer of the calendar: (year, month, events)."""
    return pd.DataFrame(list(rows), columns=["year", "month", "events"])


def test_frequencies_are_named() -> None:
    assert [events.frequency_name(id_) for id_ in events.FREQUENCIES] == [
        "Sering",
        "Jarang",
        "Tidak pernah tercatat",
    ]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ((), "Belum ada kegiatan yang tercatat"),
        ((("2024", "01", 1),), "1 kegiatan tercatat, semuanya pada 2024"),
        ((("2024", "01", 1), ("2023", "02", 1)), "2 kegiatan tercatat dari 2023 sampai 2024"),
        (
            (("2024", "01", 2), ("2022", "02", 1), ("2022", "00", 2)),
            "5 kegiatan tercatat dari 2022 sampai 2024; terbanyak pada 2022 (3)",
        ),
        (
            (("2024", "01", 2), ("2023", "02", 2)),
            "4 kegiatan tercatat dari 2023 sampai 2024; terbanyak pada 2023 dan 2024 (masing-masing 2)",
        ),
        (
            tuple((str(year), "01", 2) for year in range(2021, 2025)),
            "8 kegiatan tercatat dari 2021 sampai 2024; 4 tahun sama banyaknya (2 kegiatan)",
        ),
        ((("0000", "00", 3),), "3 kegiatan tercatat; tahun 3 di antaranya belum diketahui"),
        (
            (("2024", "01", 1), ("0000", "00", 1)),
            "2 kegiatan tercatat, semuanya pada 2024; tahun 1 di antaranya belum diketahui",
        ),
    ],
)
def test_calendar(rows: Any, text: str) -> None:
    assert events.calendar(months(*rows)) == text


def provinces(*rows: tuple[int, int, int], known: int = 5) -> pd.DataFrame:
    """Return the answer by province: (governments, often, came)."""
    columns = ["governments", "often", "came"]
    return pd.DataFrame(list(rows), columns=columns).assign(known_events=known)


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        (provinces(), "Belum ada kegiatan yang kehadirannya diketahui"),
        (provinces((5, 0, 0), known=0), "Belum ada kegiatan yang kehadirannya diketahui"),
        (provinces((5, 0, 2)), "2 dari 5 pemerintah daerah di Riau pernah tercatat hadir"),
        (
            provinces((5, 1, 5)),
            "Semua 5 pemerintah daerah di Riau pernah tercatat hadir; 1 di antaranya sering",
        ),
        (
            provinces((5, 0, 2), (3, 0, 0)),
            "2 dari 8 pemerintah daerah di Riau pernah tercatat hadir; dari 1 provinsi tidak satu pun",
        ),
    ],
)
def test_attendance(frame: pd.DataFrame, text: str) -> None:
    assert events.attendance(frame, "Riau") == text


@pytest.mark.parametrize(
    ("counts", "total", "text"),
    [
        ((0, 0), 0, "Belum ada kegiatan yang menyebut lapisan layanan TIK yang dibahas"),
        ((0, 3), 3, "Belum pernah dibahas: Jaringan"),
        ((1, 1), 1, "Satu-satunya kegiatan yang menyebut lapisannya membahas semuanya"),
        ((2, 2), 3, "Semua lapisan dibahas sama sering: oleh 2 dari 3 kegiatan"),
        (
            (1, 3),
            4,
            "Paling sering dibahas: Sumber daya manusia (3 dari 4 kegiatan); paling jarang: Jaringan (1)",
        ),
    ],
)
def test_layers(counts: tuple[int, int], total: int, text: str) -> None:
    frame = pd.DataFrame({"layer": list(NAMES), "events": counts, "with_layers": total})
    assert events.layers(frame, NAMES) == text


def event(**values: Any) -> dict[str, Any]:
    """Return one event."""
    known = {"regions": 0, "of_unit": None, "participants": None, "counted_unit": ""}
    return known | {"regions_with_people": 0, "people": None} | values


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (event(), "Belum ada daerah yang diketahui hadir"),
        (event(regions=2), "2 daerah diketahui hadir; jumlah seluruhnya tidak disebut sumber"),
        (
            event(regions=1, participants=111, counted_unit="orang"),
            "1 daerah diketahui hadir; jumlah seluruhnya tidak disebut sumber",
        ),
        (
            event(regions=13, of_unit=12, participants=62, counted_unit="kabupaten/kota"),
            "12 dari 62 kabupaten/kota diketahui namanya",
        ),
        (
            event(regions=1, of_unit=0, participants=13, counted_unit="kabupaten/kota"),
            "Belum satu pun dari 13 kabupaten/kota diketahui namanya",
        ),
        (
            event(regions=8, of_unit=8, participants=8, counted_unit="kabupaten"),
            "Semua 8 kabupaten diketahui namanya",
        ),
        (
            event(regions=9, of_unit=9, participants=8, counted_unit="kabupaten"),
            "9 diketahui namanya, lebih banyak daripada 8 kabupaten yang terbit",
        ),
    ],
)
def test_who_came_to_one_event(row: dict[str, Any], text: str) -> None:
    assert events.event_attendance(row) == text


def test_people_of_one_event() -> None:
    assert events.event_people(event(regions=3)) == ""
    some = event(regions=3, regions_with_people=1, people=1200)
    assert events.event_people(some) == "1.200 orang, dari 1 di antara 3 daerah yang diketahui hadir"
    whole = event(regions=2, regions_with_people=2, people=5)
    assert events.event_people(whole) == "5 orang dari 2 daerah yang diketahui hadir"


def places(*values: float | None) -> pd.DataFrame:
    """Return a map's rows, one in each of two provinces in turn."""
    rows = [
        (f"{(11, 12)[n % 2]}.0{n}", f"Daerah {n}", ("Aceh", "Sumatera Utara")[n % 2], True, value)
        for n, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["code", "name", "province", "autonomous", "value"])


@pytest.mark.parametrize(
    ("values", "of_one", "of_all"),
    [
        (
            (None, None),
            "Belum ada daerah yang tercatat hadir",
            "Belum ada kehadiran yang tercatat di Sumatera",
        ),
        (
            (1.0, None),
            "Daerah 0 tercatat hadir",
            "1 dari 2 pemerintah daerah di Sumatera pernah tercatat hadir",
        ),
        (
            (1.0, None, 1.0),
            "2 daerah di Aceh tercatat hadir",
            "2 dari 3 pemerintah daerah di Sumatera pernah tercatat hadir",
        ),
        (
            (1.0, 3.0),
            "2 daerah dari 2 provinsi tercatat hadir",
            "Semua 2 pemerintah daerah di Sumatera pernah tercatat hadir; paling sering Daerah 1 (3 kegiatan)",
        ),
        (
            (2.0, 2.0),
            "2 daerah dari 2 provinsi tercatat hadir",
            "Semua 2 pemerintah daerah di Sumatera pernah tercatat hadir; paling sering 2 kegiatan",
        ),
    ],
)
def test_maps(values: tuple[float | None, ...], of_one: str, of_all: str) -> None:
    assert events.map_event(places(*values)) == of_one
    assert events.map_attendance(places(*values), "Sumatera") == of_all


def test_pseudo_language_reaches_every_sentence() -> None:
    with in_language("qps"):
        said = [events.calendar(months()), events.event_attendance(event(regions=2))]
    assert [text for text in said if text.startswith(("Belum", "2 "))] == []
