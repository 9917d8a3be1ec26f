"""Questions about regions, on a small country whose numbers are easy to count."""

import pytest

from tests.queries.database import Database, Row, plain, record

EVERY_PILOT = dict.fromkeys(("program", "edition", "dimension", "kind", "status", "text"), "") | {
    "today": "2026-11-22"
}
CLAIM = "program edition region_code stage source_title reached_on confidence"


@pytest.fixture
def busy(country: Database) -> Database:
    """Return the country with facts of every kind in three of its regions."""
    country.add(
        "participation",
        CLAIM,
        ("gmsc", "2022", "16.01", "selected", "Koran", "2022-01-06", "high"),
        ("gmsc", "2022", "16.01", "selected", "Surat", "2022-01-03", "official"),
        ("gmsc", "2023", "16.01", "invited", "Koran", None, "low"),
        ("gmsc", "2023", "16.02", "assessed", "Koran", "2022", "medium"),
        ("gmsc", "2023", "32", "selected", "Koran", "2023", "high"),
        ("gmsc", "2023", "31.71", "invited", "Koran", None, "high"),
    )
    country.add(
        "pilot",
        "pilot region_code program title kind status due_on source_title confidence",
        ("p1", "16.01", "gmsc", "Satu Data", "quick_win", "running", "2025", "Koran", "high"),
        ("p2", "16.02", None, "CCTV", "infrastructure", "completed", "2020", "Koran", "high"),
        ("p3", "16", "gmsc", "Pelatihan", "training", "running", "2027", None, None),
    )
    country.add("award", "award region_code title source_title", ("a1", "16.01", "Juara", "Koran"))
    country.add("framework", "framework program name_id name_en", ("spbe-2020", "spbe", "SPBE", "SPBE"))
    country.add(
        "grade",
        "framework grade name_id name_en lower upper",
        ("spbe-2020", "baik", "Baik", "Good", 2.6, 3.5),
    )
    country.add(
        "assessment",
        "framework edition region_code indicator source_title score confidence",
        ("spbe-2020", "2023", "00", "index", "Surat", 2.79, "official"),
        ("spbe-2020", "2023", "16", "index", "Surat", 3.0, "official"),
        ("spbe-2020", "2023", "16.01", "index", "Surat", 2.6, "official"),
        ("spbe-2020", "2023", "16.01", "index", "Koran", 2.5, "medium"),
        ("spbe-2020", "2023", "16.02", "index", "Koran", 9.9, "low"),
        ("spbe-2020", "2023", "16.71", "d1", "Surat", 2.0, "official"),
        ("spbe-2020", "2023", "32.73", "index", "Surat", 3.4, "official"),
        ("spbe-2020", "2022", "16.01", "index", "Surat", 2.1, "official"),
    )
    country.add(
        "event",
        "event title starts_on source_title",
        ("e1", "Lokakarya", "2024-01-16", "Koran"),
        ("e2", "Forum", "2025-08-26", "Koran"),
    )
    country.add("attendance", "event region_code participants", ("e1", "16.01", 3), ("e1", "32.73", None))
    return country


def test_a_region(country: Database) -> None:
    answers = {code: record(country.ask("region", code=code)) for code in ("00", "16", "16.71")}
    columns = ("name", "level", "autonomous", "province", "children")
    assert {code: tuple(answer[column] for column in columns) for code, answer in answers.items()} == {
        "00": ("Indonesia", "nasional", False, None, 3),
        "16": ("Sumatera Selatan", "provinsi", True, "Sumatera Selatan", 3),
        "16.71": ("Kota Palembang", "kota", True, "Sumatera Selatan", 0),
    }
    assert country.rows("region", "code", code="99") == []


@pytest.mark.parametrize(
    ("code", "codes"),
    [("00", ["00"]), ("16", ["00", "16"]), ("16.71", ["00", "16", "16.71"]), ("99", ["00"])],
)
def test_trail(code: str, codes: list[str], country: Database) -> None:
    assert [row[0] for row in country.rows("trail", "code", code=code)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Bandung", ["32.73", "32.04"]),
        ("kota  BANDUNG", ["32.73"]),
        ("KAB. BANDUNG", ["32.04"]),
        ("kab bandung", ["32.04"]),
        ("bándúng", ["32.73", "32.04"]),
        ("ogan-komering", ["16.01", "16.02"]),
        ("oku", ["16.01"]),
        ("16", ["16", "16.71", "16.01", "16.02"]),
        ("16.0", ["16.01", "16.02"]),
        ("16.71", ["16.71"]),
        ("%", []),
        ("_", []),
        ("' or 1=1 --", []),
        ("", []),
        ("  ", []),
    ],
)
def test_search(text: str, codes: list[str], country: Database) -> None:
    country.add("region_alias", "alias code kind", ("OKU", "16.01", "abbreviation"))
    assert [row[0] for row in country.rows("region_search", "code", text=text, limit=4)] == codes


def test_search_puts_own_names_before_other_names(country: Database) -> None:
    country.add("region_alias", "alias code kind", ("Palembang", "16.02", "former_name"))
    answer = country.ask("region_search", text="palembang", limit=9)
    assert plain(answer) == [
        ("16.71", "Kota Palembang", "kota", "Sumatera Selatan"),
        ("16.02", "Kabupaten Ogan Komering Ilir", "kabupaten", "Sumatera Selatan"),
    ]


def test_children(busy: Database) -> None:
    columns = (
        "code participations gmsc_editions furthest_stage spbe_edition spbe_score spbe_grade pilots awards"
    )
    assert busy.rows("region_children", columns, region="00") == [
        ("16", 2, "2022, 2023", "selected", "2023", 3.0, "baik", 3, 1),
        ("31", 1, "2023", "invited", None, None, None, 0, 0),
        ("32", 1, "2023", "selected", None, None, None, 0, 0),
    ]
    assert busy.rows("region_children", columns, region="16") == [
        ("16.01", 1, "2022", "selected", "2023", 2.6, "baik", 1, 1),
        ("16.02", 1, "2023", "assessed", None, None, None, 1, 0),
        ("16.71", 0, "", None, None, None, None, 0, 0),
    ]
    assert busy.rows("region_children", columns, region="16.01") == []


def test_children_are_compared_within_the_newest_instrument(bundled: Database) -> None:
    columns = "code spbe_edition spbe_comparable"
    answers = {row[0]: row[1:] for row in bundled.rows("region_children", columns, region="00")}
    assert {code: answers[code] for code in ("19", "32", "36", "93")} == {
        "19": ("2020", False),
        "32": ("2025", True),
        "36": ("2025", True),
        "93": (None, None),
    }


def test_programs_of_a_region(busy: Database) -> None:
    columns = "edition stage direct low_only reached_on source_title confidence claims"
    assert busy.rows("region_programs", columns, region="16.01") == [
        ("2022", "invited", False, False, None, "Surat", "official", 0),
        ("2022", "assessed", False, False, None, "Surat", "official", 0),
        ("2022", "selected", True, False, "2022-01-03", "Surat", "official", 2),
        ("2023", "invited", True, True, None, "Koran", "low", 1),
    ]
    assert busy.rows("region_programs", columns, region="16") == []


def test_scores_of_a_region(busy: Database) -> None:
    columns = (
        "edition score grade_by_rule province_score national_score known_in_province governments_in_province "
        "known_nationally source_title claims"
    )
    expected: dict[str, list[Row]] = {
        "16.01": [
            ("2022", 2.1, None, None, None, 1, 4, 1, "Surat", 1),
            ("2023", 2.6, "baik", 3.0, 2.79, 2, 4, 3, "Surat", 2),
        ],
        "16.02": [("2023", 9.9, None, 3.0, 2.79, 2, 4, 3, "Koran", 1)],
        "16": [("2023", 3.0, "baik", 3.0, 2.79, 2, 4, 3, "Surat", 1)],
        "00": [("2023", 2.79, "baik", None, 2.79, None, None, 3, "Surat", 1)],
        "32": [],
    }
    assert {region: busy.rows("region_scores", columns, region=region) for region in expected} == expected


def test_pilots_awards_events_and_figures_of_a_subtree(busy: Database) -> None:
    busy.add(
        "published_figure",
        "figure scope_code measure value",
        ("f1", "00", "registered", 70),
        ("f2", "16", "registered", 3),
        ("f3", "16.01", "cctv_units", 20),
    )
    found = {
        region: (
            sorted(busy.rows("pilot_list", "pilot region_name", region=region, **EVERY_PILOT)),
            [row[0] for row in busy.rows("region_awards", "award", region=region)],
            busy.rows("region_events", "event region_code region_participants", region=region),
            busy.rows("region_figures", "figure region_name", region=region),
        )
        for region in ("00", "16", "16.01", "32")
    }
    province, regency, small = (
        "Sumatera Selatan",
        "Kabupaten Ogan Komering Ulu",
        "Kabupaten Ogan Komering Ilir",
    )
    pilots: list[Row] = [("p1", regency), ("p2", small), ("p3", province)]
    figures: list[Row] = [("f2", province), ("f3", regency)]
    assert found == {
        "00": (
            pilots,
            ["a1"],
            [("e2", None, None), ("e1", "16.01", 3), ("e1", "32.73", None)],
            [("f1", "Indonesia"), *figures],
        ),
        "16": (pilots, ["a1"], [("e1", "16.01", 3)], figures),
        "16.01": ([("p1", regency)], ["a1"], [("e1", "16.01", 3)], figures[1:]),
        "32": ([], [], [("e1", "32.73", None)], []),
    }


def test_sources_of_a_subtree(busy: Database) -> None:
    columns = "source_title confidence facts tables"
    assert busy.rows("region_sources", columns, region="16.01") == [
        ("Surat", "official", 3, "assessment, participation"),
        ("Koran", "high", 2, "participation, pilot"),
        ("Koran", "official", 2, "award, event"),
        ("Koran", "low", 1, "participation"),
        ("Koran", "medium", 1, "assessment"),
    ]
    everything = sum(row[0] for row in busy.rows("region_sources", "facts", region="00"))
    assert everything == 6 + 3 + 1 + 8 + 2


def test_reach(busy: Database) -> None:
    columns = "local_governments reached provinces provinces_reached"
    assert busy.rows("reach", columns, program="gmsc", region="00") == [(5, 2, 3, 3)]
    assert busy.rows("reach", columns, program="", region="00") == [(5, 2, 3, 3)]
    assert busy.rows("reach", columns, program="idsll", region="00") == [(5, 0, 3, 0)]


def test_reach_of_the_bundled_data(bundled: Database) -> None:
    columns = "local_governments reached provinces provinces_reached"
    assert bundled.rows("reach", columns, program="gmsc", region="00") == [(508, 240, 38, 35)]


def test_pilots_by_status(busy: Database) -> None:
    answers = {
        (program, region): plain(
            busy.ask("pilots_by_status", program=program, region=region, today="2026-11-22")
        )
        for program, region in [("", "00"), ("gmsc", "16.01"), ("", "16.02"), ("", "32")]
    }
    assert answers == {
        ("", "00"): [("running", 2, 1), ("completed", 1, 0)],
        ("gmsc", "16.01"): [("running", 1, 1)],
        ("", "16.02"): [("completed", 1, 0)],
        ("", "32"): [],
    }
