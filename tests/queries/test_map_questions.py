"""Questions of the map: no value, one, two, and every region of a small country, one row for each."""

import pytest

from tests.queries.database import Database, Row

CLAIM = "program edition region_code stage source_title confidence"
SCORE = "framework edition region_code indicator source_title score grade_published confidence"
BELOW = ("16.01", "16.02", "16.71", "31.71", "32.04", "32.73")


@pytest.fixture
def scored(country: Database) -> Database:
    """Return the country with an instrument and its predicates."""
    country.add("framework", "framework program name_id name_en", ("spbe-2020", "spbe", "SPBE", "SPBE"))
    country.add(
        "grade",
        "framework grade name_id name_en lower upper",
        ("spbe-2020", "cukup", "Cukup", "Fair", 1.8, 2.6),
        ("spbe-2020", "sangat_baik", "Sangat Baik", "Very good", 3.5, 5.0),
    )
    return country


@pytest.mark.parametrize("reached", [(), BELOW[:1], BELOW[:2], BELOW])
def test_stages_have_a_row_for_every_region(reached: tuple[str, ...], country: Database) -> None:
    country.add(
        "participation", CLAIM, *[("gmsc", "2022", code, "assessed", "Koran", "high") for code in reached]
    )
    asked = {"program": "gmsc", "edition": "2022"}

    found = country.rows("map_stages", "code value category", region="00", **asked)
    assert found == [(code, 2.0, "assessed") if code in reached else (code, None, None) for code in BELOW]
    province = [row[0] for row in country.rows("map_stages", "code", region="16", **asked)]
    assert province == ["16.01", "16.02", "16.71"]


def test_low_claims_stand_apart_from_known_ones(country: Database) -> None:
    country.add(
        "participation",
        CLAIM,
        ("gmsc", "2022", "16.01", "selected", "Koran", "low"),
        ("gmsc", "2022", "16.02", "selected", "Koran", "low"),
        ("gmsc", "2022", "16.02", "invited", "Surat", "official"),
        ("gmsc", "2023", "16.71", "invited", "Surat", "official"),
    )

    found = country.rows("map_stages", "code category low_only", program="gmsc", edition="2022", region="16")

    assert found == [("16.01", "selected", True), ("16.02", "invited", False), ("16.71", None, False)]


def test_claims_behind_the_stages(country: Database) -> None:
    country.add(
        "participation",
        CLAIM,
        ("gmsc", "2022", "16.01", "selected", "Koran", None),
        ("gmsc", "2022", "16", "selected", "Surat", "official"),
        ("gmsc", "2023", "32.04", "invited", "Surat", "official"),
    )

    found = country.rows(
        "map_claims",
        "region_code province name_id source_title confidence",
        program="gmsc",
        edition="2022",
        region="00",
    )

    assert found == [("16.01", "Sumatera Selatan", "Terpilih", "Koran", "official")]


def test_programs_are_counted_once_each(country: Database) -> None:
    country.add("program", "program name_id name_en", ("idsll", "IDSLL", "IDSLL"))
    country.add(
        "stage", "program stage ordinal name_id name_en", ("idsll", "invited", 1, "Diundang", "Invited")
    )
    country.add(
        "participation",
        CLAIM,
        ("gmsc", "2022", "16.01", "selected", "Koran", "high"),
        ("gmsc", "2023", "16.01", "invited", "Koran", "high"),
        ("idsll", "2022", "16.01", "invited", "Koran", "high"),
        ("gmsc", "2022", "16.02", "invited", "Koran", "low"),
    )

    found = country.rows("map_programs", "code value category", region="16")

    assert found == [("16.01", 2.0, "gmsc, idsll"), ("16.02", None, None), ("16.71", None, None)]


def test_scores_of_an_edition_and_the_latest(scored: Database) -> None:
    scored.add(
        "assessment",
        SCORE,
        ("spbe-2020", "2022", "16", "index", "Surat", 1.8, None, "official"),
        ("spbe-2020", "2022", "16.01", "index", "Surat", 5.0, "Cukup", "official"),
        ("spbe-2020", "2023", "16.01", "index", "Surat", 2.59, None, "official"),
        ("spbe-2020", "2023", "16.02", "index", "Koran", None, "Sangat  Baik", "high"),
        ("spbe-2020", "2023", "16.71", "index", "Koran", 4.0, None, "low"),
        ("spbe-2020", "2023", "32", "d1", "Koran", 4.0, None, "high"),
    )
    columns = "code value category edition"

    latest: list[Row] = [
        ("16", 1.8, "cukup", "2022"),
        ("16.01", 2.59, "cukup", "2023"),
        ("16.02", None, "sangat_baik", "2023"),
        ("16.71", None, None, ""),
    ]
    assert scored.rows("map_scores", columns, framework="spbe-2020", edition="", region="16") == latest
    of_2022 = scored.rows("map_scores", columns, framework="spbe-2020", edition="2022", region="16")
    assert of_2022[:2] == [("16", 1.8, "cukup", "2022"), ("16.01", 5.0, "sangat_baik", "2022")]
    assert len(scored.rows("map_scores", "code", framework="spbe-2020", edition="", region="00")) == 9


def test_claims_behind_the_scores(scored: Database) -> None:
    scored.add(
        "assessment",
        SCORE,
        ("spbe-2020", "2022", "16.01", "index", "Surat", 2.0, None, None),
        ("spbe-2020", "2023", "16.01", "index", "Koran", 3.0, None, "low"),
        ("spbe-2020", "2023", "16.01", "d1", "Koran", 3.0, None, "high"),
    )
    columns = "region_code edition score source_title confidence"

    both = scored.rows("map_score_claims", columns, framework="spbe-2020", edition="", region="16")
    assert both == [("16.01", "2023", 3.0, "Koran", "low"), ("16.01", "2022", 2.0, "Surat", "official")]
    one = scored.rows("map_score_claims", columns, framework="spbe-2020", edition="2022", region="16.01")
    assert one == both[1:]


def test_pilots_by_status_and_awards(country: Database) -> None:
    country.add(
        "pilot",
        "pilot region_code title kind status",
        ("p1", "16.01", "A", "quick_win", "running"),
        ("p2", "16.01", "B", "quick_win", "completed"),
        ("p3", "16", "C", "training", "running"),
    )
    country.add("award", "award region_code title", ("a1", "16.71", "Juara"), ("a2", "16.71", "Juara"))

    def counted(name: str, **asked: str) -> list[Row]:
        return [row for row in country.rows(name, "code value", region="00", **asked) if row[1] is not None]

    assert counted("map_pilots", status="", today="2026-11-26") == [("16", 1.0), ("16.01", 2.0)]
    assert counted("map_pilots", status="running", today="2026-11-26") == [("16", 1.0), ("16.01", 1.0)]
    assert counted("map_pilots", status="stopped", today="2026-11-26") == []
    assert counted("map_awards") == [("16.71", 2.0)]


def test_attendance_of_any_event_and_of_one(country: Database) -> None:
    country.add("event", "event title", ("e1", "A"), ("e2", "B"))
    country.add("attendance", "event region_code", ("e1", "16.01"), ("e2", "16.01"), ("e2", "32"))

    def counted(event: str, region: str) -> list[Row]:
        rows = country.rows("map_attendance", "code value", event=event, region=region)
        return [row for row in rows if row[1] is not None]

    assert counted("", "00") == [("16.01", 2.0), ("32", 1.0)]
    assert counted("e2", "00") == [("16.01", 1.0), ("32", 1.0)]
    assert counted("e1", "32") == []


def test_late_pilots_by_date_as_reported_and_without_a_report(country: Database) -> None:
    country.add(
        "pilot",
        "pilot region_code title kind status due_on finished_on updated_on",
        ("past", "16.01", "A", "quick_win", "running", "2026-10", None, "2026-11-20"),
        ("reported", "16.01", "B", "quick_win", "delayed", None, None, "2026-11-20"),
        ("silent", "16.02", "C", "quick_win", "running", "2027", None, "2026-08-27"),
        ("never", "16.71", "D", "quick_win", "planned", None, None, None),
        ("ninety days", "32.04", "E", "quick_win", "planned", None, None, "2026-08-28"),
        ("finished", "32.73", "F", "quick_win", "delayed", "2020", "2021", "2021"),
    )
    asked = {"today": "2026-11-26", "region": "00"}

    def counted(status: str) -> list[Row]:
        rows = country.rows("map_pilots", "code value", status=status, **asked)
        return [row for row in rows if row[1] is not None]

    assert counted("late_or_delayed") == [("16.01", 2.0)]
    assert counted("late_or_unreported") == [("16.01", 2.0), ("16.02", 1.0), ("16.71", 1.0)]
    followed = country.ask("follow_up", program="", edition="", **asked)
    pressing = followed[followed["late"] | followed["delayed"] | followed["unreported"]]
    assert sorted(pressing["pilot"]) == ["never", "past", "reported", "silent"]


def test_changes_between_the_two_latest_editions(scored: Database) -> None:
    scored.add(
        "assessment",
        SCORE,
        ("spbe-2020", "2021", "16", "index", "Surat", 1.0, None, "official"),
        ("spbe-2020", "2022", "16", "index", "Surat", 2.1, None, "official"),
        ("spbe-2020", "2022", "16.01", "index", "Surat", 3.0, None, "official"),
        ("spbe-2020", "2022", "16.02", "index", "Surat", 3.0, None, "official"),
        ("spbe-2020", "2022", "16.71", "index", "Surat", 3.0, None, "official"),
        ("spbe-2020", "2022", "32.04", "index", "Surat", 2.8, None, "official"),
        ("spbe-2020", "2023", "16", "index", "Surat", 2.4, None, "official"),
        ("spbe-2020", "2023", "16.01", "index", "Surat", 3.0, None, "official"),
        ("spbe-2020", "2023", "16.71", "index", "Koran", 4.0, None, "low"),
        ("spbe-2020", "2023", "32.04", "index", "Surat", 2.3, None, "official"),
        ("spbe-2020", "2024", "00", "index", "Surat", 3.1, None, "official"),
    )

    found = scored.rows("map_change", "code value edition", framework="spbe-2020", region="00")

    assert [row for row in found if row[1] is not None] == [
        ("16", 0.3, "2022–2023"),
        ("16.01", 0.0, "2022–2023"),
        ("32.04", -0.5, "2022–2023"),
    ]
    assert len(found) == 9
    province = scored.rows("map_change", "code value", framework="spbe-2020", region="16")
    assert province == [("16", 0.3), ("16.01", 0.0), ("16.02", None), ("16.71", None)]


def test_one_edition_is_no_change(scored: Database) -> None:
    scored.add("assessment", SCORE, ("spbe-2020", "2023", "16", "index", "Surat", 2.0, None, "official"))

    found = scored.rows("map_change", "value edition", framework="spbe-2020", region="00")

    assert set(found) == {(None, "")}


def test_changes_are_those_of_the_assessment_page(bundled: Database) -> None:
    for framework, before, after in (("spbe-2020", "2024", "2025"), ("spbe-2018", "2019", "2020")):
        on_map = bundled.rows("map_change", "code value", framework=framework, region="00")
        listed = bundled.rows(
            "assessment_change",
            "region_code change",
            before_framework=framework,
            before=before,
            framework=framework,
            edition=after,
            region="00",
        )
        assert {row for row in on_map if row[1] is not None} == {(code, round(by, 2)) for code, by in listed}


def test_names_are_counted_by_edition(country: Database) -> None:
    country.add("program", "program name_id name_en", ("idsll", "IDSLL", "IDSLL"))
    country.add(
        "stage", "program stage ordinal name_id name_en", ("idsll", "invited", 1, "Diundang", "Invited")
    )
    country.add(
        "participation",
        CLAIM,
        ("gmsc", "2022", "16.01", "selected", "Koran", "high"),
        ("gmsc", "2023", "16.01", "invited", "Koran", "high"),
        ("idsll", "2022", "16.01", "invited", "Koran", "high"),
        ("gmsc", "2022", "16.02", "invited", "Koran", "low"),
    )

    found = {
        program: country.rows("map_names", "code value", program=program, region="16")
        for program in ("", "gmsc", "idsll")
    }

    assert [found[program][0] for program in found] == [("16.01", 3.0), ("16.01", 2.0), ("16.01", 1.0)]
    assert {row[1] for rows in found.values() for row in rows[1:]} == {None}


def test_instruments_with_their_scale(scored: Database) -> None:
    scored.add(
        "framework",
        "framework program name_id name_en",
        ("ietpd", "tp2dd", "IETPD", "IETPD"),
        ("kosong", "tp2dd", "Kosong", "Empty"),
    )
    scored.add(
        "indicator",
        "framework indicator level ordinal name_id name_en min max",
        ("spbe-2020", "index", "index", 1, "Indeks", "Index", 1, 5),
    )
    scored.add(
        "assessment",
        SCORE,
        ("spbe-2020", "2022", "16.01", "index", "Surat", 2.0, None, "official"),
        ("spbe-2020", "2023", "16.02", "index", "Surat", 2.0, None, "official"),
        ("ietpd", "2023-S1", "16.02", "index", "Surat", 91.0, None, "official"),
        ("kosong", "2023", "00", "index", "Surat", 91.0, None, "official"),
    )

    found = scored.rows("map_frameworks", "framework editions governments lowest highest")

    assert found == [("spbe-2020", ["2023", "2022"], 2, 1.0, 5.0), ("ietpd", ["2023-S1"], 1, 0.0, 100.0)]
