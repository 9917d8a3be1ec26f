"""The headline rule: confidence, then the later date, then the source's title; exceptions win."""

import pytest

from smartcity.rules import VIEWS
from tests.queries.database import Database, Row, record

FIGURE = "figure program edition scope_code stage measure value as_of source_title confidence"
SCORE = "framework edition region_code indicator source_title score grade_published assessed_on confidence"


@pytest.mark.parametrize(
    ("claims", "chosen"),
    [
        # figure, as_of, source_title, confidence
        ([("a", "2024", "A", "medium"), ("b", "2022", "B", "high")], "b"),
        ([("a", "2022", "A", "high"), ("b", "2022", "B", "official")], "b"),
        ([("a", "2022", "A", "high"), ("b", "2022", "B", None)], "b"),
        ([("a", "2022-04", "A", "high"), ("b", "2022-05", "B", "high")], "b"),
        ([("a", "2022-04", "A", "high"), ("b", "2022-04-21", "B", "high")], "b"),
        ([("a", None, "A", "high"), ("b", "2017", "B", "high")], "b"),
        ([("a", "2022", "B", "high"), ("b", "2022", "A", "high")], "b"),
        ([("b", "2022", "A", "high"), ("a", "2022", "A", "high")], "a"),
        ([("a", "2022", "A", "low")], "a"),
    ],
)
def test_the_chosen_figure(claims: list[Row], chosen: str, country: Database) -> None:
    rows = [(f, "gmsc", "2022", "00", "selected", "reached_stage", 50, d, t, c) for f, d, t, c in claims]
    country.add("published_figure", FIGURE, *rows)
    assert country.connection.sql("select figure from headline_figure").fetchall() == [(chosen,)]


def test_figures_of_other_things_do_not_compete(country: Database) -> None:
    country.add(
        "published_figure",
        FIGURE + " scope_label category",
        ("a", "gmsc", "2022", "00", "selected", "reached_stage", 50, "2022", "A", "high", "", ""),
        (
            "b",
            "gmsc",
            "2022",
            "00",
            "selected",
            "reached_stage",
            2,
            "2022",
            "A",
            "high",
            "Provinsi cerdas",
            "",
        ),
        ("c", "gmsc", "2022", "16", "selected", "reached_stage", 3, "2022", "A", "high", None, None),
        ("d", "gmsc", "2023", "00", "selected", "reached_stage", 50, "2022", "A", "high", None, None),
        ("e", "gmsc", "2022", "00", "", "registered", 70, "2022", "A", "high", None, None),
        ("f", "gmsc", "2022", "00", "", "registered", 7, "2022", "A", "high", None, "ulang"),
        ("g", None, None, "00", None, "registered", 9, None, "A", None, None, None),
    )
    answer = country.connection.sql("select figure from headline_figure order by figure").fetchall()
    assert answer == [(figure,) for figure in "abcdefg"]


def scores(country: Database, *claims: Row) -> None:
    """Add claims about one score: source, score, grade, assessed_on, confidence."""
    country.add("assessment", SCORE, *[("spbe-2020", "2023", "16.01", "index", *claim) for claim in claims])


@pytest.mark.parametrize(
    ("claims", "chosen"),
    [
        ([("A", 2.5, None, "2024", "medium"), ("B", 2.6, None, "2022", "high")], (2.6, "B", 2)),
        ([("A", 2.5, None, "2023", "high"), ("B", 2.6, None, "2024", "high")], (2.6, "B", 2)),
        ([("B", 2.5, None, None, "high"), ("A", 2.6, None, None, "high")], (2.6, "A", 2)),
        ([("A", None, "Baik", "2024", "official"), ("B", 2.6, None, None, "medium")], (2.6, "B", 2)),
        ([("A", None, "Baik", "2024", "official")], (None, "A", 1)),
    ],
)
def test_the_chosen_score(claims: list[Row], chosen: Row, country: Database) -> None:
    scores(country, *claims)
    assert country.rows("region_scores", "score source_title claims", region="16.01") == [chosen]


def test_a_listed_exception_is_the_headline_score(country: Database) -> None:
    scores(country, ("A", 2.5, None, None, "high"), ("B, 'x'", 2.6, None, None, "low"))
    key = '["spbe-2020","2023","16.01","","index","B, \'x\'"]'
    country.add(
        "headline_exception",
        "table_name row_key reason",
        ("assessment", key, "Keputusan"),
        ("assessment", "bukan JSON", "Salah"),
        ("published_figure", "bukan JSON", "Salah"),
    )
    assert country.rows("region_scores", "score confidence claims", region="16.01") == [(2.6, "low", 2)]


def test_what_stands_beside_another_claim_is_chosen_by_the_same_rule(country: Database) -> None:
    scores(
        country,
        ("A", 2.5, None, "2024", "high"),
        ("B", 2.6, None, "2023", "high"),
        ("C", None, "Baik", None, "official"),
    )
    country.add(
        "assessment",
        SCORE,
        # of two sources in one period, and of one alone
        ("spbe-2020", "2023", "16.02", "index", "A", 3.0, None, None, "high"),
        ("spbe-2020", "2023", "16.02", "d1", "B", 3.1, None, None, "high"),
        ("spbe-2020", "2022", "16.01", "index", "A", 3.2, None, None, "high"),
    )
    exception = ("assessment", '["spbe-2020","2023","16.01","","index","B"]', "Keputusan")
    country.add("headline_exception", "table_name row_key reason", exception)

    assert "rival_assessment" in VIEWS["rival_score"]
    beside = [
        country.connection.sql(f"from {view} where claims > 1").fetchall()
        for view in ("rival_score", "headline_score")
    ]
    assert beside[0] == beside[1]
    assert [row[2] for row in beside[0]] == ["16.01"]
    told = country.connection.sql("select region_code, indicator from rival_assessment order by all")
    assert told.fetchall() == [("16.01", "index")] * 3 + [("16.02", "d1"), ("16.02", "index")]
    assert country.rows("contradiction_count", "scores", region="00") == [(1,)]


def test_the_latest_index(country: Database) -> None:
    country.add(
        "framework",
        "framework program name_id name_en valid_from valid_to",
        ("spbe-2018", "spbe", "S", "S", 2018, 2020),
        ("spbe-2020", "spbe", "S", "S", 2021, None),
        ("ietpd", "tp2dd", "I", "I", 2020, None),
    )
    country.add(
        "grade",
        "framework grade name_id name_en lower upper",
        ("spbe-2020", "cukup", "Cukup", "Fair", 1.8, 2.6),
        ("spbe-2020", "baik", "Baik", "Good", 2.6, 3.5),
    )
    country.add(
        "assessment",
        "framework edition region_code indicator source_title score confidence",
        ("spbe-2018", "2020", "16", "index", "A", 3.1, "high"),
        ("spbe-2020", "2021", "16", "index", "A", 2.59, "high"),
        ("spbe-2020", "2023", "16", "index", "A", 3.5, "high"),
        ("spbe-2020", "2023", "16", "d1", "A", 1.0, "high"),
        ("spbe-2020", "2024", "16", "index", "A", 4.9, "low"),
        ("ietpd", "2025", "16", "index", "A", 99, "high"),
        ("spbe-2020", "2021", "16.01", "index", "A", 2.59, "high"),
        ("spbe-2018", "2020", "16.01", "index", "A", 3.1, "high"),
    )
    columns = [
        "framework",
        "edition",
        "score",
        "grade",
        "name_en",
        "previous_score",
        "previous_edition",
        "comparable",
    ]
    latest = [
        tuple(
            record(country.ask("latest_index", framework_program="spbe", region=region))[c] for c in columns
        )
        for region in ("16", "16.01")
    ]
    assert latest == [
        ("spbe-2020", "2023", 3.5, "baik", "Good", 2.59, "2021", True),
        ("spbe-2020", "2021", 2.59, "cukup", "Fair", 3.1, "2020", False),
    ]
    assert country.rows("latest_index", "score", framework_program="spbe", region="00") == []


def test_published_indexes_of_the_bundled_data(bundled: Database) -> None:
    found = {
        region: bundled.rows(
            "region_scores", "edition score grade_by_rule province_score national_score", region=region
        )
        for region in ("00", "62")
    }
    assert found == {
        "00": [
            ("2018", 1.98, "cukup", None, 1.98),
            ("2021", 2.24, "cukup", None, 2.24),
            ("2022", 2.35, "cukup", None, 2.35),
            ("2023", 2.79, "baik", None, 2.79),
            ("2024", 3.12, "baik", None, 3.12),
            ("2025", 3.23, "baik", None, 3.23),
        ],
        "62": [
            ("2021", 1.0, "kurang", 1.0, 2.24),
            ("2022", 1.9, "cukup", 1.9, 2.35),
            ("2023", 2.75, "baik", 2.75, 2.79),
            ("2024", 2.87, "baik", 2.87, 3.12),
            ("2025", 3.41, "baik", 3.41, 3.23),
        ],
    }
