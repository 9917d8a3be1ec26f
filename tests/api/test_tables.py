"""Tables: pages, filters and orders give what SQL gives; every row once; columns not for everybody stay closed."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import urljoin

import pytest

from smartcity import demo
from smartcity.contract import load_contract
from smartcity.draft import Draft
from smartcity.queries.visible import visible
from smartcity.store import Store
from tests.api.kit import Client, asked

CLOSED = [
    (table.name, field.name)
    for table in load_contract().tables.values()
    for field in table.fields
    if field not in visible(table, internal=False)
]


def rows(client: Client, sql: str) -> list[tuple[object, ...]]:
    """Return what the database itself gives."""
    with client.store.read() as snapshot:
        return snapshot.rows(sql)


def pages(client: Client, address: str) -> list[dict[str, object]]:
    """Return the rows of all pages, following the way from one to the next."""
    found: list[dict[str, object]] = []
    while address:
        answer = client.good(address)
        body = answer.json()
        found += body["rows"]
        link = f'<{body["next"]}>; rel="next"' if "next" in body else None
        assert answer.headers.get("link") == link
        address = urljoin(address, body["next"]) if "next" in body else ""
    return found


def test_every_open_column_of_every_table_is_served(api: Client) -> None:
    for table in load_contract().tables.values():
        open_ = [field.name for field in visible(table, internal=False)]
        body = api.good(f"/tables/{table.name}?limit=1").json()
        total = rows(api, f'select count(*) from "{table.name}"')[0][0]
        assert (body["table"], body["total"], body["version"]) == (table.name, total, 1)
        assert [list(row) for row in body["rows"]] == [open_][: int(str(total))]
    assert [one["name"] for one in api.good("/tables").json()["tables"]] == list(load_contract().tables)


@pytest.mark.parametrize("sort", ["", "&sort=region_code", "&sort=-reached_on"])
def test_pages_together_are_all_rows_once(api: Client, sort: str) -> None:
    found = pages(api, f"/tables/participation?limit=97{sort}")

    order = {
        "": "rowid",
        "&sort=region_code": "region_code, rowid",
        "&sort=-reached_on": "reached_on desc nulls last, rowid",
    }
    expected = rows(api, f"select * from participation order by {order[sort]}")
    assert [tuple(row.values()) for row in found] == expected


def test_pages_of_a_large_table_are_all_rows_once(demo_api: Client) -> None:
    query = (
        "framework.is=spbe-2020&edition.is=2022&sort=-score&limit=9999&columns=region_code,indicator,score"
    )
    found = pages(demo_api, f"/tables/assessment?{query}")

    expected = rows(
        demo_api,
        "select region_code, indicator, score from assessment"
        " where framework = 'spbe-2020' and edition = '2022' order by score desc nulls last, rowid",
    )
    assert len(expected) > 9_999
    assert [tuple(row.values()) for row in found] == expected


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("edition.is=2022&edition.is=2018", "edition in ('2022', '2018')"),
        ("region_code.in=16", "region_code = '16' or starts_with(region_code, '16.')"),
        ("source_title.has=SMART+city", "contains(lower(source_title), 'smart city')"),
        ("reached_on.from=2019&reached_on.to=2022", "left(reached_on, 4) between '2019' and '2022'"),
        ("class.empty=true", "coalesce(class, '') = ''"),
        ("class.empty=false&stage.is=selected", "class <> '' and stage = 'selected'"),
        ("source_title.is='+or+1%3D1+--", "false"),
    ],
)
def test_filters_give_what_sql_gives(api: Client, query: str, where: str) -> None:
    found = api.good(f"/tables/participation?limit=10000&{query}").json()

    expected = rows(api, f"select * from participation where {where} order by rowid")
    assert [tuple(row.values()) for row in found["rows"]] == expected
    assert found["total"] == len(expected)


def test_numbers_and_programs_filter_too(api: Client) -> None:
    found = api.good(
        "/tables/assessment?limit=10000&framework.of=spbe&score.from=4.2&score.to=5&indicator.is=index"
    )

    expected = rows(
        api,
        "select region_code, score from assessment where framework in"
        " (select framework from framework where program = 'spbe')"
        " and score between 4.2 and 5 and indicator = 'index' order by rowid",
    )
    assert expected
    assert [(row["region_code"], row["score"]) for row in found.json()["rows"]] == expected


def test_whole_table_as_csv_is_equal_to_the_json(api: Client) -> None:
    answer = api.good("/tables/published_figure?format=csv")
    found = pages(api, "/tables/published_figure?limit=10000")

    def text(value: object) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)

    read = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert read == [{name: text(value) for name, value in row.items()} for row in found]
    assert not answer.text.startswith("\ufeff")


def test_a_page_as_csv(api: Client) -> None:
    answer = api.good("/tables/region?format=csv&limit=2&offset=1&columns=code,name")

    expected = rows(api, "select code, name from region order by rowid limit 2 offset 1")
    assert answer.text == "".join(f"{code},{name}\r\n" for code, name in [("code", "name"), *expected])
    assert answer.headers["link"].endswith('rel="next"')
    assert api.good("/tables/region?format=csv&offset=100000&columns=code").text == "code\r\n"


def test_batches_stand_newest_first(own_data_folder: Path, unlimited: None) -> None:
    with asked(own_data_folder) as client:
        publish(client.store, "update participation set note = 'baru' where edition = '2018'")
        found = client.good("/batches").json()["rows"]

    assert [row["batch"] for row in found] == [2, 1]
    assert not {"made_by", "file_name"} & set(found[0])


def publish(store: Store, sql: str) -> None:
    """Publish a version that a statement changes."""

    def change(draft: Draft) -> None:
        frame = draft.connection.execute("select * from participation where edition = '2018' limit 1").df()
        frame["note"] = sql
        draft.upsert("participation", frame)

    store.publish(change, kind="upload", made_by="Rahasia Nama", reason="uji", file_name="rahasia.csv")


def test_a_later_page_of_other_data_is_refused(own_data_folder: Path, unlimited: None) -> None:
    with asked(own_data_folder) as client:
        following = client.good("/tables/participation?limit=5").json()["next"]
        publish(client.store, "x")

        error = client.error(f"/tables/participation{following}", 409)

    assert (error["code"], error["where"]) == ("version_changed", "query.version")


@pytest.mark.parametrize(("table", "column"), CLOSED)
def test_closed_columns_can_be_neither_seen_nor_used(api: Client, table: str, column: str) -> None:
    assert column not in api.good(f"/tables/{table}").text.split('"rows"')[1] or table == "change"
    for query in (f"columns={column}", f"sort={column}", f"sort=-{column}", f"{column}.empty=true"):
        error = api.error(f"/tables/{table}?{query}", 403)
        assert (error["code"], error["where"]) == ("not_allowed", f"query.{column}")


def test_who_sits_at_the_server_sees_them(data_folder: Path, unlimited: None) -> None:
    with asked(data_folder, ("127.0.0.1", 1)) as client:
        body = client.good("/tables/pilot?limit=1")
        behind_a_proxy = client.good("/tables/pilot?limit=1", **{"X-Forwarded-For": "127.0.0.1"})
        under_a_foreign_name = client.good("/tables/pilot?limit=1", Host="evil.example")

    assert "budget_idr" in body.json()["rows"][0]
    assert body.headers["cache-control"] == "private, no-cache"
    assert "budget_idr" not in behind_a_proxy.json()["rows"][0]
    assert "budget_idr" not in under_a_foreign_name.json()["rows"][0]
    assert body.headers["etag"] != behind_a_proxy.headers["etag"]


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("limit=0", "query.limit"),
        ("limit=10001", "query.limit"),
        ("limit=semua", "query.limit"),
        ("offset=-1", "query.offset"),
        ("offset=99999999999999999999", "query.offset"),
        ("columns=program,nama", "query.columns"),
        ('columns=program" from pilot--', "query.columns"),
        ("sort=nama", "query.sort"),
        ("confidence.has=high", "query.confidence.has"),
        ("reached_on.from=kemarin", "query.reached_on.from"),
        ("nama.is=x", "query.nama.is"),
        ("edition=2022", "query.edition"),
    ],
)
def test_wrong_parameters_are_refused(api: Client, query: str, where: str) -> None:
    assert api.error(f"/tables/participation?{query}", 422)["where"] == where


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "dua"])
def test_what_is_no_number_is_refused(api: Client, number: str) -> None:
    assert api.error(f"/tables/assessment?score.from={number}", 422)["where"] == "query.score.from"


def test_demonstration_data_say_so(demo_api: Client) -> None:
    body = demo_api.good("/tables/pilot?limit=1")
    file = demo_api.good("/tables/region?format=csv")

    assert body.json()["demo"] is True
    assert body.json()["notice"].startswith("DATA CONTOH")
    assert (body.headers["x-data"], file.headers["x-data"]) == (demo.MARK, "DATA CONTOH")
    assert file.headers["content-disposition"] == 'attachment; filename="smartcity-data-contoh-region.csv"'
    assert demo_api.good("/map/awards").json()["demo"] is True
    assert json.loads(demo_api.good("/versions").text)["demo"] is True
