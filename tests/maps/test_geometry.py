"""Shapes: few points, exact joins, estimates only where they are, files that equal what they are made of."""

import math
from itertools import pairwise
from pathlib import Path

import pytest

from smartcity.maps import files, geometry
from smartcity.maps.geometry import Bounds

# Measured: with more, clicks on the map with WebGL are lost on a machine without a graphics card.
MOST_VERTICES = 3_500
MOST_BYTES_OF_THE_COUNTRY = 100_000


def vertices(feature: geometry.Feature) -> int:
    """Return how many points a shape has."""
    return sum(len(ring) for polygon in feature["geometry"]["coordinates"] for ring in polygon)


def test_the_country_has_38_provinces_within_the_budget() -> None:
    provinces = geometry.provinces()

    assert len({each["code"] for each in provinces}) == len(provinces) == 38
    assert sum(map(vertices, provinces)) <= MOST_VERTICES


def test_rings_are_closed_and_rounded() -> None:
    for each in geometry.provinces():
        for polygon in each["geometry"]["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert len(ring) >= 4


@pytest.mark.parametrize("code", ["16", "31", "81", "95"])
def test_detail_is_the_same_province_with_more_points(code: str) -> None:
    coarse = next(each for each in geometry.provinces() if each["code"] == code)
    fine = geometry.province_detail(code)

    assert (fine["code"], fine["name"], fine["approximate"]) == (code, coarse["name"], coarse["approximate"])
    assert vertices(fine) >= vertices(coarse)
    for polygon in fine["geometry"]["coordinates"]:
        assert all(ring[0] == ring[-1] for ring in polygon)


@pytest.mark.parametrize(
    ("code", "estimated"), [("00", True), ("16", False), ("64", True), ("96", True), ("62", False)]
)
def test_estimates_are_lines_between_new_provinces(code: str, estimated: bool) -> None:
    assert bool(geometry.estimated_lines(code)) is estimated
    assert bool(files.dashes(code)) is estimated


def test_estimates_of_the_country_are_as_long_as_their_edges() -> None:
    edges = sum(len(line) - 1 for line in geometry.estimated_lines())

    assert edges == 12 + 33 + 5  # Kalimantan, Papua, Papua Barat: counted in the outlines


def test_dashes_are_about_half_of_their_line() -> None:
    def length(lines: list[geometry.Ring]) -> float:
        return sum(math.dist(a, b) for line in lines for a, b in pairwise(line))

    share = length(files.dashes("00")) / length(list(geometry.estimated_lines()))
    assert 0.45 < share < 0.6


@pytest.mark.parametrize("code", ["00", "16", "31", "21"])
def test_bounds_hold_every_region(code: str) -> None:
    shown = geometry.bounds(code)

    for own, _name, lon, lat in geometry.bundled_regions():
        if code in ("00", own[:2]):
            assert shown.west < lon < shown.east
            assert shown.south < lat < shown.north


def test_the_middle_is_where_mercator_draws_it() -> None:
    assert Bounds(100, -10, 120, 10).centre == pytest.approx((110, 0))
    assert Bounds(100, 0, 120, 60).centre[1] > 30


def test_files_are_what_the_reference_data_give() -> None:
    stored = {path.name: path.read_text(encoding="utf-8") for path in geometry.FILES.glob("*.json")}

    assert stored == files.contents()
    assert (
        sum(len(stored[f"{name}.json"]) for name in ("provinces", "regions", "estimates"))
        < MOST_BYTES_OF_THE_COUNTRY
    )


def test_other_content_has_another_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FILES", tmp_path)
    addresses = []
    for content in ("[]", "[1]"):
        (tmp_path / "points.json").write_text(content)
        files._stamp.cache_clear()
        addresses.append(files.address("points"))
    files._stamp.cache_clear()

    assert all(address.startswith("app/static/maps/points.json?v=") for address in addresses)
    assert len(set(addresses)) == 2
