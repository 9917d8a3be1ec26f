"""Every integrity check finds its defect and nothing else, and the bundled data has no error."""

from collections.abc import Callable
from typing import Any

import pytest

from smartcity.checks import COLUMNS, all_checks, find_errors, integrity_checks, run_checks
from smartcity.contract import load_contract
from tests.queries.database import Database, Row

PARTICIPATION = "program edition region_code stage source_title reached_on confidence"
FIGURE = "figure program edition scope_code stage measure value as_of source_title confidence"
ASSESSMENT = "framework edition region_code indicator source_title score grade_published confidence"


@pytest.fixture
def sound(database: Database) -> Database:
    """Return a small database in which nothing is wrong."""
    database.add(
        "region",
        "code parent_code level name short_name autonomous lat lon",
        ("00", None, "nasional", "Indonesia", "Indonesia", False, None, None),
        ("16", "00", "provinsi", "Sumatera Selatan", "Sumatera Selatan", True, -3.0, 104.7),
        ("16.01", "16", "kabupaten", "Kabupaten Ogan Komering Ulu", "Ogan Komering Ulu", True, -4.1, 104.2),
        ("16.02", "16", "kabupaten", "Kabupaten Ogan Komering Ilir", "Ogan Komering Ilir", True, -3.4, 104.8),
    )
    database.add("program", "program name_id name_en", ("gmsc", "G", "G"), ("spbe", "S", "S"))
    database.add(
        "edition", "program edition label_id label_en", *[("gmsc", y, y, y) for y in ("2022", "2023")]
    )
    stages = [("gmsc", "assessed", 1, "A", "A"), ("gmsc", "selected", 2, "S", "S")]
    database.add("stage", "program stage ordinal name_id name_en", *stages)
    columns = "framework program name_id name_en valid_from valid_to"
    database.add("framework", columns, ("spbe-2020", "spbe", "S", "S", 2021, 2025))
    database.add(
        "indicator",
        "framework indicator parent level ordinal name_id name_en weight_percent min max",
        ("spbe-2020", "index", None, "index", 1, "I", "I", None, 1, 5),
        ("spbe-2020", "d1", "index", "domain", 1, "D", "D", 40, 1, 5),
        ("spbe-2020", "d2", "index", "domain", 2, "D", "D", 60, None, None),
    )
    bands = [
        ("spbe-2020", "cukup", "Cukup", "Fair", 1, 2.6),
        ("spbe-2020", "sangat_baik", "Sangat Baik", "G", 2.6, 5),
    ]
    database.add("grade", "framework grade name_id name_en lower upper", *bands)
    database.add(
        "participation",
        PARTICIPATION,
        ("gmsc", "2022", "16.01", "assessed", "A", "2021-11", "high"),
        ("gmsc", "2022", "16.01", "selected", "A", "2021-11-05", "high"),
        ("gmsc", "2022", "16.02", "selected", "A", "2021", "low"),
    )
    database.add(
        "published_figure",
        FIGURE,
        ("f1", "gmsc", "2022", "00", "selected", "reached_stage", 1, "2022", "A", "high"),
        ("f2", "gmsc", "2022", "00", "selected", "reached_stage", 1, "2022", "B", "high"),
    )
    database.add(
        "assessment",
        ASSESSMENT,
        ("spbe-2020", "2023", "16", "index", "A", 5.0, "SANGAT BAIK", "high"),
        ("spbe-2020", "2023", "16", "index", "B", 5.0, "sangat_baik", "high"),
        ("spbe-2020", "2023", "16", "d2", "A", 1.0, "Fair", "high"),
        ("spbe-2020", "2023", "16.01", "index", "A", None, "Memuaskan", "high"),
    )
    pilot = ("p1", "16", "T", "quick_win", "completed", "2022", "2022-05", "A")
    database.add("pilot", "pilot region_code title kind status start_on finished_on source_title", pilot)
    event = ("e1", "T", "2024-01-16", "2024-01", "A")
    database.add("event", "event title starts_on ends_on source_title", event)
    return database


def found(database: Database) -> list[Row]:
    return [tuple(row) for row in run_checks(database.connection).itertuples(index=False, name=None)]


def test_nothing_is_wrong(sound: Database) -> None:
    assert found(sound) == []
    assert tuple(run_checks(sound.connection).columns) == COLUMNS


def test_nothing_is_wrong_with_an_empty_database(database: Database) -> None:
    assert found(database) == []


def adds(table: str, columns: str, *rows: Row) -> Callable[[Database], Any]:
    return lambda database: database.add(table, columns, *rows)


def runs(sql: str) -> Callable[[Database], Any]:
    return lambda database: database.connection.execute(sql)


DEFECTS: list[tuple[Callable[[Database], Any], list[Row]]] = [
    (
        adds("participation", PARTICIPATION, ("gmsc", "2022", "16.01", "selected", "B", "2021-10", "high")),
        [
            (
                "stage_order",
                "warning",
                "participation",
                '["gmsc","2022","16.01","selected","B"]',
                "reached_on: selected 2021-10 < assessed 2021-11",
            )
        ],
    ),
    (
        adds(
            "participation",
            PARTICIPATION,
            ("gmsc", "2022", "16.02", "selected", "B", None, "medium"),
            ("gmsc", "2023", "16.01", "selected", "B", None, "high"),
        ),
        [
            (
                "figure_below_names",
                "warning",
                "published_figure",
                '["f1"]',
                "value: 2 > 1: Kabupaten Ogan Komering Ulu (2023), Kabupaten Ogan Komering Ilir (medium)",
            )
        ],
    ),
    (
        adds("participation", PARTICIPATION, ("gmsc", "2022", "16.02", "selected", "B", None, "high")),
        [("figure_below_names", "warning", "published_figure", '["f1"]', "value: 2 > 1: ")],
    ),
    (
        adds(
            "assessment",
            ASSESSMENT,
            ("spbe-2020", "2023", "16.01", "d1", "A", 5.01, None, "high"),
            ("spbe-2020", "2023", "16.01", "d2", "A", 0.5, None, "high"),
        ),
        [
            (
                "score_range",
                "error",
                "assessment",
                '["spbe-2020","2023","16.01","","d1","A"]',
                "score: 5.01 (1.0 … 5.0)",
            ),
            (
                "score_range",
                "error",
                "assessment",
                '["spbe-2020","2023","16.01","","d2","A"]',
                "score: 0.5 (1.0 … 5.0)",
            ),
        ],
    ),
    (
        runs("update region set lat = null where code in ('00', '16.01')"),
        [("region_coordinates", "warning", "region", '["16.01"]', "lat: Kabupaten Ogan Komering Ulu")],
    ),
    (
        adds("award", "award region_code title", ("a1", "16", "Juara")),
        [("missing_source.award", "warning", "award", '["a1"]', "source_title: ")],
    ),
    (
        adds("participation", PARTICIPATION, ("gmsc", "2023", "16.01", "selected", "", None, None)),
        [
            (
                "missing_source.participation",
                "warning",
                "participation",
                '["gmsc","2023","16.01","selected",""]',
                "source_title: ",
            )
        ],
    ),
    (
        adds(
            "published_figure",
            FIGURE,
            ("f3", "gmsc", "2022", "00", "selected", "reached_stage", 1.5, "2022", "C", "low"),
        ),
        [("contradicting_figures", "warning", "published_figure", '["f3"]', "value: 1.5 ≠ 1 (f1)")],
    ),
    (
        adds("assessment", ASSESSMENT, ("spbe-2020", "2023", "16", "index", "C", 4.5, None, "low")),
        [
            (
                "contradicting_scores",
                "warning",
                "assessment",
                '["spbe-2020","2023","16","","index","C"]',
                "score: 4.5 ≠ 5.0 (A)",
            )
        ],
    ),
    (
        adds(
            "assessment",
            ASSESSMENT,
            ("spbe-2020", "2020", "16", "index", "A", 2.0, None, "high"),
            ("spbe-2020", "2026-S1", "16", "index", "A", 2.0, None, "high"),
        ),
        [
            (
                "edition_outside_framework",
                "error",
                "assessment",
                f'["spbe-2020","{edition}","16","","index","A"]',
                f"edition: {edition} (2021 … 2025)",
            )
            for edition in ("2020", "2026-S1")
        ],
    ),
    (
        runs("update indicator set weight_percent = 61 where indicator = 'd2'"),
        [("weights_sum", "warning", "framework", '["spbe-2020"]', "weight_percent: domain: 101.0")],
    ),
    (
        adds("assessment", ASSESSMENT, ("spbe-2020", "2022", "16", "index", "A", 2.59, "Sedang", "high")),
        [
            (
                "grade_differs",
                "warning",
                "assessment",
                '["spbe-2020","2022","16","","index","A"]',
                "grade_published: Sedang ≠ Cukup (2.59)",
            )
        ],
    ),
    (
        runs("update region set autonomous = false where code = '16.02'"),
        [
            (
                "no_government",
                "warning",
                "participation",
                '["gmsc","2022","16.02","selected","A"]',
                "region_code: Kabupaten Ogan Komering Ilir",
            )
        ],
    ),
    (
        adds(
            "event", "event title starts_on ends_on source_title", ("e2", "T", "2024-02", "2024-01-31", "A")
        ),
        [("event_order", "error", "event", '["e2"]', "ends_on: 2024-01-31 < 2024-02")],
    ),
    (
        adds(
            "pilot",
            "pilot region_code title kind status start_on finished_on source_title",
            ("p2", "16", "T", "quick_win", "completed", "2022", "2021-12-31", "A"),
        ),
        [("pilot_order", "error", "pilot", '["p2"]', "finished_on: 2021-12-31 < 2022")],
    ),
    (
        adds(
            "headline_exception",
            "table_name row_key reason",
            ("published_figure", '["f2"]', "Baik"),
            ("published_figure", '["f9"]', "Salah"),
            ("assessment", '["spbe-2020", "2023", "16", "", "index", "A"]', "Baik"),
            ("assessment", '["x"]', "Salah"),
        ),
        [
            (
                "exception_without_row",
                "warning",
                "headline_exception",
                '["assessment","[\\"x\\"]"]',
                'row_key: assessment ["x"]',
            ),
            (
                "exception_without_row",
                "warning",
                "headline_exception",
                '["published_figure","[\\"f9\\"]"]',
                'row_key: published_figure ["f9"]',
            ),
        ],
    ),
]


@pytest.mark.parametrize(("break_it", "expected"), DEFECTS, ids=[rows[0][0] for _, rows in DEFECTS])
def test_a_defect_is_found(break_it: Callable[[Database], Any], expected: list[Row], sound: Database) -> None:
    break_it(sound)
    assert found(sound) == expected


def test_every_check_has_its_defect() -> None:
    tried = {rows[0][0].split(".")[0] for _, rows in DEFECTS}
    assert tried == {check.name.split(".")[0] for check in integrity_checks()}


def test_the_batch_is_the_source_of_uploaded_rows(sound: Database) -> None:
    sound.add("award", "award region_code title", ("a1", "16", "Juara"))
    sound.add("batch", "batch version kind made_by made_at", (1, 2, "upload", "sari", "2026-11-22 08:00:00"))
    sound.add("change", "batch table_name row_key", (1, "award", '["a1"]'))
    assert found(sound) == []


def test_a_list_of_weights_below_an_unweighted_part_is_not_complete(sound: Database) -> None:
    columns = "framework indicator parent level ordinal name_id name_en weight_percent"
    sound.add("indicator", columns, ("spbe-2020", "a1", "index", "aspect", 1, "A", "A", None))
    sound.add("indicator", columns, ("spbe-2020", "i1", "a1", "indicator", 1, "I", "I", 1))
    assert found(sound) == []


def test_findings_of_the_contract_are_there_too(sound: Database) -> None:
    sound.add("award", "award region_code title source_title", ("a1", "99", "Juara", "A"))
    assert [(row[1], row[2], row[3]) for row in found(sound)] == [("error", "award", '["a1"]')]


def test_names_are_unique_and_words_are_in_both_languages() -> None:
    names = [check.name for check in all_checks()]
    assert len(names) == len(set(names))
    for check in integrity_checks():
        words = [check.title_id, check.title_en, check.reason_id, check.reason_en, check.fix_id, check.fix_en]
        assert len(set(words)) == len(words)
        assert check.severity in ("error", "warning")
        assert check.table in load_contract().tables


def test_the_bundled_data_has_no_error(bundled: Database) -> None:
    findings = run_checks(bundled.connection)
    assert found(bundled) != []
    assert findings[findings.severity == "error"].to_dict("records") == []


def test_what_the_bundled_data_is_warned_about(bundled: Database) -> None:
    findings = run_checks(bundled.connection)
    assert findings.check.value_counts().to_dict() == {
        "contradicting_figures": 9,
        "contradicting_scores": 8,
        "figure_below_names": 2,
        "grade_differs": 6,
    }
    below = findings[findings.check == "figure_below_names"]
    assert [detail.split(": ")[1] for detail in below.detail] == ["26 > 25", "51 > 50"]
    assert "Kabupaten Lombok Timur (medium)" in below.detail.iloc[0]
    assert "Kota Kotamobagu (2023, medium)" in below.detail.iloc[1]
    assert "Kabupaten Banyumas (2019)" in below.detail.iloc[1]


def test_the_checks_that_refuse_a_version_find_the_errors_among_all(sound: Database) -> None:
    for spoil, _rows in DEFECTS:
        spoil(sound)

    everything = found(sound)
    errors = [tuple(row) for row in find_errors(sound.connection).itertuples(index=False, name=None)]

    assert errors == [row for row in everything if row[1] == "error"]
    assert 0 < len(errors) < len(everything)
