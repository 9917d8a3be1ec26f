"""What the newer maps and a region's profile say and draw: every variant, and names that mean harm."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from smartcity import charts, findings
from smartcity.export.pictures import draw
from smartcity.look import DARK, LIGHT, Look
from smartcity.words import in_language
from tests import drawn
from tests.maps.samples import regions
from tests.samples import HOSTILE


def changed(*values: float | None) -> pd.DataFrame:
    """Return regions with these changes."""
    return regions(values, edition=["" if value is None else "2024–2025" for value in values])


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            changed(None, None),
            "Belum ada pemerintah daerah di Aceh yang Indeks SPBE-nya diketahui pada dua periode terakhir",
        ),
        (
            changed(0.31, None),
            "Indeks SPBE satu daerah berubah +0,31 (2024–2025); diketahui untuk 1 dari 2 pemerintah daerah di Aceh",
        ),
        (
            changed(0.3, 0.1),
            "Indeks SPBE naik di semua 2 daerah yang diketahui (2024–2025); "
            "diketahui untuk 2 dari 2 pemerintah daerah di Aceh",
        ),
        (
            changed(-0.3, -0.1, None),
            "Indeks SPBE turun di semua 2 daerah yang diketahui (2024–2025); "
            "diketahui untuk 2 dari 3 pemerintah daerah di Aceh",
        ),
        (
            changed(0.0, 0.0),
            "Indeks SPBE tetap di semua 2 daerah yang diketahui (2024–2025); "
            "diketahui untuk 2 dari 2 pemerintah daerah di Aceh",
        ),
        (
            changed(0.3, -0.1, 0.0),
            "Indeks SPBE naik di 1, turun di 1, dan tetap di 1 daerah (2024–2025); "
            "diketahui untuk 3 dari 3 pemerintah daerah di Aceh",
        ),
        (
            changed(0.3, 0.0),
            "Indeks SPBE naik di 1 dan tetap di 1 daerah (2024–2025); "
            "diketahui untuk 2 dari 2 pemerintah daerah di Aceh",
        ),
    ],
)
def test_map_of_changes(frame: pd.DataFrame, shown: str) -> None:
    assert findings.map_change(frame, "Indeks SPBE", "Aceh") == shown


@pytest.mark.parametrize(
    ("values", "provinces", "program", "shown"),
    [
        ([None, None], "Aceh", "", "Belum ada kabupaten/kota di Aceh yang diketahui namanya"),
        ([1, None], "Aceh", "", "1 dari 2 kabupaten/kota di Aceh diketahui namanya"),
        ([1, 3], "Aceh", "IDSLL", "Semua 2 kabupaten/kota di Aceh (IDSLL) diketahui namanya"),
        (
            [1, None, None],
            ["Aceh", "Bali", "Riau"],
            "",
            "1 dari 3 kabupaten/kota di Aceh diketahui namanya; di 2 provinsi belum satu pun",
        ),
        (
            [1, 2],
            ["Aceh", "Bali"],
            "",
            "Semua 2 kabupaten/kota di Aceh diketahui namanya; di setiap provinsi ada",
        ),
    ],
)
def test_map_of_names(values: Sequence[float | None], provinces: Any, program: str, shown: str) -> None:
    frame = regions(values).assign(province=provinces)
    assert findings.map_names(frame, "Aceh", program) == shown


@pytest.mark.parametrize(
    ("values", "pilots", "unreported", "shown"),
    [
        ([None], 0, False, "Belum ada percontohan yang tercatat di Aceh"),
        ([None], 4, False, "Tidak satu pun dari 4 percontohan di Aceh terlambat atau lewat tenggat"),
        ([2, None, 1], 9, False, "3 dari 9 percontohan di Aceh terlambat atau lewat tenggat; pada 2 daerah"),
        (
            [2],
            2,
            True,
            "Semua 2 percontohan di Aceh terlambat, lewat tenggat, atau lama tidak dilaporkan; pada 1 daerah",
        ),
    ],
)
def test_map_of_late_pilots(
    values: Sequence[float | None], pilots: int, unreported: bool, shown: str
) -> None:
    assert findings.map_late(regions(values), "Aceh", unreported=unreported, pilots=pilots) == shown


def parts(*scores: tuple[str, float | None, float | None]) -> pd.DataFrame:
    """Return parts of an assessment: (name, own score, the nation's)."""
    return pd.DataFrame(
        [
            {
                "name_id": name,
                "name_en": name,
                "score": score,
                "national_score": nation,
                "weight_percent": None,
                "highest": 5.0,
            }
            for name, score, nation in scores
        ],
        columns=["name_id", "name_en", "score", "national_score", "weight_percent", "highest"],
    )


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (parts(), "Belum ada bagian penilaian yang diketahui untuk Banten"),
        (parts(("Layanan", 4.1, None)), "Banten: satu bagian diketahui, Layanan (4,10)"),
        (
            parts(("Layanan", 4.1, None), ("Kebijakan", 2, None)),
            "Banten tertinggi pada Layanan (4,10), terendah pada Kebijakan (2,00)",
        ),
        (
            parts(("Layanan", 2, None), ("Kebijakan", 2, 3)),
            "Banten sama tinggi pada 2 bagian: 2,00",
        ),
        (
            parts(("Layanan", 4, 3), ("Kebijakan", 2, 3), ("Manajemen", 2, None)),
            "Banten di atas angka nasional pada 1 dari 2 bagian",
        ),
    ],
)
def test_parts_of_an_assessment(frame: pd.DataFrame, shown: str) -> None:
    assert findings.region_parts(frame, "Banten") == shown


def test_printed_predicates_that_are_not_the_thresholds() -> None:
    frame = pd.DataFrame(
        [
            {"edition": "2023", "score": 2.5, "grade_published": "Baik", "grade_by_rule": "cukup"},
            {
                "edition": "2022",
                "score": 2.7,
                "grade_published": "Sangat Baik",
                "grade_by_rule": "sangat_baik",
            },
            {"edition": "2021", "score": 2.7, "grade_published": None, "grade_by_rule": "baik"},
            {"edition": "2020", "score": 90.0, "grade_published": "Digital", "grade_by_rule": None},
        ]
    )
    assert findings.grade_differences(frame) == [
        {"edition": "2023", "printed": "Baik", "ruled": "Cukup", "score": 2.5}
    ]
    assert findings.grade_differences(frame.head(0)) == []


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("width", [326, 900])
def test_bars_of_parts(look: Look, width: int) -> None:
    frame = parts(("Layanan SPBE", 4.14, 3.9), ("Manajemen SPBE", 2.82, None), ("Audit", None, 3))

    svg = draw(charts.region_parts(frame, look), width)

    assert {"Layanan SPBE", "4,14 · nasional 3,90", "2,82", "angka nasional"} <= set(drawn.words(svg))
    assert "Audit" not in drawn.words(svg)
    assert all(text.left >= -1 and text.right <= width + 1 for text in drawn.texts(svg))


@pytest.mark.parametrize("language", ["id", "en"])
def test_bars_of_parts_with_hostile_names_and_with_none(language: str) -> None:
    frame = parts(*[(name, 3.0, None) for name in HOSTILE])
    with in_language(language):
        assert draw(charts.region_parts(frame, LIGHT), 390)
        assert draw(charts.region_parts(parts(), LIGHT), 390)
        assert "—" in charts.alt_region_parts(parts())


def test_bars_begin_at_zero_and_end_at_the_scale() -> None:
    spec = charts.region_parts(parts(("Layanan", 4.0, 3.0)), LIGHT).to_dict()

    domains = {
        tuple(layer["encoding"]["x"]["scale"]["domain"])
        for layer in spec["layer"]
        if "domain" in layer.get("encoding", {}).get("x", {}).get("scale", {})
    }
    assert domains == {(0, 5.0)}
