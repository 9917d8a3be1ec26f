"""Both maps: the same regions and colours, compact, quiet about the outside, and names that stay names."""

import json
import re
from typing import Any

import pytest

from smartcity import maps
from smartcity.export.pictures import draw
from smartcity.look import DARK, LIGHT, channels
from smartcity.maps import deck, files, geometry, labels
from smartcity.maps.content import Content
from tests import drawn
from tests.maps.samples import COUNTS, NAMES, regions

SCALE = maps.counts("programs")


def content(values: Any, scope: str = "00", **options: Any) -> Content:
    """Return a map of these values."""
    return maps.content(maps.classify(regions(values, **options), SCALE), SCALE, scope)


def light(shown: Content, look: Any = LIGHT, **options: Any) -> dict[str, Any]:
    """Return the light map as the browser gets it."""
    spec: dict[str, Any] = maps.chart(shown, look, **options).to_dict()
    return spec


def webgl(shown: Content, look: Any = LIGHT) -> dict[str, Any]:
    """Return the map with WebGL as the browser gets it."""
    made: dict[str, Any] = json.loads(deck.deck(shown, look, width=670, height=300).to_json())
    return made


def valued(made: dict[str, Any]) -> dict[str, list[int]]:
    """Return the colour of every region with a value on the map with WebGL."""
    return {
        row["code"]: layer["getFillColor"]
        for layer in made["layers"]
        if layer["id"].startswith("wilayah-")
        for row in layer["data"]
    }


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("amount", COUNTS)
def test_both_maps_show_the_same_in_the_same_colours(amount: str, look: Any) -> None:
    shown = content(COUNTS[amount])
    fills = SCALE.fills(look)

    expected = {place.code: list(channels(fills[place.at])) for place in shown.valued}
    assert valued(webgl(shown, look)) == expected
    rows = [row for rows in light(shown, look)["datasets"].values() for row in rows if row.get("at", -1) >= 0]
    assert {row["code"]: list(channels(fills[row["at"]])) for row in rows} == expected


def test_the_whole_country_is_small() -> None:
    shown = content(COUNTS["all"])
    assert shown.quiet_by_file

    assert len(json.dumps(light(shown), separators=(",", ":"))) < 40_000
    assert len(deck.deck(shown, LIGHT, width=670, height=300).to_json()) < 60_000


def test_half_the_country_is_less_than_20_kilobytes() -> None:
    values = [1.0 if at % 2 else None for at in range(514)]

    assert len(json.dumps(light(content(values)), separators=(",", ":"), ensure_ascii=False)) < 20_000


def test_no_address_leaves_the_server() -> None:
    for made in (light(content(COUNTS["all"])), webgl(content(COUNTS["all"]))):
        text = json.dumps({key: value for key, value in made.items() if key != "$schema"})
        assert re.findall(r"https?://", text) == []
    assert webgl(content([1.0]))["mapStyle"] == "__MAP_STYLE__"  # Streamlit's word for no map below


def test_files_that_are_asked_for_exist() -> None:
    for scope in ("00", *(each["code"] for each in geometry.provinces())):
        asked = re.findall(
            rf"{files.ADDRESS}/([\w-]+)\.json",
            json.dumps([light(content([], scope)), webgl(content([], scope))]),
        )
        assert asked
        assert [name for name in asked if not (geometry.FILES / f"{name}.json").exists()] == []


def test_what_is_clicked_has_a_code_and_no_more_than_it_needs() -> None:
    clickable = [layer for layer in webgl(content([1.0, None]))["layers"] if layer["pickable"]]

    assert [layer["id"] for layer in clickable] == ["provinsi", "sunyi", "wilayah-0"]
    assert [set(row) for layer in clickable[1:] for row in layer["data"]] == [{"code", "p", "name"}] * 2


def test_names_are_text_in_tooltips_and_never_instructions() -> None:
    shown = content([float(at % 5 + 1) for at in range(len(NAMES))], names=NAMES)
    assert not shown.quiet_by_file

    rows = [
        row for layer in webgl(shown)["layers"] for row in layer["data"] if isinstance(layer["data"], list)
    ]

    assert {row["name"].split("\n")[0].strip() for row in rows} == {name.strip() for name in NAMES}
    assert [row["name"] for row in rows if row["name"].startswith("@@")] == []
    made = deck.deck(shown, LIGHT, width=670, height=300)
    assert made._tooltip == {"text": "{name}"}


def test_names_are_text_in_pictures() -> None:
    shown = content([1.0] * len(NAMES), "11", names=NAMES)

    svg = draw(maps.picture(shown, LIGHT, maps.legend(_classified(shown), SCALE, LIGHT)), 880)

    assert "<script" not in svg
    assert any("<script>" in words or words.startswith("@@") for words in drawn.words(svg))


def _classified(shown: Content) -> Any:
    return maps.classify(regions([1.0] * len(shown.places)), SCALE)


@pytest.mark.parametrize("amount", COUNTS)
def test_pictures_carry_their_legend(amount: str) -> None:
    frame = maps.classify(regions(COUNTS[amount]), SCALE)
    shown = maps.content(frame, SCALE, "00")

    words = drawn.words(draw(maps.picture(shown, DARK, maps.legend(frame, SCALE, DARK)), 880))

    assert [words[0].split(" · ")[0], words[3].split(" · ")[0]] == ["1", "4 atau lebih"]
    assert words[-1] == "garis putus-putus: batas perkiraan"


def test_a_slide_has_the_map_without_its_legend() -> None:
    frame = maps.classify(regions(COUNTS[next(iter(COUNTS))]), SCALE)

    svg = draw(maps.slide(maps.content(frame, SCALE, "00"), LIGHT), 880)

    assert drawn.words(svg) == []
    assert 'height="340"' in svg


def test_governments_of_provinces_lie_below_their_regions() -> None:
    frame = regions([1.0, 2.0]).assign(level=["provinsi", "kota"])
    shown = maps.content(maps.classify(frame, SCALE), SCALE, "11")

    assert [place.level for place in shown.valued] == ["provinsi", "kota"]
    assert maps.has_governments(shown)
    order = [layer["id"] for layer in webgl(shown)["layers"]]
    assert order.index("provinsi-0") < order.index("wilayah-1")


def test_the_named_region_has_a_ring() -> None:
    frame = maps.classify(regions([None, 1.0]), SCALE)
    code = frame["code"].iloc[0]

    shown = maps.content(frame, SCALE, "11", selected=code)

    ring = [layer for layer in webgl(shown)["layers"] if layer["id"] == "terpilih"]
    assert [row["code"] for row in ring[0]["data"]] == [code]
    assert ring[0]["pickable"] is False


@pytest.mark.parametrize("code", ["11", "32", "35", "91"])
def test_more_room_gives_more_names(code: str) -> None:
    rows = [region for region in geometry.bundled_regions() if region[0].startswith(code)]
    frame = regions([1.0] * len(rows))
    for column, at in (("code", 0), ("name", 1), ("lon", 2), ("lat", 3)):
        frame[column] = [row[at] for row in rows]
    shown = maps.content(maps.classify(frame, SCALE), SCALE, code)

    few, many = labels.labels(shown, 300), labels.labels(shown, 900)

    assert 3 < len(few) <= len(many) <= len(rows)
    assert all(not row["name"].startswith("Kabupaten") for row in many)


@pytest.mark.parametrize(("width", "height"), [(330, 260), (670, 300), (500, 560)])
@pytest.mark.parametrize("code", ["00", "16", "31"])
def test_the_view_shows_all_of_its_scope(code: str, width: int, height: int) -> None:
    shown = geometry.bounds(code)
    view = deck.view(shown, width, height)

    pixels_per_radian = deck.TILE * 2 ** view["zoom"] / (2 * 3.14159265)
    assert shown.width * pixels_per_radian <= width + 1
    assert shown.height * pixels_per_radian <= height + 1
    assert max(shown.width * pixels_per_radian / width, shown.height * pixels_per_radian / height) > 0.97


@pytest.mark.parametrize(("scope", "code"), [("00", "11"), ("11", "11.01")])
def test_areas_of_the_office_are_drawn_in_both_maps(scope: str, code: str) -> None:
    frame = maps.classify(regions([2.0]), SCALE)
    ring = [[97.0, 3.0], [97.0, 3.5], [97.5, 3.5], [97.0, 3.0]]
    geometry_of = {"type": "MultiPolygon", "coordinates": [[ring]]}
    areas = tuple(
        {"type": "Feature", "properties": {"code": own, "name": own}, "geometry": geometry_of}
        for own in (frame["code"].iloc[0], "99.99")
    )
    shown = maps.content(frame, SCALE, scope, areas=areas)
    fill = SCALE.fills(LIGHT)[1]

    (layer,) = [layer for layer in webgl(shown)["layers"] if layer["id"] == "batas"]
    assert [row["properties"]["code"] for row in layer["data"]] == [code]
    assert layer["data"][0]["properties"]["f"][:3] == list(channels(fill))
    drawn_areas = [rows["features"] for rows in light(shown)["datasets"].values() if isinstance(rows, dict)]
    assert [(row["code"], row["fill"]) for rows in drawn_areas for row in rows] == [(code, fill)]
