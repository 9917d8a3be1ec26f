"""The present rows of a table, narrowed by program, edition and region."""

from typing import Any

import pytest

from smartcity.contract import load_contract
from smartcity.intake.present import present_rows
from tests.queries.database import Database, plain

UPLOADABLE = [table.name for table in load_contract().tables.values() if table.uploadable]


@pytest.fixture
def filled(database: Database) -> Database:
    """Return a database with rows of two programs, two editions and three regions."""
    database.add(
        "framework",
        "framework program name_id name_en",
        ("spbe-2020", "spbe", "SPBE", "SPBE"),
        ("gmsc-readiness", "gmsc", "Kesiapan", "Readiness"),
    )
    database.add(
        "event", "event title program starts_on", ("e1", "A", "gmsc", "2022"), ("e2", "B", "spbe", "2022")
    )
    for code in ("16", "16.02", "16.01", "1.6", "32.73"):
        for program, framework, event in (("gmsc", "gmsc-readiness", "e1"), ("spbe", "spbe-2020", "e2")):
            database.add("attendance", "event region_code participants", (event, code, 3))
            for edition in ("2022", "2021"):
                database.add("participation", "program edition region_code", (program, edition, code))
                database.add("assessment", "framework edition region_code", (framework, edition, code))
    database.add("event_session", "event ordinal title", ("e1", 10, "x"), ("e1", 2, "y"), ("e2", 1, "z"))
    database.add("agency", "region_code agency name", ("16.01", "opd", "Dinas"), ("32.73", "opd", "Dinas"))
    database.add(
        "published_figure",
        "figure program scope_code measure value",
        ("f1", "gmsc", "16.01", "reached_stage", 1),
        ("f2", "gmsc", "00", "reached_stage", 50),
    )
    return database


@pytest.mark.parametrize(
    ("table", "columns", "asked", "rows"),
    [
        (
            "participation",
            "program edition region_code",
            ("gmsc", "2022", "16"),
            [("gmsc", "2022", "16"), ("gmsc", "2022", "16.01"), ("gmsc", "2022", "16.02")],
        ),
        (
            "assessment",
            "framework edition region_code",
            ("spbe", "", "16.01"),
            [("spbe-2020", "2021", "16.01"), ("spbe-2020", "2022", "16.01")],
        ),
        ("attendance", "event region_code participants", ("gmsc", "2022", "32"), [("e1", "32.73", 3)]),
        ("event_session", "event ordinal", ("gmsc", "", "16"), [("e1", 2), ("e1", 10)]),
        ("event", "event", ("spbe", "2022", "16"), [("e2",)]),
        ("agency", "region_code", ("gmsc", "2022", "16"), [("16.01",)]),
        ("published_figure", "figure", ("gmsc", "", "16"), [("f1",)]),
        ("published_figure", "figure", ("gmsc", "", "00"), [("f1",), ("f2",)]),
        ("participation", "program", ("idsll", "", ""), []),
        ("participation", "program", ("' or true --", "", ""), []),
    ],
)
def test_rows_are_those_asked_for_in_the_order_of_the_key(
    filled: Database, table: str, columns: str, asked: tuple[str, str, str], rows: list[Any]
) -> None:
    assert plain(present_rows(filled, table, *asked)[columns.split()]) == rows


@pytest.mark.parametrize("nation", ["", "00"])
def test_nothing_asked_for_is_everything(filled: Database, nation: str) -> None:
    found = {table: len(present_rows(filled, table, "", "", nation)) for table in UPLOADABLE}

    some = {"participation": 20, "assessment": 20, "attendance": 10, "event_session": 3, "framework": 2}
    assert found == dict.fromkeys(UPLOADABLE, 0) | some | {"event": 2, "agency": 2, "published_figure": 2}


@pytest.mark.parametrize("table", UPLOADABLE)
def test_columns_are_those_of_the_contract_and_whole_numbers_stay_whole(
    database: Database, table: str
) -> None:
    described = load_contract().tables[table]

    found = present_rows(database, table, "gmsc", "2022", "16.01")

    assert list(found.columns) == list(described.columns)
    whole = [field.name for field in described.fields if field.type == "integer"]
    assert {str(found[name].dtype) for name in whole} <= {"Int64"}
