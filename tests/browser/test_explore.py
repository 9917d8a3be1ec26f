"""Jelajah data in the browser: what is filtered, sorted and turned to is SQL's, also in files; a row leads on."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from smartcity.store import Store
from tests.browser.conftest import Server, Visit

pytestmark = pytest.mark.browser

WANTED = (
    "select region_code, edition, agency, indicator, score, framework from assessment"
    " where score >= 2.5 order by score desc, rowid"
)
READ: dict[str, Callable[[bytes], pd.DataFrame]] = {
    "CSV": lambda content: pd.read_csv(BytesIO(content), sep=";", decimal=",", dtype={"region_code": str}),
    "XLSX": lambda content: pd.read_excel(BytesIO(content), engine="calamine", dtype={"region_code": str}),
    "Parquet": lambda content: pd.read_parquet(BytesIO(content)),
}
# The table is drawn again some time after its rows came.
FIRST_SCORE = """score => {
    const row = document.querySelector('.st-key-explore_grid table tbody tr');
    return row && Number([...row.cells].at(-2).innerText.replace(',', '.')) === score;
}"""


def add_filter(tab: Visit, column: str, label: str, text: str) -> None:
    """Add a filter with the form."""
    page = tab.page
    page.get_by_role("button", name="Tambah saringan").click()
    form = page.get_by_test_id("stPopoverBody")
    form.get_by_role("combobox").first.click()
    page.get_by_role("option", name=column, exact=True).click()
    form.get_by_label(label, exact=True).fill(text)
    page.keyboard.press("Tab")
    tab.settle()
    before = page.url
    form.get_by_role("button", name="Terapkan").click()
    page.wait_for_function("before => location.href !== before", arg=before)
    tab.settle()


def cells(page: Page) -> list[list[str]]:
    """Return the first rows of the table as a screen reader has them."""
    table = page.locator(".st-key-explore_grid table")
    lines = table.locator("tbody tr").all()
    return [[cell.inner_text() for cell in line.locator("td").all()] for line in lines]


def saved(page: Page, kind: str) -> bytes:
    """Return the file behind a link."""
    with page.expect_download() as started:
        page.get_by_role("link", name=f"Unduh {kind}").click()
    return Path(started.value.path()).read_bytes()


def test_rows_are_the_databases_on_screen_and_in_files(visit: Callable[..., Visit], server: Server) -> None:
    with Store(server.data).read() as snapshot:
        wanted = snapshot.frame(WANTED)
    tab = visit()
    page = tab.open("jelajah?tabel=assessment&lang=id")

    add_filter(tab, "Nilai", "Mulai", "2,5")
    tab.choose("Urutkan menurut", "Nilai")
    page.get_by_role("button", name="Menaik").click()
    page.wait_for_function("() => location.search.includes('urut=-score')")
    tab.settle()
    page.locator(".st-key-explore_page").get_by_text("2", exact=True).click()
    page.wait_for_function(FIRST_SCORE, arg=float(wanted["score"].iloc[50]))

    expect(page.get_by_text(f"{len(wanted)} baris dari")).to_be_visible()
    scores = [row[-2].replace(",", ".") for row in cells(page)]
    assert [float(score) for score in scores] == wanted["score"].iloc[50 : 50 + len(scores)].tolist()
    assert len(scores) > 5
    for kind, read in READ.items():
        found = read(saved(page, kind))
        found["agency"] = found["agency"].astype(object).fillna("")
        assert found.astype(str).values.tolist() == wanted.astype(str).values.tolist()

    again = visit().open(page.url.removeprefix(f"{server.address}/"))
    again.wait_for_function(FIRST_SCORE, arg=float(wanted["score"].iloc[50]))
    assert cells(again)[0] == cells(page)[0]


def test_a_row_leads_to_its_region_and_its_source(visit: Callable[..., Visit]) -> None:
    key = quote('["gmsc-13.73-info-sunto"]')
    tab = visit()
    named = quote('[["title","has","sunto"]]')
    page = tab.open(f"jelajah?tabel=pilot&saring={named}&lang=id")
    grid = page.locator(".st-key-explore_grid [data-testid=stDataFrame]")
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 120, box["y"] + 52)
    page.keyboard.press("Shift+Space")
    page.wait_for_function("() => location.search.includes('kunci=')")
    tab.settle()
    assert tab.query()["kunci"] == key

    row = page.locator(".st-key-explore_row")
    row.get_by_role("link", name="Kota Sawahlunto").click()
    page.wait_for_url("**/wilayah?*")
    tab.settle()
    expect(page.locator("h1")).to_have_text("Kota Sawahlunto")

    page.go_back()
    tab.settle()
    row.get_by_role("link", name="Sumber baris ini").click()
    page.wait_for_url("**/sumber?*")
    tab.settle()
    expect(page.get_by_role("heading", name="Sawahlunto Bimtek Tahap III")).to_be_visible()
