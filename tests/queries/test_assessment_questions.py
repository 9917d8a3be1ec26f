"""Questions of Penilaian, on a small country whose numbers are easy to count, and on the bundled facts."""

from typing import Any

import pytest

from smartcity import queries, rules
from smartcity.checks import run_checks
from tests.queries.database import Database, Row, plain

SCORE = "framework edition region_code indicator source_title score grade_published confidence"
SOURCE = "source_title source_url confidence"
OF = {"framework": "spbe-2020", "edition": "2023", "region": "00"}

# name: parameters in the order of the text, columns
DECLARED = {
    "assessment_periods": (
        "",
        "framework program name_id name_en valid_from valid_to edition label_id label_en known of_agencies",
    ),
    "assessment_grades": (
        "region framework edition",
        "kind grade name_id name_en lower upper includes_upper by_threshold by_print",
    ),
    "assessment_ranking": (
        "framework edition region",
        "place region_code name province level score grade_by_rule grade_published rank_published sharing "
        f"place_nationally known_nationally place_in_level known_in_level claims {SOURCE}",
    ),
    "assessment_change": (
        "before_framework before framework edition region",
        f"region_code name province level score_before score_after change source_before {SOURCE}",
    ),
    "assessment_tree": (
        "framework edition region",
        "indicator parent level ordinal name_id name_en weight_percent lowest highest known",
    ),
    "assessment_parts": (
        "framework edition codes region limit",
        f"region_code name index_score candidates indicator score {SOURCE}",
    ),
    "assessment_with_parts": ("framework edition", "code name parts"),
    "assessment_peers": (
        "framework edition region",
        "indicator peers cohort governments known median code name score own",
    ),
    "assessment_recomputed": (
        "framework edition region",
        f"region_code name province indicator name_id name_en level parts score recomputed difference {SOURCE}",
    ),
    "assessment_printed_grades": (
        "framework edition region",
        f"region_code name province indicator score grade_published grade_by_rule note {SOURCE}",
    ),
    "measure_claims": (
        "program measure",
        "figure edition category scope_label value counted_unit chosen contradicts as_of confidence note "
        "source_title source_url",
    ),
}


@pytest.fixture
def assessed(country: Database) -> Database:
    """Return the country with an instrument of two domains, its predicates and scores of two years."""
    country.add("program", "program name_id name_en", ("spbe", "SPBE", "SPBE"))
    country.add(
        "edition",
        "program edition label_id label_en",
        ("spbe", "2020", "Tahun 2020", "Year 2020"),
        ("spbe", "2022", "Tahun 2022", "Year 2022"),
        ("spbe", "2023", "Tahun 2023", "Year 2023"),
    )
    country.add(
        "framework",
        "framework program name_id name_en valid_from valid_to",
        ("spbe-2018", "spbe", "Lama", "Old", 2018, 2020),
        ("spbe-2020", "spbe", "SPBE", "SPBE", 2021, 2025),
        ("bebas", "spbe", "Bebas", "Free", None, None),
    )
    country.add(
        "indicator",
        "framework indicator parent level ordinal name_id name_en weight_percent min max",
        ("spbe-2020", "index", None, "index", 1, "Indeks", "Index", None, 1, 5),
        ("spbe-2020", "d1", "index", "domain", 1, "Kebijakan", "Policy", 25, 1, 5),
        ("spbe-2020", "d2", "index", "domain", 2, "Layanan", "Service", 75, 1, 5),
        ("spbe-2020", "a1", "d2", "aspect", 1, "Publik", "Public", 75, 1, 5),
    )
    country.add(
        "grade",
        "framework grade name_id name_en lower upper",
        ("spbe-2020", "cukup", "Cukup", "Fair", 1.0, 2.6),
        ("spbe-2020", "baik", "Baik", "Good", 2.6, 5.0),
    )
    country.add(
        "assessment",
        SCORE,
        ("spbe-2018", "2020", "16.01", "index", "Surat", 3.81, None, "official"),
        ("spbe-2020", "2022", "16.01", "index", "Surat", 2.5, None, "official"),
        ("spbe-2020", "2022", "16.02", "index", "Surat", 3.0, None, "official"),
        ("spbe-2020", "2022", "32", "index", "Surat", 3.0, None, "official"),
        ("spbe-2020", "2023", "00", "index", "Surat", 2.79, None, "official"),
        ("spbe-2020", "2023", "16.01", "index", "Surat", 3.5, "Baik", "official"),
        ("spbe-2020", "2023", "16.01", "d1", "Surat", 3.2, None, "official"),
        ("spbe-2020", "2023", "16.01", "d2", "Surat", 3.6, None, "official"),
        ("spbe-2020", "2023", "16.02", "index", "Surat", 2.0, "Sangat Baik", "official"),
        ("spbe-2020", "2023", "16.02", "d1", "Surat", 2.0, None, "official"),
        ("spbe-2020", "2023", "16.71", "index", "Koran", 4.0, None, "low"),
        ("spbe-2020", "2023", "32", "index", "Surat", 3.5, None, "official"),
        ("spbe-2020", "2023", "32.04", "index", "Koran", None, "Cukup", "high"),
        ("spbe-2020", "2023", "31.71", "index", "Koran", 5.0, None, "high"),
        ("bebas", "2023", "16.01", "index", "Koran", 3.3, None, "high"),
    )
    return country


@pytest.mark.parametrize("name", DECLARED)
def test_question_has_its_parameters_and_columns(name: str, database: Database) -> None:
    wanted, columns = DECLARED[name]
    given = {parameter: 5 if parameter == "limit" else "x" for parameter in wanted.split()}

    assert queries.parameters(name) == tuple(wanted.split())
    answer = database.ask(name, **given)
    assert list(answer.columns) == columns.split()
    assert len(answer) == (1 if name == "assessment_grades" else 0)


@pytest.mark.parametrize("name", DECLARED)
def test_values_are_data_and_never_sql(name: str, assessed: Database) -> None:
    hostile = "'; drop table region; --"
    assessed.ask(name, **{key: 5 if key == "limit" else hostile for key in queries.parameters(name)})

    assert assessed.connection.sql("select count(*) from region").fetchall() == [(10,)]


def test_periods_are_those_assessed_and_those_of_the_programs_years(assessed: Database) -> None:
    assessed.add(
        "assessment",
        "framework edition region_code agency indicator source_title score",
        ("bebas", "2022", "16.01", "dinkes", "index", "Surat", 3.0),
        ("bebas", "2022", "16.01", "bappeda", "index", "Surat", None),
    )

    found = assessed.rows("assessment_periods", "framework edition label_id known of_agencies")

    assert found == [
        ("spbe-2020", "2023", "Tahun 2023", 4, 0),
        ("spbe-2020", "2022", "Tahun 2022", 3, 0),
        ("bebas", "2023", "Tahun 2023", 1, 0),
        ("bebas", "2022", "Tahun 2022", 0, 1),
        ("bebas", "2020", "Tahun 2020", 0, 0),
        ("spbe-2018", "2020", "Tahun 2020", 1, 0),
    ]


def test_predicates_by_threshold_as_printed_and_unknown_add_up(assessed: Database) -> None:
    found = assessed.rows("assessment_grades", "kind name_id by_threshold by_print", **OF)

    assert found == [
        ("grade", "Cukup", 1, 1),
        ("grade", "Baik", 2, 1),
        ("printed", "Sangat Baik", None, 1),
        # of eight governments (Jakarta Pusat has none) one has a low claim only and three have none
        ("unknown", "", 4, None),
    ]
    in_province = assessed.rows("assessment_grades", "kind by_threshold", **OF | {"region": "16"})
    assert in_province == [("grade", 1), ("grade", 1), ("printed", None), ("unknown", 2)]


def test_without_thresholds_scores_fall_into_equal_ranges(assessed: Database) -> None:
    columns = "kind lower upper includes_upper by_threshold"
    found = assessed.rows("assessment_grades", columns, **OF | {"framework": "bebas"})
    assert found == [("range", 3.0, 3.5, None, 1), ("unknown", None, None, None, 7)]

    assessed.add(
        "indicator",
        "framework indicator level ordinal name_id name_en min max",
        ("persen", "index", "index", 1, "Indeks", "Index", 0, 100),
    )
    assessed.add(
        "assessment",
        SCORE,
        ("persen", "2023", "16.01", "index", "Koran", 89.9, None, "high"),
        ("persen", "2023", "16.02", "index", "Koran", 90, None, "high"),
        ("persen", "2023", "32", "index", "Koran", 100, None, "high"),
    )
    found = assessed.rows("assessment_grades", columns, **OF | {"framework": "persen"})
    assert found == [
        ("range", 80.0, 90.0, False, 1),
        ("range", 90.0, 100.0, True, 2),  # the highest score has no range of its own
        ("unknown", None, None, None, 5),
    ]


def test_ranking_of_those_known_with_ties(assessed: Database) -> None:
    columns = (
        "place region_code score sharing place_nationally known_nationally place_in_level known_in_level"
    )

    assert assessed.rows("assessment_ranking", columns, **OF) == [
        (1, "16.01", 3.5, 2, 1, 3, 1, 2),
        (1, "32", 3.5, 2, 1, 3, 1, 1),
        (3, "16.02", 2.0, 1, 3, 3, 2, 2),
    ]
    assert assessed.rows(
        "assessment_ranking", "place region_code place_nationally", **OF | {"region": "16"}
    ) == [
        (1, "16.01", 1),
        (2, "16.02", 3),
    ]


def test_change_within_one_instrument(assessed: Database) -> None:
    found = assessed.rows(
        "assessment_change",
        "region_code score_before score_after change",
        **OF,
        before_framework="spbe-2020",
        before="2022",
    )

    assert found == [("16.01", 2.5, 3.5, 1.0), ("32", 3.0, 3.5, 0.5), ("16.02", 3.0, 2.0, -1.0)]


def test_no_change_across_instruments(assessed: Database) -> None:
    found = assessed.rows(
        "assessment_change",
        "region_code score_before score_after change",
        **OF,
        before_framework="spbe-2018",
        before="2020",
    )

    assert found == [("16.01", 3.81, 3.5, None)]


def test_tree_with_weights_and_how_much_is_known(assessed: Database) -> None:
    found = assessed.rows("assessment_tree", "indicator parent weight_percent known", **OF)

    assert found == [
        ("index", "", None, 3),
        ("d1", "index", 25.0, 2),
        ("d2", "index", 75.0, 1),
        ("a1", "d2", 75.0, 0),
    ]


def test_parts_of_the_highest_or_of_the_named(assessed: Database) -> None:
    columns = "region_code candidates indicator score"

    assert assessed.rows("assessment_parts", columns, **OF, codes="", limit=1) == [
        ("16.01", 2, "d1", 3.2),
        ("16.01", 2, "d2", 3.6),
    ]
    assert assessed.rows("assessment_parts", columns, **OF, codes="32,16.02", limit=5) == [
        ("32", 2, None, None),
        ("16.02", 2, "d1", 2.0),
    ]
    assert assessed.rows("assessment_with_parts", "code parts", framework="spbe-2020", edition="2023") == [
        ("16.02", 1),
        ("16.01", 2),
    ]


def test_peers_in_province_of_the_kind_and_the_cohort(assessed: Database) -> None:
    assessed.add(
        "participation",
        "program edition region_code stage source_title confidence",
        ("gmsc", "2022", "16.01", "selected", "Koran", "high"),
        ("gmsc", "2022", "16.02", "selected", "Koran", "high"),
        ("gmsc", "2023", "16.02", "selected", "Koran", "high"),
    )
    found = assessed.rows(
        "assessment_peers",
        "indicator peers cohort governments known median code own",
        **OF | {"region": "16.01"},
    )

    assert found == [
        ("index", "province", "", 4, 2, 2.75, "16.01", True),
        ("index", "province", "", 4, 2, 2.75, "16.02", False),
        ("index", "level", "", 3, 2, 2.75, "16.01", True),
        ("index", "level", "", 3, 2, 2.75, "16.02", False),
        ("index", "cohort", "2022", 2, 2, 2.75, "16.01", True),
        ("index", "cohort", "2022", 2, 2, 2.75, "16.02", False),
        ("index", "nation", "", 1, 1, None, "00", False),
        ("d1", "level", "", 3, 2, 2.6, "16.01", True),
        ("d1", "level", "", 3, 2, 2.6, "16.02", False),
        ("d2", "level", "", 3, 1, 3.6, "16.01", True),
    ]


def test_an_index_is_computed_again_only_where_all_parts_are_known(assessed: Database) -> None:
    found = assessed.rows(
        "assessment_recomputed", "region_code indicator parts score recomputed difference", **OF
    )

    assert found == [("16.01", "index", 2, 3.5, 3.5, 0.0)]


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("2022", [("18.71", 1.5, 1.53), ("33.08", 3.13, 3.13), ("73.22", 2.93, 2.93)]),
        ("2023", []),
    ],
)
def test_published_indexes_computed_again(bundled: Database, edition: str, expected: list[Row]) -> None:
    found = bundled.rows("assessment_recomputed", "region_code score recomputed", **OF | {"edition": edition})

    assert found == expected


def test_computing_again_is_the_rule(bundled: Database) -> None:
    weights = {"spbe-2020": rules.SPBE_DOMAIN_WEIGHTS, "gmsc-evaluation": rules.GMSC_EVALUATION_WEIGHTS}
    parts = {
        "spbe-2020": ("d1", "d2", "d3", "d4"),
        "gmsc-evaluation": ("baseline", "output", "outcome", "impact", "quick_win"),
    }
    checked = 0
    for framework, edition in (("spbe-2020", "2022"), ("spbe-2020", "2025"), ("gmsc-evaluation", "2024")):
        of = {"framework": framework, "edition": edition, "region": "00"}
        scores = {
            (row["region_code"], row["indicator"]): row["score"]
            for row in bundled.frame(
                "select region_code, indicator, score from headline_score"
                " where framework = $framework and edition = $edition",
                {"framework": framework, "edition": edition},
            ).to_dict("records")
        }
        for code, indicator, recomputed in bundled.rows(
            "assessment_recomputed", "region_code indicator recomputed", **of
        ):
            if indicator == "index":
                mine = [scores[code, part] for part in parts[framework]]
                assert rules.weighted_index(mine, weights[framework]) == recomputed
                checked += 1
    assert checked >= 5


def test_halves_are_rounded_up_as_published_ones_are(assessed: Database) -> None:
    assessed.connection.execute(
        "update assessment set score = 3.42 where indicator = 'd1' and region_code = '16.01'"
    )
    assessed.connection.execute(
        "update assessment set score = 3.4 where indicator = 'd2' and region_code = '16.01'"
    )

    found = assessed.rows("assessment_recomputed", "recomputed", **OF)

    assert found == [(3.41,)]  # 3.405
    assert rules.weighted_index([3.42, 3.4], [25, 75]) == 3.41


def test_printed_predicates_that_do_not_fit(assessed: Database, bundled: Database) -> None:
    found = assessed.rows("assessment_printed_grades", "region_code grade_published grade_by_rule", **OF)
    assert found == [("16.02", "Sangat Baik", "cukup")]
    printed = bundled.rows("assessment_printed_grades", "region_code grade_published grade_by_rule", **OF)
    assert printed == [("32.11", "Memuaskan", "sangat_baik"), ("76", "Cukup", "baik")]


def test_printed_predicates_are_those_that_the_check_finds(bundled: Database) -> None:
    editions = [row[0] for row in bundled.rows("assessment_periods", "edition") if row[0]]
    found = sum(
        len(bundled.ask("assessment_printed_grades", framework=framework, edition=edition, region="00"))
        for framework in ("spbe-2018", "spbe-2020")
        for edition in set(editions)
    )
    listed = run_checks(bundled.connection)
    assert found == (listed["check"] == "grade_differs").sum()


def test_claims_of_one_measure_over_all_editions(bundled: Database) -> None:
    found = bundled.rows(
        "measure_claims",
        "edition value chosen contradicts",
        program="gmsc",
        measure="cumulative_masterplan_done",
    )

    assert ("2024", 251.0, True, False) in found
    assert ("2024", 250.0, False, True) in found


def test_figures_that_sources_print(bundled: Database) -> None:
    national = {
        row[0]: row[1] for row in plain(bundled.ask("region_scores", region="00")[["edition", "score"]])
    }
    wanted: dict[str, Any] = {"2018": 1.98, "2021": 2.24, "2023": 2.79, "2024": 3.12, "2025": 3.23}

    assert {edition: national[edition] for edition in wanted} == wanted
    first = bundled.rows("assessment_ranking", "name score", **OF | {"edition": "2025"})[0]
    assert first == ("Kabupaten Banyuwangi", 4.87)
