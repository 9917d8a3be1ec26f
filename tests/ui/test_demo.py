"""Demonstration data: every page, picture, table and file name says what they are; facts are never marked so."""

import json
from collections.abc import Callable
from pathlib import Path

import altair as alt
import pandas as pd
import pytest

from smartcity.export.pictures import Caption
from smartcity.look import LIGHT
from smartcity.ui import frame
from smartcity.ui.frame import Picture
from smartcity.ui.menu import ENTRIES
from smartcity.ui.questions import question
from smartcity.words import in_language
from tests.ui.test_pages import run

SAID = {
    "id": "**DATA CONTOH** · Semua isinya dibuat untuk peragaan, bukan fakta.",
    "en": "**SAMPLE DATA** · All of it was made for demonstration, none of it is fact.",
}
PICTURE = Picture(
    key="funnel",
    title="88 dari 150",
    subtitle="Tahapan seleksi",
    chart=lambda _look: alt.Chart(pd.DataFrame({"x": [1]})).mark_bar().encode(x="x:Q"),
    questions=(),
    sources=(),
    alt="",
    table=pd.DataFrame({"x": [1]}),
    rows=question("stages", program="gmsc"),
)


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("page", [entry.file for entry in ENTRIES])
def test_every_page_says_it(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, language: str
) -> None:
    test = run(demo_folder, monkeypatch, page, lang=language)

    assert [*test.exception, *test.error, *test.warning] == []
    assert [text.value for text in test.markdown].count(SAID[language]) == 1


def test_every_chart_says_it(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's own button beside a chart saves it as it stands."""
    test = run(demo_folder, monkeypatch, "stages.py")
    charts = test.get("vega_lite_chart") or test.get("arrow_vega_lite_chart")

    assert len(charts) > 0
    assert [json.loads(chart.proto.spec)["title"]["text"] for chart in charts] == ["DATA CONTOH"] * len(
        charts
    )


def test_facts_are_not_marked(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "overview.py")
    charts = test.get("vega_lite_chart") or test.get("arrow_vega_lite_chart")

    assert not any("CONTOH" in text.value for text in [*test.markdown, *test.caption])
    assert not any("CONTOH" in chart.proto.spec for chart in charts)


def test_the_footer_says_it(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(demo_folder, monkeypatch, "region.py", wilayah="16.01")

    assert any(text.value.startswith("DATA CONTOH · Data per ") for text in test.caption)


@pytest.mark.parametrize(
    ("is_demo", "marks", "prefix"), [(True, 2, "smartcity-data-contoh-"), (False, 0, "smartcity-")]
)
def test_downloads_say_it(monkeypatch: pytest.MonkeyPatch, is_demo: bool, marks: int, prefix: str) -> None:
    offered: dict[str, Callable[[], bytes]] = {}

    def button(_label: str, *, data: Callable[[], bytes], file_name: str, **_options: str) -> None:
        offered[file_name] = data

    monkeypatch.setattr("smartcity.ui.data.is_demo", lambda: is_demo)
    monkeypatch.setattr(frame, "look", lambda: LIGHT)
    monkeypatch.setattr("streamlit.download_button", button)
    with in_language("id"):
        frame._downloads(PICTURE, Caption("88 dari 150"))

    assert list(offered) == [f"{prefix}funnel.{ending}" for ending in ("png", "svg", "csv")]
    assert offered[f"{prefix}funnel.svg"]().count(b"DATA CONTOH") == marks
    assert offered[f"{prefix}funnel.png"]().startswith(b"\x89PNG")
