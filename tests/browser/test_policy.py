"""The content policy in a real Chromium: all that pages are made of works under it, and what is foreign does not."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from smartcity.serve import free_port
from smartcity.settings import ROOT
from tests.browser.conftest import Server, Visit

pytestmark = pytest.mark.browser

# A map with WebGL, expressions, words and pictures; what else pages may come to use; a file made on demand.
SCRIPT = """
import json, pathlib
import altair as alt
import pandas as pd
import pydeck
import streamlit as st

provinces = json.loads(pathlib.Path({provinces!r}).read_text())
dot = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI4IiBoZWlnaHQ9IjgiLz4="
icon = {{"url": dot, "width": 8, "height": 8}}
point = {{"at": [110, -2], "code": "62", "name": "Kalimantan", "size": 3, "icon": icon}}
layers = [
    pydeck.Layer("GeoJsonLayer", data=provinces, get_fill_color=[220, 220, 220], id="provinces"),
    pydeck.Layer("ScatterplotLayer", data=[point], get_position="at", get_radius="size * 30000", pickable=True),
    pydeck.Layer("TextLayer", data=[point], get_position="at", get_text="name", id="names"),
    pydeck.Layer("IconLayer", data=[point], get_position="at", get_icon="icon", get_size=4, id="icons"),
]
centre = pydeck.ViewState(latitude=-2, longitude=117, zoom=3)
st.pydeck_chart(pydeck.Deck(layers, map_provider=None, initial_view_state=centre), key="map", on_select="rerun")
bars = alt.Chart(pd.DataFrame({{"a": ["x", "y"], "b": [1, 2]}})).mark_bar().encode(x="a", y="b", tooltip="a")
with st.container(key="drawn_bars"):
    st.altair_chart(bars.transform_calculate(twice="datum.b * 2"))
st.dataframe(pd.DataFrame({{"a": [1, 2]}}))
st.metric("m", 1, chart_data=[1, 2, 3])
st.code("select 1", language="sql")
st.image({icon!r})
st.file_uploader("file")
st.download_button("PNG", data=lambda: b"\\x89PNG", file_name="picture.png", mime="image/png", on_click="ignore")
bridge = st.components.v2.component("test.bridge", js="export default () => {{ document.title = 'bridge' }}")
bridge(key="bridge")
with st.container(key="footer"):
    st.caption("footer")
"""
APP = """
import pathlib
import streamlit as st
from smartcity.ui import server

app = st.App(pathlib.Path(__file__).with_name("script.py"), middleware=server.GATE)
"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server behind our gate with one page of everything."""
    folder, port = tmp_path_factory.mktemp("workshop"), free_port()
    provinces = str(ROOT / "data" / "reference" / "provinces_overview.geojson")
    icon = str(ROOT / "smartcity" / "ui" / "static" / "icon.png")
    (folder / "script.py").write_text(SCRIPT.format(provinces=provinces, icon=icon))
    (folder / "app.py").write_text(APP)
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", folder / "app.py"),
            *(f"--server.port={port}", "--server.address=localhost", "--server.headless=true"),
            *("--browser.gatherUsageStats=false", "--server.fileWatcherType=none"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    server = Server(f"http://localhost:{port}", folder)
    for _attempt in range(600):
        try:
            urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.1)
    yield server
    process.terminate()
    process.wait(timeout=20)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_works_under_the_policy(
    visit: Callable[..., Visit], workshop: Server, scheme: str
) -> None:
    """The tab itself fails the test for any complaint of the browser."""
    page = visit(scheme=scheme, at=workshop).open()
    page.locator("[data-testid=stDeckGlJsonChart] canvas").first.wait_for(timeout=60_000)
    page.locator("[data-testid=stDataFrame] canvas").first.wait_for(timeout=60_000)
    page.locator("[data-testid=stCode] span").first.wait_for(timeout=60_000)
    page.wait_for_function("() => document.title === 'bridge'")
    with page.expect_download() as download:
        page.get_by_text("PNG", exact=True).click()

    assert download.value.suggested_filename == "picture.png"
    assert Path(download.value.path()).read_bytes() == b"\x89PNG"
    assert page.locator("[data-testid=stDeckGlJsonChart] canvas").count() >= 1


def test_what_is_foreign_does_not_run(chromium: Browser, workshop: Server) -> None:
    page = chromium.new_page()
    page.goto(workshop.address)

    blocked = page.evaluate(
        """async () => {
            const found = [];
            document.addEventListener('securitypolicyviolation', event => found.push(event.effectiveDirective));
            const script = document.createElement('script');
            script.textContent = 'window.injected = true';
            document.head.append(script);
            const image = document.createElement('img');
            image.src = 'https://example.org/x.png';
            document.body.append(image);
            await fetch('https://example.org/').catch(() => null);
            setTimeout('window.injected = true');
            await new Promise(done => setTimeout(done, 500));
            return [found.sort(), window.injected ?? null];
        }"""
    )
    page.close()

    assert blocked == [["connect-src", "img-src", "script-src", "script-src-elem"], None]


def test_a_page_of_ours_and_its_picture(visit: Callable[..., Visit]) -> None:
    page = visit().open("tahapan?program=gmsc&periode=2022&lang=id")
    page.get_by_text("Unduh", exact=True).first.click()

    with page.expect_download() as download:
        page.get_by_text("PNG", exact=True).first.click()

    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
