"""Questions: every one can be asked and gives what SQL gives, as JSON and as CSV; wrong parameters are refused."""

import csv
import io
import json
from typing import Any

import pytest

from smartcity import queries
from smartcity.api import parameters
from smartcity.queries.visible import hidden
from tests.api.kit import Client

GIVEN: dict[str, Any] = {
    "agency": "a",
    "batch": 1,
    "before": "2021",
    "before_framework": "spbe-2020",
    "by": "province",
    "code": "16",
    "codes": "16.01",
    "digest": "0" * 64,
    "edition": "2022",
    "event": "e",
    "framework": "spbe-2020",
    "framework_program": "spbe",
    "ids": '["16.01"]',
    "kind": "",
    "limit": 7,
    "measure": "reached_stage",
    "offset": 0,
    "parent": "16",
    "pilot": "p",
    "program": "gmsc",
    "region": "00",
    "row_key": '["p"]',
    "source": "0" * 12,
    "stage": "selected",
    "status": "",
    "table_name": "pilot",
    "text": "ban",
    "today": "2026-11-22",
}


def given(name: str) -> dict[str, Any]:
    """Return values for the parameters of a question; '' for those that are not listed."""
    found = {each: GIVEN.get(each, "") for each in queries.parameters(name)}
    return found | ({"ids": '[["16.01","a"]]'} if "[[" in queries.sql(name) and "ids" in found else {})


def as_json(value: Any) -> Any:
    """Return a value of the database as it must stand in JSON, without the help of the code under test."""

    def other(value: Any) -> Any:
        if hasattr(value, "hour"):
            return value.isoformat() + "Z"
        return value.isoformat() if hasattr(value, "isoformat") else float(value)

    return json.loads(json.dumps(value, default=other))


@pytest.mark.parametrize("name", queries.NAMES)
def test_every_question_gives_what_the_database_gives(api: Client, name: str) -> None:
    asked = given(name)
    with api.store.read() as snapshot:
        columns, rows = snapshot.ask(
            lambda cursor: (
                [column[0] for column in cursor.execute(queries.sql(name), asked or None).description or ()],
                cursor.fetchall(),
            )
        )

    found = api.get(f"/questions/{name}", params=asked).json()

    seen = [column for column in columns if column not in hidden(name)]
    expected = [
        {column: value for column, value in zip(columns, as_json(row), strict=True) if column in seen}
        for row in rows
    ]
    assert found["rows"] == expected
    assert (found["question"], found["parameters"], found["version"]) == (name, asked, 1)
    assert (found["demo"], "notice" in found) == (False, False)


@pytest.mark.parametrize("name", ["funnel", "reached_regions", "region", "data_age", "recent_changes"])
def test_csv_is_equal_to_the_json(api: Client, name: str) -> None:
    rows = api.get(f"/questions/{name}", params=given(name)).json()["rows"]

    answer = api.get(f"/questions/{name}", params=given(name) | {"format": "csv"})

    def text(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() else str(value)
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)

    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == f'attachment; filename="smartcity-{name}.csv"'
    read = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert rows
    assert read == [{column: text(value) for column, value in row.items()} for row in rows]


def test_list_names_every_question_with_its_parameters(api: Client) -> None:
    listed = api.good("/questions").json()["questions"]

    assert [each["name"] for each in listed] == list(queries.NAMES)
    assert {each["name"]: [part["name"] for part in each["parameters"]] for each in listed} == {
        name: list(queries.parameters(name)) for name in queries.NAMES
    }
    funnel = next(each for each in listed if each["name"] == "funnel")
    assert funnel["sentence"] == queries.sentence("funnel")
    assert [part["required"] for part in funnel["parameters"]] == [True, True, False]


def test_every_parameter_is_described() -> None:
    assert {each for name in queries.NAMES for each in queries.parameters(name)} == set(parameters.DESCRIBED)


def test_what_leaves_open_need_not_be_given(api: Client) -> None:
    assert parameters.optional("pilot_list") >= {"program", "edition", "dimension", "kind", "status", "text"}
    asked = api.good("/questions/pilot_list").json()["parameters"]

    assert {value for name, value in asked.items() if name not in ("today", "region")} == {""}
    assert asked["region"] == "00"
    assert len(asked["today"]) == 10


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("", "query.program"),
        ("program=gmsc", "query.edition"),
        ("program=gmsc&edition=2022&region=Sumsel", "query.region"),
        ("program=gmsc&edition=2022&region=1;drop table pilot", "query.region"),
        ("program=gmsc&program=spbe&edition=2022", "query.program"),
        ("program=gmsc&edition=2022&tahun=2022", "query.tahun"),
        ("program=%00&edition=2022", "query.program"),
        (f"program={'x' * 201}&edition=2022", "query.program"),
        ("program=gmsc&edition=2022&format=xlsx", "query.format"),
        ("program=gmsc&edition=2022&lang=xx", "query.lang"),
    ],
)
def test_wrong_parameters_are_refused(api: Client, query: str, where: str) -> None:
    assert api.error(f"/questions/funnel?{query}", 422)["where"] == where


@pytest.mark.parametrize("day", ["2026-02-29", "2026-13-01", "26-01-01", "kemarin", "2026-04-31"])
def test_a_day_that_is_none_is_refused(api: Client, day: str) -> None:
    assert api.error(f"/questions/pilot_list?today={day}", 422)["where"] == "query.today"


@pytest.mark.parametrize("day", ["2026-01-31", "2024-02-29", "2026-12-31", "2000-02-29"])
def test_a_day_that_there_is_can_be_asked(api: Client, day: str) -> None:
    assert api.good(f"/questions/pilot_list?today={day}").json()["parameters"]["today"] == day


def test_texts_that_look_like_sql_are_values(api: Client) -> None:
    answer = api.get("/questions/funnel", params={"program": "' or 1=1 --", "edition": "2022"})

    assert (answer.status_code, answer.json()["rows"]) == (200, [])
