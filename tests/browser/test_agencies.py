"""Perangkat daerah in a browser: the example goes from its files through Unggah data to the heatmap."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from smartcity import formats
from smartcity.contract import load_contract
from smartcity.export import examples
from smartcity.store import Store
from tests.browser.conftest import NARROW, WIDE, Server, Visit
from tests.browser.looks import check_page, seen_wrong
from tests.browser.test_upload import drop, press, text

pytestmark = pytest.mark.browser

REGION = "61"


@pytest.fixture(scope="module")
def own_server(serve: Callable[[Path | None], Server]) -> Server:
    """Return a dashboard whose data these tests may change."""
    return serve(None)


def offered(tab: Visit, table: str, folder: Path) -> bytes:
    """Return the example file of a table as the page offers it."""
    title = load_contract().tables[table].title("id")
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name=f"Contoh {title}").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes()


def publish(tab: Visit, table: str, content: bytes) -> None:
    """Upload a file on the page that a link with the table opens, and publish it."""
    page = tab.open(f"unggah?tabel={table}&lang=id")
    drop(tab, f"contoh-{table}.csv", content)
    if page.get_by_role("button", name="Ya, arti kolom ini benar").count():
        press(tab, "Ya, arti kolom ini benar")
    page.get_by_role("textbox", name="Nama Anda").fill("Siti")
    page.keyboard.press("Tab")
    tab.settle()
    press(tab, "Terbitkan")
    page.get_by_text("Terbit sebagai versi").wait_for()


def test_the_example_goes_from_its_files_to_the_heatmap(
    visit: Callable[..., Visit], own_server: Server, tmp_path: Path
) -> None:
    tab = visit(WIDE, "light", own_server)
    page = tab.open("perangkat-daerah?lang=id")
    assert "Belum ada nilai perangkat daerah yang diketahui di Indonesia" in text(page)
    files = {table: offered(tab, table, tmp_path) for table in examples.files()}
    assert files == examples.files()

    for table, content in files.items():
        publish(tab, table, content)
    page = tab.open(f"perangkat-daerah?wilayah={REGION}&lang=id")
    shown = page.locator(".st-key-drawn_agency_heatmap svg.marks text").all_text_contents()
    tab.shot("perangkat-daerah-contoh")

    with Store(own_server.data).read() as snapshot:
        of = f"framework = '{examples.FRAMEWORK}' and edition = '2025' and region_code = '{REGION}'"
        scores = snapshot.rows(f"select score from assessment where {of}")
        indexes = snapshot.rows(
            "select round(sum(score * weight_percent) / 100 + 1e-9, 2) from assessment"
            f" join indicator using (framework, indicator) where {of} group by agency"
        )
        agencies = snapshot.rows(f"select name from agency where region_code = '{REGION}'")
    numbers = sorted(formats.score(score) for (score,) in [*scores, *indexes])
    assert (len(scores), len(indexes), len(agencies)) == (120, 40, 40)
    assert sorted(words for words in shown if words in set(numbers)) == numbers
    assert [name for (name,) in agencies if name not in shown] == []
    assert seen_wrong(page) == []


def test_pages_of_the_demonstration(visit: Callable[..., Visit], demonstration: Server) -> None:
    tab = visit(WIDE, "light", demonstration)
    for part in ("criteria", "ranking", "change", "lagging"):
        path = f"perangkat-daerah?wilayah=13&bagian={part}&lang=id"
        check_page(tab, path, f"perangkat-daerah-{part}")
    check_page(tab, "perangkat-daerah?wilayah=13&perangkat=bapenda&lang=id", "perangkat-daerah-satu")


def test_from_an_agency_to_its_region_and_back(visit: Callable[..., Visit], demonstration: Server) -> None:
    tab = visit(NARROW, "dark", demonstration)
    page = tab.open(f"perangkat-daerah?wilayah=13&perangkat={quote('bapenda')}&lang=id")
    expect(page.locator("h1")).to_have_text("Badan Pendapatan Daerah")

    page.get_by_test_id("stMain").get_by_role("link", name="Sumatera Barat").click()
    page.get_by_role("heading", name="Sumatera Barat").first.wait_for()
    tab.settle()
    assert tab.path() == "/wilayah"
    page.get_by_test_id("stMain").get_by_role("link", name="Perangkat daerah").first.click()
    page.get_by_role("heading", name="Perangkat daerah", exact=True).first.wait_for()
    tab.settle()
    assert (tab.path(), tab.query()["wilayah"]) == ("/perangkat-daerah", "13")
