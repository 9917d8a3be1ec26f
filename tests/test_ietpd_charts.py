"""Charts of electronic transactions and of local agencies: what they draw is read back."""

from typing import Any

import pandas as pd
import pytest

from smartcity.charts.ends import AGENCIES
from smartcity.charts.heatmap import heatmap
from smartcity.charts.ietpd import alt_levels, alt_shares, levels, shares
from smartcity.charts.panels import Panel, Part
from smartcity.charts.profile import alt_profile, profile
from smartcity.charts.ranking import alt_ranking, ranking
from smartcity.export.pictures import draw
from smartcity.look import DARK, LIGHT, Look
from tests import drawn
from tests.samples import HOSTILE

COUNTS = pd.DataFrame(
    [
        ("Semester I 2024", "Berkembang", 16.0),
        ("Semester I 2024", "Digital", 480.0),
        ("Semester I 2024", "Maju", 49.0),
        ("Semester I 2024", "Ekspansi (skema lama)", 13.0),
        ("Semester I 2023", "Digital", 399.0),
    ],
    columns=["name", "category", "value"],
)
SHARES = pd.DataFrame(
    [("Tahun 2025", None, 100.0), ("Semester I 2024", 87.9, 85.0), ("Semester I 2023", 73.6, None)],
    columns=["name", "value", "target"],
)


def words(chart: Any, width: int = 700) -> list[str]:
    """Return what a chart says."""
    return drawn.words(draw(chart, width))


def datasets(chart: Any) -> list[dict[str, Any]]:
    """Return all rows inside a chart."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("width", [326, 1000])
def test_levels_stand_side_by_side_from_zero(look: Look, width: int) -> None:
    chart = levels(COUNTS, look)
    parts = [row for row in datasets(chart) if "start" in row]

    assert [(row["level"], row["start"], row["end"]) for row in parts] == [
        ("Digital", 0, 480),
        ("Maju", 480, 529),
        ("Berkembang", 529, 545),
        ("Digital", 0, 399),
    ]
    said = words(chart, width)
    assert {"Digital 480, Maju 49, Berkembang 16", "Digital 399", "Semester I 2024"} <= set(said)
    assert "Inisiasi" not in said


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("width", [326, 1000])
def test_shares_have_a_mark_at_their_target(look: Look, width: int) -> None:
    chart = shares(SHARES, look)

    said = words(chart, width)
    assert [text for text in said if "%" in text] == [
        "Tahun 2025 · target 100%; angkanya belum diketahui",
        "Semester I 2024 · target 85%",
        "87,9%",
        "73,6%",
    ]
    assert {"target", "angka terpublikasi"} <= set(said)
    assert {row["target"] for row in datasets(chart) if row.get("target")} == {100, 85}


def test_nothing_is_said() -> None:
    assert words(levels(COUNTS.head(0), LIGHT)) == ["Belum ada data"]
    assert words(shares(SHARES.head(0), LIGHT)) == ["Belum ada data"]


def test_alternative_texts() -> None:
    assert alt_levels(COUNTS) == (
        "Diagram batang kategori IETPD. Semester I 2024: Digital 480, Maju 49, Berkembang 16; "
        "Semester I 2023: Digital 399"
    )
    assert alt_shares(SHARES) == (
        "Diagram batang bagian dalam persen. Tahun 2025 — target 100%; angkanya belum diketahui; "
        "Semester I 2024 87,9% target 85%; Semester I 2023 73,6%"
    )


def test_agencies_are_called_agencies() -> None:
    places = pd.DataFrame(
        [(place, f"a{place}", f"Dinas {place}", "Dinas", 100.0 - place, None) for place in range(1, 31)],
        columns=["place", "region_code", "name", "province", "score", "grade_by_rule"],
    )
    chart = ranking(places, LIGHT, highest=100, of=AGENCIES)
    assert "… 14 perangkat daerah lain …" in words(chart)
    assert "… 14 perangkat daerah lain …" in alt_ranking(places, of=AGENCIES)
    assert "Nama perangkat daerah" in str(chart.to_dict())
    assert "Pemerintah daerah" not in str(chart.to_dict())


def test_an_index_stands_beside_the_criteria() -> None:
    panel = Panel("Kriteria", (Part("x", "1", "Akses", "40%"), Part("index", "Indeks", "dihitung", "")))
    cells = pd.DataFrame(
        [("a", HOSTILE[0], "x", 61.25), ("a", HOSTILE[0], "index", 62.5), ("b", "Badan", None, None)],
        columns=["region_code", "name", "indicator", "score"],
    )
    chart = heatmap(cells, LIGHT, panels=[panel], lowest=0, highest=100, of=AGENCIES)
    said = words(chart, 326)
    assert {"61,25", "62,50", "Indeks", "Indeks dihitung", "belum diketahui"} <= set(said)
    assert "Pemerintah daerah" not in str(chart.to_dict())


def test_one_agency_among_others() -> None:
    frame = pd.DataFrame(
        {
            "title": "Akses: 2025",
            "name": [f"Dinas {place}" for place in range(10)],
            "score": [float(50 + place) for place in range(10)],
            "own": [place == 3 for place in range(10)],
            "median": 54.5,
            "known": 10,
            "governments": 11,
            "peers": "region",
        }
    )
    said = words(profile(frame, LIGHT, lowest=0, highest=100, of=AGENCIES))
    assert {
        "perangkat daerah ini",
        "perangkat daerah lain",
        "10 dari 11 diketahui · median yang diketahui 54,50",
    } <= set(said)
    assert alt_profile(frame, AGENCIES).startswith(
        "Diagram titik nilai perangkat daerah di antara yang lain. Akses"
    )
