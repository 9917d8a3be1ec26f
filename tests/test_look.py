"""The look: contrast, colours apart for colour-blind eyes, and the same tokens in Streamlit's settings."""

import tomllib
from itertools import combinations, pairwise

import pytest

from smartcity.look import DARK, LIGHT, STATUSES, Look, channels, contrast, look, mix, theme
from smartcity.settings import ROOT

# Machado, Oliveira and Fernandes 2009, severity 1: how colours appear without one kind of cone.
SEEN_BY = {
    "everybody": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
ORDERED_APART, UNORDERED_APART = 8, 12
"""Distances in CIELAB: neighbours of a scale are next to each other; others stand alone."""

both_looks = pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """Return a colour as CIELAB, as these eyes see it."""
    linear = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
        for v in (c / 255 for c in channels(colour))
    ]
    r, g, b = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in SEEN_BY[eyes]
    )
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(first: str, second: str, eyes: str) -> float:
    """Return the distance of two colours for these eyes."""
    return float(sum((a - b) ** 2 for a, b in zip(seen(first, eyes), seen(second, eyes), strict=True)) ** 0.5)


def test_contrast_of_black_on_white() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert contrast("#777777", "#777777") == 1
    assert (mix("#000000", "#ffffff", 0.5), mix("#102030", "#ffffff", 0)) == ("#808080", "#102030")


@both_looks
def test_text_stands_out(chosen: Look) -> None:
    grounds = {chosen.background, chosen.surface}
    grounds |= {"#ffffff"} if chosen.mode == "light" else set()
    pale = {
        (name, ground)
        for name in ("text", "muted", "link", "accent", "attention")
        for ground in grounds
        if contrast(getattr(chosen, name), ground) < 4.5
    }
    assert pale == set()
    assert [band for band in chosen.bands if contrast(chosen.muted, band) < 4.5] == []


@both_looks
def test_marks_stand_out(chosen: Look) -> None:
    marks = (*chosen.stages, *chosen.statuses.values(), *chosen.categorical)
    assert [
        mark for mark in marks for ground in (chosen.background, chosen.surface) if contrast(mark, ground) < 3
    ] == []


@both_looks
@pytest.mark.parametrize("eyes", SEEN_BY)
def test_colours_stay_apart(chosen: Look, eyes: str) -> None:
    ordered = [*pairwise(chosen.stages), *pairwise(chosen.sequential)]
    free = [
        *combinations(chosen.statuses.values(), 2),
        *combinations(chosen.categorical, 2),
        *combinations(chosen.diverging, 2),
    ]
    assert [pair for pair in ordered if apart(*pair, eyes) < ORDERED_APART] == []
    assert [pair for pair in free if apart(*pair, eyes) < UNORDERED_APART] == []


@both_looks
def test_scales_go_one_way(chosen: Look) -> None:
    for scale in (chosen.stages, chosen.sequential):
        ratios = [contrast(colour, chosen.background) for colour in scale]
        assert ratios == sorted(ratios)


@both_looks
def test_both_sides_of_a_change_grow_stronger(chosen: Look) -> None:
    ratios = [contrast(colour, chosen.background) for colour in chosen.diverging]
    assert ratios[0] > ratios[1] > ratios[2] < ratios[3] < ratios[4]


@both_looks
def test_every_status_and_stage_has_a_colour(chosen: Look) -> None:
    assert tuple(chosen.statuses) == STATUSES
    assert [chosen.stage(place) for place in (0, 1, 5, 9)] == [
        chosen.stages[0],
        chosen.stages[0],
        chosen.stages[4],
        chosen.stages[4],
    ]


def test_a_mode_gives_its_look() -> None:
    assert [look(mode) for mode in ("light", "dark", None, "blue")] == [LIGHT, DARK, LIGHT, LIGHT]


@both_looks
def test_streamlit_has_the_same_tokens(chosen: Look) -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    tokens = theme(chosen)
    assert {name: settings["theme"][chosen.mode].get(name) for name in tokens} == tokens
    assert len(tokens["chartSequentialColors"]) == 10


def test_every_font_weight_is_there_with_its_licence() -> None:
    folder = ROOT / "smartcity" / "ui" / "static" / "fonts"
    assert sorted(path.name for path in folder.iterdir()) == [
        "OFL.txt",
        *(f"PlusJakartaSans-{weight}.{kind}" for weight in (400, 500, 600, 700) for kind in ("ttf", "woff2")),
    ]
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
