"""Questions about local agencies: scores and indexes, places, changes, who lags, one of them, initiatives, IETPD."""

from typing import Any

import pytest

from smartcity import rules
from tests.queries.database import Database, record

ASSESSED = "framework edition region_code agency indicator source_title score confidence"
SKPD: dict[str, Any] = {"framework": "skpd", "edition": "2025", "region": "16"}
CRITERIA = ("access", "speed", "account")
# Scores of agency a0 to a9 and of one that is not on record, by criterion: 2024, then 2025.
LEVELS = {"2024": 50, "2025": 60}


@pytest.fixture
def evaluated(country: Database) -> Database:
    """Return the country with an evaluation of ten agencies of province 16 by three criteria in two periods."""
    country.add("program", "program name_id name_en", ("tp2dd", "TP2DD", "TP2DD"))
    country.add("edition", "program edition label_id label_en", ("tp2dd", "2025", "Tahun 2025", "Year 2025"))
    country.add(
        "framework",
        "framework program name_id name_en",
        ("skpd", "tp2dd", "Evaluasi SKPD", "Evaluation"),
        ("skpd-old", "tp2dd", "Evaluasi lama", "Old evaluation"),
    )
    country.add(
        "indicator",
        "framework indicator parent level ordinal name_id name_en weight_percent",
        ("skpd", "access", "index", "criterion", 1, "Akses", "Access", 40),
        ("skpd", "speed", "index", "criterion", 2, "Kecepatan", "Speed", 30),
        ("skpd", "account", None, "criterion", 3, "Akuntabilitas", "Accountability", 30),
        ("skpd", "detail", "access", "indicator", 1, "Rincian", "Detail", None),
    )
    country.add(
        "grade", "framework grade name_id name_en lower upper", ("skpd", "baik", "Baik", "Good", 66, 100)
    )
    country.add(
        "agency",
        "region_code agency name kind",
        *(("16", f"a{place}", f"Dinas {place}", "Dinas") for place in range(10)),
        ("16", "kosong", "Badan Kosong", "Badan"),
        ("16.01", "a0", "Dinas OKU", "Dinas"),
    )
    country.add(
        "assessment",
        ASSESSED,
        *(
            ("skpd", edition, "16", f"a{place}", criterion, "Koran", level + place + at, "high")
            for edition, level in LEVELS.items()
            for place in range(10)
            for at, criterion in enumerate(CRITERIA)
        ),
        # an index as published, a worse claim, one of low confidence, one of the region itself
        ("skpd", "2025", "16", "a9", "index", "Koran", 90, "high"),
        ("skpd", "2025", "16", "a9", "access", "Blog", 1, "medium"),
        ("skpd", "2025", "16", "a0", "index", "Blog", 99, "low"),
        ("skpd", "2025", "16", "", "index", "Koran", 11, "high"),
        ("skpd", "2025", "16", "baru", "access", "Koran", 70, "high"),
        ("skpd-old", "2023", "16", "a1", "index", "Koran", 3.5, "high"),
        ("skpd", "2024", "16.01", "a0", "access", "Koran", 44, "high"),
    )
    return country


def test_regions_with_their_agencies_the_most_assessed_first(evaluated: Database) -> None:
    columns = "region_code agencies assessed edition evaluations"
    assert evaluated.rows("agency_regions", columns, region="00") == [
        ("16", 11, 11, "2025", 3),
        ("16.01", 1, 1, "2024", 1),
    ]
    assert evaluated.rows("agency_regions", columns, region="16.01") == [("16.01", 1, 1, "2024", 1)]
    assert evaluated.rows("agency_regions", columns, region="32") == []


def test_evaluations_of_exactly_one_region_with_their_criteria(evaluated: Database) -> None:
    columns = "framework edition label_id assessed criteria"
    three = sorted(CRITERIA)
    assert evaluated.rows("agency_periods", columns, region="16") == [
        ("skpd", "2025", "Tahun 2025", 11, three),
        ("skpd", "2024", None, 10, three),
        ("skpd-old", "2023", None, 1, []),
    ]
    assert evaluated.rows("agency_periods", columns, region="16.01") == [
        ("skpd", "2024", None, 1, ["access"])
    ]
    assert evaluated.rows("agency_periods", "edition assessed", region="00") == [
        ("2025", 11),
        ("2024", 11),
        ("2023", 1),
    ]


def test_scores_of_every_agency_and_an_index_where_it_can_be(evaluated: Database) -> None:
    found = evaluated.ask("agency_scores", **SKPD)

    assert list(dict.fromkeys(found["agency"])) == [
        "a9",
        *(f"a{place}" for place in range(8, -1, -1)),
        "baru",
        "kosong",
    ]
    of = {agency: rows.set_index("indicator")["score"].to_dict() for agency, rows in found.groupby("agency")}
    assert of["a9"] == {"access": 69, "speed": 70, "account": 71, "index": 90}
    assert of["a1"] == {"access": 61, "speed": 62, "account": 63, "index": 61.9}
    assert of["baru"] == {"access": 70}
    computed = found[found["indicator"] == "index"].set_index("agency")["computed"].to_dict()
    assert (computed["a9"], computed["a1"], len(computed)) == (False, True, 10)


def test_an_index_computed_in_sql_is_that_of_the_rule(evaluated: Database) -> None:
    scores = (61.234, 62.345, 63.456)
    evaluated.add(
        "assessment",
        ASSESSED,
        *(
            ("skpd", "2022", "16", "a1", id_, "K", score, "high")
            for id_, score in zip(CRITERIA, scores, strict=True)
        ),
    )
    found = evaluated.rows(
        "agency_ranking", "score computed", **SKPD | {"edition": "2022", "measure": "index"}
    )
    assert found == [(rules.weighted_index(scores, (40, 30, 30)), True)]


@pytest.mark.parametrize(
    "change",
    [
        "update indicator set weight_percent = null where indicator = 'speed'",
        "update indicator set weight_percent = 0",
        "update indicator set level = 'aspect' where indicator = 'speed'",
        "delete from assessment where indicator = 'speed'",
    ],
)
def test_no_index_where_a_weight_or_a_score_is_missing(evaluated: Database, change: str) -> None:
    evaluated.connection.execute(change)
    found = evaluated.ask("agency_ranking", **SKPD, measure="index")
    assert found["agency"].tolist() == ["a9"]


def test_places_with_ties_and_grades(evaluated: Database) -> None:
    columns = "place name score sharing grade_by_rule"
    assert evaluated.rows("agency_ranking", columns, **SKPD, measure="access")[:3] == [
        (1, "baru", 70, 1, None),
        (2, "Dinas 9", 69, 1, None),
        (3, "Dinas 8", 68, 1, None),
    ]
    assert evaluated.rows("agency_ranking", columns, **SKPD, measure="index")[:2] == [
        (1, "Dinas 9", 90, 1, "baik"),
        (2, "Dinas 8", 68.9, 1, "baik"),
    ]
    evaluated.connection.execute("update assessment set score = 60 where indicator = 'account'")
    tied = evaluated.rows("agency_ranking", "place sharing", **SKPD, measure="account")
    assert tied == [(1, 10)] * 10


BEFORE = {**SKPD, "before_framework": "skpd", "before": "2024"}


def test_changes_of_one_instrument(evaluated: Database) -> None:
    columns = "agency score_before score_after change comparable"
    found = evaluated.rows("agency_change", columns, **BEFORE, measure="index")
    assert found[0] == ("a9", 59.9, 90, 30.1, True)
    assert {row[3] for row in found[1:]} == {10}
    assert len(found) == 10
    assert evaluated.rows("agency_change", columns, **{**BEFORE, "region": "32"}, measure="index") == []


def test_an_index_of_other_criteria_is_no_change_but_a_criterion_is(evaluated: Database) -> None:
    evaluated.connection.execute("delete from assessment where edition = '2024' and indicator = 'speed'")
    evaluated.add("assessment", ASSESSED, ("skpd", "2024", "16", "a1", "index", "K", 50, "high"))

    index = evaluated.rows(
        "agency_change", "agency change comparable added removed", **BEFORE, measure="index"
    )
    assert index == [("a1", None, False, ["speed"], [])]
    access = evaluated.rows("agency_change", "change comparable", **BEFORE, measure="access")
    assert access == [(10, True)] * 10


def test_another_instrument_is_not_comparable(evaluated: Database) -> None:
    asked = {**SKPD, "before_framework": "skpd-old", "before": "2023", "measure": "index"}
    columns = "agency score_before change comparable added removed"
    assert evaluated.rows("agency_change", columns, **asked) == [("a1", 3.5, None, False, [], [])]


def test_who_lags_stays_below_the_median(evaluated: Database) -> None:
    # a0 to a4 are below in both periods; in 2024 a4 was above
    evaluated.connection.execute(
        "update assessment set score = 99 where agency = 'a4' and edition = '2024' and indicator = 'speed'"
    )
    found = evaluated.rows("agency_lagging", "agency periods since lags known", **SKPD, measure="speed")
    assert found == [
        ("a0", 2, "2024", True, 10),
        ("a1", 2, "2024", True, 10),
        ("a2", 2, "2024", True, 10),
        ("a3", 2, "2024", True, 10),
        ("a4", 1, "2025", False, 10),
    ]


def test_a_gap_ends_the_row_and_few_scores_have_no_median(evaluated: Database) -> None:
    evaluated.connection.execute(
        "delete from assessment where agency = 'a0' and edition = '2024' and indicator = 'speed'"
    )
    # nine are left in 2024, too few for a median
    found = evaluated.rows("agency_lagging", "agency periods", **SKPD, measure="speed")
    assert found == [(f"a{place}", 1) for place in range(5)]
    assert evaluated.rows("agency_lagging", "agency", **SKPD | {"edition": "2024"}, measure="speed") == []
    assert evaluated.rows("agency_lagging", "agency", **SKPD | {"edition": "2026"}, measure="speed") == []


def test_rows_below_the_median_in_sql_are_those_of_the_rule(evaluated: Database) -> None:
    evaluated.connection.execute(
        "update assessment set score = 99 where agency = 'a4' and edition = '2024' and indicator = 'speed'"
    )
    evaluated.add(
        "assessment",
        ASSESSED,
        *(("skpd", "2023", "16", f"a{place}", "speed", "K", 40 - place, "high") for place in range(10)),
    )
    scores = evaluated.connection.execute(
        "select edition, agency, score from assessment where indicator = 'speed' and region_code = '16'"
    ).df()
    medians = scores.groupby("edition")["score"].median().to_dict()
    known = scores.groupby("edition")["score"].size().to_dict()
    by_rule = {}
    for agency, own in scores.groupby("agency"):
        of = dict(zip(own["edition"], own["score"], strict=True))
        latest_first = [(of.get(year), medians[year], known[year]) for year in ("2025", "2024", "2023")]
        by_rule[agency] = rules.periods_below(latest_first)

    found = evaluated.rows("agency_lagging", "agency periods lags", **SKPD, measure="speed")

    assert {agency: periods for agency, periods, _lags in found} == {
        agency: count for agency, count in by_rule.items() if count
    }
    assert [lags for _agency, periods, lags in found] == [
        periods >= rules.LAGS_FROM_PERIODS for _agency, periods, _lags in found
    ]


def test_one_agency_beside_the_others(evaluated: Database) -> None:
    asked = {"framework": "skpd", "region": "16", "agency": "a1", "limit": 1}
    found = evaluated.ask("agency_profile", **asked)
    own = found[found["own"]][["edition", "indicator", "score", "known", "assessed", "median", "place"]]
    assert own.to_records(index=False).tolist() == [
        ("2025", "index", 61.9, 10, 11, 65.4, 9),
        ("2025", "access", 61, 11, 11, 65, 10),
        ("2025", "speed", 62, 10, 11, 65.5, 9),
        ("2025", "account", 63, 10, 11, 66.5, 9),
    ]
    both = evaluated.ask("agency_profile", **asked | {"limit": 4})
    assert sorted({str(edition) for edition in both["edition"]}) == ["2024", "2025"]
    assert evaluated.rows("agency_profile", "agency", **asked | {"agency": "kosong"}) == []


def test_claims_of_one_agency_with_the_chosen_one(evaluated: Database) -> None:
    found = evaluated.rows(
        "agency_claims", "edition indicator score chosen source_title", region="16", agency="a9"
    )
    assert found[:3] == [
        ("2025", "access", 69, True, "Koran"),
        ("2025", "access", 1, False, "Blog"),
        ("2025", "speed", 70, True, "Koran"),
    ]
    assert len(found) == 8


def test_names_are_of_the_table_or_of_an_evaluation(evaluated: Database) -> None:
    names = evaluated.rows("agency_names", "agency name kind", region="16")
    assert (names[0], names[-1], len(names)) == (
        ("kosong", "Badan Kosong", "Badan"),
        ("baru", "baru", None),
        12,
    )


def test_summary_covers_what_lies_in_the_region(evaluated: Database) -> None:
    assert record(evaluated.ask("agency_summary", region="16")) == {
        "agencies": 12,
        "governments": 2,
        "assessed": 12,
        "governments_assessed": 2,
        "edition": "2025",
    }
    assert record(evaluated.ask("agency_summary", region="32"))["assessed"] == 0


@pytest.fixture
def working(evaluated: Database) -> Database:
    """Return the country with initiatives of every kind and a quick win."""
    evaluated.add(
        "pilot",
        "pilot region_code agency title kind status progress_percent due_on",
        ("late", "16", "a1", "Jaringan", "infrastructure", "running", 40, "2026-10"),
        ("told", "16", "a1", "Pelatihan", "training", "delayed", 10, "2027"),
        ("done", "16", None, "Aplikasi", "application", "completed", 100, "2020"),
        ("open", "16.01", "a0", "Forum", "collaboration", "planned", None, None),
        ("win", "16", "a1", "Quick win", "quick_win", "running", 5, "2020"),
    )
    return evaluated


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"region": "00"}, ["late", "told", "open", "done"]),
        ({"region": "16"}, ["late", "told", "done"]),
        ({"region": "16", "agency": "a1"}, ["late", "told"]),
        ({"region": "16.01"}, ["open"]),
        ({"region": "32"}, []),
    ],
)
def test_initiatives_of_one_government_the_late_first(
    working: Database, chosen: dict[str, str], found: list[str]
) -> None:
    asked = {"agency": "", "today": "2026-11-22", **chosen}
    assert [row[0] for row in working.rows("agency_initiatives", "pilot", **asked)] == found


def test_initiatives_late_by_rule_and_as_reported_stand_apart(working: Database) -> None:
    columns = "pilot agency_name late delayed finished"
    assert working.rows("agency_initiatives", columns, region="16", agency="", today="2026-11-22") == [
        ("late", "Dinas 1", True, False, False),
        ("told", "Dinas 1", False, True, False),
        ("done", "", False, False, True),
    ]
    assert working.rows(
        "agency_initiative_groups", "grouped status pilots late", region="16", today="2026-11-22"
    ) == [
        ("infrastructure", "running", 1, 1),
        ("training", "delayed", 1, 0),
        ("application", "completed", 1, 0),
    ]


@pytest.fixture
def electronic(evaluated: Database) -> Database:
    """Return the country with figures and levels of electronic transactions."""
    evaluated.add("framework", "framework program name_id name_en", ("ietpd", "tp2dd", "IETPD", "IETPD"))
    evaluated.add(
        "grade",
        "framework grade name_id name_en",
        ("ietpd", "digital", "Digital", "Digital"),
        ("ietpd", "maju", "Maju", "Advanced"),
    )
    evaluated.add(
        "published_figure",
        "figure program edition scope_code scope_label measure category value confidence source_title",
        ("f1", "tp2dd", "2024-S1", "00", None, "local_governments", "Digital", 480, "high", "A"),
        ("f2", "tp2dd", "2024-S1", "00", None, "local_governments", "Digital", 470, "medium", "B"),
        ("f3", "tp2dd", "2024-S1", "00", None, "local_governments", "Maju", 49, "high", "A"),
        ("f4", "tp2dd", "2024-S1", "00", "Jawa", "digital_percent", None, 100, "high", "A"),
        ("f5", "tp2dd", "2024-S1", "16", None, "average_index", None, 90, "high", "A"),
        ("f6", "gmsc", "2022", "00", None, "local_governments", "Digital", 1, "high", "A"),
        ("f7", "tp2dd", "2024", "00", None, "expansion_stage_percent", None, 1, "high", "A"),
    )
    evaluated.add(
        "assessment",
        "framework edition region_code indicator source_title score grade_published confidence",
        ("ietpd", "2023-S2", "16.01", "index", "A", 80, "Maju", "high"),
        ("ietpd", "2024-S1", "16.01", "index", "A", 90.5, "DIGITAL", "high"),
        ("ietpd", "2024-S1", "16.02", "index", "A", None, "Advanced", "high"),
        ("ietpd", "2024-S1", "32.04", "index", "A", 99, None, "low"),
        ("ietpd", "2024-S1", "32.73", "index", "A", 70, None, "medium"),
    )
    return evaluated


def test_figures_of_every_source_with_what_contradicts(electronic: Database) -> None:
    assert electronic.rows("ietpd_figures", "figure chosen contradicts", region="00") == [
        ("f5", True, False),
        ("f4", True, False),
        ("f1", True, False),
        ("f2", False, True),
        ("f3", True, False),
    ]
    assert [row[0] for row in electronic.rows("ietpd_figures", "figure", region="32")] == [
        "f4",
        "f1",
        "f2",
        "f3",
    ]


def test_levels_known_by_name_are_the_latest_of_each(electronic: Database) -> None:
    columns = "region_code edition score level edition_before change"
    assert electronic.rows("ietpd_regions", columns, region="00") == [
        ("16.01", "2024-S1", 90.5, "digital", "2023-S2", 10.5),
        ("32.73", "2024-S1", 70, None, None, None),
        ("16.02", "2024-S1", None, "maju", None, None),
    ]
    assert [row[0] for row in electronic.rows("ietpd_regions", "region_code", region="16")] == [
        "16.01",
        "16.02",
    ]
