"""Paparan in the browser: two clicks from a page to a file with its numbers; the preview; profiles from Wilayah."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from smartcity import queries
from smartcity.store import Store
from tests.browser.conftest import Server, Visit
from tests.export.briefing.kit import charts

pytestmark = pytest.mark.browser


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    """Click a button and return the name and the content of the file that comes."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    path = coming.value.path()
    assert path
    return coming.value.suggested_filename, Path(path).read_bytes()


def test_two_clicks_from_the_stages_to_slides_with_their_numbers(
    visit: Callable[..., Visit], server: Server
) -> None:
    with Store(server.data).read() as snapshot:
        steps = queries.run(snapshot, "funnel", program="gmsc", edition="2018", region="00")
    tab = visit()
    page = tab.open("tahapan?program=gmsc&periode=2018&lang=id")

    page.get_by_role("link", name="Buat paparan").click()
    name, content = downloaded(page, "PPTX")
    tab.settle()

    assert name == "smartcity-paparan-00.pptx"
    assert {**tab.query(), "isi": ""} == {"program": "gmsc", "periode": "2018", "isi": "", "lang": "id"}
    (chart,) = charts(content)
    assert list(chart.plots[0].categories) == list(steps["name_id"])
    counted = next(series for series in chart.plots[0].series if series.name == "Jumlah")
    assert list(counted.values) == [float(value) for value in steps["count"]]
    expect(page.get_by_text("smartcity-paparan-00.pptx dibuat dalam")).to_be_visible()

    shown = page.locator(".st-key-briefing_page img")
    assert shown.get_attribute("alt") == "Halaman 1 dari 3: Sampul"
    page.get_by_role("button", name="Berikutnya").click()
    title = "Sumber tidak selaras: 165 mengikuti penilaian, tetapi hanya 120 diundang"
    expect(shown).to_have_attribute("alt", f"Halaman 2 dari 3: {title}")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 960


def test_a_profile_is_one_click_from_its_region(visit: Callable[..., Visit]) -> None:
    page = visit().open("wilayah?wilayah=16.01&lang=id")

    name, content = downloaded(page, "Profil A4")

    assert name == "smartcity-profil-16.01.pdf"
    (only,) = pypdf.PdfReader(io.BytesIO(content)).pages
    assert (round(only.mediabox.width), round(only.mediabox.height)) == (595, 842)
    assert "Kabupaten Ogan Komering Ulu" in " ".join(only.extract_text().split())
