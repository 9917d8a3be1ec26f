"""What needs attention, and how old the data are."""

from tests.queries.database import Database, plain

FIGURE = "figure program edition scope_code stage measure value as_of source_title confidence"
CLAIM = "program edition region_code stage source_title reached_on confidence"


def test_attention(country: Database) -> None:
    country.add(
        "published_figure",
        FIGURE,
        ("f1", "gmsc", "2022", "00", "invited", "reached_stage", 4, "2021-11-02", "A", "high"),
        ("f2", "gmsc", "2022", "00", "selected", "reached_stage", 3, "2022-01", "A", "high"),
        ("f3", "gmsc", "2022", "00", "selected", "reached_stage", 5, "2022-02", "B", "low"),
        ("f4", "gmsc", "2023", "16", "selected", "reached_stage", 5, "2022-02", "B", "low"),
        ("f5", "gmsc", "2023", "00", "selected", "reached_stage", 0, "2022-02", "B", "low"),
    )
    country.add(
        "participation",
        CLAIM,
        ("gmsc", "2022", "16.01", "selected", "A", "2024-03", "high"),
        ("gmsc", "2022", "16.02", "invited", "A", "2030", "high"),
    )
    country.add(
        "pilot",
        "pilot region_code program edition title kind status due_on",
        ("p1", "16.01", "gmsc", "2022", "Satu Data", "quick_win", "running", "2026-10"),
        ("p2", "16.01", "gmsc", "2022", "CCTV", "quick_win", "completed", "2026-10"),
    )
    assert plain(country.ask("attention", today="2026-11-22")) == [
        ("few_names", "gmsc", "2022", "selected", "00", "", 1, 3, None, ""),
        ("contradicting_sources", "gmsc", "2022", "selected", "00", "", 1, 2, "2022-01", "f2"),
        ("old_data", "gmsc", "", "", "00", "", 966, 365, "2024-03", ""),
        ("late_pilot", "gmsc", "2022", "", "16.01", "Satu Data", 22, None, "2026-10", "p1"),
    ]


def test_half_of_the_names_is_enough_and_a_year_is_not_old(country: Database) -> None:
    country.add(
        "published_figure",
        FIGURE,
        ("f1", "gmsc", "2022", "00", "selected", "reached_stage", 2, "2025-11-22", "A", "high"),
    )
    country.add("participation", CLAIM, ("gmsc", "2022", "16.01", "selected", "A", None, "high"))
    assert plain(country.ask("attention", today="2026-11-22")) == []
    assert country.rows("attention", "rule detail_count", today="2026-11-23") == [("old_data", 366)]


def test_an_assessed_year_dates_an_assessment_without_a_day(country: Database) -> None:
    country.add("program", "program name_id name_en", ("spbe", "SPBE", "SPBE"))
    country.add("framework", "framework program name_id name_en", ("spbe-2020", "spbe", "SPBE", "SPBE"))
    country.add(
        "assessment",
        "framework edition region_code indicator source_title score assessed_on",
        ("spbe-2020", "2024", "16", "index", "A", 2.0, None),
        ("spbe-2020", "2023", "16", "index", "A", 2.0, "2023-12"),
        ("spbe-2020", "lain", "16", "index", "A", 2.0, None),
    )
    assert country.rows("attention", "rule program as_of", today="2026-01-01") == [
        ("old_data", "spbe", "2024")
    ]
    assert country.rows("data_age", "table_name newest rows sources")[3] == ("assessment", "2024", 3, 1)


def test_attention_of_the_bundled_data(bundled: Database) -> None:
    rules = [row[0] for row in bundled.rows("attention", "rule", today="2026-11-22")]
    assert rules == sorted(rules, key=["few_names", "contradicting_sources", "old_data", "late_pilot"].index)
    columns = "rule program edition stage detail_count detail_total"
    found = bundled.rows("attention", columns, today="2026-11-22")
    assert [row for row in found if row[0] == "contradicting_sources"] == [
        ("contradicting_sources", "gmsc", "2022", "assessed", 1, 3),
        ("contradicting_sources", "idsll", "2022", "committed", 1, 2),
        ("contradicting_sources", "gmsc", "2021", "selected", 2, 3),
        ("contradicting_sources", "gmsc", "2019", "assessed", 1, 2),
    ]
    assert ("few_names", "gmsc", "2022", "invited", 46, 150) in found


def test_recent_changes_are_the_last_ones(database: Database) -> None:
    database.add(
        "batch",
        "batch version kind made_by made_at reason table_name added changed removed",
        (1, 1, "release", "smartcity", "2026-11-21 08:00:00", "", "", 10, 0, 0),
        (2, 2, "upload", "sari", "2026-11-22 08:00:00", "Koreksi", "pilot", 1, 2, 3),
        (3, 3, "restore", "budi", "2026-11-22 09:00:00", "Salah", "", 0, 0, 0),
    )
    assert database.rows("recent_changes", "batch kind made_by added", limit=2) == [
        (3, "restore", "budi", 0),
        (2, "upload", "sari", 1),
    ]


def test_data_age_of_the_bundled_data(bundled: Database) -> None:
    newest: dict[str, str] = dict(bundled.rows("data_age", "table_name newest"))
    assert newest == {
        "participation": "2024-03-05",
        "published_figure": "2025-12-02",
        "pilot": "2025",
        "assessment": "2025",
        "award": "2025-08-26",
        "event": "2025-12-02",
    }
