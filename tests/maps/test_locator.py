"""Small maps: which borders are estimates, how heavy they are, what they mark."""

import json
from typing import Any

import pytest

from smartcity import maps
from smartcity.export.pictures import draw
from smartcity.look import DARK, LIGHT
from smartcity.maps import geometry
from smartcity.words import in_language
from tests import drawn

ESTIMATED = frozenset({"64", "65", "91", "92", "93", "94", "95", "96"})


def points(chart: Any) -> list[dict[str, Any]]:
    """Return the places that a map marks."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows if "lat" in row]


def test_estimated_borders_are_those_of_the_geometry() -> None:
    assert maps.approximate_borders() == ESTIMATED


@pytest.mark.parametrize(("code", "estimated"), [("94", True), ("94.01", True), ("16", False), ("00", False)])
def test_the_note_stands_where_borders_are_estimates(code: str, estimated: bool) -> None:
    assert maps.note(code) == ("Batas provinsi ini pada peta adalah perkiraan." if estimated else "")


@pytest.mark.parametrize("code", ["00", "16", "95"])
def test_a_map_is_light_and_says_which_borders_are_estimates(code: str) -> None:
    chart = maps.locator(code, LIGHT)
    assert len(json.dumps(chart.to_dict(), separators=(",", ":"))) < 100_000
    assert drawn.words(draw(chart, 330)) == ["Garis putus-putus: batas perkiraan"]
    assert drawn.size(draw(chart, 1200))[0] <= 1201


def test_every_province_is_drawn_once() -> None:
    codes = [
        feature["code"]
        for rows in maps.locator("16", LIGHT).to_dict()["datasets"].values()
        if isinstance(rows, dict)
        for feature in rows["features"]
    ]
    assert (len(codes), len(set(codes))) == (38, 38)


def test_on_a_page_every_province_comes_from_the_file_once() -> None:
    inside, named = (maps.locator("95", LIGHT, inline=inline).to_dict() for inline in (True, False))

    layers = [(layer, layer["transform"][0]["filter"]) for layer in named["layer"][:-1]]
    assert [layer["mark"] for layer, _some in layers] == [layer["mark"] for layer in inside["layer"][:-1]]
    assert [each.pop("data")["url"].partition("?")[0] for each, _some in layers] == [
        "app/static/maps/provinces.json"
    ] * 3
    drawn_by_file = [code for _layer, some in layers for code in some["oneOf"]]
    assert sorted(drawn_by_file) == [feature["code"] for feature in geometry.provinces()]
    assert len(json.dumps(named)) < 10_000


def test_the_chosen_province_has_its_own_colour() -> None:
    assert LIGHT.stage(2) in draw(maps.locator("16", LIGHT), 330)
    assert LIGHT.stage(2) not in draw(maps.locator("00", LIGHT), 330)
    assert DARK.stage(2) in draw(maps.locator("95", DARK), 330)


def test_a_kabupaten_is_marked_where_it_lies_and_a_province_is_not() -> None:
    name = "Kabupaten <OKU> & Co"
    marked = points(maps.locator("16.01", LIGHT, lat=-4.1, lon=104.0, name=name))
    assert marked[0] == {"lat": -4.1, "lon": 104.0, "name": name}
    assert points(maps.locator("16", LIGHT, lat=-4.1, lon=104.0, name="Sumatera Selatan")) == []
    assert points(maps.locator("16.01", LIGHT)) == []


def test_alternative_text() -> None:
    assert maps.alt_locator("Kabupaten Nabire", "Papua Tengah", True) == (
        "Peta letak Kabupaten Nabire di Papua Tengah. Batas provinsi ini pada peta adalah perkiraan."
    )
    with in_language("en"):
        assert maps.alt_locator("Bali", "Bali", False) == "Map of where Bali lies."
