"""The funnel in the browser: its numbers are the database's, a click opens a stage, files come down whole."""

import re
from collections.abc import Callable
from io import BytesIO

import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Page

from smartcity import formats, queries
from smartcity.store import Store
from tests.browser.conftest import Server, Visit

pytestmark = pytest.mark.browser

EDITIONS = ("2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024")


def steps(server: Server, edition: str) -> pd.DataFrame:
    """Return the funnel as the database has it."""
    with Store(server.data).read() as snapshot:
        return queries.run(snapshot, "funnel", program="gmsc", edition=edition, region="00")


def chart_texts(page: Page, key: str) -> list[str]:
    """Return the texts that a chart shows."""
    return page.locator(f".st-key-drawn_{key} svg.marks text").all_text_contents()


@pytest.mark.parametrize("edition", EDITIONS)
def test_numbers_on_screen_are_the_databases(
    visit: Callable[..., Visit], server: Server, edition: str
) -> None:
    page = visit().open(f"tahapan?program=gmsc&periode={edition}&lang=id")

    shown = " ".join(chart_texts(page, "funnel"))

    expected = steps(server, edition)
    counted = expected[expected["count"].notna()]
    for step in counted.to_dict("records"):
        assert re.search(rf"(?<![\d.,]){re.escape(formats.number(step['count']))}(?![\d.,])", shown), step
        assert str(step["name_id"]) in shown
    shares = {formats.percent(share) for share in counted["of_previous"].dropna()}
    assert [share for share in shares if share not in shown] == []


def test_opening_address_shows_the_cohort_of_2022(visit: Callable[..., Visit]) -> None:
    page = visit().open()

    assert (
        page.locator("[data-testid=stMain] h3")
        .first.inner_text()
        .startswith("88 dari 150 kabupaten/kota yang diundang")
    )
    assert {"150", "88", "50"} <= set(re.findall(r"\d+", " ".join(chart_texts(page, "funnel"))))


def test_click_on_a_stage_opens_it(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("tahapan?program=gmsc&periode=2022&lang=id")

    page.locator(".st-key-drawn_funnel svg.marks .mark-rect").last.locator("path").nth(1).click()
    page.wait_for_function("() => location.search.includes('tahap=')")
    tab.settle()

    assert tab.query()["tahap"] == "assessed"
    assert "88 kabupaten/kota mengikuti penilaian" in page.locator("[data-testid=stMain]").inner_text()


def test_picture_shows_its_query_and_comes_down_whole(visit: Callable[..., Visit]) -> None:
    page = visit().open("tahapan?program=gmsc&periode=2022&lang=id")
    actions = page.locator(".st-key-actions_funnel")

    actions.get_by_role("button", name="Lihat kueri").click()
    code = page.locator("[data-testid=stPopoverBody] [data-testid=stCode]").inner_text()
    page.keyboard.press("Escape")
    actions.get_by_role("button", name="Unduh").click()
    files = {}
    for name in ("PNG", "SVG", "CSV"):
        with page.expect_download() as download:
            page.locator("[data-testid=stPopoverBody]").get_by_role("button", name=name).click()
        files[name] = download.value.path().read_bytes()

    assert re.sub(r"\s+", "", code) == re.sub(r"\s+", "", queries.sql("funnel"))
    image = Image.open(BytesIO(files["PNG"]))
    assert image.format == "PNG"
    assert image.width >= 1600
    drawing = files["SVG"].decode()
    for words in ("150", "Angkatan 2022", "Sumber", "Versi data", "2 Desember 2025"):
        assert words in re.sub(r"<[^>]+>", " ", drawing)
    table = files["CSV"].decode("utf-8-sig")
    assert "invited" in table
    assert "150" in table
