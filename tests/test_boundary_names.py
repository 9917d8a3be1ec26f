"""Which kabupaten or kota an area is, by whatever properties a file has; nothing in a file breaks the reader."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.boundaries import source
from smartcity.boundaries.naming import Namer, Naming
from smartcity.regions import Candidate, bundled_matcher
from tests.areas import saved

OKU = Candidate("16.01", "Kabupaten Ogan Komering Ulu", 100.0)
MUARA_ENIM = Candidate("16.03", "Kabupaten Muara Enim", 100.0)
NAMES = {
    "13.05": "Kabupaten Padang Pariaman",
    "16.01": OKU.name,
    "16.03": MUARA_ENIM.name,
    "16.10": "Kabupaten Ogan Ilir",
    "32.04": "Kabupaten Bandung",
    "32.73": "Kota Bandung",
    "93.01": "Kabupaten Merauke",
}


@pytest.fixture(scope="module")
def namer() -> Namer:
    return Namer(bundled_matcher(), NAMES)


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"KODE": "16.01"}, "16.01"),
        ({"kd_kab": 16.01}, "16.01"),
        ({"kode_kemendagri": "1601"}, "16.01"),
        ({"KDPKAB": "16.01", "WADMKK": "Ogan Komering Ulu", "WADMPR": "Sumatera Selatan"}, "16.01"),
        ({"code": "1101", "nama": "Kab. OKU"}, "16.01"),
        ({"kode": 16.1, "name": "Ogan Ilir"}, "16.10"),
        ({"id": 16, "name": "Muara Enim", "province": "Sumatera Selatan"}, "16.03"),
        ({"id": "16.03"}, "16.03"),
        ({"NAME_1": "JawaBarat", "NAME_2": "Bandung", "TYPE_2": "Kota"}, "32.73"),
        ({"ADM2_PCODE": "ID3204", "ADM2_EN": "Kabupaten Bandung", "ADM1_EN": "Jawa Barat"}, "32.04"),
        ({"nama": "Merauke", "provinsi": "Papua"}, "93.01"),
        ({"kode": "91.01"}, "93.01"),
        ({"kode": "16.01", "nama": "Nama yang baru"}, "16.01"),
    ],
)
def test_names_and_codes(namer: Namer, properties: dict[str, Any], code: str) -> None:
    assert namer.find(properties).code == code


@pytest.mark.parametrize(
    ("properties", "naming"),
    [
        ({}, Naming("", reason="unnamed")),
        ({"nama": "  ", "kode": None, "id": 3, "luas": True}, Naming("3", reason="unknown")),
        ({"kode": "1601"}, Naming("1601", reason="unknown")),
        ({"kode": "16.01.05", "nama": "Baturaja"}, Naming("Baturaja", reason="district")),
        ({"kode": 1601052001, "nama": "Muara Enim"}, Naming("Muara Enim", reason="district")),
        (
            {"kode": "16.01", "nama": "Muara Enim"},
            Naming("Muara Enim", reason="contradiction", candidates=(OKU, MUARA_ENIM)),
        ),
        (
            {"nama": "Sumatera Selatan"},
            Naming(
                "Sumatera Selatan",
                reason="not_regency",
                candidates=(Candidate("16", "Sumatera Selatan", 100.0),),
            ),
        ),
        (
            {"nama": "Bandung", "provinsi": "Jawa Barat"},
            Naming(
                "Bandung",
                reason="ambiguous",
                candidates=(
                    Candidate("32.04", "Kabupaten Bandung", 100.0),
                    Candidate("32.73", "Kota Bandung", 100.0),
                ),
            ),
        ),
        ({"nama": "x" * 5_000_000}, Naming("x" * 80, reason="unknown")),
    ],
)
def test_names_that_are_left_over(namer: Namer, properties: dict[str, Any], naming: Naming) -> None:
    assert namer.find(properties) == naming


def test_a_near_miss_is_proposed_and_never_taken(namer: Namer) -> None:
    found = namer.find({"nama": "Kabupaten Muara Enin"})

    assert (found.code, found.reason, found.candidates[0].code) == ("", "suggested", "16.03")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "properties", "geometry", "id", "kode"]), inner
        )
        | st.builds(
            lambda kind, given: {"geometry": {"type": kind, "coordinates": given}},
            st.sampled_from(["Polygon", "MultiPolygon"]),
            inner,
        )
    ),
    max_leaves=20,
)


@given(features=st.lists(ANYTHING, min_size=1, max_size=3))
def test_whatever_features_are_each_is_an_area_or_has_a_reason(
    features: list[Any], tmp_path_factory: pytest.TempPathFactory, namer: Namer
) -> None:
    path = saved(tmp_path_factory.getbasetemp() / "anything.geojson", features)

    for area in source.read_areas(path):
        assert bool(area.polygons) != bool(area.reason)
        assert isinstance(namer.find(area.properties), Naming)
