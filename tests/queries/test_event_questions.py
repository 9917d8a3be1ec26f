"""Questions about events: filters, dates of reduced precision, who came, often and seldom, layers, sessions."""

from typing import Any

import pytest

from smartcity.rules import OFTEN_FROM_EVENTS, OFTEN_FROM_SHARE
from tests.queries.database import Database, Row, plain, record

ALL: dict[str, Any] = {
    **dict.fromkeys(("program", "year", "month", "mode", "text"), ""),
    "region": "00",
}
ALL_TIMES = {name: value for name, value in ALL.items() if name not in ("year", "month")}
EVENT = "event title program starts_on mode place organiser participants topics ict_layers note"


@pytest.fixture
def meeting(country: Database) -> Database:
    """Return the country with events of every case."""
    country.add(
        "event",
        EVENT,
        ("day", "Rakor", "gmsc", "2022-11-01", "luring", "Jakarta", "Kominfo", 3, "Peta jalan", None,
         "Kutipan; Satuan peserta: kabupaten/kota"),
        ("month", "Bimtek", "gmsc", "2022-11", "daring", None, "Kominfo", 40, None, "network; people ",
         "Satuan peserta: orang; lain"),
        ("year", "Rapat 100%", None, "2023", "hibrida", "Palembang", None, 2, None, "people",
         "Satuan peserta: kepala daerah"),
        ("never", "Tanpa tanggal", None, None, None, None, None, None, None, " ", None),
    )  # fmt: skip
    country.add(
        "attendance",
        "event region_code participants",
        ("day", "16.01", 2), ("day", "16", None), ("month", "16.01", 5), ("year", "16.01", 1), ("year", "32", 4),
        ("year", "31.71", None),
    )  # fmt: skip
    country.add(
        "event_session",
        "event ordinal title speaker starts_at",
        ("day", 2, "Diskusi", None, None),
        ("day", 1, "Pembukaan", "Ibu Sari", "2022-11-01T09:00"),
    )
    return country


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ["year", "day", "month", "never"]),
        ({"program": "gmsc"}, ["day", "month"]),
        ({"year": "2022"}, ["day", "month"]),
        ({"year": "2023", "month": "00"}, ["year"]),
        ({"year": "0000"}, ["never"]),
        ({"month": "11"}, ["day", "month"]),
        ({"mode": "hibrida"}, ["year"]),
        ({"region": "16"}, ["year", "day", "month"]),
        ({"region": "32"}, ["year"]),
        ({"region": "16.0"}, []),
        ({"text": "IBU sari"}, ["day"]),
        ({"text": "peta jalan"}, ["day"]),
        ({"text": "100%"}, ["year"]),
        ({"text": "_"}, []),
    ],
)
def test_list_fits_its_filters_the_latest_first(
    meeting: Database, chosen: dict[str, str], found: list[str]
) -> None:
    assert [row[0] for row in meeting.rows("event_list", "event", **ALL | chosen)] == found


def test_participants_stand_with_what_is_counted(meeting: Database) -> None:
    columns = "event participants counted_unit regions of_unit sessions"
    assert meeting.rows("event_list", columns, **ALL) == [
        ("year", 2, "kepala daerah", 3, 3, 0),
        # The province is no kabupaten or kota.
        ("day", 3, "kabupaten/kota", 2, 1, 2),
        ("month", 40, "orang", 1, None, 0),
        ("never", None, "", 0, None, 0),
    ]


def test_calendar_keeps_what_is_not_known(meeting: Database) -> None:
    assert plain(meeting.ask("event_calendar", **ALL_TIMES)) == [
        ("2023", "00", 1, ["Rapat 100%"]),
        ("2022", "11", 2, ["Bimtek", "Rakor"]),
        ("0000", "00", 1, ["Tanpa tanggal"]),
    ]
    assert plain(meeting.ask("event_calendar", **ALL_TIMES | {"region": "32"})) == [
        ("2023", "00", 1, ["Rapat 100%"])
    ]


def test_calendar_names_the_first_five(country: Database) -> None:
    country.add("event", "event title starts_on", *((f"e{n}", f"Acara {n}", "2024-05-01") for n in range(7)))

    assert plain(country.ask("event_calendar", **ALL_TIMES)) == [
        ("2024", "05", 7, [f"Acara {n}" for n in range(5)])
    ]


def test_totals(meeting: Database) -> None:
    whole = {
        "events": 4,
        "with_regions": 3,
        "with_sessions": 1,
        "with_layers": 2,
        "without_month": 2,
        "with_participants": 3,
        # Jakarta Pusat has no government of its own.
        "governments": 3,
        "all_governments": 8,
        "provinces": 2,
        "all_provinces": 3,
    }
    assert record(meeting.ask("event_totals", **ALL)) == whole
    none = record(meeting.ask("event_totals", **ALL | {"text": "tidak ada"}))
    assert none == dict.fromkeys(whole, 0) | {"all_governments": 8, "all_provinces": 3}


def test_one_event(meeting: Database) -> None:
    event = record(meeting.ask("event", event="day"))
    columns = ("year", "month", "regions", "of_unit", "regions_with_people", "people", "sessions")
    assert [event[column] for column in columns] == ["2022", "11", 2, 1, 1, 2, 2]
    assert plain(meeting.ask("event", event="nothing")) == []


def test_sessions_in_their_order(meeting: Database) -> None:
    assert plain(meeting.ask("event_sessions", event="day")) == [
        (1, "Pembukaan", "Ibu Sari", "2022-11-01T09:00"),
        (2, "Diskusi", None, None),
    ]


def test_regions_and_provinces_of_an_event(meeting: Database) -> None:
    columns = "region_code region_name province participants events"
    assert meeting.rows("event_regions", columns, event="year") == [
        ("16.01", "Kabupaten Ogan Komering Ulu", "Sumatera Selatan", 1, 3),
        ("31.71", "Kota Administrasi Jakarta Pusat", "DKI Jakarta", None, 1),
        ("32", "Jawa Barat", "Jawa Barat", 4, 1),
    ]
    assert plain(meeting.ask("event_provinces", event="year")) == [
        ("16", "Sumatera Selatan", 1, 4),
        ("32", "Jawa Barat", 1, 3),
    ]


def test_attendance_of_a_region(meeting: Database) -> None:
    columns = "event region_code region_name participants"
    assert meeting.rows("attendance_list", columns, region="16") == [
        ("year", "16.01", "Kabupaten Ogan Komering Ulu", 1),
        ("day", "16", "Sumatera Selatan", None),
        ("day", "16.01", "Kabupaten Ogan Komering Ulu", 2),
        ("month", "16.01", "Kabupaten Ogan Komering Ulu", 5),
    ]


def test_regions_by_how_often_they_came(meeting: Database) -> None:
    columns = "region_code events people last_on known_events frequency"
    assert OFTEN_FROM_EVENTS == 3
    assert meeting.rows("attendance_regions", columns, frequency="", **ALL) == [
        ("16.01", 3, 8, "2023", 3, "often"),
        ("16", 1, None, "2022-11-01", 3, "seldom"),
        ("32", 1, 4, "2023", 3, "seldom"),
        ("16.02", 0, None, None, 3, "never"),
        ("16.71", 0, None, None, 3, "never"),
        ("31", 0, None, None, 3, "never"),
        ("32.04", 0, None, None, 3, "never"),
        ("32.73", 0, None, None, 3, "never"),
    ]
    filtered = ALL | {"year": "2022", "region": "16"}
    assert meeting.rows("attendance_regions", columns, frequency="seldom", **filtered) == [
        ("16.01", 2, 7, "2022-11-01", 2, "seldom"),
        ("16", 1, None, "2022-11-01", 2, "seldom"),
    ]


@pytest.mark.parametrize(("events", "frequency"), [(20, "often"), (21, "seldom")])
def test_three_of_many_are_not_often(country: Database, events: int, frequency: str) -> None:
    assert OFTEN_FROM_SHARE == 3 / 20
    rows = [(f"e{n}", "E") for n in range(events)]
    country.add("event", "event title", *rows)
    country.add("attendance", "event region_code", *((event, "16") for event, _title in rows))
    country.add("attendance", "event region_code", *((event, "32") for event, _title in rows[:3]))

    found: list[Row] = country.rows(
        "attendance_regions", "events frequency", **ALL | {"region": "32"}, frequency=""
    )

    assert found[0] == (3, frequency)


def test_provinces_by_how_often_theirs_came(meeting: Database) -> None:
    assert plain(meeting.ask("attendance_provinces", **ALL)) == [
        ("16", "Sumatera Selatan", 4, 1, 1, 2, 2, 3),
        ("32", "Jawa Barat", 3, 0, 1, 2, 1, 3),
        ("31", "DKI Jakarta", 1, 0, 0, 1, 0, 3),
    ]


def test_layers_count_what_is_stated(meeting: Database) -> None:
    assert plain(meeting.ask("event_layers", **ALL)) == [
        ("network", 1, 2),
        ("hardware_software", 0, 2),
        ("applications_data", 0, 2),
        ("people", 2, 2),
    ]
    assert meeting.rows("event_layer_list", "event layers", **ALL) == [
        ("year", ["people"]),
        ("month", ["network", "people"]),
    ]


def test_published_workshop(bundled: Database) -> None:
    event = "2024-01-16-lokakarya-percepatan-transformasi-digital"
    assert bundled.rows("event_sessions", "ordinal speaker starts_at", event=event) == [
        (1, "Suryawan Hidayat", None),
        (2, "Avik Mondal", None),
        (3, "Prof. Dana", None),
        (4, None, None),
    ]
    assert bundled.rows("event_regions", "region_code participants", event=event) == [
        ("17.02", None),
        ("64", None),
    ]
    one = bundled.rows("event_layer_list", "event", **ALL)
    assert one == [("2023-10-10-sosialisasi-pemerintah-dengan-dukungan-layanan-tik",)]
