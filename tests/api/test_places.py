"""Regions, names, maps, versions, the contract, and the description of the API."""

import json
import re
from pathlib import Path

import pytest

from smartcity.api.places import LAYERS
from smartcity.contract import PACKAGE
from smartcity.maps import geometry
from smartcity.regions import bundled_matcher
from tests.api.kit import Client, asked
from tests.api.test_questions import given
from tests.api.test_tables import publish, rows


def test_regions_are_those_of_the_table(api: Client) -> None:
    every = api.good("/regions").json()["regions"]
    cities = api.good("/regions?level=kota&parent=16").json()["regions"]

    assert [tuple(row.values()) for row in every] == rows(api, "select * from region order by code")
    expected = rows(api, "select code from region where level = 'kota' and parent_code = '16' order by code")
    assert [(row["code"],) for row in cities] == expected


def test_one_region_with_what_lies_below_it(api: Client) -> None:
    body = api.good("/regions/16").json()

    below = rows(api, "select code, name, level from region where parent_code = '16'")
    assert (body["region"]["name"], body["region"]["children"]) == ("Sumatera Selatan", len(below))
    assert {tuple(row.values()) for row in body["children"]} == set(below)
    assert api.good("/regions/16.01").json()["children"] == []


@pytest.mark.parametrize(
    ("code", "status"), [("99", 404), ("16.99", 404), ("x", 422), ("16.1", 422), ("16'--", 422), ("٠٠", 422)]
)
def test_regions_that_are_none(api: Client, code: str, status: int) -> None:
    assert api.error(f"/regions/{code}", status)["where"] == "path.code"


@pytest.mark.parametrize(
    "name", ["KAB. OKU", "Bandung", "kota palembng", "<script>alert(1)</script>", "tidak ada"]
)
def test_names_are_resolved(api: Client, name: str) -> None:
    body = api.get("/regions/resolve", params={"name": name}).json()

    match = bundled_matcher().match(name)
    assert (body["status"], body["code"]) == (match.status, match.code)
    assert body["candidates"] == [vars(each) for each in match.candidates]


def test_a_province_decides(api: Client) -> None:
    found = api.get("/regions/resolve", params={"name": "OKU", "province": "Sumatera Selatan"}).json()

    assert (found["status"], found["code"]) == ("matched", "16.01")
    assert api.error("/regions/resolve", 422)["where"] == "query.name"
    assert api.error(f"/regions/resolve?name={'x' * 201}", 422)["where"] == "query.name"


@pytest.mark.parametrize("name", LAYERS)
def test_layers_are_the_answers_of_their_questions(api: Client, name: str) -> None:
    layer = api.get(f"/map/{name.removeprefix('map_')}", params=given(name))
    table = api.get(f"/questions/{name}", params=given(name)).json()["rows"]

    assert layer.headers["content-type"] == "application/geo+json"
    assert layer.json()["type"] == "FeatureCollection"
    assert table
    assert [
        {
            **feature["properties"],
            **dict(zip(("lon", "lat"), feature["geometry"]["coordinates"], strict=True)),
        }
        for feature in layer.json()["features"]
    ] == table
    assert [feature["id"] for feature in layer.json()["features"]] == [row["code"] for row in table]


def test_shapes_are_those_of_the_maps(api: Client) -> None:
    every = api.good("/map/provinces").json()["features"]
    one = api.good("/map/provinces/16").json()["features"]

    assert [feature["geometry"] for feature in every] == [each["geometry"] for each in geometry.provinces()]
    assert [feature["geometry"] for feature in one] == [geometry.province_detail("16")["geometry"]]
    assert sum(feature["properties"]["approximate"] for feature in every) == len(
        geometry.approximate_borders()
    )
    assert api.error("/map/provinces/99", 404)["where"] == "path.code"


def test_versions_and_contract(own_data_folder: Path, unlimited: None) -> None:
    with asked(own_data_folder) as client:
        publish(client.store, "x")
        versions = client.good("/versions").json()["versions"]
        contract = client.good("/contract").json()["contract"]

    assert [(row["version"], row["batch"], row["kind"], row["available"]) for row in versions] == [
        (2, 2, "upload", True),
        (1, 1, "release", True),
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", versions[0]["made_at"])
    assert contract == json.loads(PACKAGE.read_text("utf-8"))


def test_index_leads_to_what_is_there(api: Client) -> None:
    read = {address for address in api.good("/").json()["addresses"] if "{" not in address}

    answered = {address: api.get(f"/{address}").status_code for address in read}

    assert answered.pop("uploads") == 405  # it takes files, and gives none
    assert {address: code for address, code in answered.items() if code not in (200, 422)} == {}


def test_page_of_the_description_needs_nothing_from_elsewhere(api: Client) -> None:
    for language, title in (("id", "API Kota Cerdas"), ("en", "")):
        answer = api.good(f"/docs?lang={language}")
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert f'<html lang="{language}">' in answer.text
        assert title in answer.text
        assert "<script" not in answer.text
        assert " on" not in re.sub(r">[^<]*<", "><", answer.text.split("</style>")[1])
        assert re.findall(r"(?:src|href|url\()\s*=?\s*[\"']?(?:https?:)?//", answer.text) == []


def test_the_description_is_in_one_language(api: Client) -> None:
    for language, said in (
        ("en", "Language of the sentences in the answer."),
        ("id", "Bahasa kalimat dalam jawaban."),
    ):
        described = api.good(f"/openapi.json?lang={language}").json()
        parameters = [
            parameter
            for operations in described["paths"].values()
            for operation in operations.values()
            for parameter in operation.get("parameters", ())
        ]
        assert {each["description"] for each in parameters if each["name"] == "lang"} == {said}


def test_description_names_every_address_and_the_columns_of_the_contract(api: Client) -> None:
    described = api.good("/openapi.json").json()

    page = api.good("/docs").text
    operations = [f"{method.upper()} {path}" for path, each in described["paths"].items() for method in each]
    assert [each for each in operations if f"{each}</code>" not in page] == []
    shape = described["paths"]["/tables/pilot"]["get"]["responses"]["200"]["content"]["application/json"]
    columns = [
        field["name"]
        for table in json.loads(PACKAGE.read_text())["resources"]
        if table["name"] == "pilot"
        for field in table["schema"]["fields"]
    ]
    assert list(shape["schema"]["properties"]["rows"]["items"]["properties"]) == columns
    names = [each["operationId"] for path in described["paths"].values() for each in path.values()]
    assert len(set(names)) == len(names)
