"""Questions about those that joined a program: who, their index, the nation's, and the others'."""

import pytest

from smartcity.rules import QUARTILES_FROM
from tests.queries.database import Database, plain

ASKED = {"program": "gmsc", "stage": "assessed", "framework_program": "spbe"}
SCORE = "framework edition region_code indicator source_title score confidence"


@pytest.fixture
def joining(country: Database) -> Database:
    """Return the country in which three joined, one by a claim of low confidence, one was only invited."""
    country.add(
        "participation",
        "program edition region_code stage source_title reached_on confidence",
        ("gmsc", "2022", "16.01", "selected", "Koran", None, "high"),
        ("gmsc", "2023", "16.01", "assessed", "Koran", None, "official"),
        ("gmsc", "2023", "16.02", "assessed", "Koran", None, None),
        ("gmsc", "2023", "16.71", "selected", "Koran", None, "low"),
        ("gmsc", "2023", "32.04", "invited", "Koran", None, "high"),
        ("gmsc", "2023", "32", "selected", "Koran", None, "high"),
    )
    country.add(
        "framework",
        "framework program name_id name_en",
        ("spbe-2018", "spbe", "SPBE", "SPBE"),
        ("spbe-2020", "spbe", "SPBE", "SPBE"),
        ("ietpd", "tp2dd", "IETPD", "IETPD"),
    )
    country.add(
        "assessment",
        SCORE,
        ("spbe-2018", "2020", "16.01", "index", "Surat", 3.8, "high"),
        ("spbe-2020", "2021", "16.01", "index", "Surat", 3.5, "high"),
        ("spbe-2020", "2023", "16.01", "index", "Koran", 4.1, "low"),
        ("ietpd", "2023", "16.01", "index", "Surat", 90, "high"),
        ("spbe-2020", "2023", "16.01", "d1", "Surat", 2, "high"),
        ("spbe-2020", "2023", "00", "index", "Surat", 2.79, "official"),
        ("spbe-2020", "2023", "16", "index", "Surat", 3.1, "official"),
        ("spbe-2020", "2023", "16.71", "index", "Surat", 3.2, "official"),
        ("spbe-2020", "2023", "32.04", "index", "Surat", 2.5, "official"),
        ("spbe-2020", "2023", "32.73", "index", "Koran", 3.3, "low"),
        ("spbe-2020", "2023", "31.71", "index", "Surat", 3.3, "high"),
    )
    return country


def test_regions_come_with_their_furthest_stage_the_unsure_last(joining: Database) -> None:
    columns = "region_code furthest_stage edition low_only best_confidence"
    assert joining.rows("joined_regions", columns, program="gmsc", region="00") == [
        ("16.01", "selected", "2022", False, "high"),
        ("16.02", "assessed", "2023", False, "official"),
        ("32.04", "invited", "2023", False, "high"),
        ("16.71", "selected", "2023", True, "low"),
    ]
    assert joining.rows("joined_regions", "region_code", program="gmsc", region="32") == [("32.04",)]


def test_scores_of_those_that_joined_by_year_and_instrument(joining: Database) -> None:
    columns = "region_code framework edition score low_only"
    assert joining.rows("joined_scores", columns, **ASKED, region="00") == [
        ("16.01", "spbe-2018", "2020", 3.8, False),
        ("16.01", "spbe-2020", "2021", 3.5, False),
        ("16.01", "spbe-2020", "2023", 4.1, True),
    ]
    assert plain(joining.ask("joined_scores", **ASKED, region="32")) == []


def test_others_are_governments_below_provinces_that_are_not_known_to_have_joined(joining: Database) -> None:
    columns = "framework edition national_score others_known others_median"
    assert joining.rows("joined_beside", columns, **ASKED) == [("spbe-2020", "2023", 2.79, 1, None)]


@pytest.mark.parametrize("known", [QUARTILES_FROM - 1, QUARTILES_FROM])
def test_quartiles_need_enough_known_scores(country: Database, known: int) -> None:
    country.add("framework", "framework program name_id name_en", ("spbe-2020", "spbe", "SPBE", "SPBE"))
    codes = [f"33.{place:02}" for place in range(known)]
    country.add(
        "region",
        "code level name short_name autonomous",
        *((code, "kota", code, code, True) for code in codes),
    )
    scores = [
        ("spbe-2020", "2023", code, "index", "S", float(place), "high") for place, code in enumerate(codes)
    ]
    country.add("assessment", SCORE, *scores)

    found = country.rows(
        "joined_beside", "national_score others_known others_lower others_median others_upper", **ASKED
    )

    quartiles = (4.75, 9.5, 14.25) if known >= QUARTILES_FROM else (None, None, None)
    assert found == [(None, known, *quartiles)]
