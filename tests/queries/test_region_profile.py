"""Questions behind a region's full profile: parts of assessments, gaps, contradictions, last changes, sources."""

import json

import pytest

from tests.queries.database import Database, Row, plain

SCORE = "framework edition region_code indicator source_title score confidence"
FIGURE = "figure program edition scope_code stage measure value as_of source_title confidence"


@pytest.fixture
def assessed(country: Database) -> Database:
    """Return the country with an instrument of four parts and its scores."""
    country.add("program", "program name_id name_en", ("spbe", "SPBE", "SPBE"))
    country.add(
        "framework",
        "framework program name_id name_en valid_from",
        ("spbe-2020", "spbe", "SPBE", "SPBE", 2021),
    )
    country.add(
        "edition",
        "program edition label_id label_en",
        *[("spbe", str(year), str(year), str(year)) for year in (2020, 2021, 2022)],
    )
    country.add(
        "indicator",
        "framework indicator parent level ordinal name_id name_en weight_percent min max",
        ("spbe-2020", "d1", "index", "domain", 1, "Kebijakan", "Policy", 13, 1, 5),
        ("spbe-2020", "d2", "index", "domain", 2, "Tata kelola", "Governance", 25, 1, 5),
        ("spbe-2020", "a1", "d1", "aspect", 1, "Aspek", "Aspect", None, None, None),
        ("spbe-2020", "a2", "d1", "aspect", 2, "Aspek lain", "Other", None, None, None),
    )
    country.add(
        "assessment",
        SCORE,
        ("spbe-2020", "2021", "16.01", "d1", "Surat", 2.0, "official"),
        ("spbe-2020", "2022", "16.01", "d1", "Surat", 3.0, "official"),
        ("spbe-2020", "2022", "16.01", "a2", "Surat", 2.5, "official"),
        ("spbe-2020", "2022", "16.01", "d2", "Koran", 4.0, "low"),
        ("spbe-2020", "2022", "16.01", "index", "Surat", 3.1, "official"),
        ("spbe-2020", "2022", "00", "d1", "Surat", 2.8, "official"),
        ("spbe-2020", "2021", "00", "a2", "Surat", 2.8, "official"),
    )
    return country


def test_parts_of_the_latest_edition_beside_the_nation(assessed: Database) -> None:
    columns = "edition indicator parts_in_level lowest highest score national_score"

    found = assessed.rows("region_parts", columns, region="16.01")

    assert found == [("2022", "d1", 2, 1.0, 5.0, 3.0, 2.8), ("2022", "a2", 2, 0.0, 5.0, 2.5, None)]
    assert assessed.rows("region_parts", columns, region="16") == []
    nation = assessed.rows("region_parts", columns, region="00")
    assert nation == [("2022", "d1", 2, 1.0, 5.0, 2.8, None)]


def gaps(database: Database, region: str) -> list[Row]:
    """Return what is not known of a region."""
    return plain(database.ask("region_gaps", region=region))


def test_gaps_of_a_region_of_which_little_is_known(assessed: Database) -> None:
    nothing = [
        ("program", 0, 1, ""),
        ("index", 0, 2, "2021, 2022"),
        ("parts", 0, 1, ""),
        ("ietpd", 0, 1, ""),
        ("pilot", 0, 1, ""),
    ]
    assert gaps(assessed, "16.02") == nothing
    assert gaps(assessed, "16") == nothing[1:], "programs select kabupaten and kota"
    assert (gaps(assessed, "31.71"), gaps(assessed, "00"), gaps(assessed, "99")) == ([], [], [])


def test_gaps_say_how_much_is_known(assessed: Database) -> None:
    assessed.add(
        "participation",
        "program edition region_code stage source_title reached_on",
        ("gmsc", "2022", "16.01", "selected", "Koran", None),
        ("gmsc", "2022", "16.01", "assessed", "Koran", "2022-01"),
        ("gmsc", "2023", "16.01", "invited", "Koran", None),
    )
    assessed.add("framework", "framework program name_id name_en", ("ietpd", "tp2dd", "IETPD", "IETPD"))
    assessed.add("assessment", SCORE, ("ietpd", "2022-S1", "16.01", "index", "Surat", 98.0, "official"))
    assessed.add(
        "pilot",
        "pilot region_code title kind status due_on progress_percent",
        ("p1", "16.01", "A", "quick_win", "running", "2027", None),
        ("p2", "16.01", "B", "quick_win", "running", None, 20),
        ("p3", "16.01", "C", "quick_win", "completed", None, None),
    )

    assert gaps(assessed, "16.01") == [
        ("date", 1, 2, "GMSC 2023"),
        ("index", 1, 2, "2021"),
        ("ietpd_level", 0, 1, ""),
        ("due", 1, 2, ""),
        ("progress", 1, 2, ""),
    ]


@pytest.fixture
def contested(assessed: Database) -> Database:
    """Return the country with sources that contradict each other about a nation, a province, a regency."""
    assessed.add(
        "published_figure",
        FIGURE,
        ("f1", "gmsc", "2022", "00", "selected", "reached_stage", 50, "2022-01", "A", "high"),
        ("f2", "gmsc", "2022", "00", "selected", "reached_stage", 52, "2022-01", "B", "low"),
        ("f3", "gmsc", "2022", "16.01", None, "cctv_units", 20, "2022-01", "A", "high"),
        ("f4", "gmsc", "2022", "16.01", None, "cctv_units", 20, "2022-01", "B", "low"),
        ("f5", "gmsc", "2022", "16.01", None, "cctv_units", 21, "2022-01", "C", "low"),
    )
    assessed.add(
        "assessment",
        SCORE,
        ("spbe-2020", "2022", "16.01", "index", "Koran", 3.3, "high"),
        ("spbe-2020", "2022", "16.71", "index", "Koran", 3.3, "high"),
        ("spbe-2020", "2022", "16.71", "index", "Surat", 3.3, "high"),
    )
    return assessed


def test_contradictions_about_a_region(contested: Database) -> None:
    columns = "table_name row_key chosen_value value chosen_source source_title"
    regency = [
        ("assessment", '["spbe-2020","2022","16.01","","index","Koran"]', 3.1, 3.3, "Surat", "Koran"),
        ("published_figure", '["f5"]', 20.0, 21.0, "A", "C"),
    ]
    assert contested.rows("region_contradictions", columns, region="16.01") == regency
    assert contested.rows("region_contradictions", columns, region="16") == regency
    assert contested.rows("region_contradictions", columns, region="00") == [
        ("published_figure", '["f2"]', 50.0, 52.0, "A", "B")
    ]
    assert contested.rows("region_contradictions", columns, region="32") == []


def test_contradictions_are_counted_as_things(contested: Database) -> None:
    counted = {
        region: plain(contested.ask("contradiction_count", region=region)) for region in ("00", "16", "32")
    }
    assert counted == {"00": [(3, 2, 1)], "16": [(2, 1, 1)], "32": [(0, 0, 0)]}


def test_contradictions_are_those_of_the_sources_page(bundled: Database) -> None:
    listed = bundled.ask("contradictions")
    assert plain(bundled.ask("contradiction_count", region="00"))[0][0] == listed["thing"].nunique()
    others = listed[(listed["value"] != listed["chosen_value"]) & (listed["region_code"] != "00")]
    provinces = sorted({code[:2] for code in others["region_code"]})
    found = {
        row
        for code in provinces
        for row in bundled.rows("region_contradictions", "row_key value", region=code)
    }
    assert found == set(zip(others["row_key"], others["value"], strict=True))


def test_last_changes_of_a_region(country: Database) -> None:
    country.add("pilot", "pilot region_code title kind status", ("p1", "16.01", "A", "quick_win", "running"))
    country.add(
        "batch",
        "batch version kind made_by made_at",
        (1, 1, "release", "smartcity", "2026-11-21 08:00:00"),
        (2, 2, "upload", "sari", "2026-11-22 08:00:00"),
        (3, 3, "form", "budi", "2026-11-22 09:00:00"),
    )
    award = json.dumps({"award": "a1", "region_code": "16.01", "title": "Juara"})
    country.add(
        "change",
        "batch table_name row_key before after",
        (1, "pilot", '["p1"]', None, None),
        (1, "participation", '["gmsc","2022","16.71","selected","Koran"]', None, None),
        (1, "assessment", '["spbe-2020","2022","32.04","","index","16.01"]', None, None),
        (2, "award", '["a1"]', award, award.replace("Juara", "Pemenang")),
        (3, "award", '["a1"]', award, None),
        (3, "published_figure", '["f9"]', '{"figure":"f9","scope_code":"16"}', None),
    )
    columns = "batch made_by table_name row_key happened total"

    assert country.rows("region_changes", columns, region="16.01", limit=9) == [
        (3, "budi", "award", '["a1"]', "removed", 3),
        (2, "sari", "award", '["a1"]', "changed", 3),
        (1, "smartcity", "pilot", '["p1"]', "added", 3),
    ]
    said = country.rows("region_changes", "title region_name", region="16.01", limit=9)
    assert [row[0] for row in said] == ["Juara", "Juara", "A"]
    assert {row[1] for row in said} == {"Kabupaten Ogan Komering Ulu"}
    province = country.rows("region_changes", columns, region="16", limit=2)
    assert province == [
        (3, "budi", "award", '["a1"]', "removed", 5),
        (3, "budi", "published_figure", '["f9"]', "removed", 5),
    ]
    assert [row[3] for row in country.rows("region_changes", columns, region="32.04", limit=9)] == [
        '["spbe-2020","2022","32.04","","index","16.01"]'
    ]


def test_sources_have_the_ids_of_the_sources_page(bundled: Database) -> None:
    everything = set(bundled.ask("sources")["source"])
    found = bundled.ask("region_sources", region="16")["source"]
    assert len(found) > 10
    assert set(found) <= everything
