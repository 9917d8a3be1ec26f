"""Charts of one assessment: what they draw is read back, on a phone and on a projector, light and dark."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from smartcity.charts.change import alt_changes, changes
from smartcity.charts.distribution import alt_distribution, distribution
from smartcity.charts.heatmap import alt_heatmap, heatmap
from smartcity.charts.panels import panels, with_parts
from smartcity.charts.profile import alt_profile, profile
from smartcity.charts.ranking import alt_ranking, ranking
from smartcity.charts.schedule import alt_schedule, schedule
from smartcity.export.pictures import draw
from smartcity.look import DARK, LIGHT, Look, contrast
from smartcity.words import in_language
from tests import drawn
from tests.assessment_samples import LEVELS, TREE, came, changed, grades, parts, peers, ranges, ranked
from tests.samples import HOSTILE

MANY = {f"Kota_{letter}": 4.0 - place / 10 for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUV")}
DISTRIBUTION = grades(529, cukup=(2, 3), baik=(9, 8))
CHANGED = changed(Kabupaten_Ogan_Komering_Ulu_Selatan=(2.0, 3.58), Kota_B=(3.0, 2.5), Kota_C=(2.0, 2.0))
PARTS = parts(Kabupaten_Ogan_Komering_Ulu_Selatan={"d1": 3.2, "d2": 3.6}, Kota_B={"d1": 1.09})
PANELS = panels(TREE, LEVELS)
PEERS = peers(3.5, tuple(2.0 + step / 10 for step in range(9)), nation=2.79).assign(title="Pemerintah kota")
CAME = came(
    ("A", "2021-11-01", "Kelas 1"),
    ("B", "2021-11-01", "Kelas 2"),
    ("C", "2021-11-02", "Kelas 1"),
    ("D", None, None),
)

MAKERS: dict[str, Callable[[Look], Any]] = {
    "distribution": lambda look: distribution(DISTRIBUTION, look),
    "ranges": lambda look: distribution(ranges(3, r60=2, r70=1), look),
    "ranking": lambda look: ranking(ranked(**MANY), look, highest=5, own="Kota_L"),
    "changes": lambda look: changes(CHANGED, look, before="2022", after="2023", own="Kota_B"),
    "not_comparable": lambda look: changes(
        changed(comparable=False, Kabupaten_Sumedang=(3.81, 3.52)), look, before="2020", after="2021"
    ),
    "heatmap": lambda look: heatmap(PARTS, look, panels=PANELS, lowest=1, highest=5),
    "profile": lambda look: profile(PEERS, look, lowest=1, highest=5),
    "schedule": lambda look: schedule(CAME, look),
}


def words(chart: Any, width: int = 700) -> list[str]:
    """Return what a chart says."""
    return drawn.words(draw(chart, width))


def datasets(chart: Any) -> list[dict[str, Any]]:
    """Return all rows inside a chart."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def test_distribution_counts_by_threshold_and_as_printed_and_closes_the_sum() -> None:
    assert words(distribution(DISTRIBUTION, LIGHT)) == [
        *("9", "2", "8", "3"),
        *("Baik · 2,6 sampai 5", "Cukup · 1,8 sampai 2,6"),
        "Belum diketahui nilainya: 529",
        *("menurut nilai dan batas", "predikat tercetak"),
    ]
    assert "60 sampai di bawah 70" in words(MAKERS["ranges"](LIGHT))


def test_ranking_leaves_out_the_middle_but_never_the_own_region() -> None:
    said = words(MAKERS["ranking"](LIGHT))

    assert [text for text in said if "…" in text] == ["… 3 daerah lain …", "… 2 daerah lain …"]
    assert {"1. Kota A", "12. Kota L", "22. Kota V", "4,00", "1,90"} <= set(said)
    assert "… " not in " ".join(words(ranking(ranked(Kota_A=3.0, Kota_B=2.0), LIGHT, highest=5)))


def test_ranking_is_zero_based() -> None:
    assert "'domain': [0, 5]" in str(MAKERS["ranking"](LIGHT).to_dict())


def test_changes_are_joined_and_told_only_where_comparable() -> None:
    assert {"2,00 → 3,58 (+1,58)", "3,00 → 2,50 (-0,50)", "2,00 → 2,00 (0,00)"} <= set(
        words(MAKERS["changes"](LIGHT))
    )
    said = words(MAKERS["not_comparable"](LIGHT))
    assert "3,81 dan 3,52" in said
    assert [text for text in said if "→" in text or "(" in text] == []
    assert [row for row in datasets(MAKERS["not_comparable"](LIGHT)) if row.get("comparable")] == []


def test_heatmap_labels_every_known_cell_and_leaves_the_unknown_empty() -> None:
    said = words(MAKERS["heatmap"](LIGHT))

    assert {
        "Domain",
        "D1",
        "25%",
        "3,20",
        "3,60",
        "1,09",
        "D2 Layanan · bobot 75%",
        "belum diketahui",
    } <= set(said)
    cells = [row for row in datasets(MAKERS["heatmap"](LIGHT)) if "left" in row and "part" in row]
    known = {(row["name"], row["indicator"]): row["score"] for row in cells}
    assert known["Kota B", "d1"] == 1.09
    assert known["Kota B", "d2"] is None
    assert known["Kota B", "a1"] is None


def test_panels_follow_the_tree() -> None:
    assert [(panel.title, [part.id for part in panel.parts]) for panel in PANELS] == [
        ("Domain", ["d1", "d2"]),
        ("Aspek", ["a1"]),
    ]
    below = panels(TREE, LEVELS, "d2")
    assert [(panel.title, [part.id for part in panel.parts]) for panel in below] == [("Layanan", ["a1"])]
    assert with_parts(TREE) == {"d2": "Layanan"}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_cells_can_be_read(look: Look) -> None:
    scale = [{"d1": 1 + step * 0.4} for step in range(11)]
    frame = parts(**{f"Kota_{place}": given for place, given in enumerate(scale)})
    chart = heatmap(frame, look, panels=PANELS, lowest=1, highest=5)

    faint = [row for row in datasets(chart) if row.get("score") and contrast(row["ink"], row["fill"]) < 4.5]
    assert faint == []


def test_profile_shows_a_median_only_of_enough() -> None:
    assert "10 dari 93 diketahui · median yang diketahui 2,45" in words(MAKERS["profile"](LIGHT))
    few = peers(3.5, (2.0, 2.5)).assign(title="Pemerintah kota")
    said = words(profile(few, LIGHT, lowest=1, highest=5))
    assert "3 dari 93 diketahui" in said
    assert [text for text in said if "median" in text] == []


def test_schedule_counts_by_day_and_class() -> None:
    said = words(MAKERS["schedule"](LIGHT))

    assert {"1 November 2021", "2 November 2021", "Hari belum diketahui", "Kelas 1", "Kelas 2"} <= set(said)
    counted = {
        (row["day"], row["group"]): row["count"]
        for row in datasets(MAKERS["schedule"](LIGHT))
        if "count" in row
    }
    assert counted == {
        ("2021-11-01", "Kelas 1"): 1,
        ("2021-11-01", "Kelas 2"): 1,
        ("2021-11-02", "Kelas 1"): 1,
        ("", ""): 1,
    }


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("width", [326, 1200])
def test_nothing_is_cut_off(name: str, width: int) -> None:
    drawing = draw(MAKERS[name](LIGHT), width)

    assert drawn.size(drawing)[0] <= width + 1
    assert [text for text in drawn.texts(drawing) if text.left < -1 or text.right > width + 1] == []
    cut = [
        text.words for text in drawn.texts(drawing) if "…" in text.words and "daerah lain" not in text.words
    ]
    assert cut == []


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", [name for name in MAKERS if name not in ("heatmap", "schedule")])
def test_texts_stand_out_from_the_page(name: str, look: Look) -> None:
    inks = set(re.findall(r'<text[^>]*fill="(#[0-9a-f]{6})"', draw(MAKERS[name](look), 700)))

    assert inks
    assert [ink for ink in inks if contrast(ink, look.background) < 4.5] == []


@pytest.mark.parametrize("name", MAKERS)
def test_the_pseudo_locale_reaches_every_word(name: str) -> None:
    with in_language("qps"):
        said = words(MAKERS[name](LIGHT))

    data = r"Kota|Kabupaten|Pemerintah|Domain|Aspek|Kelas|Layanan|Kebijakan|Ogan|November|[DA]\d"
    plain = [text for text in said if not text.startswith("⟦") and not text.endswith("⟧")]
    assert [text for text in plain if re.search("[a-z]", text) and not re.search(data, text)] == []


def test_nothing_says_so() -> None:
    charts = [
        distribution(grades(546, baik=(0, 0)), LIGHT),
        ranking(ranked(), LIGHT, highest=5),
        changes(changed(), LIGHT, before="2022", after="2023"),
        heatmap(parts(), LIGHT, panels=PANELS, lowest=1, highest=5),
        profile(PEERS.head(0), LIGHT, lowest=1, highest=5),
        schedule(came(), LIGHT),
    ]

    assert [words(chart) for chart in charts] == [["Belum ada data"]] * len(charts)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_names_never_break_a_picture(name: str) -> None:
    for chart in (
        ranking(ranked(Kota_A=3.0).assign(name=name), LIGHT, highest=5),
        changes(changed(Kota_A=(2.0, 3.0)).assign(name=name), LIGHT, before="1", after="2"),
        heatmap(PARTS.assign(name=name), LIGHT, panels=PANELS, lowest=1, highest=5),
        profile(PEERS.assign(title=name, name=name), LIGHT, lowest=1, highest=5),
        schedule(CAME.assign(**{"class": name}), LIGHT),
    ):
        assert words(chart, 326)


def test_alternative_texts() -> None:
    assert (
        alt_distribution(grades(3, baik=(2, 1)))
        == "Diagram batang predikat. Baik: 2 menurut nilai, 1 tercetak"
    )
    assert alt_ranking(ranked(Kota_A=3.0)) == "Diagram batang peringkat: 1. Kota A 3,00"
    assert alt_changes(changed(Kota_A=(2.0, 3.0))) == (
        "Diagram titik nilai pada dua periode: Kota A 2,00 → 3,00 (+1,00)"
    )
    assert alt_heatmap(PARTS.tail(1), PANELS) == "Peta panas nilai bagian instrumen: Kota B D1 1,09"
    assert alt_profile(PEERS.tail(1)) == (
        "Diagram titik nilai daerah di antara daerah lain. Pemerintah kota: angka terpublikasi 2,79"
    )
    assert alt_schedule(CAME.head(1)) == "Jadwal penilaian per hari dan kelas. 1 November 2021, Kelas 1: 1"
