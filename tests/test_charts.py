"""Charts: what they draw is read back from the SVG, in both languages, from phone to projector."""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from smartcity import charts
from smartcity.export.pictures import draw
from smartcity.look import DARK, LIGHT, Look, contrast
from smartcity.words import in_language
from tests import drawn
from tests.samples import GRADES, HOSTILE, areas, children, editions, participations, scores, statuses, steps

COHORT = steps((150, 88, 50, 50, None), known=(46, 46, 46, 20))
YEARS = editions(
    e2018=(120, 165, 50, 50, 50), e2020=(None, None, 0, None, None), e2021=(None, None, 48, 48, None)
)
SPBE = scores(
    ("spbe-2018", "2019", 2.4, 2.61, 2.18),
    ("spbe-2018", "2020", 2.93, None, 2.26),
    ("spbe-2020", "2022", 2.67, 2.5, 2.35),
    ("spbe-2020", "2023", 3.1, 3.05, 2.79),
)
TRAIL = participations(
    ("gmsc", "2022", 1, False, False), ("gmsc", "2022", 3, True, False), ("idsll", "2023", 2, True, True)
)


MAKERS: dict[str, Callable[[Look], Any]] = {
    "funnel": lambda look: charts.funnel(COHORT, look),
    "editions": lambda look: charts.editions(YEARS, look),
    "areas": lambda look: charts.areas(
        areas({"Kepulauan Bangka Belitung": 15, "Jawa": 0}, unknown=4), look, by="province"
    ),
    "statuses": lambda look: charts.statuses(
        statuses(running=(12, 3), completed=(61, 0), planned=(4, 0)), look
    ),
    "scores": lambda look: charts.scores(
        SPBE,
        look,
        region_name="Kabupaten Ogan Komering Ulu Selatan",
        province_name="Provinsi Sumatera Selatan",
        grades=GRADES,
    ),
    "trail": lambda look: charts.trail(
        TRAIL,
        look,
        programs={"gmsc": "Gerakan Menuju Smart City", "idsll": "Indonesia Digital Services Living Lab"},
        lengths={"gmsc": 5, "idsll": 3},
    ),
    "children": lambda look: charts.children(
        children(Kota_Palembang=3.41, Kabupaten_B=2.1, Kota_C=None), look
    ),
}


def make(name: str, look: Look = LIGHT) -> Any:
    """Return one chart of a kind, with data that has every case."""
    return MAKERS[name](look)


def svg(chart: Any, width: int = 700) -> str:
    """Draw a chart at a width."""
    return draw(chart, width)


def test_funnel_says_counts_conversions_and_names() -> None:
    assert drawn.words(svg(charts.funnel(COHORT, LIGHT))) == [
        *("150", "88", "50", "50", "—"),
        *("Diundang", "Mengikuti penilaian", "Terpilih", "Menandatangani nota kesepakatan"),
        "Masterplan tersusun",
        "46 dari 150 diketahui namanya",
        "46 dari 88 diketahui namanya",
        "46 dari 50 diketahui namanya",
        "20 dari 50 diketahui namanya",
        "Belum ada angka untuk tahap ini",
        "58,7% dari tahap sebelumnya",
        "56,8% dari tahap sebelumnya",
        "100% dari tahap sebelumnya",
        "diketahui namanya",
        "belum diketahui namanya",
    ]


def test_funnel_in_english() -> None:
    with in_language("en"):
        words = drawn.words(svg(charts.funnel(COHORT, LIGHT)))
    assert words[5:7] == ["Invited", "Assessed"]
    assert {"58.7% of the stage before", "46 of 150 known by name", "not yet known by name"} <= set(words)


@pytest.mark.parametrize(
    ("frame", "expected", "absent"),
    [
        (steps((120, 165)), "Lebih banyak dari tahap sebelumnya", "%"),
        (steps((None, 48), known=(44, 44)), "Tahap sebelumnya baru diketahui sebagian", "%"),
        (steps((150, None), known=(0, 30)), "Sedikitnya 20% dari tahap sebelumnya", "Lebih"),
        (steps((None, None), known=(5, 4)), "Hanya dari nama yang diketahui", "%"),
        (steps((50,), known=(51,)), "51 nama diketahui, lebih dari angka ini", "dari 50"),
        (steps((25,), known=(25,)), "Semua diketahui namanya", "dari 25"),
        (steps((25,)), "Belum ada nama yang diketahui", "0 dari"),
        (steps((0, 0)), "0", "%"),
    ],
)
def test_funnel_of_special_cases(frame: pd.DataFrame, expected: str, absent: str) -> None:
    words = drawn.words(svg(charts.funnel(frame, LIGHT)))
    assert expected in words
    assert [text for text in words if absent in text] == []


def test_funnel_bars_are_zero_based_and_split_by_names() -> None:
    spec = charts.funnel(COHORT, LIGHT).to_dict()
    rows = next(rows for rows in spec["datasets"].values() if len(rows) == 4 and "solid" in rows[0])
    assert [(row["stage"], row["zero"], row["solid"], row["value"]) for row in rows] == [
        ("invited", 0, 46, 150),
        ("assessed", 0, 46, 88),
        ("selected", 0, 46, 50),
        ("mou_signed", 0, 20, 50),
    ]
    domains = re.findall(r"'scale': \{'domain': \[(\d+), 150\]", str(spec))
    assert set(domains) == {"0"}


def test_funnel_selects_a_stage() -> None:
    params = charts.funnel(COHORT, LIGHT).to_dict()["params"]
    assert [(param["name"], param["select"]) for param in params] == [
        ("stage", {"type": "point", "fields": ["stage"]})
    ]
    assert "params" not in charts.funnel(COHORT, LIGHT, selectable=False).to_dict()


def test_editions_draw_only_stages_with_figures() -> None:
    words = drawn.words(svg(charts.editions(editions(e2021=(None, None, 48), e2020=(None, None, 0)), LIGHT)))
    assert words == ["48", "0", "Terpilih", "2020", "2021", "diketahui namanya", "belum diketahui namanya"]
    assert "lebih banyak dari tahap sebelumnya" in drawn.words(svg(charts.editions(YEARS, LIGHT)))


def test_areas_are_ordered_and_end_with_the_unknown() -> None:
    frame = areas({"kabupaten": 3, "kota": 15}, unknown=40)
    words = drawn.words(svg(charts.areas(frame, LIGHT, by="level")))
    assert words == ["Kota", "Kabupaten", "Belum diketahui", "15", "3", "40"]
    without = drawn.words(svg(charts.areas(areas({"Jawa": 3}), LIGHT, by="island_group")))
    assert without == ["Jawa", "3"]


def test_statuses_follow_a_pilots_life_and_mark_the_late() -> None:
    chart = charts.statuses(statuses(completed=(1200, 0), nominated=(2, 0), running=(12, 3)), LIGHT)
    assert drawn.words(svg(chart)) == [
        "Diusulkan",
        "Berjalan",
        "Selesai",
        "2",
        "12 · 3 lewat tenggat",
        "1.200",
    ]


def test_scores_break_where_the_instrument_changed() -> None:
    drawing = svg(make("scores"))
    words = drawn.words(drawing)
    assert {"Instrumen berganti,", "nilai tidak sebanding", "2,40", "2,93", "2,67", "3,10", "4,2"} <= set(
        words
    )
    assert [name for name in words if name in set(GRADES["name_id"])] == [
        *("Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan")
    ]
    lines = {point["line"] for rows in _datasets(make("scores")) for point in rows if "line" in point}
    assert len(lines) == 6


def test_scores_of_one_instrument_and_of_the_nation_alone() -> None:
    nation = scores(("spbe-2020", "2022", 2.35, None, 2.35), ("spbe-2020", "2023", 2.79, None, 2.79))
    words = drawn.words(svg(charts.scores(nation, LIGHT, region_name="Indonesia")))
    assert "Instrumen berganti," not in words
    assert "Nasional" not in words
    assert {"2,35", "2,79"} <= set(words)


def test_scores_draw_the_fullest_family_of_instruments() -> None:
    mixed = pd.concat([SPBE, scores(("ietpd", "2022-S1", 98.3, None, None))], ignore_index=True)
    families = charts.score_families(mixed)
    assert {name: len(frame) for name, frame in families.items()} == {"spbe": 4, "ietpd": 1}
    words = drawn.words(svg(charts.scores(families["ietpd"], LIGHT, region_name="Kota Palembang")))
    assert {"98,30", "2022-S1"} <= set(words)


def test_trail_tells_named_from_implied() -> None:
    words = drawn.words(svg(make("trail")))
    assert words[:4] == [
        "Indonesia Digital Services Living Lab · 2023",
        "Gerakan Menuju Smart City · 2022",
        "Mengikuti penilaian (tahap 2 dari 3)",
        "Terpilih (tahap 3 dari 5)",
    ]
    states = [dot["state"] for rows in _datasets(make("trail")) for dot in rows if "state" in dot]
    assert sorted(states) == [
        *["Belum diketahui"] * 5,
        "Disebut oleh sumber",
        "Hanya dari sumber berkeyakinan rendah",
        "Tersirat dari tahap sesudahnya",
    ]


def test_children_are_ordered_by_score() -> None:
    assert drawn.words(svg(make("children"))) == [
        *("3,41 (2023)", "2,10 (2023)"),
        *("Kota Palembang", "Kabupaten B"),
    ]


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("width", [326, 1200])
@pytest.mark.parametrize("code", ["id", "en"])
def test_nothing_is_cut_off(name: str, width: int, code: str) -> None:
    with in_language(code):
        drawing = svg(make(name), width)
    assert drawn.size(drawing)[0] <= width + 1
    cut = [text for text in drawn.texts(drawing) if text.left < -1 or text.right > width + 1]
    assert cut == []
    assert [text.words for text in drawn.texts(drawing) if "…" in text.words] == []


@pytest.mark.parametrize("name", MAKERS)
def test_the_pseudo_locale_reaches_every_word(name: str) -> None:
    with in_language("qps"):
        words = drawn.words(svg(make(name)))
    data = {"Kabupaten", "Kota", "Provinsi", "Kepulauan", "Jawa", "Gerakan", "Indonesia", *COHORT["name_id"]}
    plain = [text for text in words if not text.startswith("⟦") and not text.endswith("⟧")]
    foreign = [text for text in plain if re.search("[a-z]", text) and text.split()[0] not in data]
    assert [text for text in foreign if text not in data and text not in set(GRADES["name_id"])] == []


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_stand_out_from_the_page(look: Look) -> None:
    for name in MAKERS:
        inks = set(re.findall(r'<text[^>]*fill="(#[0-9a-f]{6})"', svg(make(name, look))))
        assert inks, name
        assert [ink for ink in inks if contrast(ink, look.background) < 4.5] == [], name


def test_empty_frames_say_so() -> None:
    nothing = {
        "Belum ada data": [
            charts.funnel(COHORT.head(0), LIGHT),
            charts.funnel(steps((None, None)), LIGHT),
            charts.editions(YEARS.head(0), LIGHT),
            charts.editions(editions(e2024=(None, None)), LIGHT),
            charts.areas(areas({}).head(0), LIGHT, by="province"),
            charts.statuses(statuses(), LIGHT),
            charts.scores(scores(), LIGHT, region_name="X"),
            charts.scores(scores(("spbe-2020", "2021", None, None, None)), LIGHT, region_name="X"),
        ],
        "Belum ada partisipasi yang diketahui": [charts.trail(TRAIL.head(0), LIGHT, programs={}, lengths={})],
        "Belum ada nilai SPBE yang diketahui": [
            charts.children(children(A=None), LIGHT),
            charts.children(children(A=None).head(0), LIGHT),
        ],
    }
    for words, empty in nothing.items():
        assert [drawn.words(svg(chart)) for chart in empty] == [[words]] * len(empty)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_names_never_break_a_picture(name: str) -> None:
    one = children(A=3.0).assign(name=name)
    renamed = COHORT.assign(name_id=name)
    own = participations(("gmsc", "2022", 1, True, False)).assign(name_id=name)
    for chart in (
        charts.children(one, LIGHT),
        charts.areas(areas({name: 3}), LIGHT, by="province"),
        charts.funnel(renamed, LIGHT),
        charts.editions(YEARS.assign(name_id=name), LIGHT),
        charts.scores(SPBE, LIGHT, region_name=name, province_name=name + "2", grades=GRADES),
        charts.trail(own, LIGHT, programs={"gmsc": name}, lengths={}),
    ):
        assert drawn.words(svg(chart, 326))


def test_alternative_texts() -> None:
    assert charts.alt_funnel(COHORT.head(2)) == (
        "Diagram batang tahapan seleksi: Diundang 150 (46 diketahui namanya);"
        " Mengikuti penilaian 88 (46 diketahui namanya)."
    )
    assert charts.alt_funnel(steps((None,))) == "Diagram tahapan seleksi: belum ada data."
    assert charts.alt_editions(editions(e2021=(None, None, 48))) == (
        "Diagram batang per periode dan tahap. 2021: Terpilih 48"
    )
    assert charts.alt_areas(areas({"Jawa": 3}, unknown=2)) == (
        "Diagram batang per wilayah: Jawa 3; Belum diketahui 2"
    )
    assert charts.alt_statuses(statuses(running=(3, 0))) == "Diagram batang status percontohan: Berjalan 3"
    assert charts.alt_scores(SPBE.head(2), "Kota X") == (
        "Diagram garis nilai Kota X menurut tahun: 2019: 2,40; 2020: 2,93"
    )
    assert charts.alt_trail(TRAIL, {"gmsc": "Smart City"}) == (
        "Jejak tahapan per program. idsll 2023: sampai Mengikuti penilaian; Smart City 2022: sampai Terpilih"
    )
    assert charts.alt_children(children(Kota_A=3.4, Kota_B=None)) == "Diagram batang nilai SPBE: Kota A 3,40"
    assert charts.alt_children(children(Kota_A=None)) == "Diagram batang nilai SPBE: —"


def test_an_unknown_status_stays_as_it_is() -> None:
    assert [charts.status_name(status) for status in ("running", "baru")] == ["Berjalan", "baru"]


def _datasets(chart: Any) -> list[list[dict[str, Any]]]:
    """Return all rows inside a chart."""
    return list(chart.to_dict()["datasets"].values())
