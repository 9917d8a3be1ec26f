"""Classes: the same breaks and legend whether no region, one, two or all have a value."""

import pandas as pd
import pytest

from smartcity import maps
from smartcity.look import DARK, LIGHT, contrast
from smartcity.maps.classes import NONE, Scale
from smartcity.words import in_language
from tests.maps.samples import COUNTS, STAGE_TABLE, reached, regions
from tests.samples import GRADES

SPBE = GRADES[GRADES["framework"] == "spbe-2020"]
SCALES = {
    "stage": maps.stages(STAGE_TABLE, with_low=False),
    "programs": maps.counts("programs"),
    "names": maps.counts("names"),
    "change": maps.changes(),
    "late": maps.counts("pilots", "late_or_delayed"),
    "pilots": maps.counts("pilots"),
    "running": maps.counts("pilots", "running"),
    "awards": maps.counts("awards"),
    "grades": maps.scores(SPBE, 1, 5),
    "ranges": maps.scores(SPBE.head(0), 0, 100),
}


@pytest.mark.parametrize("amount", COUNTS)
@pytest.mark.parametrize("name", SCALES)
def test_legend_has_every_class_however_many_values(name: str, amount: str) -> None:
    scale = SCALES[name]
    classified = maps.classify(regions(COUNTS[amount]), scale)

    entries = maps.legend(classified, scale, LIGHT)

    assert [entry.label for entry in entries][:-1] == [each.label for each in scale.classes]
    assert sum(entry.count for entry in entries) == len(classified)


def labels(scale: Scale) -> list[str]:
    """Return the words of the classes."""
    return [each.label for each in scale.classes]


def test_words_of_the_classes() -> None:
    assert labels(SCALES["programs"]) == ["1", "2", "3", "4 atau lebih"]
    assert labels(SCALES["change"]) == [
        "turun 0,50 atau lebih",
        "turun 0,10 sampai 0,49",
        "berubah kurang dari 0,10",
        "naik 0,10 sampai 0,49",
        "naik 0,50 atau lebih",
    ]
    assert labels(SCALES["pilots"]) == ["1", "2", "3–4", "5 atau lebih"]
    assert labels(SCALES["ranges"]) == ["0–20", "20–40", "40–60", "60–80", "80–100"]
    assert labels(SCALES["grades"])[0] == "Kurang: 1 sampai 1,8"
    assert labels(maps.stages(STAGE_TABLE, with_low=True))[-1] == "hanya klaim berkeyakinan rendah"
    with in_language("en"):
        assert labels(maps.stages(STAGE_TABLE, with_low=False))[0] == "Invited"


@pytest.mark.parametrize(
    ("name", "value", "at"),
    [
        ("programs", 1, 0),
        ("programs", 4, 3),
        ("programs", 90, 3),
        ("pilots", 3, 2),
        ("pilots", 4, 2),
        ("pilots", 5, 3),
        ("ranges", 0, 0),
        ("ranges", 20, 1),
        ("ranges", 99.99, 4),
        ("ranges", 100, 4),
        ("ranges", 101, NONE),
        ("ranges", -1, NONE),
        ("programs", None, NONE),
        ("change", -2.31, 0),
        ("change", -0.5, 0),
        ("change", -0.49, 1),
        ("change", -0.1, 1),
        ("change", -0.09, 2),
        ("change", 0, 2),
        ("change", 0.09, 2),
        ("change", 0.1, 3),
        ("change", 0.5, 4),
        ("change", None, NONE),
    ],
)
def test_a_value_falls_in_its_class(name: str, value: float | None, at: int) -> None:
    assert maps.classify(regions([value]), SCALES[name])["at"].tolist() == [at]


def test_a_grade_decides_and_a_score_alone_does_not() -> None:
    frame = regions([3.0, None, 3.0], category=["baik", "memuaskan", None], edition=["2023", "2024", "2021"])

    classified = maps.classify(frame, SCALES["grades"])

    assert classified["at"].tolist() == [2, 4, NONE]
    assert classified["label"].tolist() == ["3,00 · Baik · 2023", "Memuaskan · 2024", "3,00 · 2021"]


def test_a_change_is_told_with_its_sign_and_editions() -> None:
    frame = regions([0.31, -0.5, 0.0, None], edition="2024–2025")

    classified = maps.classify(frame, SCALES["change"])

    assert classified["label"].tolist() == [
        "+0,31 · 2024–2025",
        "-0,50 · 2024–2025",
        "0,00 · 2024–2025",
        "perubahan belum diketahui",
    ]


def test_low_confidence_stands_apart() -> None:
    scale = maps.stages(STAGE_TABLE, with_low=True)
    frame = reached([3, 3, None]).assign(low_only=[False, True, False])

    classified = maps.classify(frame, scale)

    assert classified["at"].tolist() == [2, 5, NONE]
    assert classified["label"].tolist() == [
        "Terpilih",
        "hanya klaim berkeyakinan rendah",
        "belum diketahui namanya",
    ]


def test_no_rows_at_all() -> None:
    empty = regions([])

    assert maps.classify(empty, SCALES["stage"]).empty
    assert {
        entry.count for entry in maps.legend(maps.classify(empty, SCALES["stage"]), SCALES["stage"], DARK)
    } == {0}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", SCALES)
def test_symbols_stand_out_from_the_land(name: str, look: object) -> None:
    assert isinstance(look, type(LIGHT))
    fills = SCALES[name].fills(look)

    assert len(fills) == len(SCALES[name].classes)
    assert min(contrast(fill, look.land) for fill in fills) > 1.3
    assert len(set(zip(fills, SCALES[name].radii(), strict=True))) == len(fills)


def test_rows_without_a_position_are_told() -> None:
    frame = regions([1.0, 2.0, 3.0])
    frame.loc[0, "lat"] = float("nan")
    frame.loc[1, "lon"] = 999.0
    classified = maps.classify(frame, SCALES["programs"])

    content = maps.content(classified, SCALES["programs"], "00")

    assert [place.code for place in content.places] == [frame.loc[2, "code"]]
    assert maps.without_position(classified)["code"].tolist() == frame["code"].tolist()[:2]
    assert isinstance(classified, pd.DataFrame)
