"""Mode paparan without a browser: which slides a page has, that only the asked one is drawn, and what stands on it."""

import json
import re
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from smartcity.look import LIGHT, Look
from smartcity.ui import address, deck, frame, slide_bodies
from smartcity.ui.deck import Facts, Numbers, Rows, Slide, Words
from smartcity.ui.menu import ENTRIES
from smartcity.ui.text import JOINER, plain
from tests.ui.test_pages import open_as, run

TAGS = re.compile(r"<[^>]+>")
HOSTILE = "<script>alert(1)</script> **tebal** [x](http://y) $a$ & Kabupaten yang namanya lebih dari enam puluh huruf"


def slides(test: AppTest) -> list[Slide]:
    """Return the slides that a page placed."""
    assert [*test.exception, *test.error] == []
    found: deck.Deck = test.session_state["_deck"]
    return found.slides


def kinds(test: AppTest) -> list[str]:
    """Return what each slide of a page holds."""
    return [type(slide.body).__name__ for slide in slides(test)]


def html(test: AppTest) -> str:
    """Return the slide that a page sent."""
    sent = [found.proto for found in test.get("bidi_component")]
    (shown,) = (proto.json for proto in sent if proto.component_name == "smartcity.slide")
    return str(json.loads(shown)["html"])


def heading(test: AppTest) -> str:
    """Return the title of the slide that a page sent."""
    found = re.search(r"<h1>(.*?)</h1>", html(test))
    assert found
    return TAGS.sub("", found.group(1))


def place(test: AppTest) -> str:
    """Return which of how many slides a page sent."""
    found = re.search(r"<span>(\d+ / \d+)</span>", html(test))
    assert found
    return found.group(1)


@pytest.mark.parametrize("page", [entry.file for entry in ENTRIES])
def test_every_page_is_shown_as_slides(data_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    test = run(data_folder, monkeypatch, page, mode="paparan", lang="id")

    assert len(slides(test)) > 0
    assert place(test) == f"1 / {len(slides(test))}"
    assert heading(test)
    assert (len(test.sidebar.children), len(test.title), test.get("arrow_data_frame")) == (0, 0, [])
    foot = re.sub(r"\s*\n\s*", "\n", TAGS.sub("\n", html(test)[html(test).index("<footer>") :]))
    assert re.search(r"Sumber: .+\nData per .+ · versi data 1, diterbitkan .+ WIB · dibuat .+ WIB\n", foot)
    assert f"{next(entry.path for entry in ENTRIES if entry.file == page)}?lang=id" in foot


@pytest.mark.parametrize(
    ("page", "parameters", "found"),
    [
        ("overview.py", {}, ["Numbers", "Drawing", "Words", "Drawing", "Words", "Words", "Words"]),
        ("map.py", {}, ["Drawing", "Rows"]),
        ("stages.py", {}, ["Drawing", "Rows", "Drawing", "Drawing", "Rows"]),
        ("pilots.py", {}, ["Numbers", "Drawing", "Drawing", "Rows", "Words", "Words"]),
        ("quality.py", {"bagian": "cakupan"}, ["Drawing"] * 3),
        ("region.py", {"wilayah": "16.01"}, ["Facts", "Drawing", "Words", "Rows", "Rows", "Rows", "Words"]),
        ("follow_up.py", {"wilayah": "35"}, ["Rows"]),
        ("upload.py", {}, ["Words"]),
    ],
)
def test_what_a_page_places_becomes_slides(
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    parameters: dict[str, str],
    found: list[str],
) -> None:
    # From the server's own computer, where internal columns and the upload are open.
    test = open_as(data_folder, monkeypatch, page, "127.0.0.1", {"mode": "paparan", **parameters})

    assert kinds(test) == found


def test_only_the_asked_slide_is_drawn(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[deck.Body] = []

    def draw(body: deck.Body, _look: Look) -> str:
        drawn.append(body)
        return ""

    monkeypatch.setattr(slide_bodies, "html", draw)

    test = run(data_folder, monkeypatch, "overview.py", mode="paparan", salindia="3")

    assert [type(body) for body in drawn] == [Words]
    assert (heading(test), place(test)) == ("Perlu perhatian", "3 / 7")
    assert test.get("arrow_vega_lite_chart") == []


def test_a_slide_that_is_not_there_is_said(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "map.py", mode="paparan", salindia="9")

    assert place(test) == "1 / 2"
    assert "Alamat meminta salindia “9” yang tidak ada" in html(test)


def test_an_unknown_mode_shows_the_page_and_is_said(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = run(data_folder, monkeypatch, "about.py", mode="pesta")

    assert [title.value for title in test.title] == ["Tentang data"]
    assert [warning.value for warning in test.warning] == [
        "Alamat meminta mode “pesta” yang tidak ada; yang tampil adalah pilihan bawaan."
    ]


def test_the_way_in_keeps_the_view_and_the_way_out_returns_to_it(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = {"program": "gmsc", "periode": "2021", "lang": "en"}
    test = open_as(data_folder, monkeypatch, "stages.py", None, view)

    test.button(key="present").click().run()

    assert test.query_params == {**view, "mode": "paparan"}
    assert re.findall(r'href="([^"]+)" data-to="(\d*)"', html(test)) == [
        ("tahapan?program=gmsc&amp;periode=2021&amp;lang=en&amp;mode=paparan&amp;salindia=2", "2"),
        ("tahapan?program=gmsc&amp;periode=2021&amp;lang=en", ""),
    ]


def test_the_mode_is_not_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"program": "gmsc", "mode": "paparan", "salindia": "2", "lang": "id"}
    monkeypatch.setattr("streamlit.query_params", here)

    assert address.carried() == {"program": "gmsc", "lang": "id"}
    assert address.shared(address.given(here)) == {"program": "gmsc", "lang": "id"}
    assert address.here("peta") == "peta?program=gmsc&lang=id"
    assert address.here("peta", "1") == "peta?program=gmsc&lang=id&mode=paparan"
    assert address.here("peta", "2") == "peta?program=gmsc&lang=id&mode=paparan&salindia=2"


def test_demonstration_data_say_so(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(demo_folder, monkeypatch, "overview.py", mode="paparan")

    assert '<span class="label">DATA CONTOH</span>' in html(test)
    assert '<p class="mark" aria-hidden="true">DATA CONTOH</p>' in html(test)


def test_internal_columns_are_on_no_slide(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {}
    for mode in ("", "paparan"):
        test = open_as(demo_folder, monkeypatch, "pilots.py", "127.0.0.1", {"mode": mode, "lang": "id"})
        found[mode] = "Anggaran" in f"{[tab.label for tab in test.tabs]}{[s.title for s in _deck(test)]}"

    assert found == {"": True, "paparan": False}


def _deck(test: AppTest) -> list[Slide]:
    return slides(test) if test.session_state["_deck"] else []


def table(count: int, **more: str) -> pd.DataFrame:
    """Return a table of so many rows as a slide takes it."""
    return pd.DataFrame({"Nama": [f"Daerah {number}" for number in range(count)], **more}, dtype="str")


def test_text_from_data_is_text_on_every_kind_of_slide() -> None:
    bodies = (
        Numbers(((plain(HOSTILE), HOSTILE, HOSTILE),)),
        Rows(lambda: pd.DataFrame({HOSTILE: [HOSTILE]}, dtype="str"), 1),
        Words((plain(HOSTILE),)),
        Facts(((plain(HOSTILE), plain(HOSTILE)),)),
    )

    for body in bodies:
        shown = slide_bodies.html(body, LIGHT)
        text = TAGS.sub("", shown).replace("\u200b", "").replace(JOINER, "")
        assert "<script" not in shown
        assert "<a " not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt; **tebal** [x](http://y) $a$ &amp; Kabupaten" in text


def test_a_table_shows_its_fullest_columns_and_says_what_is_left_out() -> None:
    wide = table(3, **{f"Kolom {number}": str(number) for number in range(9)}, Kosong="—")

    shown = slide_bodies.html(Rows(lambda: wide, 40), LIGHT)

    assert re.findall(r"<th[^>]*>([^<]+)<", shown) == ["Nama", *(f"Kolom {number}" for number in range(7))]
    assert 'data-total="40"' in shown
    assert 'data-rows="{count} baris pertama dari 40" data-columns="8 dari 10 kolom"' in shown


@pytest.mark.parametrize(("rows", "parts"), [(8, []), (9, [5, 4]), (24, [8, 8, 8])])
def test_a_long_table_is_drawn_in_equal_pieces(rows: int, parts: list[int]) -> None:
    drawn: list[int] = []

    def draw(some: pd.DataFrame, _look: Look) -> alt.Chart:
        drawn.append(len(some))
        return alt.Chart(some)

    for piece in frame.pieces(table(rows), 8, draw):
        piece(LIGHT)

    assert drawn == parts
