"""Questions about pilots: filters, lateness by rule and as reported, what is to be followed up, what changed."""

from typing import Any

import pytest

from smartcity.rules import UNREPORTED_AFTER_DAYS
from tests.queries.database import Database, plain, record

TODAY = "2026-11-22"
ALL: dict[str, Any] = {
    **dict.fromkeys(("program", "edition", "dimension", "kind", "status", "text"), ""),
    "region": "00",
    "today": TODAY,
}
PILOT = (
    "pilot region_code agency program edition title dimension kind status progress_percent start_on due_on "
    "finished_on budget_idr updated_on source_title"
)


@pytest.fixture
def piloting(country: Database) -> Database:
    """Return the country with pilots of every case."""
    country.add("agency", "region_code agency name", ("16.01", "kominfo", "Dinas Kominfo"))
    country.add(
        "pilot",
        PILOT,
        # late by rule and as reported; late by rule only; reported only; on time; without dates; finished ones
        ("both", "16.01", "kominfo", "gmsc", "2022", "Satu Data", "economy", "quick_win", "delayed", 40, "2026-01-01",
         "2026-10", None, 100, "2026-11-01", "Koran"),
        ("rule", "16.01", "kominfo", "gmsc", "2022", "CCTV", "living", "quick_win", "running", 90, "2026-01-01",
         "2026-11-21", None, 50, "2026-08-24", "Koran"),
        ("told", "16.02", None, "gmsc", "2023", "Aduan", "living", "quick_win", "delayed", 10, "2026-11-12",
         "2026-12-02", None, None, "2026-08-23", "Koran"),
        ("time", "32.73", None, None, None, "Pelatihan 100%", None, "training", "running", 80, "2026", "2026", None,
         None, "2026", None),
        ("bare", "32.73", None, "gmsc", "2022", "Kosong", None, "quick_win", "planned", None, None, None, None, None,
         None, None),
        ("done", "32", None, "gmsc", "2022", "Selesai", None, "quick_win", "completed", 100, "2020", "2021", "2022", 7,
         "2022", "Koran"),
        ("lost", "32", None, "gmsc", "2022", "Berhenti", None, "quick_win", "stopped", None, None, "2021", None, None,
         "2022", "Koran"),
    )  # fmt: skip
    return country


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ["both", "rule", "told", "bare", "time", "lost", "done"]),
        ({"program": "gmsc", "edition": "2023"}, ["told"]),
        ({"region": "16"}, ["both", "rule", "told"]),
        ({"region": "32.73"}, ["bare", "time"]),
        ({"region": "32.7"}, []),
        ({"dimension": "living"}, ["rule", "told"]),
        ({"kind": "training"}, ["time"]),
        ({"status": "delayed"}, ["both", "told"]),
        ({"status": "late"}, ["both", "rule"]),
        ({"text": "dINAS KOMINFO"}, ["both", "rule"]),
        ({"text": "kota bandung"}, ["bare", "time"]),
        ({"text": "100%"}, ["time"]),
        ({"text": "_"}, []),
    ],
)
def test_list_fits_its_filters_the_late_first(
    piloting: Database, chosen: dict[str, str], found: list[str]
) -> None:
    assert [row[0] for row in piloting.rows("pilot_list", "pilot", **ALL | chosen)] == found


def test_totals(piloting: Database) -> None:
    assert record(piloting.ask("pilot_totals", **ALL)) == {
        "pilots": 7,
        "regions": 4,
        "done": 1,
        "running": 2,
        "still_open": 5,
        "late": 2,
        "delayed": 2,
        "late_and_delayed": 1,
        "open_with_due": 4,
        "dated": 6,
        "with_both_dates": 5,
    }


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("program", [("gmsc", None, "completed", 1, 0), ("gmsc", None, "delayed", 2, 1),
                     ("gmsc", None, "planned", 1, 0), ("gmsc", None, "running", 1, 1),
                     ("gmsc", None, "stopped", 1, 0), ("", None, "running", 1, 0)]),
        ("dimension", [("", None, "completed", 1, 0), ("", None, "planned", 1, 0), ("", None, "running", 1, 0),
                       ("", None, "stopped", 1, 0), ("living", None, "delayed", 1, 0),
                       ("living", None, "running", 1, 1), ("economy", None, "delayed", 1, 1)]),
        ("province", [("32", "Jawa Barat", "completed", 1, 0), ("32", "Jawa Barat", "planned", 1, 0),
                      ("32", "Jawa Barat", "running", 1, 0), ("32", "Jawa Barat", "stopped", 1, 0),
                      ("16", "Sumatera Selatan", "delayed", 2, 1), ("16", "Sumatera Selatan", "running", 1, 1)]),
    ],
)  # fmt: skip
def test_groups(piloting: Database, by: str, found: list[tuple[Any, ...]]) -> None:
    assert plain(piloting.ask("pilot_groups", **ALL, by=by)) == found


def test_timeline_has_the_most_pressing_first_and_says_by_whose_word(piloting: Database) -> None:
    columns = "pilot start_begin due_end late delayed finished"
    assert piloting.rows("pilot_timeline", columns, **ALL, limit=9) == [
        ("both", "2026-01-01", "2026-10-31", True, True, False),
        ("rule", "2026-01-01", "2026-11-21", True, False, False),
        ("told", "2026-11-12", "2026-12-02", False, True, False),
        ("time", "2026-01-01", "2026-12-31", False, False, False),
        ("done", "2020-01-01", "2021-12-31", False, False, True),
        ("lost", None, "2021-12-31", False, False, True),
    ]
    assert len(piloting.ask("pilot_timeline", **ALL, limit=2)) == 2
    assert piloting.rows("pilot_days", columns, pilot="time", today=TODAY) == [
        ("time", "2026-01-01", "2026-12-31", False, False, False)
    ]
    assert plain(piloting.ask("pilot_days", pilot="bare", today=TODAY)) == []


def test_progress_beside_the_share_of_time(piloting: Database) -> None:
    found = piloting.rows("pilot_progress", "pilot progress_percent elapsed_share late", **ALL)
    assert [(pilot, progress, round(share, 3), late) for pilot, progress, share, late in found] == [
        ("both", 40, 1.073, True),
        ("told", 10, 0.5, False),
        ("rule", 90, 1.003, True),
        ("time", 80, 0.893, False),
    ]


def test_time_without_length_or_ahead(country: Database) -> None:
    columns = "pilot region_code title kind status progress_percent start_on due_on"
    country.add(
        "pilot",
        columns,
        ("a", "16", "A", "quick_win", "running", 5, "2026-05-05", "2026-05-05"),
        ("b", "16", "B", "quick_win", "running", 5, "2027-05-05", "2026-05-05"),
        ("c", "16", "C", "quick_win", "running", 5, "2027", "2028"),
        ("d", "16", "D", "quick_win", "running", 5, "0000", "abcd"),
    )
    assert country.rows("pilot_progress", "pilot elapsed_share", **ALL) == [("c", 0.0)]


def test_budget_is_summed_where_it_is_known(piloting: Database) -> None:
    assert plain(piloting.ask("pilot_budget", **ALL | {"program": "gmsc"})) == [
        ("gmsc", "planned", 1, 0, None),
        ("gmsc", "running", 1, 1, 50.0),
        ("gmsc", "delayed", 2, 1, 100.0),
        ("gmsc", "completed", 1, 1, 7.0),
        ("gmsc", "stopped", 1, 0, None),
    ]


def test_one_pilot(piloting: Database) -> None:
    found = record(piloting.ask("pilot", pilot="both", today=TODAY))
    assert (found["region_name"], found["province"], found["agency_name"], found["late"], found["days_past_due"]) == (
        "Kabupaten Ogan Komering Ulu", "Sumatera Selatan", "Dinas Kominfo", True, 22,
    )  # fmt: skip
    assert plain(piloting.ask("pilot", pilot="none", today=TODAY)) == []


def test_what_is_public_holds_nothing_internal(piloting: Database) -> None:
    for name in ("pilot_list", "pilot_timeline", "pilot_progress", "follow_up"):
        columns = set(piloting.ask(name, **_given(name)).columns)
        assert columns & {"budget_idr", "note"} == set()


def _given(name: str) -> dict[str, Any]:
    if name == "follow_up":
        return {part: ALL[part] for part in ("program", "edition", "region", "today")}
    return ALL | ({"limit": 9} if name == "pilot_timeline" else {})


def test_follow_up_names_every_reason_and_keeps_agencies_together(piloting: Database) -> None:
    columns = "region_code agency pilot days_past_due delayed unreported days_unreported missing"
    assert UNREPORTED_AFTER_DAYS == 90
    assert piloting.rows("follow_up", columns, **_given("follow_up")) == [
        ("16.01", "kominfo", "both", 22, True, False, None, ""),
        ("16.01", "kominfo", "rule", 1, False, False, None, ""),
        ("16.02", "", "told", None, True, True, 91, "agency"),
        ("32.73", "", "bare", None, False, True, None,
         "agency, start_on, due_on, progress_percent, updated_on, source_title"),
        ("32.73", "", "time", None, False, False, None, "agency, source_title"),
        ("32", "", "lost", None, False, False, None, "finished_on"),
    ]  # fmt: skip


def test_follow_up_fits_its_filters(piloting: Database) -> None:
    for chosen, found in (
        ({"region": "16.02"}, ["told"]),
        ({"program": "gmsc", "edition": "2022", "region": "32"}, ["bare", "lost"]),
        ({"region": "31"}, []),
    ):
        assert [
            row[0] for row in piloting.rows("follow_up", "pilot", **_given("follow_up") | chosen)
        ] == found


def test_changes_of_one_row_the_newest_first(database: Database) -> None:
    database.add(
        "batch",
        "batch version kind made_by made_at reason added changed removed",
        (1, 1, "release", "smartcity", "2026-01-01", None, 1, 0, 0),
        (2, 2, "form", "Sari", "2026-02-01", "salah ketik", 0, 1, 0),
    )
    database.add(
        "change",
        "batch table_name row_key before after",
        (1, "pilot", '["p"]', None, None),
        (2, "pilot", '["p"]', '{"title":"A"}', '{"title":"B"}'),
        (2, "award", '["p"]', '{"title":"A"}', None),
    )
    columns = "batch kind made_by reason before after"
    assert database.rows("row_changes", columns, table_name="pilot", row_key='["p"]') == [
        (2, "form", "Sari", "salah ketik", '{"title":"A"}', '{"title":"B"}'),
        (1, "release", "smartcity", None, None, None),
    ]
