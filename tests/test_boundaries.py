"""The office's own areas: what is taken in, what is left over and why, how it is simplified and kept."""

import errno
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from smartcity import boundaries
from smartcity.boundaries import BoundaryError, Leftover, Merged, simplify
from smartcity.store import DiskFull, Store
from smartcity.words import in_language
from tests.areas import box, feature, field, fields, saved

OKU = "Kabupaten Ogan Komering Ulu"
CODES = ["16.01", "16.02", "16.03", "17.01", "17.02", "17.03"]


@pytest.fixture
def store(own_data_folder: Path) -> Store:
    return Store(own_data_folder)


def shapes(features: Any) -> Any:
    return np.array([shapely.from_geojson(json.dumps(each["geometry"])) for each in features])


def stored(store: Store) -> boundaries.Boundaries:
    found = boundaries.checked(store.folder)
    assert found is not None
    return found


# --- what is taken in ---


def test_a_file_is_loaded(store: Store, tmp_path: Path) -> None:
    path = saved(tmp_path / "batas.geojson", fields(CODES))

    report = boundaries.load(path, store)

    names = boundaries.regencies(store)
    found = stored(store)
    assert report == boundaries.Report(
        path=store.folder / "boundaries.geojson",
        features=6,
        matched={code: names[code] for code in CODES},
        merged=(),
        leftovers=(),
        missing={code: name for code, name in names.items() if code not in CODES},
        vertices_before=6 * 33,
        vertices_detail=boundaries.vertices(found.features.values()),
        vertices_overview=boundaries.vertices(found.overview.values()),
    )
    assert len(names) == 514
    assert 6 * 5 < report.vertices_detail <= 6 * 33
    assert found.file_name == "batas.geojson"
    for level in (found.features, found.overview):
        assert [each["properties"] for each in level.values()] == [
            {"code": code, "name": names[code]} for code in CODES
        ]
        assert list(level) == CODES
    assert {code: len(own) for code, own in found.by_province.items()} == {"16": 3, "17": 3}


def test_what_a_map_of_a_region_shows(store: Store, tmp_path: Path) -> None:
    boundaries.load(saved(tmp_path / "a.geojson", fields(CODES)), store)
    found = stored(store)

    assert found.areas("00") == tuple(found.overview.values())
    assert found.areas("16") == tuple(found.features[code] for code in CODES[:3])
    assert found.areas("17.02") == found.areas("17")
    assert found.areas("31") == ()


def test_rings_are_closed_rounded_and_turn_as_vega_wants_them(store: Store, tmp_path: Path) -> None:
    hole = box(104.1, -5.9, 104.2, -5.8)
    features = [feature({"kode": "16.01"}, box(104, -6, 105, -5), hole), *fields(CODES[3:], columns=3)]
    boundaries.load(saved(tmp_path / "a.geojson", features), store)
    found = stored(store)

    for each in (*found.features.values(), *found.overview.values()):
        for outer, *holes in each["geometry"]["coordinates"]:
            assert not shapely.is_ccw(shapely.LinearRing(outer))
            assert [bool(shapely.is_ccw(shapely.LinearRing(ring))) for ring in holes] == [True] * len(holes)
            assert all(ring[0] == ring[-1] for ring in (outer, *holes))
            assert all(round(number, 3) == number for point in outer for number in point)
    assert len(found.features["16.01"]["geometry"]["coordinates"][0]) == 2
    assert shapely.area(shapes([found.features["16.01"]])) == pytest.approx([0.99])


def test_heights_and_a_byte_order_mark_are_overlooked(store: Store, tmp_path: Path) -> None:
    ring = [[*point, 12.5] for point in box(103, -4, 104, -3)]
    content = json.dumps({"type": "FeatureCollection", "features": [feature({"kode": "16.01"}, ring)]})
    (tmp_path / "a.json").write_text(content, "utf-8-sig")

    assert list(boundaries.load(tmp_path / "a.json", store).matched) == ["16.01"]


def test_features_of_one_region_become_one(store: Store, tmp_path: Path) -> None:
    features = [
        feature({"kode": "16.01"}, box(103, -4, 104, -3)),
        feature({"kode": "16.03"}, box(105, -4, 106, -3)),
        feature({"nama": "Kab. Ogan Komering Ulu"}, box(104, -4, 104.5, -3)),
        feature({"kode": "16.01"}, box(101, -4, 101.5, -3.5)),
    ]
    report = boundaries.load(saved(tmp_path / "a.geojson", features), store)

    [area] = shapes([stored(store).features["16.01"]])
    assert report.merged == (Merged("16.01", OKU, (1, 3, 4)),)
    assert report.leftovers == ()
    assert shapely.equals(
        area, shapely.union_all([shapely.box(103, -4, 104.5, -3), shapely.box(101, -4, 101.5, -3.5)])
    )


# --- what is left over ---

SQUARE = box(103, -4, 104, -3)


@pytest.mark.parametrize(
    ("ring", "reason"),
    [
        (box(300_000, 9_600_000, 310_000, 9_700_000), "projected"),
        (box(11_500_000, -400_000, 11_600_000, -300_000), "projected"),
        ([[lat, lon] for lon, lat in SQUARE], "swapped"),
        (box(10, 45, 11, 46), "outside"),
        ([[None, 1], *SQUARE], "not_numbers"),
        ([["103", "-4"], *SQUARE], "not_numbers"),
        ([[103], *SQUARE], "not_numbers"),
        ([[1e999, -4], *SQUARE], "not_numbers"),
        ("103,-4", "not_numbers"),
        ([], "not_numbers"),
        (SQUARE[:2] + SQUARE[:1], "short_ring"),
        (SQUARE[:4], "open_ring"),
        (box(103, -4, 103.0005, -3.9995), "too_small"),
    ],
)
def test_defects_of_a_ring(store: Store, tmp_path: Path, ring: Any, reason: str) -> None:
    features = [*fields(CODES[3:]), feature({"kode": "16.01", "nama": OKU}, ring)]
    report = boundaries.load(saved(tmp_path / "a.geojson", features), store)

    assert [(left.number, left.name, left.reason) for left in report.leftovers] == [(4, OKU, reason)]
    assert list(report.matched) == CODES[3:]


@pytest.mark.parametrize(
    "broken",
    [
        None,
        7,
        {"type": "Feature"},
        {"geometry": None, "properties": None},
        {"geometry": {"type": "Point", "coordinates": [103, -4]}},
        {"geometry": {"type": "Polygon"}},
        {"geometry": {"type": "Polygon", "coordinates": []}},
        {"geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE], []]}},
        {"geometry": {"type": "MultiPolygon", "coordinates": 3}},
    ],
)
def test_features_without_an_area(store: Store, tmp_path: Path, broken: Any) -> None:
    report = boundaries.load(saved(tmp_path / "a.geojson", [broken, *fields(CODES)]), store)

    assert report.leftovers == (Leftover(1, "", "no_area"),)


# --- files that are none ---

COLLECTION = "{path} bukan GeoJSON dengan FeatureCollection yang berisi bidang wilayah."
NO_TEXT = "{path} tidak dapat dibaca sebagai teks JSON; simpan ulang sebagai GeoJSON."
NOTHING = "Tidak ada bidang di {path} yang dapat dipakai; "


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "{path} bukan JSON yang utuh (baris 1, kolom 1); simpan ulang sebagai GeoJSON."),
        (b'{"type":\n "Fea', "{path} bukan JSON yang utuh (baris 2, kolom 2); simpan ulang sebagai GeoJSON."),
        (b"PK\x03\x04\xff\xfe", NO_TEXT),
        (b"[" * 200_000, NO_TEXT),
        (b"[1" + b"0" * 5000 + b"]", NO_TEXT),
        (b"[]", COLLECTION),
        (b'{"type": "Polygon", "coordinates": []}', COLLECTION),
        (b'{"type": "FeatureCollection"}', COLLECTION),
        (b'{"type": "FeatureCollection", "features": []}', COLLECTION),
        (
            b'{"type": "Topology", "objects": {}, "arcs": []}',
            "{path} adalah TopoJSON; ubah dahulu menjadi GeoJSON (misalnya dengan QGIS atau mapshaper).",
        ),
        (
            b'{"type": "FeatureCollection", "features": [{}]}',
            NOTHING + "1 dari 1 fitur: bukan bidang (Polygon atau MultiPolygon).",
        ),
    ],
)
def test_files_that_cannot_be_used(store: Store, tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(content)

    with pytest.raises(BoundaryError) as caught:
        boundaries.load(path, store)

    assert str(caught.value) == sentence.format(path=path)
    assert boundaries.read(store.folder) is None


def test_a_projected_file_is_named_as_such(store: Store, tmp_path: Path) -> None:
    ring = box(300_000, 9_600_000, 310_000, 9_700_000)
    path = saved(tmp_path / "utm.geojson", [feature({"kode": code}, ring) for code in CODES])

    reason = (
        "6 of 6 features: its coordinates are not degrees; save it again with the CRS WGS 84 (EPSG:4326)."
    )
    with in_language("en"), pytest.raises(BoundaryError) as caught:
        boundaries.load(path, store)
    assert str(caught.value) == f"No area in {path} can be used; {reason}"


def test_too_large_a_file_is_not_read(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    with path.open("wb") as file:
        file.truncate(200_000_001)

    with pytest.raises(BoundaryError, match="lebih besar dari 200 MB"):
        boundaries.load(path, store)


# --- fewer points, shared borders ---


def test_both_budgets_are_kept_and_neighbours_share_their_borders(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simplify, "PROVINCE_VERTICES", 400)
    monkeypatch.setattr(simplify, "OVERVIEW_VERTICES", 300)
    codes = [code for code in boundaries.regencies(store) if code[:2] in ("12", "16")]
    report = boundaries.load(saved(tmp_path / "a.geojson", fields(codes, points=60)), store)

    found = stored(store)
    assert report.vertices_before == len(codes) * 241
    assert 200 < report.vertices_overview <= 300
    for province, own in found.by_province.items():
        assert 250 < boundaries.vertices(own) <= 400, province
        assert shapely.coverage_is_valid(shapes(own))
        assert shapely.is_valid(shapes(own)).all()
    overview = shapes(found.overview.values())
    assert shapely.coverage_is_valid(overview)
    assert shapely.area(overview).sum() == pytest.approx(len(codes) * 0.25, rel=0.02)


def test_gaps_and_overlaps_of_careless_drawing_are_closed(store: Store, tmp_path: Path) -> None:
    rings = [
        box(103, -4, 104, -3),
        box(104.002, -4, 105, -3),
        box(103, -3.001, 105, -2),
        box(103, -5, 105, -4),
    ]
    features = [feature({"kode": code}, ring) for code, ring in zip(CODES, rings, strict=False)]
    boundaries.load(saved(tmp_path / "a.geojson", features), store)

    found = shapes(stored(store).features.values())
    assert shapely.coverage_is_valid(found)
    assert shapely.area(shapely.union_all(found)) == pytest.approx(6.0, abs=0.001)
    assert shapely.area(found) == pytest.approx([1.0, 1.0, 2.0, 2.0], abs=0.005)


def test_a_kota_drawn_over_the_kabupaten_around_it_is_cut_out(store: Store, tmp_path: Path) -> None:
    features = [
        feature({"kode": "32.04"}, box(107, -8, 108, -7)),
        feature({"kode": "32.73"}, box(107.4, -7.6, 107.6, -7.4)),
    ]
    boundaries.load(saved(tmp_path / "a.geojson", features), store)

    found = shapes(stored(store).features.values())
    assert shapely.area(found) == pytest.approx([0.96, 0.04])
    assert shapely.coverage_is_valid(found)


def test_small_islands_go_first_and_no_region_vanishes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simplify, "PROVINCE_VERTICES", 60)
    islands = [box(98 + 0.1 * place, -2, 98.004 + 0.1 * place, -1.996) for place in range(40)]
    parts = [[field(0, 0)], *([ring] for ring in islands)]
    geometry = {"type": "MultiPolygon", "coordinates": parts}
    tiny = feature({"kode": "16.03"}, box(97, -1, 97.0015, -0.9985))
    features = [{"type": "Feature", "properties": {"kode": "16.01"}, "geometry": geometry}, tiny]
    report = boundaries.load(saved(tmp_path / "a.geojson", features), store)

    found = stored(store).features
    assert report.vertices_detail <= 60
    assert len(found["16.01"]["geometry"]["coordinates"]) == 1
    assert shapely.area(shapes(found.values())).min() > 0


def test_a_figure_of_eight_is_mended(store: Store, tmp_path: Path) -> None:
    ring = [[103.0, -4.0], [104.0, -3.0], [104.0, -4.0], [103.0, -3.0], [103.0, -4.0]]
    boundaries.load(saved(tmp_path / "a.geojson", [feature({"kode": "16.01"}, ring)]), store)

    [area] = shapes(stored(store).features.values())
    assert shapely.is_valid(area)
    assert shapely.area(area) == pytest.approx(0.5, abs=0.01)


# --- kept in the data folder ---


def test_the_former_areas_stay_beside_the_new_ones(store: Store, tmp_path: Path) -> None:
    boundaries.load(saved(tmp_path / "a.geojson", fields(CODES[:3])), store)
    first = (store.folder / "boundaries.geojson").read_bytes()
    before = boundaries.read(store.folder)
    assert before is boundaries.read(store.folder)

    boundaries.load(saved(tmp_path / "b.geojson", fields(CODES[3:])), store)

    assert (store.folder / "boundaries.previous.geojson").read_bytes() == first
    assert list(stored(store).features) == CODES[3:]
    assert before
    assert before.stamp != stored(store).stamp
    assert sorted(path.name for path in store.folder.glob("*bound*")) == [
        "boundaries.geojson",
        "boundaries.previous.geojson",
    ]
    assert list(store.folder.glob(".*")) == []


def test_a_full_disk_changes_nothing(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boundaries.load(saved(tmp_path / "a.geojson", fields(CODES[:3])), store)
    first = (store.folder / "boundaries.geojson").read_bytes()

    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("smartcity.boundaries.files.sync", full)
    with pytest.raises(DiskFull):
        boundaries.load(saved(tmp_path / "b.geojson", fields(CODES[3:])), store)

    assert (store.folder / "boundaries.geojson").read_bytes() == first
    assert list(store.folder.glob(".*")) == []


def test_removing(store: Store, tmp_path: Path) -> None:
    assert boundaries.remove(store.folder) is False
    boundaries.load(saved(tmp_path / "a.geojson", fields(CODES)), store)

    assert boundaries.remove(store.folder) is True

    assert boundaries.checked(store.folder) is None
    assert (store.folder / "boundaries.previous.geojson").exists()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"features": [{}]}', b'{"features": 1}', b"\xff"])
def test_a_damaged_file_takes_no_page_down(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "boundaries.geojson").write_bytes(content)

    assert boundaries.read(tmp_path) is None
    with pytest.raises(BoundaryError) as caught:
        boundaries.checked(tmp_path)
    path = tmp_path / "boundaries.geojson"
    assert str(caught.value) == f"{path} tidak dapat dibaca; muat ulang dengan `smartcity boundaries load`."


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    assert boundaries.checked(tmp_path) is None
    assert boundaries.checked(tmp_path / "none") is None
