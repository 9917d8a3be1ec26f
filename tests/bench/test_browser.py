"""From navigation to drawn in a cold browser with software rendering, beside an empty Streamlit page."""

import statistics
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from smartcity.screenshot import DRAWS_WITHIN_MS
from tests.bench.conftest import SIZES, Running
from tests.bench.report import Report, spread
from tests.browser.conftest import WIDE, Server, Visit

pytestmark = pytest.mark.browser
ROUNDS = 5
# Page: address, and how many times the empty page's time it may take.
PAGES = {
    "Ringkasan": ("?lang=id", 2),
    "Tahapan seleksi": ("tahapan?lang=id", 2),
    "Wilayah": ("wilayah?wilayah=35&lang=id", 2),
    "Percontohan": ("percontohan?lang=id", 2),
    "Tindak lanjut": ("tindak-lanjut?lang=id", 2),
    "IDSLL": ("idsll?lang=id", 2),
    "Penilaian": ("penilaian?instrumen=spbe-2020&periode=2023&lang=id", 2),
    "Kegiatan": ("kegiatan?lang=id", 2),
    "Jelajah data": ("jelajah?tabel=assessment&lang=id", 2),
    "Cari": ("cari?cari=smart+city&lang=id", 2),
    "Sumber & mutu": ("sumber?lang=id", 2),
    "Metode": ("metode?lang=id", 2),
    "Unggah data": ("unggah?lang=id", 2),
    "Riwayat": ("riwayat?lang=id", 2),
    "Ubah satu baris": ("ubah?lang=id", 2),
    "Peta, light": ("peta?lang=id&peta=light", 2),
    "Peta, WebGL": ("peta?lang=id&peta=deck", 3),
}


def _empty_seconds(chromium: Browser, address: str) -> float:
    context = chromium.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    start = time.perf_counter()
    page = context.new_page()
    page.goto(address)
    page.locator("h1").wait_for(timeout=DRAWS_WITHIN_MS)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def _page_seconds(chromium: Browser, address: str, path: str) -> float:
    context = chromium.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    start = time.perf_counter()
    page = context.new_page()
    page.goto(f"{address}/{path}")
    Visit(Server(address, None), page).drawn()  # type: ignore[arg-type]
    seconds = time.perf_counter() - start
    context.close()
    return seconds


@pytest.fixture(scope="module")
def empty_seconds(chromium: Browser, empty_page: Running, report: Report) -> float:
    """Return the median time of the empty page."""
    times = [_empty_seconds(chromium, empty_page.address) for _round in range(ROUNDS + 1)][1:]
    report.at_most(
        "cold browser: empty Streamlit page", "-", statistics.median(times), "s", None, spread(times)
    )
    return statistics.median(times)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", SIZES[:2])
def test_cold_browser(
    chromium: Browser,
    running: Callable[[str], Running],
    report: Report,
    empty_seconds: float,
    size: str,
    name: str,
) -> None:
    path, times_empty = PAGES[name]
    server = running(size)

    times = [_page_seconds(chromium, server.address, path) for _round in range(ROUNDS + 1)][1:]

    limit = round(times_empty * empty_seconds, 2)
    report.at_most(f"cold browser: {name}", size, statistics.median(times), "s", limit, spread(times))
